package e2e

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// state is a parameter of the address, "" for none.
func (b *tab) state(name string) string {
	b.t.Helper()
	return eval[string](b, fmt.Sprintf(`new URL(location.href).searchParams.getAll(%q).join(" ")`, name))
}

// wantState waits until a parameter of the address is so, and the page shows it.
func (b *tab) wantState(name, want string) {
	b.t.Helper()
	b.until(fmt.Sprintf(`new URL(location.href).searchParams.getAll(%q).join(" ") === %q && %s.settled`, name, want, theMap))
}

func (b *tab) focus(selector string) {
	b.t.Helper()
	eval[any](b, fmt.Sprintf(`(e => { e.closest("details")?.setAttribute("open", ""); e.focus() })(document.querySelector(%q))`, selector))
	if !eval[bool](b, fmt.Sprintf(`document.activeElement === document.querySelector(%q)`, selector)) {
		b.t.Fatalf("%s cannot have the focus", selector)
	}
}

// focusMap gives the map the focus.
func (b *tab) focusMap() {
	b.t.Helper()
	eval[any](b, theView+`.host.focus()`)
}

// texts are those of the elements found.
func (b *tab) texts(selector string) []string {
	b.t.Helper()
	return eval[[]string](b, fmt.Sprintf(`[...document.querySelectorAll(%q)].map(e => e.textContent.trim())`, selector))
}

// TestSearchByKeyboard looks for tokens by text, number and pattern and takes one
// with the arrows: the map flies there and the page tells its neighbours.
func TestSearchByKeyboard(t *testing.T) {
	for _, lang := range languages {
		t.Run(lang, func(t *testing.T) {
			b := openMap(t, "lang", lang, "on", "category:person", "on", "category:animal")
			b.focusMap()
			b.press("/") // from the map to the search
			b.until(`document.activeElement.id === "q"`)
			// The protocol sends the character too, which a keyboard does not once
			// the key is answered.
			eval[any](b, `document.activeElement.value = ""`)
			b.press("king")
			b.until(`document.querySelectorAll("[role=option]").length > 3`)
			if first := b.texts("[role=option] b")[0]; first != "␣king" {
				t.Errorf("the first of %q is %q", "king", first)
			}
			b.press(kb.ArrowDown + kb.ArrowDown + kb.ArrowUp)
			active := eval[string](b, `(f => f.getAttribute("aria-expanded") + document.getElementById(f.getAttribute("aria-activedescendant")).textContent)(document.activeElement)`)
			if !strings.HasPrefix(active, "true␣king") {
				t.Errorf("the arrows lead to %q", active)
			}
			b.press(enter)
			b.wantState("token", "id:5822")
			b.until(theView + `.camera.zoom > 1.4`)
			b.wantMiddle("5822")
			if q := b.state("q"); q != "" {
				t.Errorf("the address keeps the words typed: %q", q)
			}
			b.until(`document.querySelector("#chosen h2").textContent === "␣king"`)

			b.focus("#q")
			b.press("id:262")
			b.until(`document.querySelector("[role=option] b")?.textContent === "␣the"`)
			b.press(enter) // not on this map: it is shown besides
			b.wantState("also", "id:262")
			b.wantMiddle("262")

			b.focus("#q")
			b.press(`/^ (cat|dog)s?$/`)
			b.until(`document.querySelectorAll("[role=option]").length === 4`)
			b.press(escape)
			b.until(`document.querySelectorAll("[role=option]").length === 0`)
		})
	}
}

// wantMiddle waits until the map has a token in its middle.
func (b *tab) wantMiddle(id string) {
	b.t.Helper()
	b.until(fmt.Sprintf(`(p => { const i = p.layout.ids.indexOf(%s); if (i < 0) return false; const [x, y] = p.view.place(i)
		return Math.hypot(x - p.host.clientWidth / 2, y - p.host.clientHeight / 2) < 3 })(%s.picture)`, id, theMap))
}

// TestSearchRefuses: a pattern that is none, one too long, and one on which an
// engine that backtracks would never end.
func TestSearchRefuses(t *testing.T) {
	b := openMap(t, "lang", "en")
	b.expect("400")
	say := func() string { return strings.Join(b.texts(".matches-say"), "") }
	b.focus("#q")
	b.press("/(/")
	b.until(`document.querySelector(".matches-say").textContent.includes("(")`)
	for range 3 {
		b.press(kb.Backspace)
	}
	b.press(`/(x+x+)+y|^ queen$/`)
	b.until(`document.querySelector("[role=option] b")?.textContent === "␣queen"`)
	eval[any](b, `document.querySelector("#q").value = ""`)
	b.press("qqqqqq")
	b.until(`document.querySelector(".matches-say").textContent !== "" && !document.querySelector("[role=option]")`)
	if s := say(); s != "Nothing found." {
		t.Errorf("nothing is found: %q", s)
	}
}

// TestPinsByKeyboard pins the token at hand by the space bar and by its link, and
// compares the table of cosines with the API.
func TestPinsByKeyboard(t *testing.T) {
	b := openMap(t, "on", "category:animal", "token", " cat", "also", " cat")
	b.focusMap()
	b.press(" ")
	b.until(`document.querySelector("#pins tbody tr") && ` + theMap + `.settled`)
	first := b.state("pins")
	b.focus("#q")
	b.press("dog" + kb.Enter)
	b.until(`document.querySelector("#chosen h2")?.textContent === "␣dog" && ` + theMap + `.settled`)
	eval[any](b, `[...document.querySelectorAll("#chosen .uses a")].find(a => a.href.includes("pins")).focus()`)
	b.press(enter)
	b.until(`document.querySelectorAll("#pins tbody tr").length === 2 && ` + theView + `.marks.pins.length === 2`)
	pins := strings.Fields(b.state("pins"))
	if len(pins) != 2 || pins[0] != first {
		t.Fatalf("pinned are %v, first %s", pins, first)
	}
	status, _, body := get(t, path("/api/v1/similarities", "tokens", pins[0], "tokens", pins[1]))
	if status != 200 {
		t.Fatalf("status %d: %s", status, body)
	}
	cosine := b.texts("#pins tbody tr:first-child td:last-child")[0]
	if !strings.Contains(string(body), strings.Replace(cosine, "−", "-", 1)[:5]) {
		t.Errorf("the table says %s, the API %s", cosine, body)
	}
	b.focus("#pins [type=checkbox]")
	b.press(" ")
	b.wantState("pins", pins[1])

	// A walk by keys goes on after a pin, and so past the chosen token.
	b.focusMap()
	for n := 2; n < 4; n++ {
		b.press("n ")
		b.until(fmt.Sprintf(`%s.marks.pins.length === %d && document.querySelectorAll("#pins tbody tr").length === %[2]d && %s.settled`, theView, n, theMap))
	}
}

// TestLegendFilters hides a group by the keyboard, and what is without one.
func TestLegendFilters(t *testing.T) {
	b := openMap(t, "on", "category:animal", "on", "category:bird")
	shown := func() int {
		return eval[int](b, `((p) => p.view.inside([[-1e6, -1e6], [1e6, -1e6], [1e6, 1e6], [-1e6, 1e6]]).length)(`+theMap+`.picture)`)
	}
	all := shown()
	b.focus(`.legend [value=bird]`)
	b.press(" ")
	b.wantState("hide", "bird")
	birds := eval[int](b, `((l) => l.category.reduce((n, c) => n + (l.categories[c] === "bird"), 0))(`+theMap+`.picture.layout)`)
	if got := shown(); birds == 0 || got != all-birds {
		t.Errorf("%d of %d points are shown, %d are birds", got, all, birds)
	}
	if !eval[bool](b, `document.activeElement.value === "bird"`) {
		t.Error("the focus is lost")
	}
	b.do(chromedp.NavigateBack())
	b.wantState("hide", "")
	if got := shown(); got != all {
		t.Errorf("after going back %d of %d points are shown", got, all)
	}
}

// TestColorByNumbers colours the points by each kind of number and compares the
// numbers with the API.
func TestColorByNumbers(t *testing.T) {
	b := openMap(t, "on", "category:number", "on", "category:ordinal", "token", " two", "from", "one", "to", "nine")
	for _, kind := range []string{"length", "preservation", "cosine", "axis", "pc:2"} {
		eval[any](b, fmt.Sprintf(`(s => { s.value = %q; s.dispatchEvent(new Event("change", { bubbles: true })) })(document.querySelector("#map-color"))`, kind))
		b.wantState("color", kind)
		b.until(theView + `.marks.numbers`)
		want := eval[[]float64](b, `fetch(`+theMap+`.dataset.numbers).then(r => r.json()).then(d => [d.low, d.high, ...d.numbers])`)
		got := eval[[]float64](b, `((n) => [n.low, n.high, ...n.values])(`+theView+`.marks.numbers)`)
		if !slices.EqualFunc(got, want, func(x, y float64) bool { return x-y < 1e-6 && y-x < 1e-6 }) {
			t.Errorf("%s: the map has %v, the API says %v", kind, got, want)
		}
		if !eval[bool](b, `Boolean(document.querySelector(".ramp"))`) {
			t.Errorf("%s: no ramp in the legend", kind)
		}
	}
	b.focus("#map-color")
	b.press(kb.Home)
	b.wantState("color", "")
	if eval[bool](b, `Boolean(`+theView+`.marks.numbers)`) {
		t.Error("the numbers stay")
	}
}

// TestThreeDimensions chooses three components and turns them by keys, by mouse
// and by going back.
func TestThreeDimensions(t *testing.T) {
	b := openMap(t, "lang", "en")
	b.focus("#map-pc")
	eval[any](b, `document.activeElement.select()`)
	b.press("1,2,3" + enter)
	b.wantState("pc", "1,2,3")
	if !eval[bool](b, theView+`.inSpace`) {
		t.Fatal("the map is flat")
	}
	b.focusMap()
	b.do(chromedp.KeyEvent(kb.ArrowRight, chromedp.KeyModifiers(chromedp.ModifierShift)))
	b.until(`new URL(location.href).searchParams.has("turn")`)
	turned := b.state("turn")
	b.press("t")
	x, y := b.middle()
	b.do(chromedp.DragAndDropXY(x, y, x+100, y+20, 6))
	b.until(fmt.Sprintf(`new URL(location.href).searchParams.get("turn") !== %q`, turned))
	angles := eval[[]float64](b, `(c => [c.yaw, c.pitch])(`+theView+`.camera)`)
	again := open(t, 1280, 900)
	again.show(eval[string](b, `location.pathname + location.search`))
	for i, angle := range eval[[]float64](again, `(c => [c.yaw, c.pitch])(`+theView+`.camera)`) {
		if angle-angles[i] > 0.06 || angles[i]-angle > 0.06 {
			t.Errorf("the link turns by %v, the map was at %v", angle, angles[i])
		}
	}
}

// TestSelection selects by rectangle, by lasso, by keys and by what is in view;
// says how many, lists them, fits the axes on them and hands them out.
func TestSelection(t *testing.T) {
	b := openMap(t, "lang", "en", "on", "category:day", "on", "category:month")
	b.focusMap()
	b.press("i")
	n := eval[int](b, theMap+`.picture.layout.n`)
	b.until(fmt.Sprintf(`%s.marks.selection?.size === %d && %s.settled`, theView, n, theMap))
	if said := b.texts("map-explorer > [role=status]")[0]; said != fmt.Sprintf("%d tokens selected.", n) {
		t.Errorf("said is %q", said)
	}
	b.press("n") // a point near the middle
	b.press("s") // leaves the selection
	b.until(fmt.Sprintf(`%s.marks.selection?.size === %d && %s.settled`, theView, n-1, theMap))
	b.do(chromedp.NavigateBack())
	b.until(fmt.Sprintf(`%s.marks.selection?.size === %d && %s.settled`, theView, n, theMap))

	// A rectangle around one point.
	b.focusMap()
	b.press("r")
	at := eval[[]float64](b, theMap+`.picture.onScreen(0)`)
	b.do(chromedp.DragAndDropXY(at[0]-4, at[1]-4, at[0]+4, at[1]+4, 4))
	b.until(fmt.Sprintf(`%s.marks.selection?.has(0) && %[1]s.marks.selection.size < %d && %s.settled`, theView, n, theMap))
	if mode := eval[string](b, theView+`.mode`); mode != "move" {
		t.Errorf("after a rectangle the mode is %s", mode)
	}

	// A lasso around all.
	b.focusMap()
	b.press("l")
	box := eval[[]float64](b, `(r => [r.left + 5, r.top + 5, r.right - 5, r.bottom - 5])(`+theView+`.host.getBoundingClientRect())`)
	mouse := func(kind input.DispatchMouseEventType, x, y float64) {
		b.do(chromedp.MouseEvent(kind, x, y, chromedp.ButtonLeft))
	}
	mouse(input.DispatchMouseEventTypeMousePressed, box[0], box[1])
	for _, corner := range [][2]float64{{box[2], box[1]}, {box[2], box[3]}, {box[0], box[3]}} {
		mouse(input.DispatchMouseEventTypeMouseMoved, corner[0], corner[1])
	}
	mouse(input.DispatchMouseEventTypeMouseReleased, box[0], box[3])
	b.until(fmt.Sprintf(`%s.marks.selection?.size === %d && %s.settled`, theView, n, theMap))
	b.wantText("selection", fmt.Sprint(n))

	csv := eval[string](b, `fetch(document.querySelector('#selection a[href*=".csv"]').href).then(r => r.text())`)
	if lines := strings.Count(strings.TrimSpace(csv[strings.Index(csv, "\nid"):]), "\n"); lines != n {
		t.Errorf("the CSV has %d lines, selected are %d:\n%.400s", lines, n, csv)
	}
	b.follow("#selection a", "Fit the axes on the selection")
	b.wantState("fit", "selection")
	if kind := eval[string](b, theMap+`.picture.layout.fitted_on.kind`); kind != "selection" {
		t.Errorf("the axes are fitted on %s", kind)
	}
}

// TestAnalogyIsDrawn asks an analogy by the keyboard: its four corners are on the
// map, and the answer is the API's.
func TestAnalogyIsDrawn(t *testing.T) {
	b := openMap(t, "lang", "en", "on", "category:person")
	b.focus("#ask-a")
	b.press("man" + kb.Tab + "woman" + kb.Tab + "king" + kb.Tab + "queen" + enter)
	b.until(`document.querySelector("#analogy tbody tr") && ` + theMap + `.settled`)
	found := asked(t, "analogy", queen)
	b.wantRows("analogy", found.Answers)
	if !eval[bool](b, `Boolean(`+theView+`.marks.analogy)`) {
		b.follow("#analogy a", "Draw it on the map")
		b.until(theMap + `?.settled && ` + theView + `.marks.analogy`)
	}
	answer := eval[int](b, theMap+`.picture.layout.ids[`+theView+`.marks.analogy.answer]`)
	if answer != found.Answers[0].ID {
		t.Errorf("the parallelogram ends in %d, the API answers %d", answer, found.Answers[0].ID)
	}
}

// TestAxesOfMeaning makes two groups of words the axes of the map.
func TestAxesOfMeaning(t *testing.T) {
	b := openMap(t, "lang", "en", "on", "category:person", "token", " king", "also", " king")
	b.focus("#ask-from")
	b.press("man boy father" + kb.Tab + "woman girl mother")
	b.press(enter)
	b.until(`new URL(location.href).searchParams.get("to") === "woman girl mother" && ` + theMap + `.settled`)
	eval[any](b, `document.querySelector('#axis button[value="axis"]').focus()`)
	b.press(enter)
	b.wantState("method", "axis")
	axes := eval[[]string](b, theMap+`.picture.layout.axes.map(a => a.kind)`)
	if axes[0] != "direction" || axes[1] != "rest" {
		t.Errorf("the axes are %v", axes)
	}
	want := asked(t, "axis", url.Values{"from": {" man", " boy", " father"}, "to": {" woman", " girl", " mother"}, "tokens": {" king", " queen"}}).Tokens
	x := eval[[]float64](b, `(l => [5822, 16599].map(id => l.coordinates[0][l.ids.indexOf(id)]))(`+theMap+`.picture.layout)`)
	if (x[0] < x[1]) != (want[0].Coordinate < want[1].Coordinate) {
		t.Errorf("king and queen lie at %v, the API says %v", x, want)
	}
}

// TestBeside shows a second picture whose hover and selection are linked.
func TestBeside(t *testing.T) {
	b := openMap(t, "beside", "pca", "beside_pc", "2,3", "on", "category:fruit", "on", "category:color")
	b.until(theMap + `.pictures.length === 2`)
	at := eval[[]float64](b, theMap+`.pictures[0].onScreen(3)`)
	b.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0], at[1]))
	b.until(theMap + `.pictures.every(p => p.view.marks.hovered >= 0) && new Set(` + theMap + `.pictures.map(p => p.id(p.view.marks.hovered))).size === 1`)
	b.focusMap()
	b.press("s")
	b.until(theMap + `.settled && ` + theMap + `.pictures.every(p => p.view.marks.selection?.size === 1)`)
	beside := func(method string) {
		eval[any](b, fmt.Sprintf(`(s => { s.value = %q; s.dispatchEvent(new Event("change", { bubbles: true })) })(document.querySelector("#map-beside"))`, method))
	}
	beside("")
	b.until(theMap + `.settled && ` + theMap + `.pictures.length === 1 && !document.querySelector('[data-map="beside"]')`)

	// The keys are those of the picture that they go to.
	beside("pca")
	b.until(theMap + `.settled && ` + theMap + `.pictures.length === 2`)
	eval[any](b, theMap+`.pictures[1].view.host.focus()`)
	b.press("n")
	id := eval[int](b, theMap+`.pictures[1].id(`+theMap+`.pictures[1].view.marks.hovered)`)
	b.press(" ")
	b.wantState("pins", fmt.Sprintf("id:%d", id))
	beside("")
	b.until(theMap + `.settled && ` + theMap + `.pictures.length === 1`)

	// A picture that comes later has the mode that is on.
	b.focusMap()
	b.press("l")
	beside("pca")
	b.until(theMap + `.settled && ` + theMap + `.pictures.length === 2`)
	if modes := eval[string](b, theMap+`.pictures.map(p => p.view.mode).join()`); modes != "lasso,lasso" {
		t.Errorf("the modes are %s", modes)
	}
}

// TestColorsBeside: a token has one colour in both pictures, that of its number in
// the first, which is what the colour bar beside them tells.
func TestColorsBeside(t *testing.T) {
	b := openMap(t, "color", "preservation", "beside", "pca", "beside_pc", "2,3", "on", "category:fruit", "also", " king")
	b.until(theMap + `.settled && ` + theMap + `.pictures.every(p => p.view.marks.numbers)`)
	faults := eval[[]string](b, `fetch(`+theMap+`.dataset.numbers).then(r => r.json()).then(({ low, high, numbers }) => {
		const [first, ...others] = `+theMap+`.pictures
		const of = new Map([...first.layout.ids].map((id, i) => [id, Math.fround(numbers[i])]))
		return [first, ...others].flatMap(p => [...p.layout.ids].filter((id, i) => p.view.marks.numbers.values[i] !== of.get(id))
			.map(String).concat(p.view.marks.numbers.low === low && p.view.marks.numbers.high === high ? [] : "range"))
	})`)
	if len(faults) > 0 {
		t.Errorf("not the first picture's numbers: %v", faults)
	}
}

// TestMagnify moves the size slider by the keyboard: the marks follow at once.
func TestMagnify(t *testing.T) {
	b := openMap(t)
	b.focus("#map-magnify")
	b.press(kb.End)
	b.until(theView + `.marks.magnify === 3`)
	b.wantState("magnify", "3")
	if !eval[bool](b, `document.activeElement.id === "map-magnify"`) {
		t.Error("the slider loses the focus")
	}
}

// TestNoFullScreen is the map in a browser that lets no page have the screen: the
// button goes, and the key does nothing.
func TestNoFullScreen(t *testing.T) {
	b := openMap(t)
	eval[any](b, `delete Element.prototype.requestFullscreen,
		Object.defineProperty(document, "fullscreenEnabled", { value: false }), document.querySelector(".stage").focus()`)
	b.press("l")
	b.until(`document.querySelector("[data-tool=full]").hidden`)
	b.press("f")
}
