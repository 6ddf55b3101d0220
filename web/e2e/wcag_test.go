package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp/kb"
)

// states are pages in further states: what people come to by using them, and what
// they get instead of what they wanted.
var states = []struct{ name, path string }{
	{"no text", "/?text="},
	{"split characters", "/tokens?text=%E8%8D%89%E8%8E%93+%F0%9F%8D%93"},
	{"a text too long", "/?text=" + strings.Repeat("+the+dog", 40)},
	{"a token's numbers", "/?at=3"},
	{"a token chosen, and pins", "/map?token=%20king&pins=%20queen&pins=%20man&selected=5822&links=both"},
	{"an analogy", "/map?a=man&b=woman&c=king&expect=queen"},
	{"an axis", "/map?from=man&to=woman&words=king+queen&color=length"},
	{"words that are none", "/map?a=xyzzyxx&b=woman&c=king&tokens=xyzzyxx&q=%2F(%2F"},
	{"shown to a class", "/map?show=map&show=legend&show=caption"},
	{"a snapshot", "/train?step=400"},
	{"a refused step", "/train?text=%E8%8D%89%E8%8E%93"},
	{"a step on nothing", "/train?text="},
	{"choosing with a seed", "/predict?text=The+king+of+France+has+a&temperature=1.6&top_k=30&top_p=0.7&seed=11"},
	{"predicting nothing", "/predict?text="},
	{"a chapter", "/learn/tokens"},
	{"a chapter, guessed and checked", "/learn/words?guess=2&check1=0"},
	{"the glossary", "/learn/glossary"},
	{"for teachers", "/learn/teach"},
	{"a lesson's plan", "/learn/teach/90"},
	{"a pupil's sheet", "/learn/teach/45/sheet"},
	{"the sheet's key", "/learn/teach/45/key"},
	{"slides to choose", "/learn/present"},
	{"a slide", "/learn/present?chapter=tokens&slide=2"},
	{"a live slide", "/learn/present?chapter=sum&slide=8"},
}

// everyPage calls f with a tab on each page and in each state, after what a visitor
// may set, and gives the page's name.
func everyPage(t *testing.T, width, height int64, settings []string, f func(t *testing.T, b *tab, name string)) {
	t.Helper()
	b := open(t, width, height)
	set := strings.TrimPrefix(path("", settings...), "?")
	visit := func(name, address string) {
		separator := "?"
		if strings.Contains(address, "?") {
			separator = "&"
		}
		b.show(address + separator + set)
		f(t, b, name)
	}
	for _, page := range pages {
		visit(page.name, page.path)
	}
	for _, state := range states {
		visit(state.name, state.path)
	}
}

// faultless runs a script that lists what is wrong on the page, and reports each.
func (b *tab) faultless(page, script string) {
	b.t.Helper()
	for _, fault := range eval[[]string](b, inspection+script) {
		b.t.Errorf("%s: %s", page, fault)
	}
}

// inspection are helpers of the scripts below: what can be seen, and a name for it.
const inspection = `{
	var seen = e => e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && e.getClientRects().length > 0 && !e.closest("[aria-hidden=true], noscript")
	var named = e => e.tagName.toLowerCase() + (e.id && "#" + e.id) + (e.getAttribute("class") ? "." + e.getAttribute("class").replaceAll(" ", ".") : "") + " “" + (e.getAttribute("aria-label") || e.textContent).trim().replace(/\s+/g, " ").slice(0, 30) + "”"
	var controls = () => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex='-1'])")].filter(e => seen(e) && !e.disabled && e.tabIndex >= 0)
	var few = list => [...new Set(list)].slice(0, 8)
}
`

// TestReflow looks at the pages as at 400 % on a screen of 1280 pixels: what is said
// reads down one column, and only tables and pictures may be moved sideways, in a
// box of their own (WCAG 1.4.10).
func TestReflow(t *testing.T) {
	for _, lang := range languages {
		for _, size := range []string{"normal", "large"} {
			t.Run(lang+" "+size, func(t *testing.T) {
				everyPage(t, 320, 256, []string{"lang", lang, "size", size}, func(t *testing.T, b *tab, name string) {
					b.faultless(name, narrow)
				})
			})
		}
	}
}

// narrow lists what makes a page wider than its window, and what a box cuts off
// without a way to it.
const narrow = `few([
	...document.documentElement.scrollWidth > innerWidth ? [...document.body.querySelectorAll("*")].filter(e => seen(e) && e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll, .vectors, pre")).map(e => "wider than the window: " + named(e)) : [],
	...cut(),
])
function cut() {
	return [...document.querySelectorAll("main *, header *, footer *")].filter(e => {
		const style = getComputedStyle(e)
		const clips = a => a === "hidden" || a === "clip"
		return seen(e) && !e.closest("input, select, svg, .map-view, .unseen, .leave, .language") && e.clientWidth > 1 &&
			(clips(style.overflowX) && e.scrollWidth > e.clientWidth + 2 || clips(style.overflowY) && e.scrollHeight > e.clientHeight + 2)
	}).map(e => "cut off: " + named(e))
}`

// TestTextSpacing sets the distances of WCAG 1.4.12 between lines, paragraphs, letters
// and words: no text is lost.
func TestTextSpacing(t *testing.T) {
	for _, lang := range languages {
		for _, width := range []int64{1280, 320} {
			t.Run(fmt.Sprint(lang, " ", width), func(t *testing.T) {
				everyPage(t, width, 800, []string{"lang", lang}, func(t *testing.T, b *tab, name string) {
					eval[any](b, `void (sheet => {
						sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }")
						document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
					})(new CSSStyleSheet())`)
					b.faultless(name, narrow)
				})
			})
		}
	}
}

// TestFocus goes to every control: it is in sight, not under another part of the page
// (WCAG 2.4.11), and a line around it shows where one is (2.4.7), also when the
// system has colours of its own.
func TestFocus(t *testing.T) {
	for _, forced := range []string{"none", "active"} {
		t.Run("forced colours "+forced, func(t *testing.T) {
			everyPage(t, 1280, 700, []string{"lang", "en"}, func(t *testing.T, b *tab, name string) {
				call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: forced}}})
				b.press(kb.Tab) // from here on the keyboard is what is used
				b.faultless(name, `few(controls().slice(0, 400).flatMap(e => {
					e.focus()
					if (document.activeElement !== e) return ["takes no focus: " + named(e)]
					const faults = []
					const shown = e.matches("[type=checkbox], [type=radio]") && (getComputedStyle(e).opacity === "0" || getComputedStyle(e).outlineStyle === "none") ? e.closest("label") : e
					const style = getComputedStyle(shown)
					if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) faults.push("no line around the focus: " + named(e))
					const box = [...shown.getClientRects()].find(r => r.width > 0 && r.height > 0) ?? shown.getBoundingClientRect()
					const [left, top, right, bottom] = [Math.max(0, box.left), Math.max(0, box.top), Math.min(innerWidth, box.right), Math.min(innerHeight, box.bottom)]
					const spots = [0.5, 0.15, 0.85].flatMap(x => [0.5, 0.15, 0.85].map(y => [left + x * (right - left), top + y * (bottom - top)]))
					if (!(right > left && bottom > top) || !spots.some(([x, y]) => (at => at && (shown.contains(at) || at.contains(shown)))(document.elementFromPoint(x, y)))) faults.push("hidden when it has the focus: " + named(e))
					return faults
				}))`)
			})
		})
	}
}

// TestPicturesHaveWords looks for a name of each picture, and for the same in words or
// numbers: what it refers to, or a table, list or text in the same part of the page.
func TestPicturesHaveWords(t *testing.T) {
	for _, lang := range languages {
		t.Run(lang, func(t *testing.T) {
			everyPage(t, 1280, 900, []string{"lang", lang}, func(t *testing.T, b *tab, name string) {
				b.faultless(name, `few([...document.querySelectorAll("img, svg, canvas, [role=img], [role=application]")].filter(e => seen(e) && !e.closest("[role=img], [role=application]")?.contains(e.parentElement)).flatMap(e => {
					const byId = id => document.getElementById(id)?.textContent ?? ""
					const name = e.getAttribute("aria-label") || e.getAttribute("alt") || (e.getAttribute("aria-labelledby") ?? "").split(" ").map(byId).join(" ") || e.querySelector("title")?.textContent || ""
					if (!name.trim()) return ["a picture without a name: " + named(e)]
					const part = e.closest("figure")?.parentElement ?? e.closest("section, main")
					const said = e.getAttribute("aria-describedby") || part?.querySelector("table, details, dl, ol, figcaption, .note") || e.closest("section")?.querySelector("table, details, dl, .note, p")
					return said ? [] : ["a picture without words or numbers: " + named(e)]
				}))`)
			})
		})
	}
}

// TestContrastOfParts compares edges and marks with what is behind them.
func TestContrastOfParts(t *testing.T) {
	for _, theme := range []string{"light", "dark"} {
		t.Run(theme, func(t *testing.T) {
			everyPage(t, 1280, 900, []string{"lang", "en", "theme", theme}, func(t *testing.T, b *tab, name string) {
				b.faultless(name, contrast)
			})
		})
	}
}

// contrast lists edges of fields and of what is chosen, and marks, that stand out
// from what is behind them by less than 3 : 1 (WCAG 1.4.11).
const contrast = `few((() => {
	const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true })
	const rgba = color => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data] }
	const light = color => { const [r, g, b] = rgba(color).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b }
	const ratio = (a, b) => { const [low, high] = [light(a), light(b)].sort((x, y) => x - y); return (high + 0.05) / (low + 0.05) }
	const behind = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (rgba(c)[3] === 255) return c } return "white" }
	const faults = []
	const check = (e, color, what) => { const r = ratio(color, behind(e.parentElement)); if (r < 3) faults.push(what + " has " + r.toFixed(2) + " : 1: " + named(e)) }
	for (const e of document.querySelectorAll("input:not([type=hidden], [type=checkbox], [type=radio], [type=range]), textarea, select")) if (seen(e)) check(e, getComputedStyle(e).borderTopColor, "the edge of a field")
	for (const e of document.querySelectorAll(".chip[aria-current]")) if (seen(e)) check(e, getComputedStyle(e).borderTopColor, "the edge of what is chosen")
	for (const e of document.querySelectorAll("button:not(.link, .chip), .button")) if (seen(e)) { const s = getComputedStyle(e); check(e, rgba(s.backgroundColor)[3] ? s.backgroundColor : s.borderTopColor === s.backgroundColor ? s.color : s.color, "a button") }
	for (const e of document.querySelectorAll("rect.fill, .curve-line, .curve-now, .edge, .cursor, .onehot path, .mark-none")) if (seen(e) && !e.closest("[hidden]")) { const s = getComputedStyle(e); check(e.closest("svg"), s.stroke !== "none" ? s.stroke : s.fill, "a mark") }
	return faults
})())`

// TestReducedMotion asks for no motion: nothing on a page moves by itself, and no
// change takes time.
func TestReducedMotion(t *testing.T) {
	b := open(t, 1280, 900)
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}})
	for _, page := range pages {
		b.show(path(page.path, "lang", "en"))
		b.faultless(page.name, `few([
			...document.getAnimations().filter(a => a.playState === "running").map(a => "moves: " + named(a.effect.target)),
			...[...document.querySelectorAll("*")].filter(e => getComputedStyle(e).transitionDuration.split(",").some(d => parseFloat(d) > 0.01) || getComputedStyle(e).animationIterationCount === "infinite" && getComputedStyle(e).animationName !== "none").map(e => "takes time to change: " + named(e)),
			...getComputedStyle(document.documentElement).scrollBehavior === "smooth" ? ["scrolls smoothly"] : [],
		])`)
	}
}

// TestTargets measures what is pressed: 24 pixels either way, but for a link within a
// sentence (WCAG 2.5.8). A box with words beside it is as large as both.
func TestTargets(t *testing.T) {
	for _, lang := range languages {
		for _, width := range []int64{1280, 360} {
			t.Run(fmt.Sprint(lang, " ", width), func(t *testing.T) {
				everyPage(t, width, 800, []string{"lang", lang}, func(t *testing.T, b *tab, name string) {
					b.faultless(name, `few(controls().filter(e => e.matches("a, button, input, select, textarea, summary")).flatMap(e => {
						const inline = getComputedStyle(e).display === "inline" && [...e.parentElement.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())
						const box = (e.matches("[type=checkbox], [type=radio]") && e.closest("label") || e).getBoundingClientRect()
						return inline || box.width >= 24 && box.height >= 24 ? [] : ["only " + box.width.toFixed(1) + " × " + box.height.toFixed(1) + " pixels: " + named(e)]
					}))`)
				})
			})
		}
	}
}
