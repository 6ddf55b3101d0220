package e2e

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// maxPage is what the journey with its CSS and JS may weigh over the wire.
const maxPage = 100_000

// TestPageWeight loads the journey with an empty cache and adds up all bytes
// received for it, headers included; the map's data is part of it.
func TestPageWeight(t *testing.T) {
	b := open(t, 1280, 900)
	b.show("/")
	b.until(`performance.getEntriesByType("resource").every(e => e.responseEnd > 0)`)
	b.mu.Lock()
	defer b.mu.Unlock()
	t.Logf("%d bytes in %d requests", b.received, len(b.sent))
	if b.received > maxPage {
		t.Errorf("the page weighs %d bytes, want at most %d", b.received, maxPage)
	}
}

// maxMap is what the map of all 50,257 tokens may weigh over the wire, with page,
// CSS, JS, points and labels.
const maxMap = 700_000

func TestMapWeight(t *testing.T) {
	b := open(t, 1280, 900)
	b.show("/map?on=encoding")
	b.until(`performance.getEntriesByType("resource").every(e => e.responseEnd > 0)`)
	b.mu.Lock()
	defer b.mu.Unlock()
	t.Logf("%d bytes in %d requests", b.received, len(b.sent))
	if b.received > maxMap || b.received < maxPage {
		t.Errorf("the page weighs %d bytes, want %d to %d", b.received, maxPage, maxMap)
	}
}

// TestPictures leaves a picture of every page in the folder screenshots.
func TestPictures(t *testing.T) {
	const folder = "screenshots"
	for _, lang := range languages {
		for _, theme := range []string{"light", "dark"} {
			b := open(t, 1280, 900)
			for _, page := range pages {
				b.show(path(page.path, "lang", lang, "theme", theme, "text", readySentence))
				b.picture(filepath.Join(folder, page.name+"-"+lang+"-"+theme+".png"))
			}
			b.do(chromedp.EmulateViewport(360, 740))
			b.show(path("/", "lang", lang, "theme", theme))
			b.picture(filepath.Join(folder, "narrow-"+lang+"-"+theme+".png"))
		}
	}
}

// picture writes what the whole page shows to a file.
func (b *tab) picture(name string) {
	b.t.Helper()
	content, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(name, content, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// maxScripts is what the modules of the map's page may weigh, compressed.
const maxScripts = 60_000

// TestMapScripts adds up the modules that the map's page loads with an empty cache,
// and the one more that a graphics card brings.
func TestMapScripts(t *testing.T) {
	b := openEngine(t, 400, 300, "webgl")
	const modules = `performance.getEntriesByType("resource").filter((e) => e.name.endsWith(".js"))`
	card := eval[int](b, modules+`.find((e) => e.name.endsWith("gl.js")).encodedBodySize`)
	b = open(t, 1280, 900)
	b.visit("/map")
	b.until(`performance.getEntriesByName("map-drawn").length`)
	eval[any](b, `new Promise((done) => setTimeout(done, 900))`) // the card is asked for unhurriedly
	weight := eval[int](b, modules+`.reduce((sum, e) => sum + e.encodedBodySize, 0)`)
	engine := eval[int](b, modules+`.filter((e) => e.name.includes("/map/")).reduce((sum, e) => sum + e.encodedBodySize, 0)`)
	if !eval[bool](b, modules+`.some((e) => e.name.endsWith("gl.js"))`) {
		weight += card
		engine += card
	}
	t.Logf("%d bytes, the engine %d of them", weight, engine)
	if card == 0 || engine < 10_000 {
		t.Errorf("the engine weighs %d bytes, its part for the graphics card %d: not all was seen", engine, card)
	}
	if weight > maxScripts {
		t.Errorf("the modules weigh %d bytes, want at most %d", weight, maxScripts)
	}
}
