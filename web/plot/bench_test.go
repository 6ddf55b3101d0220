package plot_test

import (
	"bytes"
	"net/http/httptest"
	"strings"
	"testing"

	"tokenscape/embedding/classroom"
	"tokenscape/projection/figure"
	"tokenscape/web/motion"
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

// The animation of as many stops as there can be along a text, at its usual size.
func BenchmarkMoving(b *testing.B) {
	m, err := classroom.Load()
	if err != nil {
		b.Fatal(err)
	}
	models := request.Only(m)
	text := strings.Repeat("The king of France likes strawberry juice and the queen of Japan likes apples. ", 2)
	c, err := motion.Read(request.Read(httptest.NewRequest("GET", "/?way=tokens", nil), models()), text, 3)
	if err != nil {
		b.Fatal(err)
	}
	p, err := motion.New(models, scene.NewMaps(models)).Of(b.Context(), c)
	if err != nil {
		b.Fatal(err)
	}
	if len(p.Stops) != motion.MaxStops {
		b.Fatalf("%d stops", len(p.Stops))
	}
	size := figure.Size{Width: 800, Height: 600, DPI: 96}
	for b.Loop() {
		var file bytes.Buffer
		if err := plot.Moving(p, -1, request.Settings{Lang: "en"}).Animate(&file, size, figure.Usual); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(file.Len())/1000, "kB")
	}
}
