package plot_test

import (
	"bytes"
	"errors"
	"html"
	"image/gif"
	"image/png"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"tokenscape/projection/figure"
	"tokenscape/web/motion"
	"tokenscape/web/plot"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// motions are links to figures of motions, with the words that must be in them in
// English and in Chinese.
var motions = map[string]struct {
	query  string
	en, zh []string
}{
	"layers": {"text= France the king of", []string{"world, block by block, at ␣of (position 4) of: France the king of", ">1<", ">2<", "from a stop to the token likeliest there",
		"PCA fitted on the 8 tokens shown", "rows and stops at length one", "logit lens, nostalgebraist 2020", "of the way's length in 6 dimensions", "a shadow"},
		[]string{"逐层变化的路", "从一站到那里最可能的词元", "logit 透镜", "这是影子"}},
	"tokens": {"text= man the king of Italy the&way=tokens&stop=2&rows=raw&on=category:person&on=category:country", []string{"world, where the text points as it grows: man the king", ">4<", "to all that are named there", "rows and stops as they are"},
		[]string{"文字变长时指向哪里", "到那里列出的全部词元", "按原长"}},
}

func TestMotions(t *testing.T) {
	h := server(t)
	for name, view := range motions {
		for lang, words := range map[string][]string{"en": view.en, "zh": view.zh} {
			t.Run(name+"/"+lang, func(t *testing.T) {
				theme := map[string]string{"en": "light", "zh": "dark"}[lang]
				status, got := draw(t, h, "/motion.svg?"+strings.ReplaceAll(view.query, " ", "+")+"&theme="+theme+"&lang="+lang)
				if status != http.StatusOK {
					t.Fatalf("%d: %s", status, got)
				}
				for _, word := range words {
					if !says(html.UnescapeString(got), word) {
						t.Errorf("%q is not in the figure", word)
					}
				}
				golden := filepath.Join("testdata", "motion-"+name+"-"+lang+".svg")
				if os.Getenv("TOKENSCAPE_UPDATE") != "" {
					if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(golden)
				if err != nil {
					t.Fatal(err)
				}
				if got != string(want) {
					t.Errorf("the figure differs from %s", golden)
				}
			})
		}
	}
}

// The animation has a frame for each stop and those between, runs for ever, and is
// the same file each time it is drawn.
func TestMovingPicture(t *testing.T) {
	const target = "/motion.gif?text=+man+the+king+of&way=tokens&width=500&height=400"
	status, file := draw(t, server(t), target)
	if status != http.StatusOK {
		t.Fatalf("%d: %s", status, file)
	}
	g, err := gif.DecodeAll(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if len(g.Image) != 4+3*12 || g.LoopCount != 0 || g.Config.Width != 500 || g.Config.Height != 400 {
		t.Errorf("%d frames of %d×%d, loop %d", len(g.Image), g.Config.Width, g.Config.Height, g.LoopCount)
	}
	if g.Delay[0] != 220 || g.Delay[len(g.Delay)-1] != 400 {
		t.Errorf("delays from %d to %d", g.Delay[0], g.Delay[len(g.Delay)-1])
	}
	if _, again := draw(t, server(t), target); again != file {
		t.Error("drawn again it is another file")
	}
}

func TestMotionFiles(t *testing.T) {
	h := server(t)
	for format, start := range map[string]string{"png": "\x89PNG", "svg": "<?xml", "pdf": "%PDF-", "gif": "GIF89a"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/motion."+format+"?text=+man+of&download=1&width=640&height=480", nil))
		if w.Code != http.StatusOK || !strings.HasPrefix(w.Body.String(), start) || w.Header().Get("Content-Disposition") != `attachment; filename="tokenscape-motion.`+format+`"` {
			t.Errorf("%s: %d, %.8q, %v", format, w.Code, w.Body, w.Header())
		}
		if tag := w.Header().Get("ETag"); tag == "" {
			t.Errorf("%s: no tag", format)
		}
	}
	_, file := draw(t, h, "/motion.png?text=+man+of&preset=slide")
	if c, err := png.DecodeConfig(bytes.NewReader([]byte(file))); err != nil || c.Width != 1920 || c.Height != 1080 {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestMotionRefusals(t *testing.T) {
	h := server(t)
	for name, query := range map[string]string{
		"no text": "", "no such position": "text=+man&at=2", "no such way": "text=+man&way=up", "a computed map": "text=+man&method=tsne",
		"too large to move": "text=+man&width=1200&height=900", "too small": "text=+man&width=10", "no such stop": "text=+man&stop=x",
	} {
		if status, body := draw(t, h, "/motion.gif?"+query); status != http.StatusBadRequest || body == "" {
			t.Errorf("%s: %d %.100q", name, status, body)
		}
	}
}

// Whatever is asked is drawn or refused.
func FuzzMotion(f *testing.F) {
	for _, view := range motions {
		f.Add(view.query)
	}
	for _, q := range []string{"text= of&stop=9", "text= man%00 of&way=tokens", "text=%F0%9F%8D%93&at=3", "text= a&method=axis&from= man&to= woman&components=1", "text= of of&fit=sentence"} {
		f.Add(q)
	}
	models := request.Only(world(f))
	e := echo.New()
	var failed error
	e.HTTPErrorHandler = func(err error, _ echo.Context) { failed = err }
	maps := scene.NewMaps(models)
	plot.New(models, maps, motion.New(models, maps)).Register(e)
	f.Fuzz(func(t *testing.T, query string) {
		asked, err := url.ParseQuery(strings.ReplaceAll(query, " ", "+"))
		if err != nil {
			return
		}
		asked.Set("width", "300") // only slow
		asked.Set("height", "220")
		for _, format := range []string{"png", "svg", "pdf", "gif"} {
			failed = nil
			w := httptest.NewRecorder()
			e.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/motion."+format+"?"+asked.Encode(), nil))
			var size *figure.SizeError
			if failed != nil && request.FaultOf(failed).Code == request.Internal && !errors.As(failed, &size) {
				t.Fatalf("%s: %v", query, failed)
			}
			if failed == nil && w.Body.Len() < 200 {
				t.Fatalf("%s: %d bytes", query, w.Body.Len())
			}
		}
	})
}
