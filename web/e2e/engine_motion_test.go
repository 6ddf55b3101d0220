package e2e

import (
	"strconv"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

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
