package e2e

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"
)

// leastColours is what a drawn figure has at the least: paper, ink and the
// colours of a few categories. A blank one has a single colour.
const leastColours = 6

// wantFigure decodes a PNG and checks its size and that something is drawn.
func wantFigure(t *testing.T, content []byte, width, height int) {
	t.Helper()
	picture, err := png.Decode(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	if want := image.Rect(0, 0, width, height); picture.Bounds() != want {
		t.Errorf("bounds %v, want %v", picture.Bounds(), want)
	}
	colours := map[color.Color]bool{}
	for y := 0; y < picture.Bounds().Dy(); y += 2 {
		for x := 0; x < picture.Bounds().Dx(); x += 2 {
			colours[picture.At(x, y)] = true
		}
	}
	if len(colours) < leastColours {
		t.Errorf("%d colours: the figure is blank", len(colours))
	}
}

func TestPlotAtTheSizeAsked(t *testing.T) {
	for _, theme := range []string{"light", "dark"} {
		for _, lang := range languages {
			t.Run(theme+" "+lang, func(t *testing.T) {
				status, contentType, body := get(t, path("/plot.png",
					"text", readySentence, "width", "900", "height", "600", "theme", theme, "lang", lang))
				if status != 200 || contentType != "image/png" {
					t.Fatalf("status %d, type %q: %.200s", status, contentType, body)
				}
				wantFigure(t, body, 900, 600)
			})
		}
	}
}

func TestPlotFormats(t *testing.T) {
	for _, format := range []struct{ path, contentType, start string }{
		{"/plot.svg", "image/svg+xml", "<?xml"},
		{"/plot.pdf", "application/pdf", "%PDF-"},
	} {
		t.Run(format.path, func(t *testing.T) {
			status, contentType, body := get(t, path(format.path, "text", readySentence))
			if status != 200 || !strings.HasPrefix(contentType, format.contentType) {
				t.Fatalf("status %d, type %q", status, contentType)
			}
			if !bytes.HasPrefix(body, []byte(format.start)) {
				t.Errorf("starts with %.20q, want %q", body, format.start)
			}
		})
	}
}

// TestPlotFromThePage follows the journey's own download link.
func TestPlotFromThePage(t *testing.T) {
	b := open(t, 1280, 900)
	b.visit(path("/", "text", sentence))
	encoded := eval[string](b, `(async () => {
		const link = document.querySelector('a[href*="/plot.png"]')
		if (!link) throw new Error("no link to /plot.png")
		const bytes = new Uint8Array(await (await fetch(link.href)).arrayBuffer())
		return btoa(Array.from(bytes, b => String.fromCharCode(b)).join(""))
	})()`)
	content, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		t.Fatal(err)
	}
	config, err := png.DecodeConfig(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	wantFigure(t, content, config.Width, config.Height)
}
