package e2e

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// tokensText has words, characters that r50k_base cuts, one of several code points,
// and white space.
const tokensText = "The strawberry, 草莓\n\té 👩\u200d👧 it's 12345"

// answered is the API's answer to a call.
func answered[T any](t *testing.T, call string, pairs ...string) (answer T) {
	t.Helper()
	status, _, body := get(t, path("/api/v1/"+call, pairs...))
	if status != 200 {
		t.Fatalf("%s: status %d: %s", call, status, body)
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

// list are the texts of elements, as they stand in the document.
func (b *tab) list(selector string) []string {
	b.t.Helper()
	return eval[[]string](b, `[...document.querySelectorAll(`+strconv.Quote(selector)+`)].map(e => e.textContent.trim())`)
}

func wantList(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) || len(got) == 0 {
		t.Errorf("%s: the page has\n%q, the API\n%q", what, got, want)
	}
}

// grouped is a number as a page writes it.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func TestTokensAreTheAPIs(t *testing.T) {
	type tokenized struct {
		Tokens []struct {
			ID, Start, End int
			Bytes          string
		}
	}
	b := open(t, 1280, 900)
	for _, encoding := range []string{"r50k_base", "p50k_base", "cl100k_base", "o200k_base"} {
		b.visit(path("/tokens", "text", tokensText, "encoding", encoding))
		var ids, bytes, places []string
		for _, token := range answered[tokenized](t, "tokenize", "text", tokensText, "encoding", encoding).Tokens {
			ids = append(ids, strconv.Itoa(token.ID))
			bytes = append(bytes, strings.ToUpper(token.Bytes))
			places = append(places, fmt.Sprintf("%d–%d", token.Start, token.End))
		}
		wantList(t, encoding+", ids of chips", b.list("#look .chips small"), ids)
		wantList(t, encoding+", row of ids", b.list("#look .ids a"), ids)
		wantList(t, encoding+", ids of the table", b.list("#look tbody td:nth-child(3)"), ids)
		var shown []string
		for _, hex := range b.list("#look tbody td:nth-child(4)") {
			shown = append(shown, strings.ReplaceAll(hex, " ", ""))
		}
		wantList(t, encoding+", bytes", shown, bytes)
		wantList(t, encoding+", places", b.list("#look tbody td:nth-child(5)"), places)
		wantList(t, encoding+", count", b.list(`#encodings tr[data-encoding="`+encoding+`"] td:nth-child(3)`), []string{strconv.Itoa(len(ids))})
		if n := eval[int](b, `document.querySelectorAll('#encodings .cut[data-encoding="`+encoding+`"] .piece').length`); n != len(ids) {
			t.Errorf("%s cuts into %d pieces beside the others, want %d", encoding, n, len(ids))
		}
	}
	if text := eval[string](b, "document.body.textContent"); strings.ContainsRune(text, '\uFFFD') {
		t.Error("the page has U+FFFD")
	}
}

func TestTokensMergeAsTheAPISays(t *testing.T) {
	type merging struct {
		Steps []struct {
			Pieces, Bytes, Pair []string
			Rank                int
		}
	}
	b := open(t, 1280, 900)
	for _, word := range []string{"strawberry", " unbelievable", "草莓", "don't stop", "x"} {
		for _, encoding := range []string{"r50k_base", "o200k_base"} {
			b.visit(path("/tokens", "word", word, "encoding", encoding))
			var want, ids []string
			steps := answered[merging](t, "merges", "word", word, "encoding", encoding).Steps
			for _, s := range steps {
				want = append(want, grouped(s.Rank))
			}
			want = append(want, "") // the tokens
			wantList(t, encoding+" of "+word, eval[[]string](b, `[...document.querySelectorAll(".merges > li")].map(li => li.dataset.rank)`), want)
			for i, s := range steps {
				n := eval[int](b, fmt.Sprintf(`document.querySelectorAll(".merges > li")[%d].querySelectorAll(".chip").length`, i+1))
				if n != len(s.Pieces) {
					t.Errorf("%s of %q: %d pieces after merge %d, want %d", encoding, word, n, i+1, len(s.Pieces))
				}
			}
			for _, token := range answered[struct{ Tokens []struct{ ID int } }](t, "tokenize", "text", word, "encoding", encoding).Tokens {
				ids = append(ids, strconv.Itoa(token.ID))
			}
			wantList(t, encoding+", end of "+word, b.list(".merges > li:last-child small"), ids)
			// What the model receives, in the table of letters.
			row := b.list(`#letters tr[data-encoding="` + encoding + `"] td:last-child`)
			if len(row) == 0 || row[0] != strings.Join(ids, " ") {
				t.Errorf("%s of %q: the model receives %q, want %v first", encoding, word, row, ids)
			}
		}
	}
}

func TestTokensMeasuresAreTheAPIs(t *testing.T) {
	type grown struct {
		Documents, Bytes, Rules int
		Learnt                  []struct {
			Rule, Count int
		}
		Measures []struct{ Size, Length, Unknown int }
	}
	b := open(t, 1280, 900)
	for name, asked := range map[string][]string{"text": {"text", tokensText}, "corpus": nil} {
		b.visit(path("/tokens", "text", tokensText, "measure", name, "rules", "120"))
		answer := answered[grown](t, "vocabulary", append(asked, "rule", "111", "k", "10")...)
		var want, learnt []string
		for _, m := range answer.Measures {
			want = append(want, grouped(m.Size)+" "+grouped(m.Length)+" "+grouped(m.Unknown))
		}
		wantList(t, name, eval[[]string](b, `[...document.querySelectorAll("#why tr[data-unit]")].map(tr => [1, 2, 4].map(i => tr.querySelectorAll("td")[i].textContent).join(" "))`), want)
		for _, r := range answer.Learnt {
			learnt = append([]string{grouped(r.Rule) + " " + grouped(r.Count)}, learnt...)
		}
		wantList(t, "merges", eval[[]string](b, `[...document.querySelectorAll("#grow [data-learnt] tr")].map(tr => tr.cells[0].textContent + " " + tr.cells[3].textContent)`), learnt)
		if text := eval[string](b, `document.querySelector("#why").textContent`); !strings.Contains(text, grouped(answer.Bytes)) || !strings.Contains(text, grouped(answer.Documents)) {
			t.Errorf("the page does not say that it read %d documents of %d bytes", answer.Documents, answer.Bytes)
		}
	}
}

// marked are the numbers of the marked tokens by the part that they are marked in.
const marked = `[...document.querySelectorAll("#look .marked")].map(e => (e.closest("[data-part]")?.dataset.part ?? "table") + e.dataset.token).join(" ")`

func TestTokensAreLinked(t *testing.T) {
	b := open(t, 1280, 900)
	b.visit(path("/tokens", "text", tokensText))
	b.until(`document.querySelector("token-links").dataset.ready`)
	all := func(n int) string {
		return strconv.Quote(fmt.Sprintf("text%[1]d chips%[1]d ids%[1]d table%[1]d", n))
	}
	for _, part := range []string{"text", "chips", "ids"} {
		selector := `#look [data-part=` + part + `] [data-token="2"]`
		x := eval[[]float64](b, `(e => (e.scrollIntoView({ block: "center" }), e = e.getBoundingClientRect(), [e.x + e.width / 2, e.y + e.height / 2]))(document.querySelector('`+selector+`'))`)
		b.do(chromedp.MouseEvent("mouseMoved", x[0], x[1]))
		b.until(marked + " === " + all(2))
		b.do(chromedp.MouseEvent("mouseMoved", 2, 2))
		b.until(marked + ` === ""`)
	}
	for i, part := range []string{"text", "chips", "ids"} { // a click stays, and leads nowhere
		b.do(chromedp.Click(chromedp.CSS(fmt.Sprintf(`#look [data-part=%s] [data-token="%d"]`, part, i+3))))
		b.do(chromedp.MouseEvent("mouseMoved", 2, 2))
		b.until(marked + " === " + all(i+3) + ` && location.hash === "#token-` + strconv.Itoa(i+3) + `"`)
	}
	eval[any](b, `window.left = true, location.reload()`) // the token that was chosen is in the address
	b.until(`!window.left && document.querySelector("token-links").dataset.ready && ` + marked + " === " + all(5))
	want := eval[[]string](b, `[...document.querySelector("#token-5").cells].map(c => c.textContent.replace(/\s+/g, " ").trim())`)
	said := eval[string](b, `document.querySelector("#look .readout").textContent`)
	for _, part := range want {
		if !strings.Contains(said, part) {
			t.Errorf("%q does not say %q", said, part)
		}
	}
	// By the keyboard alone: Tab from chip to chip, arrows within the ids.
	eval[any](b, `document.querySelector('#look [data-part=chips] [data-token="1"]').focus()`)
	b.until(marked + " === " + all(1))
	b.do(chromedp.KeyEvent(kb.Tab))
	b.until(marked + " === " + all(2))
	b.do(chromedp.KeyEvent(kb.ArrowRight), chromedp.KeyEvent(kb.ArrowRight), chromedp.KeyEvent(kb.ArrowLeft))
	b.until(marked + " === " + all(3))
	b.do(chromedp.KeyEvent(kb.Escape))
	b.until(marked + ` === ""`)
	eval[any](b, `document.querySelector("#look [data-part=ids]").focus()`)
	b.do(chromedp.KeyEvent(kb.ArrowRight), chromedp.KeyEvent(kb.ArrowRight))
	b.until(marked + " === " + all(2))
}

// seen are the places of the steps that are shown, from 1.
const seen = `[...document.querySelectorAll(".merges > li")].flatMap((li, i) => li.hidden ? [] : [i + 1]).join()`

func TestTokensMergesArePlayed(t *testing.T) {
	b := open(t, 1280, 900)
	b.visit(path("/tokens", "step", "3"))
	b.until(seen + ` === "3"`)
	press := func(n int) {
		b.do(chromedp.Click(chromedp.CSS(fmt.Sprintf("#merges .player button:nth-of-type(%d)", n))))
	}
	press(1)
	b.until(seen + ` === "2" && new URL(location).searchParams.get("step") === "2"`)
	press(3)
	press(3)
	b.until(seen + ` === "4"`)
	press(2)
	b.until(seen + ` === "8"`) // to the end, by itself
	press(3)
	b.until(seen + ` === "8"`)
	press(4)
	b.until(seen + ` === "1,2,3,4,5,6,7,8"`)
	press(4)
	b.until(seen + ` === "8"`)
	eval[any](b, `window.left = true, location.reload()`)
	b.until("!window.left && " + seen + ` === "8"`)
}

// The page without scripts is the oracle of the one with them.
func TestTokensVocabularyGrows(t *testing.T) {
	const cut = `[...document.querySelectorAll("#grow [data-cut] .piece")].map(e => e.textContent + (e.classList.contains("hex") ? "*" : "")).join("|") + " " +
		document.querySelector("#grow [data-said]").textContent + [...document.querySelectorAll("#grow [data-cut] .split > b")].map(e => e.textContent)`
	const rows = `[...document.querySelectorAll("#grow [data-learnt] tr")].map(e => e.textContent.replaceAll(/\s+/g, " ").trim()).join("|")`
	b := open(t, 1280, 900)
	b.visit(path("/tokens", "text", tokensText, "rules", "0"))
	b.until(`document.querySelector("vocabulary-growth").dataset.ready`)
	found := map[int][2]string{}
	for _, n := range []int{0, 1, 2, 3} {
		if n > 0 {
			b.do(chromedp.Click(chromedp.CSS("#grow .player button:nth-of-type(3)")))
		}
		first := map[bool]string{true: "No merge", false: strconv.Itoa(n)}[n == 0]
		b.until(`document.querySelector("#grow [data-learnt] td").textContent.startsWith("` + first + `")`)
		found[n] = [2]string{eval[string](b, cut), eval[string](b, rows)}
	}
	for _, stop := range []string{"this.value = 90", "this.value = this.max"} {
		n, err := strconv.Atoi(eval[string](b, `(function () { `+stop+`; this.dispatchEvent(new Event("input")); return new URL(location).searchParams.get("rules") }).call(document.querySelector("#grow input[type=range]"))`))
		if err != nil {
			t.Fatal(err)
		}
		b.until(`document.querySelector("#grow [data-learnt]").rows.length === 10`)
		found[n] = [2]string{eval[string](b, cut), eval[string](b, rows)}
	}
	b.do(chromedp.Click(chromedp.CSS("#grow .player button:nth-of-type(1)")))
	// Whatever leads on from here keeps the number of merges.
	rules := eval[string](b, `new URL(location).searchParams.get("rules")`)
	b.do(chromedp.Click(chromedp.CSS(`#encodings tr[data-encoding="o200k_base"] a`)))
	b.until(`document.querySelector("#look h2").textContent.includes("o200k_base") && new URL(location).searchParams.get("rules") === "` + rules + `" && document.querySelector("vocabulary-growth").dataset.ready`)
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	for n, with := range found {
		b.visit(path("/tokens", "text", tokensText, "rules", strconv.Itoa(n)))
		if got := eval[string](b, cut); got != with[0] {
			t.Errorf("%d merges, with scripts:\n%s\nwithout:\n%s", n, with[0], got)
		}
		if got := eval[string](b, rows); got != with[1] {
			t.Errorf("%d merges, table with scripts:\n%s\nwithout:\n%s", n, with[1], got)
		}
	}
}

func TestTokensWithoutJavaScript(t *testing.T) {
	b := open(t, 1280, 900)
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.visit(path("/tokens", "text", tokensText, "rules", "17"))
	b.until(seen + ` === "1,2,3,4,5,6,7,8"`)
	b.do(chromedp.Click(chromedp.CSS(`#look .chips [data-token="4"]`)))
	b.until(`document.querySelector("#token-4:target").getBoundingClientRect().height > 0`)
	word := chromedp.CSS("#word [name=word]")
	b.do(chromedp.SetValue(word, "raspberry"), chromedp.SendKeys(word, kb.Enter))
	b.until(`document.querySelector("#letters h3").textContent.includes("raspberry") && location.hash === "#word"`)
	state := eval[string](b, `new URL(location).searchParams.get("text") + new URL(location).searchParams.get("rules")`)
	if strings.ReplaceAll(state, "\r\n", "\n") != tokensText+"17" {
		t.Errorf("asking for a word leaves %q", state)
	}
	b.do(chromedp.Click(chromedp.CSS(`#merges .choices a:nth-of-type(3)`)))
	b.until(`document.querySelector("#look h2").textContent.includes("cl100k_base") && document.querySelector("#word [name=word]").value === "raspberry"`)
}

func TestTokensOfALongText(t *testing.T) {
	b := open(t, 1280, 900)
	b.visit(path("/tokens", "text", longText))
	b.until(holds(longText))
	word := chromedp.CSS("#word [name=word]")
	b.do(chromedp.SetValue(word, "raspberry"), chromedp.SendKeys(word, kb.Enter))
	b.until(`document.querySelector("#letters h3").textContent.includes("raspberry") && ` + holds(longText))
	b.do(chromedp.Click(chromedp.CSS(`#encodings button[value="o200k_base"]`)))
	b.until(`document.querySelector("#look h2").textContent.includes("o200k_base") && document.querySelector("#word [name=word]").value === "raspberry" && ` + holds(longText))
	b.do(chromedp.Click(chromedp.CSS(`#why button[value="corpus"]`)))
	b.until(`document.querySelector('#why button[value="corpus"]').hasAttribute("aria-current") && document.querySelector("#look h2").textContent.includes("o200k_base") && ` + holds(longText))
}

func TestTokensAreAccessible(t *testing.T) {
	for _, lang := range languages {
		for _, theme := range []string{"light", "dark"} {
			t.Run(lang+" "+theme, func(t *testing.T) {
				b := open(t, 360, 740)
				show := func(state ...string) {
					b.visit(path("/tokens", append(state, "lang", lang, "theme", theme)...) + "#token-1")
					b.until(`document.querySelector("vocabulary-growth").dataset.ready`)
					eval[any](b, `document.querySelector('#look .chips [data-token="1"]')?.focus()`)
					if width := eval[int](b, "document.documentElement.scrollWidth"); width > 360 {
						t.Errorf("%v is %d pixels wide: %s", state, width, eval[string](b, widest))
					}
				}
				show("text", "", "word", "", "letter", "")
				b.wantAccessible()
				show("text", "يولد جميع الناس أحرارًا", "word", "don't 草", "letter", "草", "encoding", "o200k_base", "rules", "0")
				eval[any](b, `document.querySelector("#merges .player .plain").click()`) // all steps
				b.wantAccessible()
				show("text", longText, "measure", "corpus") // too long for axe-core's patience
				show("text", tokensText, "size", "large")
			})
		}
	}
}

func TestTokensModules(t *testing.T) {
	testModules(t, []moduleTest{
		{"seams", "tokens are the bytes between seams that are open", `
			const bytes = new TextEncoder().encode("a草e\u0301 b")
			const seams = [0, 0, 5, 9, 0, 2, 7, 0, 1]
			for (let rules = 0; rules < 12; rules++) {
				const units = m.cutBy(bytes, seams, rules)
				const all = units.flatMap((u) => u.pieces)
				want(all.map((p) => p.bytes).join("") === "61e88d8965cc812062", "bytes", all.map((p) => p.bytes))
				want(all.length === seams.filter((s) => s === 0 || s > rules).length, rules, "rules give", all.length)
				want(all.every((p) => !p.text.includes("\uFFFD")), "U+FFFD")
				want(units.every((u) => (u.pieces.length > 1) === Boolean(u.cut)), "cut", rules)
				want(units.filter((u) => u.cut).every((u) => u.cut.text !== ""), "a cut character has no text")
			}
			want(m.cutBy(bytes, seams, 9).map((u) => u.cut?.text ?? u.pieces[0].text).join("|") === "a|草|e\u0301| b", "units")
			want(m.cutBy(new Uint8Array(), [], 3).length === 0, "nothing")`},
		{"seams", "stops go from none to all, one by one at first", `
			for (const most of [0, 1, 39, 100, 5000]) {
				const stops = m.stopsTo(most)
				want(stops[0] === 0 && stops.at(-1) === most, "ends", most)
				want(stops.every((n, i) => i === 0 || n > stops[i - 1]), "ascend", most)
				want(stops.slice(0, 41).every((n, i) => n === i), "one by one", most)
				want(stops.length < 260, stops.length, "stops")
			}`},
	})
}
