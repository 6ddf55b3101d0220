package e2e

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// mapPicture is what the map shows on the screen, without focus and pointer.
func (b *tab) mapPicture() image.Image {
	b.t.Helper()
	b.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, 0, 0))
	eval[any](b, `(document.activeElement.blur(), scrollTo(0, 0), new Promise(done => setTimeout(done, 600)))`)
	content, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Fatal(err)
	}
	whole, err := png.Decode(bytes.NewReader(content))
	if err != nil {
		b.t.Fatal(err)
	}
	box := eval[[]float64](b, `(r => [r.left, r.top, r.right, Math.min(r.bottom, innerHeight)])(`+theView+`.host.getBoundingClientRect())`)
	clip := image.Rect(int(box[0])+1, int(box[1])+1, int(box[2])-1, int(box[3])-1)
	return whole.(interface {
		SubImage(image.Rectangle) image.Image
	}).SubImage(clip)
}

// unlike counts the pixels that differ.
func unlike(a, b image.Image) int {
	if a.Bounds() != b.Bounds() {
		return -1
	}
	n := 0
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				n++
			}
		}
	}
	return n
}

// TestLinkBringsTheSameView makes a view by hand and opens its link in a browser
// that knows nothing of it: the same camera, the same marks, the same pixels.
func TestLinkBringsTheSameView(t *testing.T) {
	for _, pc := range []string{"1,2", "1,2,3"} {
		t.Run(pc, func(t *testing.T) {
			b := openMap(t, "lang", "en", "theme", "dark", "on", "category:animal", "on", "category:bird", "on", "category:fruit", "pc", pc)
			b.focusMap()
			b.press("++")
			b.do(chromedp.KeyEvent(arrowRight), chromedp.KeyEvent(arrowRight, chromedp.KeyModifiers(chromedp.ModifierShift)))
			b.press("n" + enter)
			b.until(theMap + ".dataset.token && " + theMap + ".settled")
			b.press("n ") // another point, pinned
			b.until(theMap + ".dataset.pins && " + theMap + ".settled")
			b.press("i") // and all in view selected
			b.until(theMap + ".dataset.selected && " + theMap + ".settled")
			b.focus(".legend [value=bird]")
			b.press(" ")
			b.wantState("hide", "bird")
			eval[any](b, `(s => { s.value = "length"; s.dispatchEvent(new Event("change", { bubbles: true })) })(document.querySelector("#map-color"))`)
			b.wantState("color", "length")
			b.until(`new URL(location.href).searchParams.has("view")`)

			const marks = `JSON.stringify((m => [m.selected, m.pins, [...m.selection ?? []].sort(), [...m.hidden], m.trueNear, m.numbers?.low, m.magnify])(` + theView + `.marks))`
			const camera = `(c => [c.x, c.y, c.zoom, c.yaw, c.pitch])(` + theView + `.camera)`
			other := open(t, 1280, 900)
			other.show(eval[string](b, `location.pathname + location.search`))
			other.until(theView + `.marks.numbers`)
			if here, there := eval[string](b, marks), eval[string](other, marks); here != there {
				t.Errorf("marks\n%s\nthere\n%s", here, there)
			}
			here, there := eval[[]float64](b, camera), eval[[]float64](other, camera)
			for i := range here {
				if d := here[i] - there[i]; d > 1e-3 || d < -1e-3 {
					t.Errorf("camera %v, there %v", here, there)
				}
			}
			// The link rounds the camera, so its own view is the one to compare.
			b.do(chromedp.Reload())
			b.until(theMap + `?.settled && ` + theView + `.marks.numbers`)
			if n := unlike(b.mapPicture(), other.mapPicture()); n != 0 {
				t.Errorf("%d pixels differ", n)
			}
			links := eval[[]string](other, `[...document.querySelectorAll('a[href^="/plot."]')].map(a => new URL(a.href).searchParams.get("view"))`)
			if view := other.state("view"); len(links) < 10 || slices.ContainsFunc(links, func(l string) bool { return l != view }) {
				t.Errorf("the figures are of %v, the view is %s", links, view)
			}
		})
	}
}

// TestFiguresFollowTheCamera: what is saved is what is seen at that moment.
func TestFiguresFollowTheCamera(t *testing.T) {
	b := openMap(t)
	b.focusMap()
	b.press("+++")
	b.until(`new URL(location.href).searchParams.has("view")`)
	view := b.state("view")
	for _, selector := range []string{`[data-panel="downloads"] a[href^="/plot."]`, `.language a`} {
		if got := eval[string](b, fmt.Sprintf(`new URL(document.querySelector(%q).href).searchParams.get("view")`, selector)); got != view {
			t.Errorf("%s asks for the view %q, the map has %q", selector, got, view)
		}
	}
	if link := eval[string](b, `document.querySelector("#map-link").value === location.href ? "" : document.querySelector("#map-link").value`); link != "" {
		t.Errorf("the link to copy is %s", link)
	}
}

// TestBackAndForward steps through choices; the camera comes back too.
func TestBackAndForward(t *testing.T) {
	b := openMap(t, "on", "category:animal")
	b.focusMap()
	b.press("n" + enter)
	b.until(theMap + ".dataset.token && " + theMap + ".settled")
	first := b.state("token")
	b.press("++")
	b.until(`new URL(location.href).searchParams.has("view")`)
	view := b.state("view")
	eval[any](b, `[...document.querySelectorAll('[name="on"]')].find(box => box.value === "category:bird").click()`)
	b.until(theMap + ".settled && " + theMap + `.picture.layout.categories.includes("bird")`)
	if b.state("view") != "" {
		t.Error("a window on one picture is kept for another")
	}
	b.do(chromedp.NavigateBack())
	b.wantState("view", view)
	b.until(theMap + `.settled && !` + theMap + `.picture.layout.categories.includes("bird") && ` + theView + `.camera.zoom > 1.5`)
	b.do(chromedp.NavigateBack())
	b.wantState("token", "")
	b.until(theView + ".marks.selected < 0")
	b.do(chromedp.NavigateForward())
	b.wantState("token", first)
}

// TestLinkThatIsWrongInPart names what it cannot show, and shows the rest.
func TestLinkThatIsWrongInPart(t *testing.T) {
	for _, lang := range languages {
		b := openMap(t, "lang", lang, "on", "category:animal", "pins", " cat", "pins", "kingz", "token", "id:99999999", "hide", "nothing")
		b.until(`document.querySelector('[data-panel="notice"]').textContent.includes("kingz")`)
		text := strings.Join(b.texts(`[data-panel="notice"] li`), "\n")
		for _, part := range []string{"kingz", "id:99999999", "nothing"} {
			if !strings.Contains(text, part) {
				t.Errorf("%s: %q is not named: %s", lang, part, text)
			}
		}
		if pins := eval[int](b, theView+".marks.pins.length"); pins > 1 {
			t.Errorf("%s: %d pins", lang, pins)
		}
		b.wantAccessible()
	}
}

// TestLinkOfAnotherModel explains itself and leads on.
func TestLinkOfAnotherModel(t *testing.T) {
	b := open(t, 1280, 900)
	b.expect("404")
	b.visit(path("/map", "lang", "en", "model", "gpt2", "on", "category:animal"))
	b.until(`document.querySelector("main").textContent.includes("gpt2")`)
	href := eval[string](b, `[...document.querySelectorAll("main a")].map(a => a.href).find(h => h.includes("category")) ?? ""`)
	if href == "" {
		t.Fatal("no way on")
	}
	b.do(chromedp.Navigate(href))
	b.until(theMap + `?.settled && ` + theMap + `.picture.layout.categories.join() === "animal"`)
}

// TestSameMapOnEveryLoad: the sign of the components and their shares do not
// change from load to load, nor with other requests between.
func TestSameMapOnEveryLoad(t *testing.T) {
	var first string
	for i := range 3 {
		b := openMap(t, "on", "category:animal", "on", "category:food")
		got := eval[string](b, `(l => JSON.stringify([l.axes.map(a => a.share), ...l.coordinates.map(c => [...c.slice(0, 20)])]))(`+theMap+`.picture.layout)`)
		if i == 0 {
			first = got
		} else if got != first {
			t.Errorf("load %d differs:\n%s\n%s", i, got, first)
		}
		openMap(t, "on", "category:food")
	}
}

// TestCopyLink copies the link, and shows it where that is not allowed.
func TestCopyLink(t *testing.T) {
	b := openMap(t, "lang", "en", "on", "category:animal")
	b.focus(`[data-tool="copy"]`)
	b.press(enter)
	b.until(`document.querySelector(".copied")?.textContent.includes("copied")`)
	b.focus("#q")
	call(b, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: "v", Modifiers: 2, Commands: []string{"paste"}})
	if copied := eval[string](b, `document.activeElement.value`); copied != eval[string](b, `location.href`) {
		t.Errorf("copied is %q", copied)
	}
	eval[any](b, `document.activeElement.value = ""`)
	b.focus(`[data-tool="copy"]`)
	eval[any](b, `Object.defineProperty(navigator, "clipboard", { value: undefined })`)
	b.press(enter)
	b.until(`document.activeElement.matches(".copied input") && document.activeElement.value === location.href`)
	b.wantAccessible()
}

// TestOffline: what is seen stays, the page says so, and comes back.
func TestOffline(t *testing.T) {
	b := openMap(t, "lang", "en", "on", "category:animal")
	b.expect("ERR_INTERNET_DISCONNECTED")
	net := func(offline bool) {
		call(b, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
			MatchedNetworkConditions: []*network.Conditions{{Offline: offline, DownloadThroughput: -1, UploadThroughput: -1}}})
	}
	net(true)
	b.focusMap()
	b.press("n" + enter)
	b.until(`document.querySelector(".state:not([hidden]) button")`)
	if n := eval[int](b, theMap+`.picture.layout.n`); n < 10 {
		t.Errorf("%d points are left", n)
	}
	b.wantAccessible()
	net(false)
	b.do(chromedp.Click(chromedp.CSS(".state button")))
	b.until(`document.querySelector(".state").hidden && ` + theMap + `.settled && document.querySelector("#chosen h2")`)
}

// TestClassMode shows the map and what was ticked, by a link; the rest is gone,
// and one key leads back.
func TestClassMode(t *testing.T) {
	for _, lang := range languages {
		b := openMap(t, "lang", lang, "on", "category:animal", "show", "map")
		if n := eval[int](b, `[...document.querySelectorAll("header, footer, .map-side details, .legend, .map-tools button, .find")].filter(e => e.checkVisibility()).length`); n != 0 {
			t.Errorf("%d controls are left", n)
		}
		if share := eval[float64](b, theView+`.host.clientHeight / innerHeight`); share < 0.8 {
			t.Errorf("the map fills %.0f %% of the height", 100*share)
		}
		b.focusMap()
		b.press("n" + enter) // what is done on the map still works
		b.until(theMap + ".dataset.token && " + theMap + ".settled")
		b.wantAccessible()
		b.focus(".leave a")
		b.press(enter)
		b.until(`document.querySelector("header") && document.querySelector("#chosen h2") && ` + theMap + `.settled`)
		b.focus("#q") // which was not there before
		b.press("dog")
		b.until(`document.querySelector("[role=option] b")?.textContent === "␣dog"`)
	}
	b := openMap(t, "lang", "en", "on", "category:animal")
	eval[any](b, `document.querySelector("#class-form").closest("details").open = true`)
	b.do(chromedp.Click(chromedp.CSS("#class-form button")))
	b.until(`new URL(location.href).searchParams.has("show") && !document.querySelector("header") && document.querySelector(".legend") && ` + theMap + `.settled`)
	b.wantAccessible()
}

// TestWithoutWebGL draws the same map, and does the same, on a plain canvas.
func TestWithoutWebGL(t *testing.T) {
	b := open(t, 1280, 900)
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}})
	call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: `{
		const getContext = HTMLCanvasElement.prototype.getContext
		HTMLCanvasElement.prototype.getContext = function (kind, ...rest) { return /webgl|webgpu/.test(kind) ? null : getContext.call(this, kind, ...rest) }
	}`})
	b.show("/map")
	if renderer := eval[string](b, theView+`.stats().renderer`); strings.Contains(renderer, "webgl") {
		t.Fatalf("drawn by %s", renderer)
	}
	b.until(theView + `.stats().drawn > 10`)
	b.focusMap()
	b.press("n" + enter)
	b.until(theMap + ".dataset.token && " + theMap + ".settled")
	b.wantChosen()
}
