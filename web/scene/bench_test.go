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
