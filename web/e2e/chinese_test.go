package e2e

import (
	"strings"
	"testing"

	"tokenscape/web/message/messagetest"
)

// blocks are the texts of a page as they are read, one a paragraph, cell or heading.
// What is in another language, or a token or address, stands in it as one sign.
const blocks = `(() => {
	const inline = new Set(["A", "B", "BUTTON", "CODE", "DEL", "EM", "I", "SMALL", "SPAN", "STRONG", "SUB", "SUP", "ABBR", "DFN", "LABEL", "INPUT", "SELECT", "BR"])
	const foreign = e => e.matches("code, pre, svg, input, select, textarea, .chip, .cut, .ids, .hex, .far, [lang]:not([lang|=zh]), [translate=no]")
	const flex = e => ["flex", "inline-flex", "grid"].includes(getComputedStyle(e).display)
	const read = e => [...e.childNodes].map(n => n.nodeType === 3 ? n.textContent : n.nodeType !== 1 || !n.checkVisibility() ? "" : n.matches("br, input, select, textarea, .key") ? "\n" : n.matches("a, button, small, label") && !foreign(n) && getComputedStyle(n).display === "inline" && !flex(n.parentElement) ? "\u0001" + read(n) + "\u0001" : foreign(n) ? "\uFFFC" : inline.has(n.tagName) && getComputedStyle(n).display === "inline" && !flex(n.parentElement) ? read(n) : "\n").join("")
	const found = []
	const walk = e => {
		if (!e.checkVisibility() || foreign(e)) return
		found.push(...read(e).replace(/\s+\u0001+\s*|\s*\u0001+\s+/g, "\n").replaceAll("\u0001", "").split("\n").map(s => s.replace(/\s+/g, " ").trim()).filter(Boolean))
		for (const child of e.children) if (!inline.has(child.tagName) || getComputedStyle(child).display !== "inline" || child.matches(".key") || flex(e)) walk(child)
	}
	walk(document.body)
	return [...new Set(found)]
})()`

// TestChineseIsSetAsChinese reads what the pages say in Chinese, with all that is put
// into the texts of the catalogue: signs, blanks and quotation marks.
func TestChineseIsSetAsChinese(t *testing.T) {
	everyPage(t, 1280, 900, []string{"lang", "zh"}, func(t *testing.T, b *tab, name string) {
		said := 0
		for _, text := range eval[[]string](b, blocks) {
			said += len(text)
			if !strings.ContainsFunc(text, func(r rune) bool { return r >= 0x4e00 && r <= 0x9fff }) {
				continue // a name, a number
			}
			for _, fault := range messagetest.Chinese(text) {
				t.Errorf("%s: %s", name, fault)
			}
		}
		if said < 100 {
			t.Errorf("%s says %d bytes", name, said)
		}
	})
}

// TestParagraphsAreSentences reads the paragraphs of both languages: each begins as a
// sentence does and ends as one, or as what leads to a list.
func TestParagraphsAreSentences(t *testing.T) {
	for _, lang := range languages {
		t.Run(lang, func(t *testing.T) {
			everyPage(t, 1280, 900, []string{"lang", lang}, func(t *testing.T, b *tab, name string) {
				for _, text := range eval[[]string](b, `[...document.querySelectorAll("main p")].filter(p => p.checkVisibility() && !p.querySelector("a, button, code, b, del, input") && !p.querySelector(":scope > strong:only-child") && !p.matches(".written, .whose, .running, .solved, .choices, .samples, .uses, .times, .equation, [lang], .trade-axes, .jump, .field, [role=status]") && getComputedStyle(p).position !== "absolute").map(p => p.textContent.replace(/\s+/g, " ").trim()).filter(text => text && !text.includes(" = "))`) {
					if lang == "en" && !messagetest.Begun(text) || !messagetest.Ended(text) {
						t.Errorf("%s: no sentence: %s", name, text)
					}
				}
			})
		})
	}
}
