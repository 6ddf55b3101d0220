package e2e

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
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

// TestPointAtWeight reads the picture of W_E with a pointer.
func TestPointAtWeight(t *testing.T) {
	b := open(t, 1280, 900)
	b.visit(path("/vectors", "lang", "en"))
	b.until(`document.querySelector("weight-picture img").complete`)
	// The middle of row 468 + 100, number 10: the second block begins with row 468.
	eval[any](b, `(() => {
		const picture = document.querySelector("weight-picture"), box = picture.querySelector("img").getBoundingClientRect();
		const scale = box.width / Number(picture.getAttribute("width"));
		const at = { bubbles: true, clientX: box.left + (104 + 10.5) * scale, clientY: box.top + 100.5 * scale };
		picture.dispatchEvent(new PointerEvent("pointermove", at));
		window.aim = at;
	})()`)
	if got := eval[string](b, `document.querySelector("weight-picture .at").textContent`); got != "Row 568, number 10. Click for its numbers." {
		t.Errorf("the pointer is said to be at %q", got)
	}
	eval[any](b, `document.querySelector("weight-picture").dispatchEvent(new MouseEvent("click", window.aim)), null`)
	b.until(`new URL(location.href).searchParams.get("row") === "568" && location.hash === "#row"`)
}
