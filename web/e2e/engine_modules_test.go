package e2e

import "testing"

// file makes an answer of GET layout in the page: header fields and points to
// be changed before it is written. write returns the ArrayBuffer.
const file = `
	const example = () => ({
		header: { model: "m", method: "pca", n: 5, categories: ["animal", "city"], axes: [], path: [], pairs: [{ relation: "r", from: 0, to: 4, held_out: true }] },
		coordinates: [new Float32Array([0, 1, 2, 3, -4]), new Float32Array([5, 4, 3, 2, 1])],
		ids: new Uint32Array([7, 300, 12, 50256, 0]), category: new Uint8Array([0, 1, 255, 1, 0]), flags: new Uint8Array([3, 2, 1, 0, 3]),
	})
	const write = ({ header, coordinates, ids, category, flags, range, blocks }) => {
		const differences = ids.map((id, i) => id - (i ? ids[i - 1] : 0))
		const parts = [...coordinates, differences, category, flags]
		const type = (a) => ({ Float32Array: "f32", Uint16Array: "u16", Uint32Array: "u32", Uint8Array: "u8" })[a.constructor.name]
		let text = "", length = 0
		for (let round = 0; round < 3; round++) { // the offsets depend on the header's own length
			let at = 8 + length
			const placed = parts.map((a) => { const offset = at; at += Math.ceil(a.byteLength / 4) * 4; return { offset, type: type(a) } })
			const made = { coordinates: placed.slice(0, coordinates.length).map((b, i) => ({ ...b, ...range?.[i] })), ids: placed.at(-3), category: placed.at(-2), flags: placed.at(-1) }
			text = JSON.stringify({ ...header, blocks: blocks ? blocks(made) : made })
			text = text.padEnd(Math.max(length, Math.ceil(text.length / 4) * 4), " ")
			length = text.length
		}
		const bytes = new Uint8Array(8 + length + parts.reduce((sum, a) => sum + Math.ceil(a.byteLength / 4) * 4, 0))
		bytes.set(new TextEncoder().encode("TSM1"))
		new DataView(bytes.buffer).setUint32(4, length, true)
		bytes.set(new TextEncoder().encode(text), 8)
		let at = 8 + length
		for (const a of parts) { bytes.set(new Uint8Array(a.buffer, a.byteOffset, a.byteLength), at); at += Math.ceil(a.byteLength / 4) * 4 }
		return bytes.buffer
	}
`

// TestEngineModules asks the pure modules of the map's engine.
func TestEngineModules(t *testing.T) {
	testModules(t, []moduleTest{
		{"map/layout", "a layout is read as it was written", file + `
			const l = m.decode(write(example()))
			want(l.n === 5 && l.model === "m" && l.method === "pca", "header", l.n, l.model)
			want(l.ids.join() === "7,300,12,50256,0", "ids", l.ids)
			want(l.coordinates[0].join() === "0,1,2,3,-4" && l.coordinates[1].join() === "5,4,3,2,1", "coordinates", ...l.coordinates)
			want(l.category.join() === "0,1,255,1,0" && l.trained.join() === "1,0,1,0,1" && l.fitted.join() === "1,1,0,0,1", "flags", l.trained, l.fitted)
			want(l.pairs[0].from === 0 && l.pairs[0].to === 4 && l.pairs[0].held_out, "pairs")
			want(l.columns[0].values.buffer === l.columns[1].values.buffer, "the columns were copied")`},
		{"map/layout", "short numbers stand between the least and the greatest", file + `
			const e = example()
			e.coordinates = [new Uint16Array([0, 65535, 32768, 1, 2]), new Uint16Array([9, 8, 7, 6, 5])]
			e.range = [{ min: -2, max: 3 }, { min: 0, max: 0 }]
			const l = m.decode(write(e))
			;[-2, 3, -2 + 5 * 32768 / 65535, -2 + 5 / 65535].forEach((x, i) => want(near(l.coordinates[0][i], x), "value", i, l.coordinates[0][i]))
			want(l.coordinates[1].every((x) => x === 0), "no range")
			want(l.columns[0].values instanceof Uint16Array && l.columns[0].max === 3, "as it came")`},
		{"map/layout", "an empty layout is one", file + `
			const l = m.decode(write({ header: { n: 0 }, coordinates: [new Float32Array(0), new Float32Array(0)], ids: new Uint32Array(0), category: new Uint8Array(0), flags: new Uint8Array(0) }))
			want(l.n === 0 && l.path.length === 0 && l.pairs.length === 0 && l.categories.length === 0, JSON.stringify(l))`},
		{"map/layout", "what is malformed says what is wrong", file + `
			const refuses = (what, buffer, words) => {
				try { m.decode(buffer); want(false, what, "was taken") }
				catch (error) { want(error instanceof m.LayoutError && error.message.includes(words), what, "says", error.name, error.message) }
			}
			const changed = (change) => { const e = example(); change(e); return write(e) }
			refuses("no buffer", new Uint8Array(9), "ArrayBuffer")
			refuses("nothing", new ArrayBuffer(0), "0 bytes")
			refuses("another magic", new TextEncoder().encode("EMB1....").buffer, "EMB1")
			refuses("HTML", new TextEncoder().encode("<!doctype html><p>busy</p>").buffer, "<!do")
			const long = write(example()); new DataView(long).setUint32(4, 4294967295, true)
			refuses("a header past the end", long, "header of 4294967295")
			const text = write(example()); new Uint8Array(text)[8] = 0x41
			refuses("a header that is no JSON", text, "header:")
			refuses("null", changed((e) => { e.blocks = () => undefined }), "blocks")
			for (const n of [-1, 1.5, 1e9, null, "5"]) refuses("n " + n, changed((e) => { e.header.n = n }), "points")
			refuses("n too large", changed((e) => { e.header.n = 9 }), "past the end")
			for (const offset of [-4, 3, 1e9, NaN, undefined]) refuses("offset " + offset, changed((e) => { e.blocks = (b) => ({ ...b, ids: { ...b.ids, offset } }) }), "block")
			refuses("ids of another type", changed((e) => { e.blocks = (b) => ({ ...b, ids: { ...b.ids, type: "f32" } }) }), "want u32")
			refuses("no flags", changed((e) => { e.blocks = (b) => ({ ...b, flags: undefined }) }), "flags")
			refuses("coordinates of another type", changed((e) => { e.blocks = (b) => ({ ...b, coordinates: [{ offset: 0, type: "f64" }] }) }), "f64")
			refuses("short numbers without range", changed((e) => { e.coordinates[0] = new Uint16Array(5) }), "min and max")
			refuses("an unknown category", changed((e) => { e.category[0] = 2 }), "category")
			refuses("a pair of no point", changed((e) => { e.header.pairs[0].to = 5 }), "pair")
			// Whatever byte is wrong: an error of ours or a layout, and nothing else.
			const whole = write(example())
			for (let n = 0; n < 3000; n++) {
				const bytes = new Uint8Array(whole.slice(0, n % 3 ? undefined : Math.floor(between(0, whole.byteLength))))
				for (let k = 0; k < 1 + n % 4; k++) bytes[Math.floor(between(0, bytes.length))] = between(0, 256)
				try { m.decode(bytes.buffer) } catch (error) { want(error instanceof m.LayoutError, error.name, error.message) }
			}`},
		{"map/layout", "the training's answer becomes the same", `
			const l = m.fromProjection({
				points: [{ id: 5, category: "city", trained: true, coordinates: [1, 2] }, { id: 3, category: "", trained: false, coordinates: [3, 4] }],
				categories: ["animal", "city"], path: [], pairs: [{ from: 3, to: 5 }, { from: 3, to: 9 }], explained_variance_ratio: [0.5, 0.25],
			})
			want(l.n === 2 && l.ids.join() === "5,3" && l.coordinates[0].join() === "1,3" && l.trained.join() === "1,0", "points")
			want(l.categories.join() === "city" && l.category.join() === "0,255", "only categories of the map have a number:", l.categories, l.category)
			want(l.pairs.length === 1 && l.pairs[0].from === 1 && l.pairs[0].to === 0, "pairs by index, of points that are there")
			want(l.axes[1].share === 0.25, "axes")`},

		{"map/grid", "the nearest is what a look at every point finds", `
			for (let n = 0; n < 60; n++) {
				const count = [0, 1, 2, 50, 3000][n % 5]
				const u = Float32Array.from({ length: count }, () => n % 2 ? between(-3, 3) : Math.round(between(-3, 3)))
				const v = Float32Array.from({ length: count }, () => n % 7 ? between(-1, 2) : 0)
				const box = count ? [Math.min(...u), Math.min(...v), Math.max(...u), Math.max(...v)] : [-1, -1, 1, 1]
				const grid = new m.Grid(u, v, box)
				for (let k = 0; k < 40; k++) {
					const [x, y, within] = [between(-4, 4), between(-2, 3), between(0.01, 1)]
					const skip = k % 3 ? null : (i) => i % 2 === 0
					let [found, best] = [-1, within * within]
					for (let i = 0; i < count; i++) {
						const far = (u[i] - x) ** 2 + (v[i] - y) ** 2
						if (!skip?.(i) && (found < 0 ? far <= best : far < best)) [found, best] = [i, far]
					}
					const got = grid.nearest(x, y, within, skip)
					want(got === found, "at", x, y, "within", within, "is", got, "want", found)
				}
			}`},
		{"map/grid", "a lasso holds what a look at every point finds", `
			for (let n = 0; n < 60; n++) {
				const count = [0, 1, 300, 5000][n % 4]
				const u = Float32Array.from({ length: count }, () => between(-3, 3))
				const v = Float32Array.from({ length: count }, () => between(-1, 2) ** 3)
				const grid = new m.Grid(u, v, count ? [Math.min(...u), Math.min(...v), Math.max(...u), Math.max(...v)] : [-1, -1, 1, 1])
				for (let k = 0; k < 20; k++) {
					// Stars that cross themselves, polygons past the rim, rectangles and lines.
					const polygon = k % 4 === 3 ? m.rectangle([between(-4, 4), between(-2, 9)], [between(-4, 4), between(-2, 9)])
						: Array.from({ length: 3 + k }, () => [between(-4, 4), k % 5 ? between(-2, 9) : 1])
					const got = grid.inside(polygon).sort((a, b) => a - b).join()
					const all = [...u.keys()].filter((i) => m.contains(polygon, u[i], v[i])).join()
					want(got === all, "polygon", JSON.stringify(polygon).slice(0, 200), "holds", got.split(",").length, "want", all.split(",").length)
				}
				want(grid.inside([]).length === 0 && grid.inside([[0, 0], [1, 1]]).length === 0, "less than a triangle holds something")
			}`},

		{"map/turn", "a turn is the one that the interface says, and comes back", `
			const rad = Math.PI / 180
			for (let n = 0; n < 200; n++) {
				const [yaw, pitch] = [between(-180, 180), between(-90, 90)]
				const middle = [between(-1, 1), between(-1, 1), between(-1, 1)]
				const place = [between(-5, 5), between(-5, 5), between(-5, 5)]
				const [x, y, z] = place.map((v, i) => v - middle[i])
				const [cy, sy, cp, sp] = [Math.cos(yaw * rad), Math.sin(yaw * rad), Math.cos(pitch * rad), Math.sin(pitch * rad)]
				const [x1, z1] = [x * cy + z * sy, -x * sy + z * cy]
				const [y2, depth] = [y * cp - z1 * sp, y * sp + z1 * cp]
				const matrix = m.matrix({ yaw, pitch })
				const got = m.turned(matrix, middle, place)
				want(near(got[0], middle[0] + x1) && near(got[1], middle[1] + y2) && near(got[2], depth), "turned to", got)
				m.unturned(matrix, middle, got).forEach((v, i) => want(near(v, place[i]), "not back", i))
				const [u, v, w] = [0, 0, 0].map(() => new Float32Array(1))
				m.plane(matrix, middle, place.map((p) => [p]), u, v, w)
				want(Math.abs(u[0] - got[0]) + Math.abs(v[0] - got[1]) + Math.abs(w[0] - got[2]) < 1e-5, "all at once", u[0], v[0], w[0])
			}`},

		{"map/labels", "labels overlap nothing and stay inside", `
			for (let n = 0; n < 40; n++) {
				const [width, height] = [between(50, 900), between(50, 600)]
				const placer = new m.Placer(width, height)
				const boxes = Array.from({ length: n % 5 }, () => { const [l, t] = [between(0, width), between(0, height)]; return [l, t, l + 40, t + 20] })
				for (const box of boxes) placer.take(...box)
				const kept = boxes.length
				for (let k = 0; k < 20 * n; k++) {
					const [wide, tall] = [between(5, 190), between(8, 60)]
					const at = placer.beside(between(-20, width + 20), between(-20, height + 20), wide, tall, between(3, 12), k % 4)
					if (at) boxes.push([at[0], at[1], at[0] + wide, at[1] + tall])
				}
				if (n > 5) want(boxes.length > kept, "no label at all")
				for (let i = kept; i < boxes.length; i++) {
					const [l, t, r, b] = boxes[i]
					want(l >= 0 && t >= 0 && r <= width && b <= height, "outside:", boxes[i])
					for (let j = 0; j < i; j++) want(r <= boxes[j][0] || boxes[j][2] <= l || b <= boxes[j][1] || boxes[j][3] <= t, "overlap:", boxes[i], boxes[j])
				}
			}`},
		{"map/labels", "a label stands beside its point, on the side asked for if it is free", `
			const place = (placer, spot) => placer.beside(100, 100, 30, 10, 6, spot)
			const placer = new m.Placer(200, 200)
			want(place(placer).join() === "106,95,0", "right")
			want(place(placer).join() === "64,95,1", "left")
			want(place(placer).join() === "85,84,2" && place(placer).join() === "85,106,3", "above, below")
			want(place(placer) === null, "a fifth at one point")
			for (const spot of [0, 1, 2, 3]) want(place(new m.Placer(200, 200), spot)[2] === spot, "asked for", spot)
			const full = new m.Placer(200, 200)
			full.take(0, 0, 200, 200)
			want(place(full) === null, "a label on a taken place")`},

		{"map/ramp", "numbers rise along the ramp, and no number has its own tone", `
			const tones = Array.from({ length: 200 }, (_, i) => m.toneOfNumber(-1 + i / 100, -1, 1))
			want(tones.every((t, i) => !i || t >= tones[i - 1]), "not ascending")
			want(new Set(tones).size > 50 && tones.every((t) => t < m.TONES), new Set(tones).size, "tones")
			want(m.toneOfNumber(-9, -1, 1) === tones[0] && m.toneOfNumber(9, -1, 1) === m.TONES - 1, "past the ends")
			want(m.toneOf(-1, true) !== m.toneOf(-1) && m.toneOf(3, true) === m.toneOf(3), "untrained")
			want(m.toneOfNumber(NaN, 0, 1) === m.toneOf(-1) && !tones.includes(m.toneOf(-1)), "no number")
			want(m.toneOfNumber(3, 3, 3) < m.TONES, "no range")
			const table = m.colors(getComputedStyle(document.documentElement))
			const color = (tone, level) => "#" + [...table.slice(4 * (level * m.TONES + tone), 4 * (level * m.TONES + tone) + 3)].map((v) => v.toString(16).padStart(2, "0")).join("")
			const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()
			for (let i = 0; i < 8; i++) want(color(m.toneOf(i), 0) === css("--category-" + i), "category", i, color(i, 0))
			want(color(m.toneOf(-1), 0) === css("--soft"), "none")
			want(color(m.toneOfNumber(0, 0, 1), 0) === css("--ramp-0") && color(m.toneOfNumber(1, 0, 1), 0) === css("--ramp-8"), "the ramp's ends")
			for (let tone = 0; tone < m.TONES; tone++) want(color(tone, m.LEVELS - 1) === css("--back"), "faded", tone)`},

		{"map/walk", "the nearest come first", `
			for (let n = 0; n < 50; n++) {
				const places = Array.from({ length: 10 * n }, () => [between(0, 100), between(0, 100)])
				const seen = (i) => i % 3 > 0 && places[i]
				const far = (i) => (places[i][0] - 50) ** 2 + (places[i][1] - 40) ** 2
				const all = [...places.keys()].filter(seen).sort((a, b) => far(a) - far(b)).slice(0, 24)
				const got = m.nearest(places.length, 24, [50, 40], seen)
				want(got.join() === all.join(), "nearest of", places.length, "are", got, "want", all)
			}`},

		{"map/morph", "points that both have glide from where they stood, others come and go", `
			const lens = (x, y, scale) => ({ x, y, scale, width: 400, height: 300 })
			const scene = (ids, u, v, c) => ({ n: ids.length, ids: Uint32Array.from(ids), u: Float32Array.from(u), v: Float32Array.from(v), depth: null, look: Uint8Array.from(ids, () => 1), tone: Uint8Array.from(ids, (id) => id), camera: c })
			const before = scene([1, 2, 3], [0, 1, 2], [0, 5, 0], lens(1, 1, 10))
			const after = scene([3, 1, 4], [70, 50, 60], [7, 5, 6], lens(60, 6, 2))
			const way = m.morph(before, after, [after.u, after.v])
			want(way.n === 4 && way.tone.join() === "3,1,4,2", "points", way.n, way.tone)
			const screen = (c, x, y) => [200 + (x - c.x) * c.scale, 150 - (y - c.y) * c.scale]
			const at = (share) => { const into = [0, 1].map(() => new Float32Array(way.n)); m.mixed(way, share, into); return into }
			const [u0, v0] = at(0)
			for (const [i, old] of [[0, 2], [1, 0], [3, 1]]) {
				const [got, was] = [screen(after.camera, u0[i], v0[i]), screen(before.camera, before.u[old], before.v[old])]
				want(near(got[0], was[0]) && near(got[1], was[1]), "point", i, "begins at", got, "stood at", was)
			}
			want(u0[2] === 60 && v0[2] === 6, "one that comes stays in place")
			const [u1, v1] = at(1)
			want(u1.slice(0, 3).join() === after.u.join() && v1.slice(0, 3).join() === after.v.join(), "the end is the target")
			want((way.look[2] & 64) && (way.look[3] & 128) && !(way.look[0] & 192), "looks", way.look)
			want(m.morph(scene([], [], [], lens(0, 0, 1)), after, [after.u, after.v]) === null, "from nothing")`},
	})
}
