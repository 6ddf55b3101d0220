package e2e

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// theMotion is the element that plays the motion through the space.
const theMotion = `document.querySelector("motion-player")`

// lensStop is a stop as the API has it.
type lensStop struct {
	Coordinates []float64 `json:"coordinates"`
	Likeliest   []struct {
		Text        string  `json:"text"`
		Probability float64 `json:"probability"`
	} `json:"likeliest"`
	Nearest []struct {
		Text  string  `json:"text"`
		Score float64 `json:"score"`
	} `json:"nearest"`
	Moved float64 `json:"moved"`
}

// stopsOf asks the API for the stops of a way.
func stopsOf(t *testing.T, text, way string, pairs ...string) []lensStop {
	t.Helper()
	status, _, body := get(t, path("/api/v1/lens", append([]string{"text", text, "way", way, "k", "3"}, pairs...)...))
	var answer struct{ Stops []lensStop }
	if err := json.Unmarshal(body, &answer); err != nil || status != 200 || len(answer.Stops) == 0 {
		t.Fatalf("lens: status %d, %v: %.300s", status, err, body)
	}
	return answer.Stops
}

// openMotion opens the page and waits until the marker stands on the map.
func openMotion(t *testing.T, width, height int64, pairs ...string) *tab {
	t.Helper()
	b := open(t, width, height)
	b.visit(path("/predict", append([]string{"text", readySentence}, pairs...)...))
	b.untilMotion()
	return b
}

func (b *tab) untilMotion() {
	b.t.Helper()
	b.until(theMotion + `?.dataset.ready && ` + theMotion + `.querySelector(".marker").hasAttribute("cx")`)
}

// wantStop waits until the marker stands at stop i, counted from 0, and compares where
// it is drawn and what is said with the API.
func (b *tab) wantStop(stops []lensStop, i int) {
	b.t.Helper()
	b.until(fmt.Sprintf(`%s.position === %d`, theMotion, i))
	place := eval[[]float64](b, theMotion+`.place`)
	for k := range 2 {
		if math.Abs(place[k]-stops[i].Coordinates[k]) > 1e-9 {
			b.t.Errorf("stop %d is at %v, the API says %v", i+1, place, stops[i].Coordinates)
		}
	}
	drawn := eval[[]float64](b, theMotion+`.map.view.placeOf(`+theMotion+`.stops[`+fmt.Sprint(i)+`].coordinates)`)
	marker := eval[[]float64](b, `["cx", "cy"].map(name => Number(`+theMotion+`.querySelector(".marker").getAttribute(name)))`)
	if math.Hypot(drawn[0]-marker[0], drawn[1]-marker[1]) > 0.01 {
		b.t.Errorf("the marker is drawn at %v, the stop lies at %v", marker, drawn)
	}
	row := eval[[]string](b, `[...document.querySelectorAll(".motion-stops tr[aria-current] li, .motion-stops tr[aria-current] td:last-child")].map(e => e.textContent)`)
	shown := func(s string) string { return strings.ReplaceAll(s, " ", "␣") }
	var want []string
	for _, c := range stops[i].Likeliest {
		p := fmt.Sprintf("%.1f %%", 100*c.Probability)
		switch {
		case c.Probability < 0.0001:
			p = "< 0.01 %"
		case c.Probability < 0.01:
			p = fmt.Sprintf("%.3f %%", 100*c.Probability)
		}
		want = append(want, shown(c.Text)+" "+p)
	}
	for _, n := range stops[i].Nearest {
		want = append(want, fmt.Sprintf("%s %.2f", shown(n.Text), n.Score))
	}
	if len(row) != len(want)+1 {
		b.t.Fatalf("the row of stop %d says %q, want %q", i+1, row, want)
	}
	for j, w := range want {
		if row[j] != w {
			b.t.Errorf("stop %d says %q, the API %q", i+1, row[j], w)
		}
	}
	if i > 0 && !strings.HasPrefix(row[len(want)], fmt.Sprintf("%.2f", stops[i].Moved)) {
		b.t.Errorf("stop %d moved by %q, the API says %g", i+1, row[len(want)], stops[i].Moved)
	}
}

// The way is drawn where the API says, with the words of the map's own call.
func TestMotionIsTheAPIs(t *testing.T) {
	for _, way := range []string{"layers", "tokens"} {
		stops := stopsOf(t, readySentence, way)
		b := openMotion(t, 1280, 900, "lang", "en", "way", way)
		b.wantStop(stops, len(stops)-1)
		path := eval[[][]float64](b, theMotion+`.map.layout.path.map(s => s.coordinates)`)
		for i, s := range stops {
			if len(path) != len(stops) || path[i][0] != s.Coordinates[0] || path[i][1] != s.Coordinates[1] {
				t.Fatalf("%s: the way is %v", way, path)
			}
		}
		named := eval[[]string](b, theMotion+`.map.view.marks.pins.map(i => `+theMotion+`.map.points[i].text)`)
		if len(named) != 3 || named[0] != stops[len(stops)-1].Likeliest[0].Text {
			t.Errorf("%s: named on the map are %q", way, named)
		}
	}
}

// On the map of the way's own the words are others, and so are the places.
func TestMotionOnAMapOfItsOwn(t *testing.T) {
	stops := stopsOf(t, readySentence, "tokens", "map", "way")
	b := openMotion(t, 1280, 900, "lang", "en", "way", "tokens", "stop", "3")
	eval[any](b, `document.querySelector('#motion .choices a[href*="map=way"]').click()`)
	b.until(`new URL(location.href).searchParams.get("map") === "way"`)
	b.untilMotion()
	b.wantStop(stops, 2)
	if n := eval[int](b, theMotion+`.map.points.length`); n > 40 {
		t.Errorf("%d words on the map", n)
	}
}

func TestMotionPlays(t *testing.T) {
	stops := stopsOf(t, readySentence, "layers")
	b := openMotion(t, 1280, 900, "lang", "en", "stop", "1")
	b.wantStop(stops, 0)
	play := chromedp.CSS("motion-player .player button:nth-of-type(2)")
	b.do(chromedp.Click(play))
	b.until(theMotion + `.position > 0 && !Number.isInteger(` + theMotion + `.position)`) // between two stops
	b.until(`document.querySelector(".motion-now").ariaLive === "off"`)                   // no screen reader is told of each
	b.wantStop(stops, len(stops)-1)
	b.until(`document.querySelector("motion-player .player button:nth-of-type(2)").textContent === "Play"`)
	b.until(`!document.querySelector(".motion-now").hasAttribute("aria-live")`)
	b.until(fmt.Sprintf(`new URL(location.href).searchParams.get("stop") === "%d"`, len(stops)))
	// Once more it begins again, and stops where it is told to.
	b.do(chromedp.Click(play))
	b.until(theMotion + `.position === 0`)
	b.do(chromedp.Click(play))
	eval[any](b, `new Promise(done => setTimeout(done, 3000))`)
	b.wantStop(stops, 0)
}

// Another text begins at its last stop, wherever the marker stood before.
func TestMotionOfAnotherText(t *testing.T) {
	b := openMotion(t, 1280, 900, "lang", "en")
	b.do(chromedp.Click(chromedp.CSS("motion-player .player button:nth-of-type(1)")))
	b.until(`new URL(location.href).searchParams.get("stop") === "2"`)
	const other = "The king has a"
	eval[any](b, fmt.Sprintf(`(f => (f.value = %q, f.form.requestSubmit()))(document.querySelector("#text"))`, other))
	b.until(fmt.Sprintf(`(q => q.get("text") === %q && !q.has("stop"))(new URL(location.href).searchParams)`, other))
	b.untilMotion()
	stops := stopsOf(t, other, "layers")
	b.wantStop(stops, len(stops)-1)
}

func TestMotionByKeyboard(t *testing.T) {
	stops := stopsOf(t, readySentence, "tokens")
	b := openMotion(t, 1280, 900, "lang", "en", "way", "tokens", "stop", "2")
	b.wantStop(stops, 1)
	eval[any](b, `document.querySelector("motion-player .player input").focus()`)
	b.press(arrowRight)
	b.wantStop(stops, 2)
	b.press(kb.End)
	b.wantStop(stops, len(stops)-1)
	b.press(kb.Home)
	b.wantStop(stops, 0)
	if said := eval[string](b, `document.querySelector("motion-player .player input").getAttribute("aria-valuetext")`); said != "Stop 1" {
		t.Errorf("the slider is read as %q", said)
	}
	eval[any](b, `document.querySelector("motion-player .player button:nth-of-type(3)").focus()`)
	b.press(kb.Enter)
	b.wantStop(stops, 1)
	eval[any](b, `document.querySelectorAll(".motion-stops th a")[3].focus()`)
	b.press(kb.Enter)
	b.wantStop(stops, 3)
	// A reload stands where the address says, and the other way keeps the text.
	b.do(chromedp.Reload())
	b.untilMotion()
	b.wantStop(stops, 3)
	eval[any](b, `document.querySelector('#motion .choices a:not([aria-current])').click()`)
	b.until(`!new URL(location.href).searchParams.has("way") && new URL(location.href).searchParams.get("stop") === "3"`)
	b.untilMotion()
	b.wantStop(stopsOf(t, readySentence, "layers"), 2)
}

// Who asked for less motion sees the stops one after another, and nothing between.
func TestMotionInCalm(t *testing.T) {
	b := open(t, 1280, 900)
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}})
	b.visit(path("/predict", "text", readySentence, "stop", "1"))
	b.untilMotion()
	eval[any](b, `window.seen = []; (function look() { seen.push(`+theMotion+`.position); requestAnimationFrame(look) })()`)
	b.do(chromedp.Click(chromedp.CSS("motion-player .player button:nth-of-type(3)")))
	b.until(theMotion + `.position === 1`)
	if between := eval[[]float64](b, `seen.filter(p => !Number.isInteger(p))`); len(between) > 0 {
		t.Errorf("it also showed %v", between)
	}
}

// Without scripts the stops are links, and the server draws each.
func TestMotionWithoutJavaScript(t *testing.T) {
	b := open(t, 1280, 900)
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.visit(path("/predict", "text", readySentence, "lang", "en", "stop", "1"))
	const figure = `document.querySelector("#motion img")`
	drawn := func(stop string) {
		t.Helper()
		b.until(`(e => e && (e.scrollIntoView(), e.complete && e.naturalWidth > 0 && e.currentSrc.includes("stop=` + stop + `")))(` + figure + `)`)
		if now := eval[string](b, `document.querySelector(".motion-now").textContent`); !strings.HasPrefix(now, "Stop "+stop+" of 3") {
			t.Errorf("it says %q", now)
		}
	}
	drawn("1")
	b.do(chromedp.Click(chromedp.CSS("#motion [data-steps] a")))
	drawn("2")
	b.do(chromedp.Click(chromedp.CSS(`#motion .choices a[href*="way=tokens"]`)))
	b.until(`document.querySelectorAll(".motion-stops tbody tr").length === 5`)
	for _, format := range []string{"png", "svg", "pdf", "gif"} {
		href := eval[string](b, `document.querySelector('#motion a[href^="/motion.`+format+`"][download]').getAttribute("href")`)
		if status, _, body := get(t, href); status != 200 || len(body) < 1000 {
			t.Errorf("%s: status %d, %d bytes", format, status, len(body))
		}
	}
}

// TestMotionAccessible looks at both ways in both languages and themes, on a projector
// and on a phone.
func TestMotionAccessible(t *testing.T) {
	for _, lang := range languages {
		for i, theme := range []string{"light", "dark"} {
			t.Run(lang+" "+theme, func(t *testing.T) {
				b := openMotion(t, 1280, 900, "lang", lang, "theme", theme, "way", []string{"layers", "tokens"}[i])
				b.wantAccessible()
				b.do(chromedp.EmulateViewport(360, 740))
				if width := eval[int](b, "document.documentElement.scrollWidth"); width > 360 {
					t.Errorf("%d pixels wide: %s", width, eval[string](b, widest))
				}
			})
		}
	}
}
