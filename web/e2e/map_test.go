package e2e

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The map's element, and the engine's view in it.
const (
	theMap  = `document.querySelector("map-explorer")`
	theView = theMap + `.picture.view`
	theTip  = `document.querySelector(".tip:not([hidden])")`
)

// openMap opens the map's page and waits until the map is drawn: more shades on
// its canvas than paper and ink.
func openMap(t *testing.T, pairs ...string) *tab {
	t.Helper()
	b := open(t, 1280, 900)
	b.visit(path("/map", pairs...))
	b.until(theMap + `?.settled && (c => new Set(c.getContext("2d").getImageData(0, 0, c.width, c.height).data).size > 8)(` + theView + `.overlay)`)
	eval[any](b, theView+`.host.scrollIntoView({block: "center"})`)
	return b
}

// middle is the middle of the map on the screen.
func (b *tab) middle() (x, y float64) {
	b.t.Helper()
	box := eval[[]float64](b, `(r => [r.x + r.width / 2, r.y + r.height / 2])(`+theView+`.host.getBoundingClientRect())`)
	return box[0], box[1]
}

// scale is the map's zoom: 1 shows it all.
func (b *tab) scale() float64 {
	b.t.Helper()
	return eval[float64](b, theView+`.camera.zoom`)
}

// press sends keys to what has the focus.
func (b *tab) press(keys string) {
	b.t.Helper()
	b.do(chromedp.KeyEvent(keys))
}

// The keys of the map that are no characters.
const (
	enter      = kb.Enter
	escape     = kb.Escape
	arrowRight = kb.ArrowRight
)

func TestMapByKeyboard(t *testing.T) {
	b := openMap(t)
	eval[any](b, theView+`.host.focus()`)

	x := eval[float64](b, theView+".camera.x")
	b.do(chromedp.KeyEvent(arrowRight))
	if moved := eval[float64](b, theView+".camera.x"); moved <= x {
		t.Errorf("arrow right: the middle went from %g to %g", x, moved)
	}
	b.press("+")
	if got := b.scale(); got <= 1 {
		t.Errorf("+ : scale %g", got)
	}
	b.press("--")
	if got := b.scale(); got >= 1 {
		t.Errorf("− : scale %g", got)
	}
	b.press("0")
	if got := b.scale(); got != 1 {
		t.Errorf("0 : scale %g", got)
	}

	b.press("n")
	b.press(enter)
	b.until(theMap + ".dataset.token")
	b.wantChosen()
	b.press(escape)
	b.until("!" + theMap + ".dataset.token && " + theMap + ".settled")
	if token := eval[string](b, `new URL(location.href).searchParams.get("token") ?? ""`); token != "" {
		t.Errorf("after Escape the address still has token=%s", token)
	}
	b.press(escape)
	if eval[bool](b, "document.activeElement === "+theView+".host") {
		t.Error("a second Escape does not give the focus back")
	}
}

// wantChosen checks that the page lists the chosen token's true neighbours, that
// the map joins it with those on it, and that the address names it.
func (b *tab) wantChosen() {
	b.t.Helper()
	b.until(theMap + ".settled")
	id := eval[int](b, "Number("+theMap+".dataset.token)")
	token := fmt.Sprintf("id:%d", id)
	b.wantNeighbors(token)
	near := asked(b.t, "neighborhood", url.Values{"token": {token}, "rows": {"unit"}})
	for column, want := range map[int][]answer{1: near.True, 3: near.Apparent} {
		got := eval[[]string](b, fmt.Sprintf("[...document.querySelectorAll('#chosen td:nth-child(%d) b')].map(b => b.textContent)", column))
		for i, n := range want {
			if i >= len(got) || got[i] != strings.ReplaceAll(n.Text, " ", "␣") {
				b.t.Errorf("neighbours of %s in column %d are %v, the API says %v", token, column, got, want)
				break
			}
		}
	}
	marked := eval[[]int](b, theView+".marks.trueNear.map(i => "+theMap+".picture.layout.ids[i])")
	for i, n := range near.True {
		if i >= len(marked) || marked[i] != n.ID {
			b.t.Errorf("the map joins %s with %v, the API says %v", token, marked, near.True)
			break
		}
	}
	if got := eval[string](b, `new URL(location.href).searchParams.get("token")`); got != token {
		b.t.Errorf("the address says token=%s, chosen is %s", got, token)
	}
}

// The map draws a line for each pair that the API lists, and the point under
// the pointer says which words it belongs to.
func TestMapJoinsPairs(t *testing.T) {
	choice := []string{"on", "category:country", "on", "category:capital"}
	b := openMap(t, choice...)
	var answer struct {
		Pairs []struct {
			From, To int
			HeldOut  bool `json:"held_out"`
		}
	}
	_, _, body := get(t, path("/api/v1/projection", choice...))
	if err := json.Unmarshal(body, &answer); err != nil {
		t.Fatal(err)
	}
	want := answer.Pairs
	type line struct {
		From, To int
		Dashed   bool
	}
	got := eval[[]line](b, `((ids, lines) => lines.map(l => ({From: ids[l.from], To: ids[l.to], Dashed: l.held_out})))(`+
		theMap+`.picture.layout.ids, `+theView+`.marks.lines)`)
	if len(got) != len(want) || len(want) < 20 {
		t.Fatalf("%d lines, the API lists %d pairs", len(got), len(want))
	}
	dashed := 0
	for i, l := range got {
		if want := want[i]; l.From != want.From || l.To != want.To || l.Dashed != want.HeldOut {
			t.Errorf("line %d is %+v, the API says %+v", i, l, want)
		}
		if l.Dashed {
			dashed++
		}
	}
	if dashed == 0 || dashed == len(got) {
		t.Errorf("%d of %d lines are dashed", dashed, len(got))
	}
	at := eval[[]float64](b, theMap+`.picture.onScreen(`+theView+`.marks.lines[0].from)`)
	b.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0], at[1]))
	label := eval[string](b, theMap+`.picture.label(`+theMap+`.picture.layout.ids[`+theView+`.marks.lines[0].to])`)
	b.until(theTip + `?.textContent.includes("→ ` + label + `")`)
}

func TestMapByMouse(t *testing.T) {
	b := openMap(t)
	// A click on a point chooses it.
	at := eval[[]float64](b, theMap+`.picture.onScreen(0)`)
	b.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0], at[1]))
	b.until(theTip)
	b.do(chromedp.MouseClickXY(at[0], at[1]))
	b.until(theMap + ".dataset.token")
	b.wantChosen()

	// The wheel zooms once the map has the focus.
	x, y := b.middle()
	call(b, input.DispatchMouseEvent, input.DispatchMouseEventParams{
		// The protocol wants both, and a zero is left out.
		Type: input.DispatchMouseEventTypeMouseWheel, X: x, Y: y, DeltaX: 1, DeltaY: -240})
	b.until(theView + ".camera.zoom > 1")

	// A drag moves the paper under the pointer.
	before := eval[float64](b, theView+".camera.x")
	b.do(chromedp.DragAndDropXY(x, y, x+120, y, 6))
	b.until(fmt.Sprintf("%s.camera.x < %v", theView, before))

	// The address restores what was chosen.
	chosen := eval[string](b, theMap+".dataset.token")
	b.do(chromedp.Reload())
	b.until(fmt.Sprintf("%s?.dataset.token === %q", theMap, chosen))
	b.wantChosen()
}

func TestMapByTouch(t *testing.T) {
	b := openMap(t)
	b.do(chromedp.EmulateViewport(400, 800, chromedp.EmulateTouch, chromedp.EmulateMobile))
	eval[any](b, theView+`.host.scrollIntoView({block: "center"})`)
	b.until(theView + ".host.clientWidth < 400")
	x, y := b.middle()
	b.do(chromedp.TapXY(x, y)) // gives the map the focus
	b.until("document.activeElement === " + theView + ".host")
	touch := func(kind input.DispatchTouchEventType, spread float64) {
		params := input.DispatchTouchEventParams{Type: kind}
		if spread > 0 {
			first, second := 1.0, 2.0
			params.TouchPoints = []*input.TouchPoint{{X: x - spread, Y: y, ID: &first}, {X: x + spread, Y: y, ID: &second}}
		}
		call(b, input.DispatchTouchEvent, params)
	}
	before := b.scale()
	touch(input.DispatchTouchEventTypeTouchStart, 20)
	for spread := 25.0; spread <= 80; spread += 5 {
		touch(input.DispatchTouchEventTypeTouchMove, spread)
	}
	touch(input.DispatchTouchEventTypeTouchEnd, 0)
	if after := b.scale(); after < 1.5*before {
		t.Errorf("two fingers apart: scale %g, before %g", after, before)
	}
}
