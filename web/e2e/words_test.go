package e2e

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// wordServer is a server of a small file of word vectors beside the classroom
// model. The vectors are the test's own: four groups of words, each around a
// direction of its own, with noise from a fixed seed.
func wordServer(t *testing.T) *server {
	t.Helper()
	groups := []string{"cat dog horse cow sheep", "red green blue yellow black", "one two three four five", "France Japan Egypt Peru Kenya"}
	random := rand.New(rand.NewPCG(1, 2))
	var file strings.Builder
	for g, words := range groups {
		for _, word := range strings.Fields(words) {
			file.WriteString(word)
			for j := range 16 {
				x := 0.2 * random.NormFloat64()
				if j/4 == g {
					x++
				}
				fmt.Fprintf(&file, " %.5f", x)
			}
			file.WriteByte('\n')
		}
	}
	path := filepath.Join(t.TempDir(), "farm.txt")
	if err := os.WriteFile(path, []byte(file.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	s, err := start(binary, &log, "-model", path, "-model", "classroom")
	if err != nil {
		t.Fatalf("%v\n%s", err, log.String())
	}
	t.Cleanup(s.stop)
	return s
}

// TestWordVectors goes through the app with a file of one's own: the list of
// models, its map, a word's neighbours, the figure.
func TestWordVectors(t *testing.T) {
	s := wordServer(t)
	b := open(t, 1280, 900)
	b.base = s.base
	b.visit("/models")
	b.wantText("main", "farm", "GloVe text", "20", "16", "unknown")
	b.show("/map?model=farm&first=12")
	b.wantText("main", "Shown are the first 12 of 20 words")
	b.show("/map?model=farm&token=horse")
	b.until(inOrder + `(["horse", "cow"]) || ` + inOrder + `(["horse", "cat"])`)
	near := eval[string](b, `document.querySelector("#neighbors, [data-panel=neighbors]").innerText`)
	for _, word := range []string{"cat", "dog", "cow", "sheep"} {
		if !strings.Contains(near, word) {
			t.Errorf("%s is not among the neighbours of horse: %s", word, near)
		}
	}
	png := eval[string](b, `[...document.querySelectorAll("a[href*='/plot.png']")].map(a => a.href)[0] || ""`)
	if png == "" {
		t.Fatal("the map's page has no PNG")
	}
	res, err := http.Get(png)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") != "image/png" {
		t.Errorf("PNG: %s, %s", res.Status, res.Header.Get("Content-Type"))
	}
	b.visit("/tokens?model=farm&text=The+horse+is+Black")
	b.wantText("main", "Found in farm: 2. Not found: 2.")
	b.visit("/predict?model=farm")
	b.wantText("main", "predicts no next token")
	b.do(chromedp.Click(chromedp.CSS(`main a[href*="model=classroom"].button`)))
	b.until(`location.search.includes("model=classroom")`)
}

// TestWordVectorPages looks at every page with such a model, as all pages are
// looked at with the usual one.
func TestWordVectorPages(t *testing.T) {
	s := wordServer(t)
	for _, lang := range languages {
		for _, theme := range []string{"light", "dark"} {
			t.Run(lang+" "+theme, func(t *testing.T) {
				wide, narrow := open(t, 1280, 900), open(t, 360, 740)
				wide.base, narrow.base = s.base, s.base
				for _, page := range pages {
					address := path(page.path, "lang", lang, "theme", theme, "model", "farm")
					wide.show(address)
					wide.wantPage(lang)
					wide.wantAccessible()
					narrow.show(address)
					if width := eval[int](narrow, "document.documentElement.scrollWidth"); width > 360 {
						t.Errorf("%s is %d pixels wide: %s", page.path, width, eval[string](narrow, widest))
					}
				}
			})
		}
	}
}
