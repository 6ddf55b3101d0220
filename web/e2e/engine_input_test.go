package e2e

import (
	"fmt"
	"math"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestEngineLasso(t *testing.T) {
	eachRenderer(t, func(t *testing.T, b *tab) {
		line := [][2]float64{{100, 100}, {700, 120}, {650, 500}, {400, 250}, {120, 550}}
		drag := func() {
			call(b, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMousePressed, X: line[0][0], Y: line[0][1], Button: input.MouseButtonLeft, ClickCount: 1})
			for _, p := range line {
				call(b, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved, X: p[0], Y: p[1], Button: input.MouseButtonLeft})
			}
			last := line[len(line)-1]
			call(b, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseReleased, X: last[0], Y: last[1], Button: input.MouseButtonLeft, ClickCount: 1})
		}
		// The oracle is the browser's own: is a point in the path?
		within := `((path) => [...Array(layout.n).keys()].filter((i) => path.isPointInPath(...view.place(i), "evenodd")).join())`
		eval[any](b, `view.mode = "lasso"`)
		drag()
		b.until(`events.some((e) => e.name === "lasso")`)
		b.want("the lasso holds the points inside the line drawn", `(g => {
			g.beginPath()
			for (const p of [[100, 100], [700, 120], [650, 500], [400, 250], [120, 550]]) g.lineTo(...p)
			const got = events.find((e) => e.name === "lasso").indices
			return got.length > 10 && got.length < layout.n && got.join() === `+within+`(g)
		})(document.createElement("canvas").getContext("2d"))`)
		eval[any](b, `(events.length = 0, view.mode = "rectangle")`)
		drag()
		b.until(`events.some((e) => e.name === "lasso")`)
		b.want("the rectangle's corners are where the drag began and ended", `(g => {
			g.rect(100, 100, 20, 450)
			return events.find((e) => e.name === "lasso").indices.join() === `+within+`(g)
		})(document.createElement("canvas").getContext("2d"))`)
		eval[any](b, `(events.length = 0, view.mode = "move")`)
		drag()
		b.want("moving selects nothing and moves", `!events.some((e) => e.name === "lasso")`)
		b.until(`events.some((e) => e.name === "camera")`)
	})
}

func TestEngineByKeyboard(t *testing.T) {
	b := openEngine(t, engineWidth, engineHeight, "canvas")
	eval[any](b, `(() => {
		const after = document.createElement("button")
		after.id = "after"
		host.after(after)
		document.activeElement?.blur()
	})()`)
	b.press(kb.Tab)
	b.until(`document.activeElement === host`)
	for _, step := range []struct{ name, key, holds string }{
		{"right", kb.ArrowRight, `view.camera.x > before.x && view.camera.y === before.y`},
		{"left", kb.ArrowLeft, `view.camera.x < before.x`},
		{"up", kb.ArrowUp, `view.camera.y > before.y && view.camera.x === before.x`},
		{"down", kb.ArrowDown, `view.camera.y < before.y`},
		{"closer", "+", `view.camera.zoom > before.zoom`},
		{"farther", "-", `view.camera.zoom < before.zoom`},
		{"all", "0", `view.camera.zoom === 1`},
		{"a first point, in the middle of the map", "n", `view.marks.hovered >= 0 && [...Array(layout.n).keys()].every((i) => far(i) >= far(view.marks.hovered) - 1e-9)`},
		{"a next", "n", `view.marks.hovered >= 0 && view.marks.hovered !== hovered`},
		{"by Tab", kb.Tab, `view.marks.hovered !== hovered && document.activeElement === host`},
		{"back", "p", `view.marks.hovered !== hovered`},
		{"chosen", kb.Enter, `events.at(-1).name === "choose" && events.at(-1).index === hovered`},
		{"let go", kb.Escape, `view.marks.hovered === -1`},
	} {
		eval[any](b, `(window.before = view.camera, window.hovered = view.marks.hovered, window.far = (i) => { const [x, y] = view.place(i); return Math.hypot(x - 400, y - 300) }, 0)`)
		b.press(step.key)
		b.want(step.name, step.holds)
	}
	eval[any](b, `view.mark({ selected: 3 })`)
	b.press(kb.Escape)
	b.want("Escape lets go of what is chosen", `events.at(-1).name === "choose" && events.at(-1).index === -1`)
	eval[any](b, `view.mark({ selected: -1 })`)
	b.press("n")
	// Tab is no trap: after the points near by it leaves.
	for range 40 {
		b.press(kb.Tab)
	}
	b.want("Tab leaves the map", `document.activeElement !== host && view.marks.hovered === -1`)
	eval[any](b, `host.focus()`)
	b.press(kb.Escape)
	b.want("Escape leaves the map", `document.activeElement !== host`)
}

func TestEngineByMouse(t *testing.T) {
	b := openEngine(t, engineWidth, engineHeight, "canvas")
	wheel := func(y float64) {
		call(b, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseWheel, X: 400, Y: 300, DeltaX: 1, DeltaY: y})
	}
	wheel(100)
	b.until(`scrollY > 0`)
	b.want("without the focus the wheel is the page's", `view.camera.zoom === 1`)
	eval[any](b, `scrollTo(0, 0)`)
	b.until(`scrollY === 0`)
	at := eval[[]float64](b, `(window.alone = lonely(14)[0], view.place(alone))`)
	b.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0], at[1]))
	b.until(`view.marks.hovered === alone && events.some((e) => e.name === "hover" && e.index === alone)`)
	b.do(chromedp.MouseClickXY(at[0], at[1]))
	b.until(`events.some((e) => e.name === "choose" && e.index === alone) && document.activeElement === host`)
	wheel(-200)
	b.until(`view.camera.zoom > 1.2 && scrollY === 0`)
	eval[any](b, `(window.before = view.camera, 0)`)
	b.do(chromedp.DragAndDropXY(400, 300, 460, 330, 5))
	b.until(`view.camera.x < before.x && view.camera.y > before.y`)
	b.want("a drag moves by the pixels, and keeps the zoom", `(scale => Math.abs((before.x - view.camera.x) / (view.camera.y - before.y) - 2) < 0.2 && view.camera.zoom === before.zoom)()`)
	zoom := eval[float64](b, `view.camera.zoom`)
	b.do(chromedp.MouseClickXY(200, 200), chromedp.MouseClickXY(200, 200))
	b.until(fmt.Sprintf(`Math.abs(view.camera.zoom - %v) < 1e-6`, 2*zoom))
}

func TestEngineByTouch(t *testing.T) {
	b := openEngine(t, engineWidth, engineHeight, "canvas")
	b.do(chromedp.EmulateViewport(engineWidth+40, engineHeight+40, chromedp.EmulateTouch, chromedp.EmulateMobile))
	eval[any](b, `rest()`)
	touch := func(kind input.DispatchTouchEventType, places ...float64) {
		params := input.DispatchTouchEventParams{Type: kind}
		for i := 0; i+1 < len(places); i += 2 {
			id := float64(i)
			params.TouchPoints = append(params.TouchPoints, &input.TouchPoint{X: places[i], Y: places[i+1], ID: &id})
		}
		call(b, input.DispatchTouchEvent, params)
	}
	swipe := func() {
		touch(input.DispatchTouchEventTypeTouchStart, 400, 300)
		for d := 10.0; d <= 100; d += 10 {
			touch(input.DispatchTouchEventTypeTouchMove, 400+d, 300)
		}
		touch(input.DispatchTouchEventTypeTouchEnd)
	}
	eval[any](b, `(window.before = view.camera, 0)`)
	swipe()
	b.want("a finger leaves the map where it is until it has the focus", `view.camera.x === before.x`)
	at := eval[[]float64](b, `(window.alone = lonely(14)[0], view.place(alone))`)
	b.do(chromedp.TapXY(at[0], at[1]))
	b.until(`events.some((e) => e.name === "choose" && e.index === alone) && document.activeElement === host`)
	swipe()
	b.until(`view.camera.x < before.x`)
	zoom := eval[float64](b, `view.camera.zoom`)
	touch(input.DispatchTouchEventTypeTouchStart, 380, 300, 420, 300)
	for d := 25.0; d <= 60; d += 5 {
		touch(input.DispatchTouchEventTypeTouchMove, 400-d, 300, 400+d, 300)
	}
	touch(input.DispatchTouchEventTypeTouchEnd)
	if got := eval[float64](b, `view.camera.zoom`); math.Abs(got/zoom-3) > 0.2 {
		t.Errorf("two fingers three times as far apart: zoom %g, before %g", got, zoom)
	}
	eval[any](b, `(events.length = 0, view.mode = "lasso")`)
	swipe()
	b.until(`events.some((e) => e.name === "lasso")`)
}
