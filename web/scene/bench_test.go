package scene_test

import (
	"testing"

	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// A map that nobody asked for yet.
func BenchmarkFit(b *testing.B) {
	for name, query := range map[string]string{
		"encoding":                "on=encoding",
		"encoding/unit":           "on=encoding&rows=unit",
		"encoding/fit=vocabulary": "on=encoding&fit=vocabulary",
		"encoding/axis":           "on=encoding&method=axis&from=+man&to=+woman",
		"vocabulary":              "on=vocabulary",
		"categories":              "rows=unit",
	} {
		c := choose(b, query)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := scene.NewMaps(request.Only(c.Model)).Of(b.Context(), c, ""); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// What is asked of a map of the whole encoding.
func BenchmarkEncoding(b *testing.B) {
	c := choose(b, "on=encoding&from=+man&to=+woman")
	s, err := scene.NewMaps(request.Only(c.Model)).Of(b.Context(), c, "")
	if err != nil {
		b.Fatal(err)
	}
	king, err := c.Model.Lookup(" king")
	if err != nil {
		b.Fatal(err)
	}
	b.Run("neighborhood", func(b *testing.B) {
		for b.Loop() {
			s.Neighborhood(king, []int{0, 1}, 10)
		}
	})
	for _, kind := range []string{scene.ByRank, scene.ByLength, scene.ByCosine, scene.ByAxis} {
		b.Run(kind, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Colors(scene.Color{Kind: kind}, scene.View{Token: &king}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
