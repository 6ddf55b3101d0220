package e2e

import (
	"fmt"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/performance"
)

// clustered makes a layout of n points in 40 clusters, from the constants of
// random: the measured sizes are larger than any vocabulary here.
const clustered = random + `
	const clustered = (n, short) => {
		const normal = () => Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(6.283185 * random())
		const middles = Array.from({ length: 40 }, () => [normal(), normal(), normal()])
		const coordinates = [0, 1, 2].map(() => new Float32Array(n))
		for (let i = 0; i < n; i++) middles[i % 40].forEach((m, c) => (coordinates[c][i] = m + 0.25 * normal()))
		const columns = coordinates.map((values) => {
			if (!short) return { values }
			const [min, max] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))]
			return { values: Uint16Array.from(values, (v) => (65535 * (v - min)) / (max - min)), min, max }
		})
		return {
			n, axes: [{ kind: "pc", component: 1, share: 0.2 }, { kind: "pc", component: 2, share: 0.1 }], categories: Array.from({ length: 12 }, (_, i) => "c" + i), pairs: [], path: [], coordinates, columns,
			ids: Uint32Array.from({ length: n }, (_, i) => i), category: Uint8Array.from({ length: n }, (_, i) => i % 40 > 11 ? 255 : i % 40), trained: Uint8Array.from({ length: n }, (_, i) => i % 9 > 0), fitted: new Uint8Array(n).fill(1),
		}
	}
`

// processorTime is how many milliseconds the page's main thread has worked; other
// work on the machine does not count.
func (b *tab) processorTime() float64 {
	b.t.Helper()
	call(b, performance.Enable, performance.EnableParams{TimeDomain: performance.EnableTimeDomainThreadTicks})
	for _, metric := range call(b, performance.GetMetrics, cdp.Empty{}).Metrics {
		if metric.Name == "TaskDuration" {
			return 1000 * metric.Value
		}
	}
	b.t.Fatal("no TaskDuration among the metrics")
	return 0
}

// BenchmarkPan measures frames of a map of 1200×800 pixels while it is panned, and
// picks on it, in Chromium's software rendering: the median and the least of 40
// each, and the processor time of a frame. A frame is drawn whole before the clock
// is read, since a pixel of it is.
//
//	go test -run='^$' -bench=Pan -benchtime=1x ./web/e2e
func BenchmarkPan(b *testing.B) {
	for _, n := range []int{3_750, 50_257, 1_000_000} {
		for _, renderer := range []string{"canvas", "webgl"} {
			if renderer == "webgl" && n > 100_000 {
				continue // seconds a frame without a graphics card: the map takes the canvas then
			}
			b.Run(fmt.Sprintf("%d/%s", n, renderer), func(b *testing.B) {
				page := openEngine(b, 1200, 800, renderer)
				page.until(`view.stats().renderer === "` + renderer + `"`)
				eval[any](page, `(async () => {
					`+clustered+fmt.Sprintf(`
					const layout = clustered(%d, %[1]d > 10000)
					await view.show(layout, { labels: Array.from(layout.ids, (id) => "token" + id) })
					await rest()
					const gl = view.canvas.getContext("webgl2")
					const pixel = new Uint8Array(4)
					window.finish = () => {
						view.overlay.getContext("2d").getImageData(0, 0, 1, 1)
						if (gl) gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel)
						else view.canvas.getContext("2d").getImageData(0, 0, 1, 1)
					}
					window.sorted = (list) => Float64Array.from(list).sort()
				})()`, n))
				var frame, least, pick, drawn, busy float64
				for b.Loop() {
					before := page.processorTime()
					got := eval[[]float64](page, `(async () => {
						view.look({ zoom: 1.5 })
						const frames = [], picks = []
						for (let k = 0, end = performance.now() + 8000; k < 40 && performance.now() < end; k++) {
							view.move(k % 20 < 10 ? 7 : -7, k % 8 < 4 ? 5 : -5)
							const began = performance.now()
							view.paint()
							finish()
							frames.push(performance.now() - began)
							await new Promise((done) => setTimeout(done, 0))
						}
						const drawn = view.stats().drawn
						return [sorted(frames)[frames.length >> 1], sorted(frames)[0], frames.length, drawn]
					})()`)
					frame, least, drawn = got[0], got[1], got[3]
					busy = (page.processorTime() - before) / got[2]
					pick = eval[float64](page, `(() => {
						const picks = []
						view.pick(600, 400)
						for (let k = 0; k < 60; k++) {
							const began = performance.now()
							for (let i = 0; i < 20; i++) view.pick((k * 37) % 1200, (k * 53 + i * 31) % 800)
							picks.push((performance.now() - began) / 20)
						}
						return sorted(picks)[30]
					})()`)
				}
				b.ReportMetric(frame, "ms/frame")
				b.ReportMetric(least, "ms/least")
				b.ReportMetric(busy, "ms-processor/frame")
				b.ReportMetric(pick, "ms/pick")
				b.ReportMetric(drawn, "points")
				b.ReportMetric(0, "ns/op")
			})
		}
	}
}

// BenchmarkFirstPicture measures from the navigation to the map's page, with an
// empty cache, until all 50,257 tokens of the encoding are drawn, and what came
// over the wire until the page was at rest; and the processor time of the page's main
// thread, at least. The server has the layout ready after the first.
//
//	go test -run='^$' -bench=FirstPicture -benchtime=5x ./web/e2e
func BenchmarkFirstPicture(b *testing.B) {
	var times, bytes, busy []float64
	for b.Loop() {
		page := open(b, 1280, 900)
		before := page.processorTime()
		page.visit(path("/map", "on", "encoding"))
		page.until(`performance.getEntriesByName("map-drawn").some((mark) => mark.detail === 50257)`)
		busy = append(busy, page.processorTime()-before)
		times = append(times, eval[float64](page, `performance.getEntriesByName("map-drawn").find((mark) => mark.detail === 50257).startTime`))
		eval[any](page, `new Promise((done) => setTimeout(done, 1500))`)
		page.mu.Lock()
		bytes = append(bytes, float64(page.received))
		page.mu.Unlock()
	}
	slices.Sort(times)
	b.ReportMetric(slices.Min(busy), "ms-processor")
	b.ReportMetric(times[len(times)/2], "ms/picture")
	b.ReportMetric(times[0], "ms/least")
	b.ReportMetric(slices.Max(bytes)/1000, "kB")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkGlide measures the frames of a glide of all 50,257 tokens from one
// layout to another, with every point moving.
//
//	go test -run='^$' -bench=Glide -benchtime=1x ./web/e2e
func BenchmarkGlide(b *testing.B) {
	page := openEngine(b, 1200, 800, "canvas")
	var begin, frame float64
	for b.Loop() {
		got := eval[[]float64](page, `(async () => {
			`+clustered+`
			const layout = clustered(50257, true)
			await view.show(layout, { components: [0, 1] })
			const began = performance.now()
			const done = view.show(layout, { components: [1, 2], animate: true })
			const begin = performance.now() - began
			const frames = []
			for (let k = 0; k < 12; k++) {
				const began = performance.now()
				view.paint()
				view.canvas.getContext("2d").getImageData(0, 0, 1, 1)
				frames.push(performance.now() - began)
				await new Promise((done) => setTimeout(done, 20))
			}
			await done
			return [begin, Float64Array.from(frames).sort()[6]]
		})()`)
		begin, frame = got[0], got[1]
	}
	b.ReportMetric(begin, "ms/begin")
	b.ReportMetric(frame, "ms/frame")
	b.ReportMetric(0, "ns/op")
}
