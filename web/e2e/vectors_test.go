package e2e

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestVectorsPage looks at the embedding lab in both languages and themes, on a
// projector and on a phone.
func TestVectorsPage(t *testing.T) {
	for _, lang := range languages {
		for _, theme := range []string{"light", "dark"} {
			t.Run(lang+" "+theme, func(t *testing.T) {
				b := open(t, 1280, 900)
				b.visit(path("/vectors", "lang", lang, "theme", theme))
				b.wantPage(lang)
				b.wantAccessible()
				b.do(chromedp.EmulateViewport(360, 740))
				if width := eval[int](b, "document.documentElement.scrollWidth"); width > 360 {
					t.Errorf("%d pixels wide: %s", width, eval[string](b, widest))
				}
			})
		}
	}
}

// embedding is what the API says of the tokens of a text.
type embedding struct {
	Tokens []struct {
		ID       int       `json:"id"`
		Token    []float64 `json:"token_vector"`
		Position []float64 `json:"position_vector"`
		Input    []float64 `json:"input_vector"`
	} `json:"tokens"`
}

func embed(t *testing.T, text string) embedding {
	t.Helper()
	status, _, body := get(t, path("/api/v1/embed", "text", text))
	var e embedding
	if err := json.Unmarshal(body, &e); err != nil || status != 200 {
		t.Fatalf("embed: status %d, %v", status, err)
	}
	return e
}

// weight writes a number as the page does.
func weight(x float64) string { return strings.Replace(fmt.Sprintf("%.4f", x), "-", "−", 1) }

// TestVectorsAreTheAPIs compares the row of a token on the page with the API's.
func TestVectorsAreTheAPIs(t *testing.T) {
	token := embed(t, sentence).Tokens[1]
	b := open(t, 1280, 900)
	b.visit(path("/vectors", "text", sentence, "at", "2", "lang", "en"))
	shown := eval[[]string](b, `[...document.querySelectorAll("#row .values li")].map(li => li.lastChild.textContent.trim())`)
	if len(shown) != len(token.Token) {
		t.Fatalf("%d numbers on the page, %d in the API", len(shown), len(token.Token))
	}
	for j, x := range token.Token {
		if shown[j] != weight(x) {
			t.Errorf("number %d is %s on the page, %s in the API", j, shown[j], weight(x))
		}
	}
}

// TestNextTokensAreTheAPIs compares what is expected after either sentence, and after
// a name that has fallen out, with the API's predictions.
func TestNextTokensAreTheAPIs(t *testing.T) {
	type word struct{ Token, Probability string }
	predicted := func(text string, k int) []word {
		t.Helper()
		status, _, body := get(t, path("/api/v1/predict", "text", text, "k", fmt.Sprint(k)))
		var answer struct {
			Next []struct {
				Text        string  `json:"text"`
				Probability float64 `json:"probability"`
			} `json:"next"`
		}
		if err := json.Unmarshal(body, &answer); err != nil || status != 200 {
			t.Fatalf("predict: status %d, %v", status, err)
		}
		var words []word
		for _, n := range answer.Next {
			p := fmt.Sprintf("%.1f %%", 100*n.Probability)
			switch {
			case n.Probability < 0.0001:
				p = "< 0.01 %"
			case n.Probability < 0.01:
				p = fmt.Sprintf("%.3f %%", 100*n.Probability)
			}
			words = append(words, word{strings.ReplaceAll(n.Text, " ", "␣"), p})
		}
		return words
	}
	b := open(t, 1280, 900)
	b.visit(path("/vectors", "lang", "en", "times", "70"))
	for section, texts := range map[string][]string{
		"#meaning": {"The farmer feeds the bat", "The player needs the bat"},
		"#window":  {"Anna" + strings.Repeat(" smiles", 71) + ", and", "Peter" + strings.Repeat(" smiles", 71) + ", and"},
	} {
		for i, text := range texts {
			shown := eval[[]word](b, fmt.Sprintf(`[...document.querySelectorAll("%s .pair table")[%d].tBodies[0].rows].map(r => ({Token: r.cells[0].textContent, Probability: r.cells[1].textContent}))`, section, i))
			if want := predicted(text, len(shown)); len(shown) < 3 || !slices.Equal(shown, want) {
				t.Errorf("%s: %v on the page, %v in the API", text, shown, want)
			}
		}
	}
}

// TestStepThroughSum steps by keyboard and compares with the API.
func TestStepThroughSum(t *testing.T) {
	token := embed(t, sentence).Tokens[2]
	b := open(t, 1280, 900)
	b.visit(path("/vectors", "text", sentence, "at", "3", "lang", "en", "element", "4"))
	b.until(`document.querySelector("sum-stepper input[type=range]")`)
	terms := func(j int) {
		t.Helper()
		want := []string{weight(token.Token[j]), weight(token.Position[j]), weight(token.Input[j])}
		if got := eval[[]string](b, `[...document.querySelectorAll("[data-term]")].map(e => e.textContent)`); !slices.Equal(got, want) {
			t.Errorf("number %d: %v on the page, %v in the API", j, got, want)
		}
	}
	terms(4)
	slider := chromedp.CSS("sum-stepper input[type=range]")
	b.do(chromedp.Focus(slider), chromedp.SendKeys(slider, kb.ArrowRight+kb.ArrowRight))
	terms(6)
	b.until(`new URL(location.href).searchParams.get("element") === "6"`)
	b.do(chromedp.SendKeys(slider, kb.ArrowLeft+kb.ArrowLeft))
	terms(4)
	b.until(`new URL(location.href).searchParams.get("element") === "4"`)
	b.do(chromedp.SendKeys(slider, kb.End))
	terms(len(token.Input) - 1)
	play := chromedp.CSS("sum-stepper .player button")
	b.do(chromedp.Focus(play), chromedp.SendKeys(play, kb.Enter)) // from the beginning
	b.until(`document.querySelector("sum-stepper").at === 2`)
	b.do(chromedp.SendKeys(play, kb.Enter))
	at := eval[int](b, `document.querySelector("sum-stepper").at`)
	terms(at)
	sums := eval[[][]string](b, `[...document.querySelectorAll("#sums tbody tr")].map(r => [...r.children].map(c => c.textContent))`)
	for j, row := range sums {
		if want := []string{fmt.Sprint(j), weight(token.Token[j]), weight(token.Position[j]), weight(token.Input[j])}; !slices.Equal(row, want) {
			t.Errorf("row %v of the table, %v in the API", row, want)
		}
	}
}

// TestPointAtWeight reads the picture of W_E with a pointer.
func TestPointAtWeight(t *testing.T) {
	b := open(t, 1280, 900)
	b.visit(path("/vectors", "lang", "en"))
	b.until(`customElements.get("weight-picture") && document.querySelector("weight-picture img").complete`)
	// Row 468 + 100, number 10: the second block begins with row 468. A click has
	// whole coordinates.
	eval[any](b, `(() => {
		const picture = document.querySelector("weight-picture"), box = picture.querySelector("img").getBoundingClientRect();
		const scale = box.width / Number(picture.getAttribute("width"));
		const at = { bubbles: true, clientX: Math.ceil(box.left + (104 + 10) * scale), clientY: Math.ceil(box.top + 100 * scale) };
		picture.dispatchEvent(new PointerEvent("pointermove", at));
		window.aim = at;
	})()`)
	if got := eval[string](b, `document.querySelector("weight-picture .at").textContent`); got != "Row 568, number 10. Click for its numbers." {
		t.Errorf("the pointer is said to be at %q", got)
	}
	eval[any](b, `document.querySelector("weight-picture").dispatchEvent(new MouseEvent("click", window.aim)), null`)
	b.until(`new URL(location.href).searchParams.get("row") === "568" && location.hash === "#row"`)
}
