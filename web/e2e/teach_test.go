package e2e

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// teachPages are the pages for teachers.
var teachPages = []string{"/learn/teach", "/learn/teach/20", "/learn/teach/45/sheet", "/learn/teach/90", "/learn/teach/90/sheet", "/learn/teach/90/key"}

func TestTeachPages(t *testing.T) {
	for _, lang := range languages {
		for _, theme := range []string{"light", "dark"} {
			t.Run(lang+" "+theme, func(t *testing.T) {
				b := open(t, 1280, 900)
				for _, p := range teachPages {
					b.do(chromedp.EmulateViewport(1280, 900))
					b.visit(path(p, "lang", lang, "theme", theme))
					b.wantPage(lang)
					b.until(`[...document.querySelectorAll("print-button")].every(p => p.querySelector("button"))`)
					b.wantAccessible()
					b.do(chromedp.EmulateViewport(360, 740))
					if width := eval[int](b, "document.documentElement.scrollWidth"); width > 360 {
						t.Errorf("%s is %d pixels wide: %s", p, width, eval[string](b, widest))
					}
				}
			})
		}
	}
}

// documents are what is printed of the lessons, each with how many pages it is
// designed to have: a sheet has two sides for each leaf of the class, a plan one page
// of overview, its steps, and one of answers.
var documents = []struct {
	path  string
	pages int
}{
	{"/learn/teach/20", 4}, {"/learn/teach/20/sheet", 2}, {"/learn/teach/20/key", 2},
	{"/learn/teach/45", 4}, {"/learn/teach/45/sheet", 3}, {"/learn/teach/45/key", 3},
	{"/learn/teach/90", 5}, {"/learn/teach/90/sheet", 5}, {"/learn/teach/90/key", 5},
}

// papers are the sizes of paper in points: ISO 216 and ANSI/ASME Y14.1.
var papers = []struct {
	name          string
	width, height float64
}{
	{"a4", 210 / 25.4 * 72, 297 / 25.4 * 72},
	{"letter", 8.5 * 72, 11 * 72},
}

// kept is a part that no page break may go through: the text of its head and its
// last words.
type kept struct{ Head, Last string }

// TestPrint prints every plan, sheet and key without scripts, on both sizes of paper,
// in both languages and in the dark, and reads the PDF: as many pages as designed, of
// the exact size, each leaf on its own page, no task or step broken, the number of each
// page, and nothing of the site's frame.
func TestPrint(t *testing.T) {
	for _, lang := range languages {
		for _, paper := range papers {
			t.Run(lang+" "+paper.name, func(t *testing.T) {
				b := open(t, 1280, 900)
				call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
				for _, of := range documents {
					b.visit(path(of.path, "lang", lang, "paper", paper.name, "theme", "dark"))
					leaves := eval[[][]kept](b, `[...document.querySelectorAll(".leaf")].map(leaf => {
						const parts = [...leaf.querySelectorAll(".task, .plan-step, .question, .misconceptions > div")];
						return parts.map((part) => {
							const cells = [...part.querySelectorAll("h2, p, dt, dd, li, th, td:not(.blank)")].filter((e) => e.textContent.trim());
							return {Head: cells[0].textContent, Last: cells[cells.length - 1].textContent};
						});
					})`)
					content := b.print()
					pages := readPDF(t, content)
					name := strings.ReplaceAll(strings.TrimPrefix(of.path, "/learn/"), "/", "-")
					if err := os.WriteFile(filepath.Join("screenshots", name+"-"+lang+"-"+paper.name+".pdf"), content, 0o644); err != nil {
						t.Fatal(err)
					}
					if len(pages) != of.pages || len(leaves) != of.pages {
						t.Errorf("%s: %d pages for %d leaves, designed are %d", of.path, len(pages), len(leaves), of.pages)
						continue
					}
					for i, p := range pages {
						if math.Abs(p.width-paper.width) > 0.5 || math.Abs(p.height-paper.height) > 0.5 {
							t.Errorf("%s: page %d is %v × %v points, want %v × %v", of.path, i+1, p.width, p.height, paper.width, paper.height)
						}
						if want := fmt.Sprintf("%d/%d", i+1, len(pages)); !strings.HasSuffix(p.text, want) && !strings.HasPrefix(p.text, want) {
							t.Errorf("%s: page %d has no number %s: …%.60s", of.path, i+1, want, p.text[max(0, len(p.text)-60):])
						}
						if strings.Contains(p.text, "Tokenscape") || strings.Contains(p.text, "Letter") {
							t.Errorf("%s: page %d has the frame of the site on it", of.path, i+1)
						}
						for _, k := range leaves[i] {
							head := strings.Index(p.text, bare(k.Head))
							if head < 0 || !strings.Contains(p.text[head:], bare(k.Last)) {
								t.Errorf("%s: page %d has not all from %q to %q", of.path, i+1, k.Head, k.Last)
							}
						}
					}
				}
			})
		}
	}
}

// print is the page as a PDF, on the paper that it asks for.
func (b *tab) print() []byte {
	b.t.Helper()
	yes := true
	return call(b, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &yes, PrintBackground: &yes}).Data
}

// TestPrintIsBlackOnWhite asks for the colours of paper while the screen is dark.
func TestPrintIsBlackOnWhite(t *testing.T) {
	b := open(t, 1280, 900)
	b.visit("/learn/teach/20/key?theme=dark&size=large")
	const look = `(() => { const s = (e) => getComputedStyle(document.querySelector(e));
		return [s(":root").backgroundColor, s(".task p").color, s("body > header").display, s(".off-paper").display, s(".task p").fontSize].join("|"); })()`
	screen := eval[string](b, look)
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	if got, want := eval[string](b, look), "rgb(255, 255, 255)|rgb(0, 0, 0)|none|none|"; !strings.HasPrefix(got, want) || got == screen {
		t.Errorf("on paper %s, want %s; on the screen %s", got, want, screen)
	}
	if size := eval[float64](b, `parseFloat(getComputedStyle(document.querySelector(".task p")).fontSize)`); size > 16 {
		t.Errorf("large type of the screen is on paper too: %v px", size)
	}
}

// TestPrintButton presses the button that only a script can make.
func TestPrintButton(t *testing.T) {
	b := open(t, 1280, 900)
	b.visit("/learn/teach/20/sheet?lang=en")
	b.until(`document.querySelector("print-button button")`)
	eval[any](b, `window.printed = 0, window.print = () => window.printed++, null`)
	b.do(chromedp.Click(chromedp.CSS("print-button button")))
	if n := eval[int](b, "window.printed"); n != 1 {
		t.Errorf("printed %d times", n)
	}
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.visit("/learn/teach/20/sheet?lang=en")
	if eval[bool](b, `Boolean(document.querySelector("print-button button"))`) || !eval[bool](b, `document.querySelector("noscript").textContent.includes("Ctrl")`) {
		t.Error("without scripts there is a button, or no word how to print")
	}
}
