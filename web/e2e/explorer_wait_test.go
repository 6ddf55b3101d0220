package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// check ticks a box or a radio button of the map's form.
func (b *tab) check(name, value string) {
	b.t.Helper()
	eval[any](b, fmt.Sprintf(`[...document.querySelectorAll("[name=%s]")].find(box => box.value === %q).click()`, name, value))
}

// TestComputedMap asks for t-SNE of the whole vocabulary, sees how far it is,
// cancels, and asks for one that is soon done: it stands beside PCA with its
// note, and comes back by its link.
func TestComputedMap(t *testing.T) {
	for _, lang := range languages {
		b := openMap(t, "lang", lang, "on", "vocabulary", "seed", map[string]string{"en": "11", "zh": "12"}[lang])
		b.check("method", "tsne")
		b.until(`document.querySelector(".computing progress")`)
		b.until(`document.querySelector(".computing progress")?.value > 0`)
		b.wantAccessible()
		if n := eval[int](b, theMap+`.picture.layout.n`); n < 3000 {
			t.Errorf("while it computes %d points are left", n)
		}
		b.focus(".computing button")
		b.press(enter)
		b.wantState("method", "")
		b.until(`document.querySelector(".computing").hidden`)

		b.visit(path("/map", "lang", lang, "on", "category:day", "on", "category:month", "on", "category:number", "method", "tsne", "beside", "pca"))
		b.until(theMap + `?.settled && ` + theMap + `.picture.layout.method === "tsne" && ` + theMap + `.pictures.length === 2`)
		first := eval[string](b, `JSON.stringify([...`+theMap+`.picture.layout.coordinates[0]])`)
		if note := eval[string](b, `document.querySelector('[data-panel="caption"] strong')?.textContent ?? ""`); len(note) < 60 {
			t.Errorf("the note on distances is %q", note)
		}
		again := open(t, 1280, 900)
		again.show(eval[string](b, `location.pathname + location.search`))
		if second := eval[string](again, `JSON.stringify([...`+theMap+`.picture.layout.coordinates[0]])`); second != first {
			t.Error("the same seed draws another map")
		}
		b.wantAccessible()
	}
}

// TestFailedLayoutSaysWhy has the server's word for why a layout failed shown, in
// place of nothing but that it did. What the server itself sends is its own test.
func TestFailedLayoutSaysWhy(t *testing.T) {
	b := openMap(t, "lang", "en", "on", "vocabulary", "seed", "13")
	eval[any](b, `void (window.EventSource = class extends EventTarget {
		close() {}
		constructor() {
			super()
			setTimeout(() => this.dispatchEvent(new MessageEvent("failed", { data: '{"code": "busy", "detail": "A cause in words."}' })))
		}
	})`)
	b.check("method", "umap")
	b.until(`document.querySelector("map-explorer .state:not([hidden])")`)
	if said := eval[string](b, `document.querySelector("map-explorer .state").textContent`); !strings.Contains(said, "A cause in words.") {
		t.Errorf("the page says %q", said)
	}
}

// TestOvertakenAnswers goes back before what a state asked for has come: the late
// answer is not shown.
func TestOvertakenAnswers(t *testing.T) {
	b := openMap(t, "on", "category:animal")
	n := eval[int](b, theMap+`.picture.layout.n`)
	hold := func() {
		eval[any](b, `void (plain => {
			const gate = new Promise(done => { window.release = () => { window.fetch = plain; done() } })
			window.fetch = async (address, options) => {
				if (/\/(layout|numbers)\?/.test(address)) await gate
				return plain(address, options)
			}
		})(window.fetch)`)
	}
	back := func(gone string) {
		b.until(gone)
		b.do(chromedp.NavigateBack())
		b.until("!(" + gone + ")")
		eval[any](b, `release()`)
		b.until(theMap + ".settled")
	}
	hold()
	b.check("on", "category:bird")
	back(`document.querySelector(".legend [value=bird]")`)
	if got := eval[int](b, theMap+`.picture.layout.n`); got != n {
		t.Errorf("after going back the map has %d points, not %d", got, n)
	}
	hold()
	eval[any](b, `(s => { s.value = "length"; s.dispatchEvent(new Event("change", { bubbles: true })) })(document.querySelector("#map-color"))`)
	back(theMap + `.dataset.numbers`)
	if eval[bool](b, `Boolean(`+theView+`.marks.numbers)`) {
		t.Error("after going back the points have the colours of numbers")
	}
}

// TestExplorerLeavesAndComesBack takes the explorer from the page: it follows the
// address no more, and begins anew when it is put back.
func TestExplorerLeavesAndComesBack(t *testing.T) {
	b := openMap(t, "on", "category:animal")
	eval[any](b, `void (e => {
		window.page = e.parentNode
		window.explorer = e
		e.remove()
		const url = new URL(location.href)
		url.searchParams.set("on", "category:bird")
		window.asked = []
		window.fetch = (plain => (...question) => (asked.push(question[0]), plain(...question)))(window.fetch)
		history.pushState(null, "", url)
		dispatchEvent(new PopStateEvent("popstate"))
	})(`+theMap+`)`)
	if asked := eval[[]string](b, `asked`); len(asked) > 0 {
		t.Errorf("away from the page it asks for %v", asked)
	}
	eval[any](b, `page.prepend(explorer)`)
	b.until(theMap + `.settled`)
	for _, part := range []string{".stage", ".state", ".keys", ".sampled"} {
		if n := eval[int](b, fmt.Sprintf(`document.querySelectorAll(%q).length`, part)); n != 1 {
			t.Errorf("%d of %s", n, part)
		}
	}
}

// TestComputedMapOfTooMany names the limit and shows what can be shown.
func TestComputedMapOfTooMany(t *testing.T) {
	b := openMap(t, "lang", "en", "on", "encoding", "method", "umap")
	b.until(`document.querySelector('[data-panel="notice"]').textContent.includes("5")`)
	if method := eval[string](b, theMap+`.picture.layout.method`); method != "pca" {
		t.Errorf("drawn is %s", method)
	}
	if n := eval[int](b, theMap+`.picture.layout.n`); n != 50257 {
		t.Errorf("%d points", n)
	}
}

// TestExplorerByTouch taps a point, moves with a finger, draws a lasso and turns
// in space.
func TestExplorerByTouch(t *testing.T) {
	b := open(t, 400, 800)
	b.do(chromedp.EmulateViewport(400, 800, chromedp.EmulateTouch, chromedp.EmulateMobile))
	b.show(path("/map", "lang", "en", "on", "category:day", "on", "category:month"))
	toMap := func() {
		eval[any](b, theView+`.host.scrollIntoView({block: "center"}); new Promise(done => setTimeout(done, 300))`)
	}
	first := 1.0
	touch := func(kind input.DispatchTouchEventType, at ...float64) {
		params := input.DispatchTouchEventParams{Type: kind}
		if len(at) > 0 {
			params.TouchPoints = []*input.TouchPoint{{X: at[0], Y: at[1], ID: &first}}
		}
		call(b, input.DispatchTouchEvent, params)
	}
	drag := func(places ...[2]float64) {
		touch(input.DispatchTouchEventTypeTouchStart, places[0][0], places[0][1])
		for _, p := range places[1:] {
			touch(input.DispatchTouchEventTypeTouchMove, p[0], p[1])
		}
		touch(input.DispatchTouchEventTypeTouchEnd)
	}
	tool := func(name string) {
		b.do(chromedp.Click(chromedp.CSS(`[data-tool="` + name + `"]`)))
		toMap()
	}
	toMap()
	at := eval[[]float64](b, theMap+`.picture.onScreen(2)`)
	b.do(chromedp.TapXY(at[0], at[1]))
	b.until(theMap + ".dataset.token && " + theMap + `.settled && document.querySelector("#chosen h2")`)

	toMap()
	x, y := b.middle()
	before := eval[float64](b, theView+".camera.x")
	drag([2]float64{x, y}, [2]float64{x + 20, y}, [2]float64{x + 60, y})
	b.until(fmt.Sprintf("%s.camera.x < %v", theView, before))

	tool("lasso")
	box := eval[[]float64](b, `(r => [r.left + 4, r.top + 4, r.right - 4, r.bottom - 4])(`+theView+`.host.getBoundingClientRect())`)
	drag([2]float64{box[0], box[1]}, [2]float64{box[2], box[1]}, [2]float64{box[2], box[3]}, [2]float64{box[0], box[3]})
	b.until(theView + `.marks.selection?.size > 3 && ` + theMap + `.settled`)

	b.show(path("/map", "lang", "en", "on", "category:day", "on", "category:month", "pc", "1,2,3"))
	tool("turn")
	yaw := eval[float64](b, theView+".camera.yaw")
	x, y = b.middle()
	drag([2]float64{x, y}, [2]float64{x + 30, y}, [2]float64{x + 60, y})
	b.until(fmt.Sprintf("%s.camera.yaw !== %v", theView, yaw))
	if width := eval[int](b, "document.documentElement.scrollWidth"); width > 400 {
		t.Errorf("the page is %d pixels wide: %s", width, eval[string](b, widest))
	}
}

// TestExplorerIsAccessible runs axe-core over the page in several states.
func TestExplorerIsAccessible(t *testing.T) {
	for _, lang := range languages {
		for _, theme := range []string{"light", "dark"} {
			t.Run(lang+" "+theme, func(t *testing.T) {
				b := openMap(t, "lang", lang, "theme", theme, "on", "category:person", "token", " king", "also", " king", "pins", " queen", "pins", " man",
					"selected", "262-300", "color", "preservation", "beside", "pca", "beside_pc", "2,3", "from", "man", "to", "woman")
				b.wantAccessible()
				eval[any](b, `document.querySelectorAll("details").forEach(d => d.open = true)`)
				b.wantAccessible()
				b.focus("#q")
				b.press("ki")
				b.until(`document.querySelector("[role=option]")`)
				b.press(kb.ArrowDown)
				b.wantAccessible()
				b.do(chromedp.EmulateViewport(360, 740))
				b.wantAccessible()
				if width := eval[int](b, "document.documentElement.scrollWidth"); width > 360 {
					t.Errorf("%d pixels wide: %s", width, eval[string](b, widest))
				}
			})
		}
	}
}
