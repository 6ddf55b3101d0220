package e2e

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"
)

// random is the same row of numbers from 0 to 1 in every run (Lehmer's
// generator, with the constants of Park & Miller, CACM 31(10), 1988).
const random = `
	let seed = 1
	const random = () => (seed = seed * 48271 % 2147483647) / 2147483647
	const between = (low, high) => low + (high - low) * random()
	const near = (a, b) => Math.abs(a - b) <= 1e-6 * (1 + Math.abs(b))
	const faults = []
	const want = (holds, ...words) => { if (!holds && faults.length < 9) faults.push(words.join(" ")) }
	const fitted = (places, width, height) => m.fit(m.box([], [], places), width, height)
	const camera = (places) => fitted(places ?? Array.from({ length: 20 }, () => [between(-3, 5), between(-2, 2)]), between(100, 900), between(100, 900))
`

// moduleTest is a script that puts faults; m is the module, as the server sends it.
type moduleTest struct{ module, name, script string }

// testModules asks modules in the browser that runs them.
func testModules(t *testing.T, tests []moduleTest) {
	b := open(t, 1280, 900)
	b.visit("/learn")
	for _, test := range tests {
		t.Run(test.module+": "+test.name, func(t *testing.T) {
			faults := eval[[]string](b, `(async () => {
				const site = document.querySelector("script[type=module]").src
				const m = await import(site.replace("site.js", `+strconv.Quote(test.module+".js")+`))
				`+random+test.script+`
				return faults
			})()`)
			if len(faults) > 0 {
				t.Error(strings.Join(faults, "\n"))
			}
		})
	}
}

// TestModules asks the pure modules, and the camera and the marks of the map.
func TestModules(t *testing.T) {
	testModules(t, []moduleTest{
		{"map/camera", "fit shows every place inside the margin, as large as it goes", `
			for (let n = 0; n < 200; n++) {
				const places = Array.from({ length: 1 + n % 30 }, () => [between(-1e3, 1e3) ** 3, between(-1, 1)])
				const [width, height] = [between(120, 2000), between(120, 2000)]
				const c = fitted(places, width, height)
				const at = places.map((p) => m.toScreen(c, p))
				const [left, right] = [Math.min(...at.map((p) => p[0])), Math.max(...at.map((p) => p[0]))]
				const [top, bottom] = [Math.min(...at.map((p) => p[1])), Math.max(...at.map((p) => p[1]))]
				const margin = Math.min(36, width / 6, height / 6), least = margin - 0.1
				want(left > least && right < width - least && top > least && bottom < height - least, "outside:", left, right, top, bottom)
				if (n % 30) want(near(right - left, width - 2 * margin) || near(bottom - top, height - 2 * margin), "not as large as it goes:", n)
				want(c.scale === c.fitted && c.scale > 0, "scale", c.scale)
			}`},
		{"map/camera", "fit bears no places, one place and a line", `
			for (const places of [[], [[3, 4]], [[1, 1], [1, 1]], [[0, 1], [0, 2]], [[1, 0], [2, 0]]]) {
				const c = fitted(places, 300, 200)
				want(Object.values(c).every(Number.isFinite), JSON.stringify(c))
				for (const p of places) want(m.toScreen(c, p).every((v) => v >= 0 && v <= 300), "out of sight:", p)
			}`},
		{"map/camera", "a distance means the same in every direction, and up is up", `
			const c = camera()
			const [x, y] = m.toScreen(c, [1, 1])
			for (let turn = 0; turn < 6.28; turn += 0.1) {
				const [x1, y1] = m.toScreen(c, [1 + Math.cos(turn), 1 + Math.sin(turn)])
				want(near(Math.hypot(x1 - x, y1 - y), c.scale), "turn", turn)
			}
			want(m.toScreen(c, [1, 2])[1] < y, "a greater y lies lower")`},
		{"map/camera", "zoom keeps the place under the pixel", `
			for (let n = 0; n < 500; n++) {
				const before = m.pan(camera(), between(-300, 300), between(-300, 300))
				const [px, py] = [between(0, before.width), between(0, before.height)]
				const place = [before.x + (px - before.width / 2) / before.scale, before.y - (py - before.height / 2) / before.scale]
				const after = m.zoom(before, between(0.1, 10), px, py)
				const [x, y] = m.toScreen(after, place)
				want(near(x, px) && near(y, py), "from", px, py, "to", x, y)
			}`},
		{"map/camera", "zoom has a closest and a farthest, and comes back in between", `
			const c = camera()
			let [into, out] = [c, c]
			for (let n = 0; n < 50; n++) [into, out] = [m.zoom(into, 1.7, 10, 20), m.zoom(out, 0.6, 10, 20)]
			want(near(into.scale, 512 * c.fitted), "closest", into.scale / c.fitted)
			want(near(out.scale, c.fitted / 2), "farthest", out.scale / c.fitted)
			const back = m.zoom(m.zoom(c, 3, 40, 50), 1 / 3, 40, 50)
			want(near(back.x, c.x) && near(back.y, c.y) && near(back.scale, c.scale), "not back:", JSON.stringify(back))`},
		{"map/camera", "pan moves every place by the pixels", `
			for (let n = 0; n < 100; n++) {
				const [c, dx, dy, place] = [camera(), between(-500, 500), between(-500, 500), [between(-9, 9), between(-9, 9)]]
				const moved = m.pan(c, dx, dy)
				const [[x0, y0], [x1, y1]] = [m.toScreen(c, place), m.toScreen(moved, place)]
				want(near(x1 - x0, dx) && near(y1 - y0, dy), "by", x1 - x0, y1 - y0, "want", dx, dy)
				const back = m.pan(moved, -dx, -dy)
				want(near(back.x, c.x) && near(back.y, c.y) && back.scale === c.scale, "not back")
			}`},
		{"map/camera", "resize keeps the middle and the zoom", `
			const places = [[0, 0], [4, 3]]
			const c = m.zoom(m.pan(fitted(places, 400, 300), 30, -20), 2.5)
			const r = m.resize(c, fitted(places, 800, 300))
			want(near(r.x, c.x) && near(r.y, c.y), "the middle moved")
			want(near(r.scale / r.fitted, c.scale / c.fitted), "zoom", r.scale / r.fitted)
			want(r.width === 800 && r.height === 300, "size", r.width, r.height)`},

		{"map/marks", "the first 40 categories differ by colour or shape, neighbours by both", `
			const seen = new Set()
			for (let i = 0; i < 40; i++) {
				seen.add(m.variable(i) + m.shape(i))
				want(m.shape(i) !== m.shape(i + 1) && m.variable(i) !== m.variable(i + 1), "neighbours", i)
			}
			want(seen.size === 40, seen.size, "kinds of mark among 40")
			want(m.variable(-1) === "--soft" && m.shape(-1) === 0, "no category")`},
		{"map/marks", "shapes look different, are about as large, and as the legend's", `
			const g = document.createElement("canvas").getContext("2d")
			const looks = [0, 1, 2, 3, 4].map((i) => {
				const path = new Path2D(m.swatch(i).firstChild.getAttribute("d"))
				let inside = ""
				for (let x = -1.36; x < 1.4; x += 0.15) for (let y = -1.34; y < 1.4; y += 0.15) {
					const far = m.distance(i, x, y)
					if (Math.abs(far) > 0.02) want(g.isPointInPath(path, x, y) === far < 0, "shape", i, "at", x, y, "is", far)
					want(far >= 0 || Math.hypot(x, y) < m.REACH, "inside past its reach", i, x, y)
					inside += +(far < 0)
				}
				return inside
			})
			want(new Set(looks).size === 5, "two shapes look alike")
			const sizes = looks.map((s) => s.replaceAll("0", "").length)
			want(Math.min(...sizes) > 0.55 * Math.max(...sizes), "sizes", sizes)`},
		{"map/marks", "colours are in the style sheet, the legend's mark has its category's", `
			const css = getComputedStyle(document.documentElement)
			const colors = new Set([...Array(8).keys(), -1].map((i) => css.getPropertyValue(m.variable(i)).trim()))
			want(colors.size === 9 && !colors.has(""), "colours", [...colors])
			const mark = m.swatch(9)
			document.body.append(mark)
			want(getComputedStyle(mark.firstChild).fill === "rgb(" + css.getPropertyValue("--category-1").match(/\w\w/g).map((v) => parseInt(v, 16)).join(", ") + ")", "fill", getComputedStyle(mark.firstChild).fill)
			want(mark.getAttribute("aria-hidden") === "true", "read aloud")
			mark.remove()`},

		{"token-text", "spaces are visible, what is no text is in hexadecimal", `
			for (const [text, bytes, shown] of [
				[" king", "206b696e67", "␣king"], ["  ", "2020", "␣␣"], ["\n", "0a", "⏎"], ["\t", "09", "⇥"], ["\u00a0", "c2a0", "⍽"],
				["a b", "612062", "a␣b"], ["", "e88d", "E8 8D"], ["", "", ""], ["\u0000", "00", "00"], ["\u007f", "7f", "7F"],
				["草", "e88d89", "草"], ["é", "c3a9", "é"], ["🍓", "f09f8d93", "🍓"], ["\u0378", "cdb8", "CD B8"], ["<b>", "3c623e", "<b>"],
				["\u200b", "e2808b", "E2 80 8B"], ["\u3000", "e38080", "E3 80 80"], ["👩\u200d👧", "", "👩\u200d👧"],
			]) want(m.shown({ text, bytes }) === shown, JSON.stringify(text), "is shown as", m.shown({ text, bytes }), "want", shown)`},
		{"motion", "snapshots stand where they are, and between them lies a straight line", `
			const snapshots = Array.from({ length: 5 }, () => Array.from({ length: 6 }, () => between(-2, 2)))
			for (let n = 0; n < 300; n++) {
				const position = between(0, 4)
				const { from, to, share } = m.split(position, 5)
				want(to === from + 1 && share >= 0 && share <= 1 && near(from + share, position), "split", position, from, to, share)
				const places = m.between(snapshots, position)
				places.forEach((v, i) => want(near(v, snapshots[from][i] + share * (snapshots[to][i] - snapshots[from][i])), "place", i, "at", position))
			}
			for (let i = 0; i < 5; i++) want(m.between(snapshots, i).every((v, j) => v === snapshots[i][j]), "snapshot", i)
			for (const [position, end] of [[-1, 0], [9, 4]])
				want(m.between(snapshots, position).every((v, j) => v === snapshots[end][j]), "past the end", position)
			want(m.between([[1, 2]], 0).join() === "1,2", "a single snapshot")`},
		{"motion", "a step lies among the snapshots as its number does", `
			const steps = [0, 25, 100, 5000]
			for (const [step, position] of [[0, 0], [25, 1], [100, 2], [5000, 3], [50, 1 + 1 / 3], [2550, 2.5], [9999, 3], [-5, 0], [NaN, 3]])
				want(near(m.positionOf(step, steps), position), "step", step, "at", m.positionOf(step, steps))`},
		{"motion", "a curve is read at its points and between them", `
			const curve = [[0, 8], [10, 4], [30, 2]]
			for (const [step, value] of [[0, 8], [10, 4], [5, 6], [20, 3], [30, 2], [99, 2], [-1, 8]])
				want(near(m.valueAt(curve, step), value), "step", step, "reads", m.valueAt(curve, step))`},
	})
}

// TestTokenTextAsOnTheServer compares the two that show a token: the pages' and
// the map's.
func TestTokenTextAsOnTheServer(t *testing.T) {
	const strange = " a\tb\n  c\u00a0d 草莓 é e\u0301 👩\u200d👩\u200d👧 \u0000\u0007\u007f\u200b\u2028 \ufeff \u0378 <b>&amp;"
	quoted, err := json.Marshal(strange)
	if err != nil {
		t.Fatal(err)
	}
	b := open(t, 1280, 900)
	b.visit(path("/tokens", "text", strange, "encoding", "r50k_base"))
	faults := eval[[]string](b, `(async () => {
		const site = document.querySelector("script[type=module]").src
		const { shown } = await import(site.replace("site.js", "token-text.js"))
		const answer = await fetch("/api/v1/tokenize?" + new URLSearchParams({ encoding: "r50k_base", text: `+string(quoted)+` }))
		const { tokens } = await answer.json()
		const chips = [...document.querySelector("main .chips").querySelectorAll("b")].map((b) => b.textContent)
		if (tokens.length !== chips.length) return [tokens.length + " tokens, " + chips.length + " chips"]
		return tokens.map((t, i) => [shown(t), chips[i], t.bytes]).filter(([ours, server]) => ours !== server).map((three) => three.join(" | "))
	})()`)
	for _, fault := range faults {
		t.Errorf("the map and the page show a token differently: %s", fault)
	}
}
