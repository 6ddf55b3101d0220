package e2e

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// serverFigure is the first figure that the server drew for this page.
const serverFigure = `document.querySelector('main img[src*="/plot."], main svg.figure')`

// TestWithoutJavaScript turns scripts off: the form, the links and the figure
// drawn by the server carry the whole journey. The protocol's own evaluation
// still works on such a page.
func TestWithoutJavaScript(t *testing.T) {
	ids := tokenIDs(t, sentence)
	for _, lang := range languages {
		t.Run(lang, func(t *testing.T) {
			b := open(t, 1280, 900)
			call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
			b.visit(path("/", "lang", lang))
			b.submit(sentence)
			b.wantTokens(ids)
			b.wantServerFigure()
			for _, page := range pages {
				b.do(chromedp.Navigate(b.link(page.path)))
				b.wantPage(lang)
				if page.tokens {
					b.wantTokens(ids)
				}
				if page.path == "/map" {
					b.wantServerFigure()
				}
			}
		})
	}
}

// TestNeighborsWithoutJavaScript selects a token by its link alone.
func TestNeighborsWithoutJavaScript(t *testing.T) {
	b := open(t, 1280, 900)
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.visit(path("/map", "token", " king"))
	b.wantNeighbors(" king")
}

// wantServerFigure waits until the server's figure is there, visible and drawn.
func (b *tab) wantServerFigure() {
	b.t.Helper()
	b.until(serverFigure + ` && ` + serverFigure + `.getBoundingClientRect().width > 200`)
	b.until(`(e => e.tagName !== "IMG" || (e.scrollIntoView(), e.complete && e.naturalWidth > 0))(` + serverFigure + `)`)
}
