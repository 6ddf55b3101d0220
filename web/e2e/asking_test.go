package e2e

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// answer is what the API's calls of questions have in common.
type answer struct {
	ID         int
	Text       string
	Score      float64
	Coordinate float64
	Rank       int
}

// asked is the API's answer to a question.
func asked(t testing.TB, call string, query url.Values) (found struct {
	Answers, Neighbors, Tokens []answer
	True, Apparent             []answer
	LeftOut                    []answer `json:"left_out"`
	Expected                   answer
}) {
	t.Helper()
	status, _, body := get(t, "/api/v1/"+call+"?"+query.Encode())
	if status != 200 {
		t.Fatalf("%s: status %d: %s", call, status, body)
	}
	if err := json.Unmarshal(body, &found); err != nil {
		t.Fatal(err)
	}
	return found
}

// wantRows checks that the section's table lists these tokens in this order.
func (b *tab) wantRows(section string, want []answer) {
	b.t.Helper()
	got := eval[[]string](b, `[...document.querySelectorAll("#`+section+` tbody th b")].map(e => e.textContent)`)
	var texts []string
	for _, a := range want {
		texts = append(texts, strings.ReplaceAll(a.Text, " ", "␣"))
	}
	if !slices.Equal(got, texts) || len(got) == 0 {
		b.t.Errorf("#%s lists %v, the API says %v", section, got, texts)
	}
}

func (b *tab) wantText(section string, parts ...string) {
	b.t.Helper()
	text := eval[string](b, `document.querySelector("#`+section+`").innerText`)
	for _, part := range parts {
		if !strings.Contains(text, part) {
			b.t.Errorf("#%s does not say %q: %s", section, part, text)
		}
	}
}

// follow goes where the link with this text leads.
func (b *tab) follow(links, text string) {
	b.t.Helper()
	href := eval[string](b, `[...document.querySelectorAll("`+links+`")].find(a => a.textContent === "`+text+`")?.href ?? ""`)
	if href == "" {
		b.t.Fatalf("none of %s is %q", links, text)
	}
	b.do(chromedp.Navigate(href))
}

func (b *tab) withoutScripts() {
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
}

var queen = url.Values{"a": {" man"}, "b": {" woman"}, "c": {" king"}, "expect": {" queen"}}

// TestAnalogyByKeyboard types a question and presses Enter, without JavaScript.
func TestAnalogyByKeyboard(t *testing.T) {
	for _, lang := range languages {
		t.Run(lang, func(t *testing.T) {
			b := open(t, 360, 740)
			b.withoutScripts()
			b.visit(path("/map", "lang", lang, "on", "category:animal"))
			b.do(chromedp.Focus(chromedp.CSS("#ask-a")))
			b.press("man" + kb.Tab + "woman" + kb.Tab + "king" + kb.Tab + "queen" + enter)
			b.until(`location.hash === "#analogy" && document.querySelector("#analogy tbody")`)
			found := asked(t, "analogy", queen)
			b.wantRows("analogy", found.Answers)
			for _, out := range found.LeftOut {
				score := strings.Replace(strconv.FormatFloat(out.Score, 'f', 3, 64), "-", "−", 1)
				b.wantText("analogy", strings.TrimSpace(out.Text), score)
			}
			if found.Expected.Rank != 1 {
				b.wantText("analogy", strconv.Itoa(found.Expected.Rank))
			}
			query := eval[string](b, "location.search")
			if !strings.Contains(query, "on=category%3Aanimal") || !strings.Contains(query, "c=king") {
				t.Errorf("the address forgets a part of the page's state: %s", query)
			}
		})
	}
}

// TestAnalogyMends follows the near match of a word that is no token.
func TestAnalogyMends(t *testing.T) {
	b := open(t, 1280, 900)
	b.withoutScripts()
	b.visit(path("/map", "a", "man", "b", "woman", "c", "kinG", "from", "womaN man", "to", "girl"))
	if eval[bool](b, `Boolean(document.querySelector("#analogy tbody"))`) {
		t.Error("an answer to two words")
	}
	b.follow("#wrong-c a", "␣king")
	b.until(`document.querySelector("#ask-c").value === "king" && document.querySelector("#analogy tbody")`)
	b.follow("#wrong-from a", "␣woman")
	b.until(`document.querySelector("#ask-from").value === "woman, man" && !document.querySelector(".wrong")`)
}

// TestReadyQuestions follows each question that the page offers: it is asked
// whole, and of words that the model knows.
func TestReadyQuestions(t *testing.T) {
	b := open(t, 1280, 900)
	b.withoutScripts()
	for _, section := range []string{"analogy", "axis"} {
		b.visit("/map")
		links := eval[[]string](b, `[...document.querySelectorAll("#`+section+` .samples a")].map(a => a.href)`)
		if len(links) < 2 {
			t.Fatalf("#%s offers %d questions", section, len(links))
		}
		for _, link := range links {
			b.do(chromedp.Navigate(link))
			b.until(`document.querySelector("#` + section + ` tbody tr")`)
			if wrong := eval[int](b, `document.querySelectorAll(".wrong, .untrained").length`); wrong > 0 {
				t.Errorf("%s: %d words are wrong or untrained", link, wrong)
			}
		}
	}
}

// TestAxisByButton places words between two groups, without JavaScript, and
// measures the drawing.
func TestAxisByButton(t *testing.T) {
	b := open(t, 360, 740)
	b.withoutScripts()
	b.visit("/map?lang=en")
	b.do(
		chromedp.SetValue(chromedp.CSS("#ask-from"), "one two"),
		chromedp.SetValue(chromedp.CSS("#ask-to"), "nine, ten"),
		chromedp.SetValue(chromedp.CSS("#ask-words"), "three，four、seven"),
		chromedp.Click(chromedp.CSS("#axis button")),
	)
	b.until(`location.hash === "#axis" && document.querySelector("#axis tbody tr")`)
	found := asked(t, "axis", url.Values{"from": {" one", " two"}, "to": {" nine", " ten"},
		"tokens": {" three", " four", " seven", " one", " two", " nine", " ten"}}).Tokens
	slices.SortFunc(found, func(x, y answer) int { return cmp.Compare(x.Coordinate, y.Coordinate) })
	b.wantRows("axis", found)

	// The middle of each mark, and where 0 and 1 are drawn.
	marks := eval[[]float64](b, `[...document.querySelectorAll("#axis tbody :is(circle, rect)")].map(e => {
		const r = e.getBoundingClientRect(); return r.x + r.width / 2 })`)
	ticks := eval[[]float64](b, `[...document.querySelectorAll("#axis tbody tr:first-child line")].slice(1).map(e => e.getBoundingClientRect().x)`)
	if len(marks) != len(found) || len(ticks) != 2 {
		t.Fatalf("%d marks and %d ticks", len(marks), len(ticks))
	}
	for i, x := range marks {
		if want := ticks[0] + found[i].Coordinate*(ticks[1]-ticks[0]); x < want-1 || x > want+1 {
			t.Errorf("%s with coordinate %.3f is drawn at %.1f, want %.1f", found[i].Text, found[i].Coordinate, x, want)
		}
	}
	if n := eval[int](b, `document.querySelectorAll("#axis tbody rect").length`); n != 4 {
		t.Errorf("%d squares, want one for each word that makes the axis", n)
	}
}

// TestAxisThroughTheMap places the words of the map when none are named.
func TestAxisThroughTheMap(t *testing.T) {
	b := open(t, 1280, 900)
	b.withoutScripts()
	b.visit(path("/map", "lang", "en", "from", "man", "to", "woman", "on", "category:animal"))
	found := asked(t, "axis", url.Values{"from": {" man"}, "to": {" woman"}, "on": {"category:animal"}}).Tokens
	slices.SortStableFunc(found, func(x, y answer) int { return cmp.Compare(x.Coordinate, y.Coordinate) })
	b.wantText("axis", fmt.Sprintf("Of %d words", len(found)), fmt.Sprintf("%d words between", len(found)-24))
	b.wantRows("axis", slices.Concat(found[:12], found[len(found)-12:]))
}

// TestNeighborsByMetric chooses each kind of nearness by its link.
func TestNeighborsByMetric(t *testing.T) {
	b := open(t, 1280, 900)
	b.show(path("/map", "lang", "en", "on", "category:fruit", "token", " apple"))
	query := url.Values{"token": {" apple"}}
	for _, step := range []struct{ link, name, value, sorted string }{
		{"Dot product", "metric", "dot", "Dot product"},
		{"centred", "centred", "1", "Dot product"},
		{"25", "k", "25", "Dot product"},
		{"Distance", "metric", "euclidean", "Distance"},
		{"Cosine", "metric", "", "Cosine"},
	} {
		b.follow("#neighbors .choices a", step.link)
		query.Set(step.name, step.value)
		b.until(`(new URL(location.href).searchParams.get("` + step.name + `") ?? "") === "` + step.value + `" && ` + theMap + `?.settled`)
		b.wantRows("neighbors", asked(t, "neighbors", query).Neighbors)
		if sorted := eval[string](b, `document.querySelector("#neighbors [aria-sort]").textContent`); sorted != step.sorted {
			t.Errorf("sorted by %q, want %q", sorted, step.sorted)
		}
	}
}

// TestQuestionsBesideALongText: the fields belong to the form that holds the text.
func TestQuestionsBesideALongText(t *testing.T) {
	b := open(t, 1280, 900)
	b.withoutScripts()
	b.visit(path("/map", "text", longText, "metric", "dot"))
	b.do(
		chromedp.SetValue(chromedp.CSS("#ask-a"), "man"),
		chromedp.SetValue(chromedp.CSS("#ask-b"), "woman"),
		chromedp.SetValue(chromedp.CSS("#ask-c"), "king"),
		chromedp.Click(chromedp.CSS("#analogy .ask button")),
	)
	b.until(`location.hash === "#analogy" && document.querySelector("#analogy tbody") && ` + holds(longText))
	b.wantRows("analogy", asked(t, "analogy", queen).Answers)
	b.do(chromedp.Click(chromedp.CSS(`#analogy button[name="centred"][value="1"]`)))
	b.until(`document.querySelector('#analogy button[name="centred"][value="1"]')?.hasAttribute("aria-current") && ` + holds(longText))
	for name, want := range map[string]string{"metric": "dot", "a": "man", "centred": "1"} {
		if got := eval[string](b, `new URL(location.href).searchParams.getAll("`+name+`").at(-1)`); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

// TestQuestionsAreAccessible runs axe-core over the page with every question
// answered and one word of each wrong, and looks for what sticks out of a phone.
func TestQuestionsAreAccessible(t *testing.T) {
	asking := []string{"token", " king", "metric", "dot", "centred", "1", "a", "man", "b", "woman", "c", "king", "expect", "queens kings",
		"from", "man boY id:30000", "to", "woman, girl", "words", "king queen"}
	for _, lang := range languages {
		for _, theme := range []string{"light", "dark"} {
			t.Run(lang+" "+theme, func(t *testing.T) {
				b := open(t, 1280, 900)
				b.show(path("/map", append(asking, "lang", lang, "theme", theme)...))
				b.wantAccessible()
				for _, size := range []string{"normal", "large"} {
					b.do(chromedp.EmulateViewport(360, 740))
					b.show(path("/map", append(asking, "lang", lang, "theme", theme, "size", size)...))
					if width := eval[int](b, "document.documentElement.scrollWidth"); width > 360 {
						t.Errorf("size %s: %d pixels wide: %s", size, width, eval[string](b, widest))
					}
				}
			})
		}
	}
}

// TestAnalogyOnAMapOfItsOwn follows the link to the map of the four words, and
// finds a token on it without losing them.
func TestAnalogyOnAMapOfItsOwn(t *testing.T) {
	b := open(t, 1280, 900)
	b.show(path("/map", "lang", "en", "a", "man", "b", "woman", "c", "king"))
	b.follow("#analogy a", "Draw these four on a map of their own")
	b.until(theMap + `?.picture?.layout?.n === 4`)
	b.do(chromedp.SetValue(chromedp.CSS("#q"), " king"), chromedp.SendKeys(chromedp.CSS("#q"), kb.Enter))
	b.until(theMap + `?.dataset.token === "5822" && ` + theMap + `.settled && ` + theMap + `.picture.layout.n === 4 && document.querySelector("#analogy tbody")`)
}
