package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// axePath is where setup puts axe-core, seen from this package.
var axePath = filepath.Join("node_modules", "axe-core", "axe.min.js")

// violation is what axe-core reports of a page.
type violation struct {
	ID    string `json:"id"`
	Help  string `json:"help"`
	Nodes []struct {
		Target  []any  `json:"target"`
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

// TestAccessible runs axe-core over every page and state, in both themes and languages.
func TestAccessible(t *testing.T) {
	for _, lang := range languages {
		for _, theme := range []string{"light", "dark"} {
			t.Run(lang+" "+theme, func(t *testing.T) {
				everyPage(t, 1280, 900, []string{"lang", lang, "theme", theme}, func(t *testing.T, b *tab, _ string) { b.wantAccessible() })
			})
		}
	}
}

// wantAccessible runs axe-core over the page as it is. It is evaluated by the
// protocol, not inserted into the page: the page's own policy stays as it is.
func (b *tab) wantAccessible() {
	b.t.Helper()
	axe, err := os.ReadFile(axePath)
	if err != nil {
		b.t.Fatalf("axe-core is missing, run `go run ./web/e2e/setup`: %v", err)
	}
	eval[any](b, string(axe)+";null")
	for _, v := range eval[[]violation](b, rules) {
		var nodes []string
		for _, n := range v.Nodes {
			nodes = append(nodes, fmt.Sprintf("  %v: %s", n.Target, strings.ReplaceAll(n.Summary, "\n", " ")))
		}
		b.t.Errorf("%s: %s (%s)\n%s", eval[string](b, "location.pathname + location.search"), v.ID, v.Help, strings.Join(nodes, "\n"))
	}
}

// rules are those of WCAG 2.2 A and AA, the size of targets among them, which axe
// leaves out unless it is asked for, and what it holds for good practice.
const rules = `axe.run(document, { runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } }).then(r => r.violations)`

// TestNarrow opens every page on a phone 360 CSS pixels wide: nothing may make
// the page itself scroll sideways.
func TestNarrow(t *testing.T) {
	for _, lang := range languages {
		for _, size := range []string{"normal", "large"} {
			t.Run(lang+" "+size, func(t *testing.T) {
				b := open(t, 360, 740)
				for _, page := range pages {
					b.show(path(page.path, "lang", lang, "size", size))
					if width := eval[int](b, "document.documentElement.scrollWidth"); width > 360 {
						t.Errorf("%s is %d pixels wide: %s", page.path, width, eval[string](b, widest))
					}
				}
			})
		}
	}
}

// widest names the elements that stick out of the page on the right.
const widest = `[...document.body.querySelectorAll("*")]
	.filter(e => e.getBoundingClientRect().right > innerWidth + 1)
	.slice(0, 5).map(e => e.tagName.toLowerCase() + (e.id && "#" + e.id) + "." + e.getAttribute("class")).join(", ")`

// TestPresentationSize compares the text size of the back row's setting.
func TestPresentationSize(t *testing.T) {
	b := open(t, 1280, 900)
	const size = `parseFloat(getComputedStyle(document.querySelector("main p")).fontSize)`
	b.show("/learn")
	normal := eval[float64](b, size)
	b.show("/learn?size=large")
	large := eval[float64](b, size)
	if large < 1.2*normal {
		t.Errorf("paragraphs are %g px at size=large, %g px without", large, normal)
	}
	b.show("/")
	if kept := eval[float64](b, size); kept < 1.2*normal {
		t.Errorf("the next page forgot the size: %g px", kept)
	}
}
