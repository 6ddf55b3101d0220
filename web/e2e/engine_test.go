package e2e

import (
	"fmt"
	"os"
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"
)

// openEngine opens a page and puts a map of width×height pixels at its top left,
// with the points of GET projection. The page's view, layout and labels are the
// globals of those names, modules the engine's.
func openEngine(t *testing.T, width, height int, renderer string, pairs ...string) *tab {
	t.Helper()
	b := open(t, int64(width)+40, int64(height)+40)
	b.visit(path("/learn"))
	b.engine(width, height, renderer, pairs...)
	return b
}

func (b *tab) engine(width, height int, renderer string, pairs ...string) {
	b.t.Helper()
	eval[any](b, fmt.Sprintf(`(async () => {
		window.rest = () => new Promise((done) => setTimeout(done, 250))
		const site = document.querySelector("script[type=module]").src
		const load = (name) => import(site.replace("site.js", "map/" + name + ".js"))
		const { MapView } = await load("view")
		const { fromProjection } = await load("layout")
		const { shown } = await import(site.replace("site.js", "token-text.js"))
		const host = document.createElement("div")
		for (const [name, value] of Object.entries({ position: "fixed", left: "0", top: "0", width: "%dpx", height: "%dpx", "z-index": "9", background: "var(--back)" }))
			host.style.setProperty(name, value)
		document.body.prepend(host)
		const data = await (await fetch(%s)).json()
		const layout = fromProjection(data)
		const labels = data.points.map(shown)
		for (const step of layout.path) step.label = shown(step)
		const view = new MapView(host, { renderer: %s, label: "map" })
		Object.assign(window, { host, data, layout, labels, view, events: [] })
		for (const name of ["choose", "hover", "lasso", "camera", "lost", "restored"])
			view.addEventListener(name, (e) => events.push({ name, ...e.detail }))
		await view.show(layout, { labels })
		await rest()
	})()`,
		width, height, strconv.Quote(path("/api/v1/projection", pairs...)), strconv.Quote(renderer)))
}

// snap leaves a picture of what is in sight.
func (b *tab) snap(name string) {
	b.t.Helper()
	content, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(name, content, 0o644); err != nil {
		b.t.Fatal(err)
	}
}
