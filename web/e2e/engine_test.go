package e2e

import (
	"context"
	"fmt"
	"math"
	"os"
	"strconv"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// engineWidth and engineHeight are the size of the map that the tests put on a page.
const (
	engineWidth  = 800
	engineHeight = 600
)

// useEngine puts a map at the top left of a page, with the points of GET
// projection: view, host, layout, labels, events and, for the tests, rest (when
// nothing moves any more), pixel(x, y) and row(x, y, count) of the points' canvas
// and lonely(distance), points that far from any other.
const useEngine = `(async (width, height, renderer, address) => {
	const site = document.querySelector("script[type=module]").src
	const load = (name) => import(site.replace("site.js", name + ".js"))
	const { MapView } = await load("map/view")
	const { fromProjection } = await load("map/layout")
	const { shown } = await load("token-text")
	const host = document.createElement("div")
	const style = { position: "absolute", left: "0", top: "0", width: width + "px", height: height + "px", "z-index": "9", background: "var(--back)" }
	for (const [name, value] of Object.entries(style)) host.style.setProperty(name, value)
	document.body.prepend(host)
	const read = async (address) => {
		const data = await (await fetch(address)).json()
		const layout = fromProjection(data)
		layout.path = data.path.map((step) => ({ ...step, label: shown(step) }))
		return [layout, data.points.map(shown)]
	}
	const [layout, labels] = await read(address)
	const view = new MapView(host, { renderer, label: "map" })
	const events = []
	for (const name of ["choose", "hover", "lasso", "camera", "lost", "restored"])
		view.addEventListener(name, (e) => events.push({ name, ...e.detail }))
	const rest = () => new Promise((done) => setTimeout(done, 400))
	const row = (x, y, count) => {
		const [gl, at] = [view.canvas.getContext("webgl2"), [x, y].map((v) => Math.floor(v * devicePixelRatio))]
		let bytes = new Uint8Array(4 * count)
		if (gl) {
			view.paint()
			gl.readPixels(at[0], view.canvas.height - 1 - at[1], count, 1, gl.RGBA, gl.UNSIGNED_BYTE, bytes)
			if (gl.getError() !== 0) throw new Error("GL error")
		} else bytes = view.canvas.getContext("2d").getImageData(...at, count, 1).data
		return Array.from({ length: count }, (_, i) => [...bytes.slice(4 * i, 4 * i + 4)])
	}
	const pixel = (x, y) => row(x, y, 1)[0]
	const lonely = (distance) => {
		const places = Array.from({ length: view.stats().of }, (_, i) => view.place(i))
		return places.map((p, i) => [i, p]).filter(([i, [x, y]]) => x > 20 && y > 20 && x < width - 20 && y < height - 20 &&
			!places.some(([a, b], j) => j !== i && Math.hypot(a - x, b - y) < distance)).map(([i]) => i)
	}
	Object.assign(window, { host, layout, labels, view, events, rest, row, pixel, lonely, read })
	await view.show(layout, { labels })
	await rest()
})`

// openEngine opens a page with a map of its own on it, of the points that pairs
// choose, and waits until its renderer draws.
func openEngine(t testing.TB, width, height int, renderer string, pairs ...string) *tab {
	t.Helper()
	b := open(t, int64(width)+40, int64(height)+40)
	b.engine(width, height, renderer, pairs...)
	b.until(`view.stats().renderer === ` + strconv.Quote(renderer) + ` && view.stats().drawn > 0`)
	return b
}

func (b *tab) engine(width, height int, renderer string, pairs ...string) {
	b.t.Helper()
	b.visit("/learn")
	eval[any](b, fmt.Sprintf("%s(%d, %d, %q, %q)", useEngine, width, height, renderer, path("/api/v1/projection", pairs...)))
}

// eachRenderer runs a test with both renderers.
func eachRenderer(t *testing.T, test func(t *testing.T, b *tab), pairs ...string) {
	for _, renderer := range []string{"canvas", "webgl"} {
		t.Run(renderer, func(t *testing.T) {
			test(t, openEngine(t, engineWidth, engineHeight, renderer, pairs...))
		})
	}
}

// want fails when an expression, or what it promises, told by what, is not true.
func (b *tab) want(what, expression string) {
	b.t.Helper()
	if !eval[bool](b, "(async () => Boolean(await ("+expression+")))()") {
		b.t.Errorf("not so: %s: %s", what, expression)
	}
}

// snap leaves a picture of what is in sight.
func (b *tab) snap(name string) {
	b.t.Helper()
	content, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile("screenshots/"+name+".png", content, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// colorOf is the colour that the style sheet gives the category of point i.
const colorOf = `((i) => {
	const c = layout.category[i]
	const css = getComputedStyle(host).getPropertyValue(c === 255 ? "--soft" : "--category-" + (c % 8)).trim()
	return [1, 3, 5].map((at) => parseInt(css.slice(at, at + 2), 16))
})`

func TestEngineMarksStandWhereTheyAre(t *testing.T) {
	eachRenderer(t, func(t *testing.T, b *tab) {
		for _, theme := range []string{"light", "dark"} {
			eval[any](b, `(document.documentElement.dataset.theme = `+strconv.Quote(theme)+`, rest())`)
			faults := eval[[]string](b, `(() => {
				const alone = lonely(14).filter((i) => layout.trained[i])
				const faults = alone.length < 12 ? [alone.length + " points stand alone"] : []
				for (const i of alone) {
					const [got, want] = [pixel(...view.place(i)), `+colorOf+`(i)]
					if (want.some((v, c) => Math.abs(v - got[c]) > 1)) faults.push(labels[i] + " is " + got + ", want " + want)
				}
				if (new Set(alone.map((i) => pixel(...view.place(i)).join())).size < 3) faults.push("hardly a colour")
				return faults
			})()`)
			for _, fault := range faults {
				t.Errorf("%s: %s", theme, fault)
			}
			b.want("paper in the corner", `pixel(2, 2).join() === pixel(797, 597).join() && `+map[string]string{"light": "pixel(2, 2)[0] > 200", "dark": "pixel(2, 2)[0] < 60"}[theme])
			b.want("words on the overlay", `new Set(view.overlay.getContext("2d").getImageData(0, 0, 800, 600).data).size > 30`)
		}
	})
}

func TestEnginePick(t *testing.T) {
	eachRenderer(t, func(t *testing.T, b *tab) {
		for _, components := range []string{"[0, 1]", "[0, 1, 2]"} {
			eval[any](b, `view.show(layout, { labels, components: `+components+` }).then(rest)`)
			b.want("points alone are picked at their pixel, and beside it", `(alone => alone.length > 12 && alone.every((i) => {
				const [x, y] = view.place(i)
				return view.pick(x, y) === i && view.pick(x + 4, y - 3) === i
			}))(lonely(14))`)
			b.want("nothing is picked in a corner", `view.pick(1, 1) === -1`)
			b.want("what is hidden is not picked", `(i => {
				view.mark({ hidden: new Set([layout.category[i]]) })
				const gone = view.pick(...view.place(i)) !== i
				view.mark({ hidden: new Set() })
				return gone && view.pick(...view.place(i)) === i
			})(lonely(14)[0])`)
		}
	}, "components", "3", "text", readySentence)
}

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

// Labels are read off the canvas's own calls: what is written, and where.
func TestEngineLabelsDoNotOverlap(t *testing.T) {
	b := openEngine(t, engineWidth, engineHeight, "canvas", "on", "vocabulary", "text", readySentence, "components", "3")
	for name, change := range map[string]string{
		"all":            `view.all()`,
		"larger":         `view.mark({ magnify: 2.5 })`,
		"closer":         `view.look({ zoom: 6 })`,
		"much is marked": `view.mark({ magnify: 1, selected: 40, hovered: 41, pins: [50, 51, 52, 53], trueNear: [...Array(10).keys()], apparentNear: [...Array(10).keys()].map((i) => i + 60), links: "both", analogy: { a: 70, b: 71, c: 72, answer: 73 } })`,
		"selection":      `view.mark({ selection: new Set([...Array(300).keys()]) })`,
		"in space":       `view.show(layout, { labels, components: [0, 1, 2] })`,
		"Chinese":        `view.show(layout, { labels: labels.map((_, i) => ["草莓", "国王和王后", "水", "城市🏙"][i % 4]) })`,
	} {
		words := eval[int](b, `(async () => {
			await `+change+`
			await rest()
			const g = view.overlay.getContext("2d")
			const written = []
			const fillText = g.fillText
			g.fillText = function (text, x, y) {
				if (this.textAlign === "left" && this.getTransform().b === 0) written.push([x, y, this.measureText(text).width, parseFloat(this.font), text])
				return fillText.call(this, text, x, y)
			}
			view.paint()
			delete g.fillText
			for (let i = 0; i < written.length; i++) for (let j = 0; j < i; j++) {
				const [[x, y, w, size, a], [u, v, w2, , c]] = [written[i], written[j]]
				const tall = size * 1.1
				if (x < u + w2 - 0.5 && u < x + w - 0.5 && Math.abs(y - v) < tall) throw new Error(a + " lies over " + c)
			}
			return written.length
		})()`)
		if words < 20 {
			t.Errorf("%s: %d labels", name, words)
		}
	}
}

func TestEngineGlides(t *testing.T) {
	other := path("/api/v1/projection", "on", "category:animal", "on", "category:country")
	eachRenderer(t, func(t *testing.T, b *tab) {
		b.want("points begin where they stood, end at their place, and are between on the way", `(async () => {
			const [next, words] = await read(`+strconv.Quote(other)+`)
			await view.show(next, { labels: words })
			const target = Array.from({ length: next.n }, (_, i) => view.place(i))
			await view.show(layout, { labels })
			const stood = new Map(Array.from(layout.ids, (id, i) => [id, view.place(i)]))
			const both = [...next.ids.keys()].filter((i) => stood.has(next.ids[i]))
			const close = ([a, b], [c, d]) => Math.hypot(a - c, b - d) < 0.05
			const done = view.show(next, { labels: words, animate: true })
			const begins = both.every((i) => close(view.place(i), stood.get(next.ids[i])))
			let between = 0
			const look = setInterval(() => (between += both.some((i) => !close(view.place(i), target[i]) && !close(view.place(i), stood.get(next.ids[i])))), 30)
			await done
			clearInterval(look)
			await rest()
			const ends = target.every((p, i) => view.place(i).join() === p.join())
			if (!(both.length > 5 && both.length < next.n && begins && between > 0 && ends)) throw new Error(JSON.stringify({ both: both.length, of: next.n, begins, between, ends }))
			return view.stats().drawn === next.n
		})()`)
		b.want("one glide after another ends at the last", `(async () => {
			const [next, words] = await read(`+strconv.Quote(other)+`)
			const [first, second] = [view.show(layout, { labels, animate: true }), view.show(next, { labels: words, components: [0, 1], animate: true })]
			await second
			await first
			return view.stats().of === next.n && view.stats().drawn > 0 && view.marks.lines === next.pairs
		})()`)
		b.want("a flight ends over its point", `view.flyTo(7, { zoom: 9 }).then(() => {
			const [x, y] = view.place(7)
			return Math.hypot(x - 400, y - 300) < 0.01 && Math.abs(view.camera.zoom - 9) < 1e-6
		})`)
	})
}

// Into space and back the points keep to where they are seen.
func TestEngineGlidesIntoSpace(t *testing.T) {
	eachRenderer(t, func(t *testing.T, b *tab) {
		b.want("no point jumps", `(async () => {
			const places = () => Array.from({ length: layout.n }, (_, i) => view.place(i))
			const close = (a, b) => a.every(([x, y], i) => Math.hypot(x - b[i][0], y - b[i][1]) < 0.05)
			for (const components of [[0, 1, 2], [1, 0], [0, 1, 2], [0, 1]]) {
				const before = places()
				const done = view.show(layout, { labels, components, animate: true, camera: { yaw: 50, pitch: -30 } })
				if (!close(places(), before)) return false
				await done
			}
			return close(places(), (await view.show(layout, { labels }), places()))
		})()`)
	}, "components", "3")
}

func TestEngineTurns(t *testing.T) {
	b := openEngine(t, engineWidth, engineHeight, "canvas", "components", "3")
	eval[any](b, `view.show(layout, { labels, components: [0, 1, 2], camera: { yaw: 10, pitch: 5 } }).then(rest)`)
	b.want("it looks from where it was told", `view.camera.yaw === 10 && view.camera.pitch === 5`)
	eval[any](b, `host.focus()`)
	b.do(chromedp.KeyEvent(kb.ArrowRight, chromedp.KeyModifiers(chromedp.ModifierShift)))
	b.do(chromedp.KeyEvent(kb.ArrowDown, chromedp.KeyModifiers(chromedp.ModifierShift)))
	b.want("Shift and arrows turn", `view.camera.yaw === 20 && view.camera.pitch === 15`)
	eval[any](b, `view.mode = "turn"`)
	b.do(chromedp.DragAndDropXY(300, 300, 400, 300, 5))
	b.until(`view.camera.yaw > 50`)
	b.want("a drag across leaves the pitch", `view.camera.pitch === 15`)
	eval[any](b, `view.turnBy(0, 500)`)
	b.want("the pitch ends upright", `view.camera.pitch === 90`)
}

func TestEngineLosesTheGraphicsCard(t *testing.T) {
	b := openEngine(t, engineWidth, engineHeight, "webgl")
	// The browser tells of the loss that the test provokes.
	b.expect("CONTEXT_LOST_WEBGL")
	eval[any](b, `(window.card = view.canvas.getContext("webgl2").getExtension("WEBGL_lose_context"), card.loseContext())`)
	b.until(`events.some((e) => e.name === "lost") && view.stats().renderer === "canvas" && view.stats().drawn === layout.n`)
	marks := `(lonely(14).filter((i) => layout.trained[i]).every((i) => { const want = ` + colorOf + `(i); return pixel(...view.place(i)).slice(0, 3).every((v, c) => Math.abs(v - want[c]) < 2) }))`
	b.want("the canvas draws at once", `rest().then(() => `+marks+`)`)
	eval[any](b, `card.restoreContext()`)
	b.until(`events.some((e) => e.name === "restored") && view.stats().renderer === "webgl"`)
	b.want("the card draws again", `rest().then(() => `+marks+`)`)
}

// A browser without WebGL, and one whose WebGL is software: the map is the same.
func TestEngineWithoutWebGL(t *testing.T) {
	browser, stop, err := launch(t.TempDir(), chromedp.Flag("disable-3d-apis", true))
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	for name, browser := range map[string]context.Context{"none": browser, "software": browserContext} {
		t.Run(name, func(t *testing.T) {
			b := openIn(t, browser, engineWidth+40, engineHeight+40)
			b.engine(engineWidth, engineHeight, "auto")
			b.want("there is WebGL in one of them only", `(document.createElement("canvas").getContext("webgl2") === null) === `+strconv.FormatBool(name == "none"))
			eval[any](b, `new Promise((done) => setTimeout(done, 900))`) // it asks for the card unhurriedly
			b.want("the canvas draws", `view.stats().renderer === "canvas" && view.stats().drawn === layout.n && lonely(14).every((i) => view.pick(...view.place(i)) === i)`)
		})
	}
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

func TestEngineInCalm(t *testing.T) {
	b := openEngine(t, engineWidth, engineHeight, "canvas", "components", "3")
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}})
	b.want("flights and glides jump", `(() => {
		view.flyTo(3, { zoom: 5 })
		const there = view.camera.zoom === 5
		view.show(layout, { labels, components: [1, 2], animate: true })
		const [x, y] = view.place(0)
		const again = (view.show(layout, { labels, components: [1, 2] }), view.place(0))
		return there && x === again[0] && y === again[1]
	})()`)
}

// In a hidden tab frames do not come: what is asked for ends all the same.
func TestEngineInAHiddenTab(t *testing.T) {
	eachRenderer(t, func(t *testing.T, b *tab) {
		b.want("without frames motions end and the picture follows", `(async () => {
			window.requestAnimationFrame = () => 0
			await view.flyTo(3, { zoom: 4 })
			await rest()
			return Math.abs(view.camera.zoom - 4) < 1e-6 && events.at(-1).name === "camera" && Math.abs(events.at(-1).zoom - 4) < 1e-6
		})()`)
		b.want("hidden, it jumps", `(() => {
			Object.defineProperty(document, "hidden", { get: () => true })
			view.look({ zoom: 2 }, { animate: true })
			return Math.abs(view.camera.zoom - 2) < 1e-9
		})()`)
	})
}

// On a dense screen a mark has more pixels, not larger ones: its edge is as sharp
// as one of them.
func TestEngineOnDenseScreens(t *testing.T) {
	eachRenderer(t, func(t *testing.T, b *tab) {
		for _, ratio := range []float64{2, 3, 1} {
			call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: engineWidth + 40, Height: engineHeight + 40, DeviceScaleFactor: ratio})
			eval[any](b, `view.paint()`)
			b.until(fmt.Sprintf(`devicePixelRatio === %v && view.canvas.width === %v && view.overlay.width === %[2]v`, ratio, engineWidth*ratio))
			faults := eval[[]string](b, `rest().then(() => lonely(20).filter((i) => layout.trained[i]).flatMap((i) => {
				const [[x, y], want] = [view.place(i), `+colorOf+`(i)]
				const across = row(x - 12, y, 24 * devicePixelRatio)
				const far = (a, b) => Math.max(...a.slice(0, 3).map((v, c) => Math.abs(v - b[c])))
				const full = across.filter((p) => far(p, want) < 2).length
				const part = across.filter((p) => far(p, want) >= 2 && far(p, across[0]) >= 2).length
				return full >= 3 * devicePixelRatio && part <= 4 ? [] : [labels[i] + ": " + full + " pixels, " + part + " at its edge"]
			}))`)
			for _, fault := range faults {
				t.Errorf("ratio %v: %s", ratio, fault)
			}
		}
	})
}

func TestEngineSaysWhereItLooks(t *testing.T) {
	b := openEngine(t, engineWidth, engineHeight, "canvas", "components", "3")
	b.want("a camera comes back the same", `(async () => {
		const camera = { x: 0.1, y: -0.2, zoom: 3.5, yaw: 12, pitch: -34 }
		await view.show(layout, { labels, components: [0, 1, 2], camera })
		await rest()
		const same = (c) => Object.keys(camera).every((name) => Math.abs(c[name] - camera[name]) < 1e-9)
		const before = view.place(5).join()
		if (!same(view.camera) || !same(events.at(-1))) return false
		view.all()
		await view.look(camera)
		return same(view.camera) && view.place(5).join() === before
	})()`)
	b.want("another size keeps the middle and the zoom", `(async () => {
		const before = view.camera
		host.style.setProperty("width", "500px")
		for (let k = 0; k < 30 && view.canvas.width !== 500; k++) await rest() // a busy machine is late to tell
		return view.canvas.width === 500 && view.camera.x === before.x && Math.abs(view.camera.zoom - before.zoom) < 1e-9
	})()`)
	b.want("the zoom has its ends", `(view.look({ zoom: 1e9 }), Math.abs(view.camera.zoom - 512) < 1e-6) && (view.look({ zoom: 0 }), view.camera.zoom === 0.5)`)
	b.want("without points it bears everything", `(async () => {
		await view.show({ ...layout, n: 0, ids: layout.ids.slice(0, 0), category: layout.category.slice(0, 0), trained: layout.trained.slice(0, 0), pairs: [], path: [], coordinates: [0, 1].map(() => new Float32Array(0)), columns: [0, 1].map(() => ({ values: new Float32Array(0) })) }, { labels: [], animate: true })
		view.paint()
		view.next(1)
		return view.pick(10, 10) === -1 && view.inside([[0, 0], [500, 0], [500, 500]]).length === 0 && view.stats().of === 0
	})()`)
	b.want("its end takes everything away", `(view.destroy(), host.children.length === 0 && (view.paint(), true))`)
}

// The layout call's own bytes: every token of the encoding, in short numbers.
func TestEngineOnTheWholeEncoding(t *testing.T) {
	for _, size := range []struct {
		name, theme   string
		width, height int
	}{{"wide", "light", 1600, 1000}, {"wide", "dark", 1600, 1000}, {"narrow", "light", 360, 480}, {"narrow", "dark", 360, 480}} {
		t.Run(size.name+"-"+size.theme, func(t *testing.T) {
			b := openEngine(t, size.width, size.height, "canvas")
			b.want("every token has a point, read and drawn", `(async () => {
				document.documentElement.dataset.theme = `+strconv.Quote(size.theme)+`
				const site = document.querySelector("script[type=module]").src
				const { decode } = await import(site.replace("site.js", "map/layout.js"))
				const ask = (call) => fetch("/api/v1/" + call + "?on=encoding")
				window.whole = decode(await (await ask("layout")).arrayBuffer())
				const { labels } = await (await ask("layout/labels")).json()
				await view.show(whole, { labels })
				await rest()
				return whole.n === 50257 && new Set(whole.ids).size === 50257 && labels.length === 50257 &&
					whole.columns[0].values instanceof Uint16Array && view.stats().drawn === 50257 && !view.stats().sampled
			})()`)
			b.want("a pick finds the nearest of all", `(() => {
				for (let k = 0; k < 100; k++) {
					const [x, y] = [(k * 71) % `+strconv.Itoa(size.width)+`, (k * 37) % `+strconv.Itoa(size.height)+`]
					let best = 14 ** 2
					for (let i = 0; i < whole.n; i++) { const [a, b] = view.place(i); best = Math.min(best, (a - x) ** 2 + (b - y) ** 2) }
					const [a, b] = view.pick(x, y) < 0 ? [x + 14, y] : view.place(view.pick(x, y))
					if (Math.abs((a - x) ** 2 + (b - y) ** 2 - best) > 1e-3) return false
				}
				return true
			})()`)
			b.snap("engine-" + size.name + "-" + size.theme)
		})
	}
}

// A million points are drawn whole at rest; what is left out of a frame while
// moving is said.
func TestEngineOnAMillion(t *testing.T) {
	b := openEngine(t, engineWidth, engineHeight, "canvas")
	b.want("every point at rest, and no secret in motion", `(async () => {
		`+clustered+`
		const n = 1_000_000
		await view.show(clustered(n, true), { labels: Array.from({ length: n }, (_, i) => "token" + i) })
		await rest()
		if (view.stats().drawn !== n || view.stats().sampled) return false
		for (let k = 0; k < 12; k++) {
			view.move(1, 0)
			view.paint()
			const { drawn, of, sampled } = view.stats()
			if (of !== n || sampled !== drawn < 0.9 * n || drawn < 50_000) return false
		}
		for (let k = 0; k < 20 && view.stats().sampled; k++) await rest()
		return view.stats().drawn > 0.9 * n && view.inside([[0, 0], [800, 0], [800, 600], [0, 600]]).length > 0.9 * n
	})()`)
}
