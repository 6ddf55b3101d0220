package plot_test

import (
	"net/http/httptest"
	"testing"

	"tokenscape/embedding/classroom"
	"tokenscape/web/plot"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// All tokens of the encoding become a figure that is still to be drawn.
func BenchmarkOf50257(b *testing.B) {
	m, err := classroom.Load()
	if err != nil {
		b.Fatal(err)
	}
	models := request.Only(m)
	q := request.Read(httptest.NewRequest("GET", "/plot.png?on=encoding&token=+France&links=both", nil), models())
	c, err := scene.Read(q)
	if err != nil {
		b.Fatal(err)
	}
	v, err := scene.ReadView(q, c)
	if err != nil {
		b.Fatal(err)
	}
	s, err := scene.NewMaps(models).Of(b.Context(), c, "")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := plot.Of(s, nil, v, false, request.Settings{Lang: "en"}); err != nil {
			b.Fatal(err)
		}
	}
}
