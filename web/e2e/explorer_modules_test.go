package e2e

import "testing"

// TestExplorerModules asks the modules of the map's explorer that need no map,
// as the server sends them. m is the module.
func TestExplorerModules(t *testing.T) {
	b := open(t, 1280, 900)
	b.visit("/learn")
	for _, test := range []struct{ module, name, script string }{
		{"state", "a list of tokens comes back from its ranges", `
			want(m.ranges([5, 3, 4, 9, 3, 12, 13]) === "3-5,9,12-13", m.ranges([5, 3, 4, 9, 3, 12, 13]))
			want(m.ranges([]) === "" && m.list("").length === 0, "no tokens")
			for (let n = 0; n < 50; n++) {
				const ids = [...new Set(Array.from({ length: n }, () => Math.floor(between(0, 99))))].sort((a, b) => a - b)
				want(m.list(m.ranges(ids)).join() === ids.join(), ids)
			}
			want(m.list("7-3").length === 0 && m.list("x,-,5,-3,4-").join() === "5", "nonsense", m.list("x,-,5"))
			want(m.list("0-99999999").length === 10000, "bounded")`},
		{"state", "an address leaves out what is empty, default or overruled", `
			const tidy = (query) => m.tidy(new URLSearchParams(query)).toString()
			want(tidy("method=pca&pc=1,2&color=category&token=&labels=0&labels=1&magnify=1") === "", tidy("method=pca&labels=0&labels=1"))
			want(tidy("labels=1&labels=0") === "labels=0", tidy("labels=1&labels=0"))
			want(tidy("on=a&on=b&on=a&pins=id%3A1&pins=id%3A2") === "on=a&on=b&pins=id%3A1&pins=id%3A2", tidy("on=a&on=b&on=a"))`},
		{"state", "the window goes when the points move, and stays when they do not", `
			const from = new URLSearchParams("on=category%3Aanimal&view=1,2,3&selected=1-5")
			const view = (edits) => m.change(from, edits).get("view")
			for (const stays of [{ token: "id:5" }, { color: "rank" }, { selected: "7" }, { pins: ["id:1", "id:2"] }, { also: "id:9" }, { method: "pca" }, { hide: "animal" }])
				want(view(stays) === "1,2,3", "gone with", JSON.stringify(stays))
			for (const goes of [{ on: null }, { method: "tsne" }, { pc: "2,3" }, { fit: "vocabulary" }, { from: "man" }, { rows: "raw" }])
				want(view(goes) === null, "stays with", JSON.stringify(goes))
			want(view({ fit: "selection", view: "4,5,6" }) === "4,5,6", "a window that is given")
			want(m.change(m.change(from, { fit: "selection", view: "1,1,1" }), { selected: "7" }).get("view") === null, "another selection that is fitted on")
			want(from.get("view") === "1,2,3", "the state itself is not changed")`},
		{"state", "a camera comes back from the address", `
			for (let n = 0; n < 50; n++) {
				const camera = { x: between(-1, 1) * 10 ** (n % 7 - 4), y: between(-5, 5), zoom: between(0.5, 512), yaw: between(-180, 180), pitch: between(-90, 90) }
				const found = m.toCamera(new URLSearchParams(m.fromCamera(camera, false)))
				want(Math.abs(found.window.x - camera.x) <= 1e-4 * Math.abs(camera.x) + 1e-12 && Math.abs(found.window.zoom - camera.zoom) < 1e-3
					&& Math.abs(found.yaw - camera.yaw) < 0.06 && Math.abs(found.pitch - camera.pitch) < 0.06, JSON.stringify([camera, found]))
			}
			want(m.fromCamera({ x: 0, y: 0, zoom: 1, yaw: 30, pitch: 20 }, true).view === null, "all is no window")
			want(m.toCamera(new URLSearchParams("view=1,x,2&turn=a")).window === null, "nonsense")`},
		{"panels", "what is alike stays, what is written stays, what is new comes", `
			const root = document.createElement("div")
			root.innerHTML = '<section id="a"><input id="f" value="old"><p>one</p></section><details><summary>s</summary>x</details><ul><li>1<li>2<li>3</ul><b data-own>mine</b><input type="checkbox" id="c" checked>'
			document.body.append(root)
			const [field, details, mine, box] = ["#f", "details", "[data-own]", "#c"].map((s) => root.querySelector(s))
			field.focus()
			field.value = "half writ"
			field.setSelectionRange(4, 4)
			details.open = true
			const fresh = document.createElement("div")
			fresh.innerHTML = '<section id="z">new</section><section id="a" class="k"><input id="f" value="served"><p>two</p></section><details><summary>t</summary>y</details><ul><li>1</ul><input type="checkbox" id="c">'
			m.morph(root, fresh)
			want(root.querySelector("#f") === field && document.activeElement === field && field.value === "half writ" && field.selectionStart === 4, "the field at hand")
			want(root.querySelector("details") === details && details.open && details.textContent === "ty", "open details")
			want(root.contains(mine) && mine.textContent === "mine", "the script's own element")
			want(!box.checked && root.querySelector("#c") === box, "a box let go of")
			want(root.firstElementChild.id === "z" && root.querySelector("#a.k p").textContent === "two", "a section that came")
			want(root.querySelectorAll("li").length === 1, "rows that went")
			root.remove()`},
	} {
		t.Run(test.module+": "+test.name, func(t *testing.T) {
			for _, fault := range eval[[]string](b, `(async () => {
				const site = document.querySelector("script[type=module]").src
				const m = await import(site.replace("site.js", "explorer/`+test.module+`.js"))
				`+random+test.script+`
				return faults
			})()`) {
				t.Error(fault)
			}
		})
	}
}
