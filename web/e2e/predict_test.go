package e2e

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// weighed is a candidate as the API tells it.
type weighed struct {
	ID                                                           int
	Text, Cut                                                    string
	Logit, Probability, Scaled, Exp, Cumulative, Final, From, To float64
}

type choice struct {
	Sum    float64
	Kept   int
	Drawn  *float64
	Chosen weighed
	Next   []weighed
}

func three(x float64) string { return strings.Replace(fmt.Sprintf("%.3f", x), "-", "−", 1) }

// odds is a probability as a page writes it in English.
func odds(p float64) string {
	switch {
	case p >= 0.01:
		return fmt.Sprintf("%.1f %%", 100*p)
	case p >= 0.0001:
		return fmt.Sprintf("%.3f %%", 100*p)
	}
	return "< 0.01 %"
}

func power(x float64) string {
	if x != 0 && x < 0.001 {
		return strings.ReplaceAll(strconv.FormatFloat(x, 'g', 3, 64), "-", "−")
	}
	return fmt.Sprintf("%.4f", x)
}

// rows are the cells of a table's body, as text.
func (b *tab) rows(selector string) [][]string {
	b.t.Helper()
	return eval[[][]string](b, `[...document.querySelectorAll(`+strconv.Quote(selector+" tbody tr")+`)].map(r => [...r.cells].map(c => c.textContent.trim()))`)
}

// TestPredictionIsTheAPIs compares every table of the page with the API's answers.
func TestPredictionIsTheAPIs(t *testing.T) {
	b := open(t, 1280, 900)
	for _, asked := range [][]string{
		{"text", "The king of France has a"},
		{"text", sentence, "temperature", "1.6", "top_k", "30", "top_p", "0.7", "seed", "11"},
		{"text", "The capital of Italy is", "top_k", "3", "how", "greedy", "temperature", "0.5"},
	} {
		b.visit(path("/predict", append(asked, "lang", "en", "at", "3", "head", "2.3", "write", "6", "past", "1")...))
		said := choice{}
		said = answered[choice](t, "predict", append(asked, "k", "10")...)
		var want []string
		for _, c := range said.Next {
			verdict, added, final := "kept", odds(c.Cumulative), odds(c.Final)
			switch c.Cut {
			case "top-k":
				verdict, added, final = "cut by top-k", "–", "–"
			case "top-p":
				verdict, final = "cut by top-p", "–"
			}
			want = append(want, strings.Join([]string{strconv.Itoa(c.ID), three(c.Logit), three(c.Scaled), power(c.Exp), odds(c.Probability), added, verdict, final}, " | "))
		}
		var got []string
		for i, id := range b.list(".softmax tbody tr[data-token] small") {
			if r := b.rows(".softmax")[i]; i < 10 {
				got = append(got, strings.Join(append([]string{id}, r[1], r[2], r[3], r[4], r[5], r[6], r[8]), " | "))
			}
		}
		wantList(t, fmt.Sprintf("%v, softmax", asked), got, want)
		sum := b.list(".softmax tfoot td:nth-child(4)")
		wantList(t, "the sum", sum, []string{power(said.Sum)})
		wantList(t, "the one taken", b.list(".softmax tr.taken small"), []string{strconv.Itoa(said.Chosen.ID)})
		sentenceSaid := eval[string](b, `document.querySelector(".said").textContent`)
		if said.Drawn != nil && (!strings.Contains(sentenceSaid, fmt.Sprintf("u = %.4f", *said.Drawn)) || !strings.Contains(sentenceSaid, fmt.Sprintf("from %.4f to %.4f", said.Chosen.From, said.Chosen.To))) {
			t.Errorf("%v: the page says %q, the API %v of %+v", asked, sentenceSaid, *said.Drawn, said.Chosen)
		}
		if said.Drawn != nil {
			if x := eval[string](b, `document.querySelector(".draw g.drawn").getAttribute("transform")`); x != fmt.Sprintf("translate(%.2f 0)", *said.Drawn*1000) {
				t.Errorf("%v: the number drawn stands at %s, want %v", asked, x, *said.Drawn)
			}
		}

		inside := answered[struct {
			Heads []struct {
				Weights [][]float64
			}
			Stream []struct {
				In, Attention, Out []float64
				FeedForward        []float64 `json:"feed_forward"`
			}
		}](t, "attention", "text", asked[1], "at", "3", "block", "2", "head", "3")
		for i, row := range b.rows(".weights") {
			var want []string
			for _, w := range inside.Heads[0].Weights[i] {
				want = append(want, fmt.Sprintf("%.1f", 100*w))
			}
			wantList(t, fmt.Sprintf("row %d of the weights", i), row[1:], want)
		}
		for l, s := range inside.Stream {
			for j, row := range b.rows(fmt.Sprintf("#blocks details:nth-of-type(%d)", l+1)) {
				wantList(t, fmt.Sprintf("block %d", l+1), row, []string{strconv.Itoa(j), weight(s.In[j]), weight(s.Attention[j]), weight(s.FeedForward[j]), weight(s.Out[j])})
			}
		}

		steps := answered[struct{ Steps []choice }](t, "generate", append(asked, "n", "6", "past", "1")...).Steps
		var ids, shares []string
		for _, s := range steps {
			ids = append(ids, strconv.Itoa(s.Chosen.ID))
			shares = append(shares, odds(s.Chosen.Final))
		}
		wantList(t, fmt.Sprintf("%v, written", asked), b.list(".wrote .chip small"), ids)
		for i, say := range b.list(".wrote > li > div > p:first-of-type") {
			if !strings.HasPrefix(say, shares[i]) {
				t.Errorf("token %d: %q, the API says %s", i, say, shares[i])
			}
		}
	}
}

// visible is how many tokens are uncovered.
const visible = `document.querySelectorAll(".written ins:not([hidden])").length`

// writes waits for the player and presses its n-th button.
func (b *tab) writes(n int) {
	b.t.Helper()
	b.do(chromedp.Click(chromedp.CSS(fmt.Sprintf("#write .player button:nth-of-type(%d)", n))))
}

func TestWritingIsPlayed(t *testing.T) {
	b := open(t, 1280, 900)
	b.visit(path("/predict", "lang", "en", "how", "greedy"))
	b.until(`document.querySelector("text-writer").bar`)
	text := func() string {
		return eval[string](b, `[...document.querySelectorAll(".written > :not([hidden])")].map(e => e.textContent).join("")`)
	}
	want := []string{readySentence, readySentence + " Paris", readySentence + " Paris.", readySentence + " Paris.<|endoftext|>"}
	for n := 1; n <= 2; n++ { // step by step
		b.writes(3)
		b.until(visible + fmt.Sprintf(` === %d && new URL(location).searchParams.get("write") === "%[1]d"`, n))
		if got := text(); got != want[n] {
			t.Errorf("after %d tokens the text is %q, want %q", n, got, want[n])
		}
		if shown := eval[int](b, `document.querySelectorAll(".wrote > li:not([hidden])").length`); shown != 1 {
			t.Errorf("%d steps are shown, want the newest", shown)
		}
	}
	b.writes(1) // back
	b.until(visible + ` === 1`)
	b.writes(2) // play, to the end by itself
	b.until(visible + ` === 3 && document.querySelector("#write .player button:nth-of-type(2)").textContent === "Play"`)
	if got := text(); got != want[3] {
		t.Errorf("in the end the text is %q, want %q", got, want[3])
	}
	b.writes(4) // all steps
	b.until(`document.querySelectorAll(".wrote > li:not([hidden])").length === 3`)
	if said := eval[string](b, `document.querySelector(".wrote > li:last-child").textContent`); !strings.Contains(said, "The model has ended the text.") {
		t.Errorf("the last step says %q", said)
	}
	eval[any](b, `window.left = true, location.reload()`) // the address holds how much is written
	b.until(`!window.left && document.querySelector("text-writer")?.bar && ` + visible + ` === 3`)
	b.writes(2) // at the end: from the beginning
	b.until(visible + ` === 0`)
	b.until(visible + ` === 2`)
}

// After playing, the link to none written still leads to none.
func TestWritingIsGivenUp(t *testing.T) {
	b := open(t, 1280, 900)
	b.visit(path("/predict", "lang", "en", "how", "greedy"))
	b.until(`document.querySelector("text-writer").bar`)
	b.writes(3)
	b.until(visible + ` === 1`)
	b.do(chromedp.Click(chromedp.CSS("#write [data-sets] a:nth-of-type(1)")))
	b.until(`!new URL(location).searchParams.has("write") && ` + visible + ` === 0`)
}

// A player that gets no answer says so and can be tried again.
func TestWritingOffline(t *testing.T) {
	b := open(t, 1280, 900)
	b.expect("")
	b.visit(path("/predict", "lang", "en"))
	b.until(`document.querySelector("text-writer").bar`)
	eval[any](b, `window.wasFetch = window.fetch, window.fetch = () => Promise.reject(new Error("offline")), null`)
	b.writes(2)
	b.until(`document.querySelector("#write [role=status]").textContent === "That did not work. Try again." && document.querySelector("#write .player button:nth-of-type(2)").textContent === "Play"`)
	eval[any](b, `window.fetch = window.wasFetch, null`)
	b.writes(3)
	b.until(visible + ` === 1`)
}

func TestAttentionIsPointedAt(t *testing.T) {
	b := open(t, 1280, 900)
	b.visit(path("/predict", "lang", "en", "head", "1.3"))
	b.until(`document.querySelector("attention-matrix").dataset.ready`)
	at := eval[[]float64](b, `(() => {
		const cells = document.querySelector("attention-matrix .cells");
		cells.scrollIntoView({ block: "center" });
		const p = new DOMPoint(1.5, 3.5).matrixTransform(cells.getScreenCTM());
		return [p.x, p.y];
	})()`)
	b.do(chromedp.MouseEvent("mouseMoved", at[0], at[1]))
	weight := eval[string](b, `document.querySelector(".weights tbody tr:nth-child(4) td:nth-child(3)").textContent`)
	b.until(`document.querySelector(".pointed").textContent === "␣France looks at ␣capital: ` + weight + ` %"`)
	b.do(chromedp.MouseClickXY(at[0], at[1]))
	b.until(`new URL(location).searchParams.get("at") === "4" && document.querySelector(".looks caption").textContent.includes("␣France")`)
	b.do(chromedp.Click(chromedp.CSS(".heads > div:nth-child(2) > a:nth-child(1)")))
	b.until(`new URL(location).searchParams.get("head") === "2.1" && new URL(location).searchParams.get("at") === "4" && location.hash === "#attention"`)
}

func TestPredictWithoutJavaScript(t *testing.T) {
	b := open(t, 1280, 900)
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.visit(path("/predict", "lang", "en", "at", "2"))
	topK := chromedp.CSS("#choosing [name=top_k]")
	b.do(chromedp.SetValue(topK, "2"), chromedp.SendKeys(topK, kb.Enter))
	b.until(`document.querySelectorAll(".softmax .cut-off").length === 8 && location.hash === "#next" && new URL(location).searchParams.get("at") === "2"`)
	b.do(chromedp.Click(chromedp.CSS("#write .choices a:nth-of-type(3)"))) // five tokens
	b.until(visible + ` > 0 && document.querySelectorAll(".wrote > li:not([hidden])").length === ` + visible + ` && new URL(location).searchParams.get("top_k") === "2"`)
	before := eval[string](b, `document.querySelector("main [name=text]").value`)
	b.do(chromedp.Click(chromedp.CSS("#next .uses .button")))
	b.until(`document.querySelector("main [name=text]").value.startsWith(` + strconv.Quote(before+" ") + `) && new URL(location).searchParams.get("top_k") === "2" && !new URL(location).searchParams.has("write")`)
	b.submit(sentence)
	b.until(`new URL(location).searchParams.get("top_k") === "2" && document.querySelectorAll("#tokens .chip").length > 6`)
}

func TestPredictByKeyboard(t *testing.T) {
	b := open(t, 1280, 900)
	b.visit(path("/predict", "lang", "en"))
	b.until(`document.querySelector("text-writer").bar`)
	temperature := chromedp.CSS("#choosing [name=temperature]")
	b.do(chromedp.Focus(temperature))
	eval[any](b, `document.querySelector("#choosing [name=temperature]").select()`)
	b.do(chromedp.KeyEvent("2"), chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Tab))
	b.until(`document.activeElement.name === "how"`)
	b.do(chromedp.KeyEvent(kb.ArrowRight), chromedp.KeyEvent(kb.Enter))
	b.until(`document.readyState === "complete" && new URL(location).searchParams.get("how") === "greedy" && new URL(location).searchParams.get("temperature") === "2" && document.querySelector("text-writer")?.bar`)
	eval[any](b, `document.querySelector("#write .player button").focus()`)
	b.do(chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Enter))
	b.until(visible + ` === 1 && document.activeElement.textContent === "Next token"`)
	eval[any](b, `document.querySelector("#tokens .chip").focus()`)
	b.do(chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Enter))
	b.until(`new URL(location).searchParams.get("at") === "2" && document.querySelectorAll("#tokens .chip")[1].hasAttribute("aria-current")`)
}

func TestPredictOfALongText(t *testing.T) {
	b := open(t, 1280, 900)
	b.visit(path("/predict", "text", longText, "lang", "en"))
	b.until(`document.querySelector("text-writer").bar && ` + holds(longText))
	b.writes(3)
	b.until(visible + ` === 1`)
	for _, step := range []struct{ button, leads string }{
		{`.heads > div:nth-child(2) > button:nth-child(2)`, `document.querySelector('.head-choice[aria-current]').value === "2.2"`},
		{`#tokens .chips button:nth-child(9)`, `document.querySelectorAll("#tokens .chip")[8].hasAttribute("aria-current") && document.querySelector('.head-choice[aria-current]').value === "2.2"`},
		{`#write .choices button[value="1"]`, visible + ` === 1`},
	} {
		b.do(chromedp.Click(chromedp.CSS(step.button)))
		b.until(step.leads + " && " + holds(longText))
	}
	topK := chromedp.CSS("#choosing [name=top_k]")
	b.do(chromedp.SetValue(topK, "2"), chromedp.Click(chromedp.CSS("#choosing button")))
	b.until(`document.querySelectorAll(".softmax .cut-off").length === 8 && document.querySelector('.head-choice[aria-current]').value === "2.2" && ` + holds(longText))
	b.do(chromedp.Click(chromedp.CSS("#next .uses button")))
	b.until(`document.querySelector("main form [name=text]").value.length > ` + strconv.Itoa(len(longText)))
}

func TestPredictIsAccessible(t *testing.T) {
	full := strings.Repeat("The king has a dog. ", 30)
	for _, lang := range languages {
		for _, theme := range []string{"light", "dark"} {
			t.Run(lang+" "+theme, func(t *testing.T) {
				b := open(t, 360, 740)
				for _, state := range [][]string{
					{"text", ""}, {"text", "草莓 🍓", "temperature", "hot"}, {"text", full, "write", "3", "head", "2.1"},
					{"temperature", "1.5", "top_k", "7", "top_p", "0.6", "write", "8", "past", "1"}, {"size", "large", "how", "greedy", "write", "4"},
				} {
					b.visit(path("/predict", append(state, "lang", lang, "theme", theme)...))
					b.until(`!document.querySelector("text-writer") || document.querySelector("text-writer").bar && document.querySelector("attention-matrix").dataset.ready`)
					// The tables of a full context have thousands of cells, which take axe
					// long; they are built like those of a short one.
					eval[any](b, `document.querySelectorAll("details").forEach(d => (d.open = d.querySelectorAll("td").length < 1000)), document.querySelector("#write .player button:nth-of-type(4)")?.click()`)
					if width := eval[int](b, "document.documentElement.scrollWidth"); width > 360 {
						t.Errorf("%v is %d pixels wide: %s", state, width, eval[string](b, widest))
					}
					b.wantAccessible()
				}
			})
		}
	}
}

// Who wants less motion sees none.
func TestWritingKeepsStill(t *testing.T) {
	b := open(t, 1280, 900)
	motions := func() int {
		return eval[int](b, `document.getAnimations().filter(a => a instanceof CSSAnimation).length`)
	}
	b.visit("/predict")
	b.until(`document.querySelector("text-writer").bar`)
	b.writes(3)
	b.until(visible + ` === 1`)
	if motions() == 0 {
		t.Error("nothing moves when a token is written")
	}
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}})
	b.writes(3)
	b.until(visible + ` === 2`)
	if n := motions(); n != 0 {
		t.Errorf("%d motions for those who want none", n)
	}
}
