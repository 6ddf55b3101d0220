package e2e

import (
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// longText is too long for a link.
var longText = strings.Repeat("The king has a dog.\n", 200) + readySentence

// holds is true when the page's form holds a text.
func holds(text string) string {
	return `document.querySelector("main form [name=text]").value === ` + strconv.Quote(text)
}

// TestLongText walks with a text that only a form can carry.
func TestLongText(t *testing.T) {
	b := open(t, 1280, 900)
	b.visit(path("/predict", "text", longText))
	b.until(holds(longText))
	b.do(chromedp.Click(chromedp.CSS(`main button[name="append"]`))) // the likeliest token
	b.until("!(" + holds(longText) + ")")
	next := eval[string](b, `document.querySelector("main form [name=text]").value`)
	if !strings.HasPrefix(next, longText+" ") {
		t.Fatalf("after the likeliest token the text ends in %q", next[max(0, len(next)-80):])
	}
	for _, step := range []struct{ button, leads string }{
		{`nav button[formaction="/"]`, `location.pathname === "/"`},
		{`button[name="lang"]`, `document.documentElement.lang === "zh-Hans"`},
		{`footer button[value="dark"]`, `document.documentElement.dataset.theme === "dark"`},
		{`nav button[formaction="/map"]`, `location.pathname === "/map"`},
	} {
		b.do(chromedp.Click(chromedp.CSS(step.button)))
		b.until(step.leads + " && " + holds(next))
	}
	// Enter in a field sends its form and presses none of the links.
	b.do(chromedp.SetValue(chromedp.CSS("#q"), " queen"), chromedp.SendKeys(chromedp.CSS("#q"), kb.Enter))
	b.until(`document.querySelector("#neighbors") && location.pathname === "/map" && ` + holds(next))
}
