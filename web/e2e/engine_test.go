package e2e

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
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
