package e2e

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tokenscape/embedding/bpe"
)

// These tests read every number of a page and hold it against the API's, rounded as
// the page rounds: each says how.

// called asks the API.
func called[T any](t *testing.T, call string, pairs ...string) T {
	t.Helper()
	status, _, body := get(t, path("/api/v1/"+call, pairs...))
	var a T
	if err := json.Unmarshal(body, &a); err != nil || status != 200 {
		t.Fatalf("%s %v: status %d, %v", call, pairs, status, err)
	}
	return a
}

// decimals writes a number with so many, and a true minus sign.
func decimals(x float64, n int) string {
	return strings.Replace(strconv.FormatFloat(x, 'f', n, 64), "-", "−", 1)
}

// digits writes a number's first three.
func digits(x float64) string {
	return strings.ReplaceAll(strconv.FormatFloat(x, 'g', 3, 64), "-", "−")
}

// thousands writes a whole number with a comma after each three digits.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for at := len(s) - 3; at > 0; at -= 3 {
		s = s[:at] + "," + s[at:]
	}
	return s
}

// hundredths writes a share of 1 in hundredths with one decimal, as English does.
func hundredths(share float64) string { return decimals(100*share, 1) + " %" }

// cells are the texts of a table's cells, row by row; the parts of a cell that is a
// chip are apart from each other.
func (b *tab) cells(table string) [][]string {
	b.t.Helper()
	rows := eval[[][]string](b, fmt.Sprintf(`[...document.querySelectorAll(%q)].flatMap(table => [...table.tBodies].flatMap(body => [...body.rows].map(row => [...row.cells].map(cell => [...cell.querySelectorAll("b, small")].length ? [...cell.querySelectorAll("b, small")].map(part => part.textContent.trim()).join(" ") : cell.textContent.replace(/\s+/g, " ").trim()))))`, table))
	if len(rows) == 0 {
		b.t.Fatalf("no rows in %s", table)
	}
	return rows
}

// same compares lines of a page with what they should be, each of them.
func same[T any](t *testing.T, what string, got, want []T) {
	t.Helper()
	if len(got) != len(want) || len(want) == 0 {
		t.Errorf("%s: %d on the page, %d in the API", what, len(got), len(want))
		return
	}
	for i, told := 0, 0; i < len(want) && told < 5; i++ {
		if g, w := fmt.Sprintf("%#v", got[i]), fmt.Sprintf("%#v", want[i]); g != w {
			t.Errorf("%s, line %d: %s on the page, %s in the API", what, i+1, g, w)
			told++
		}
	}
}

// says looks for a piece of text on the page.
func (b *tab) says(selector, want string) {
	b.t.Helper()
	if text := strings.Join(strings.Fields(strings.Join(b.texts(selector), " ")), " "); !strings.Contains(text, want) {
		b.t.Errorf("%s does not say %q: %.400s", selector, want, text)
	}
}

// shown is a token's text with its blanks to be seen.
func shown(text string) string { return strings.ReplaceAll(text, " ", "␣") }

// vectors are those of a sentence, as they lie in memory.
type vectors struct {
	Dim, Context, Dropped int
	Tokens                []struct {
		ID       int
		Text     string
		Position int
		Trained  bool
		Token    []float32 `json:"token_vector"`
		Place    []float32 `json:"position_vector"`
		Input    []float32 `json:"input_vector"`
	}
}

type scored struct {
	ID    int
	Text  string
	Score float64
}

func scores(list []scored, write func(float64) string) (lines []string) {
	for _, n := range list {
		lines = append(lines, shown(n.Text)+" "+write(n.Score))
	}
	return lines
}

// TestJourneyNumbers reads the ids, all colours of all strips (the nearest of 17
// steps), all numbers of each token (three decimals), the probabilities (one decimal
// of a hundredth) and scores (three decimals), and what the map keeps.
func TestJourneyNumbers(t *testing.T) {
	v := called[vectors](t, "embed", "text", sentence)
	b := open(t, 1280, 900)
	for at := range v.Tokens {
		b.visit(path("/", "text", sentence, "at", strconv.Itoa(at+1), "lang", "en"))
		var want [][]string
		for j := range v.Dim {
			token := v.Tokens[at]
			want = append(want, []string{strconv.Itoa(j), three(float64(token.Token[j])), three(float64(token.Place[j])), three(float64(token.Input[j]))})
		}
		same(t, fmt.Sprint("numbers of token ", at+1), b.cells("#numbers table"), want)
	}
	var ids []string
	var rows [][]float32
	top := 0.
	for _, token := range v.Tokens {
		ids = append(ids, shown(token.Text)+" "+strconv.Itoa(token.ID))
		rows = append(rows, token.Token, token.Place, token.Input)
	}
	for _, row := range rows {
		for _, x := range row {
			top = max(top, math.Abs(float64(x)))
		}
	}
	same(t, "tokens", eval[[]string](b, `[...document.querySelectorAll("section:nth-of-type(2) .chips .chip")].map(c => [...c.children].map(p => p.textContent).join(" "))`), ids)
	var colours []string
	for _, row := range rows {
		var levels []string
		for _, x := range row {
			levels = append(levels, strconv.Itoa(8+int(math.Round(float64(x)/top*8))))
		}
		colours = append(colours, strings.Join(levels, " "))
	}
	same(t, "strips", eval[[]string](b, strips(".vectors .strip svg")), colours)
	b.says(".step .note", "±"+three(top))

	type next struct {
		Next []struct {
			ID                 int
			Text               string
			Probability, Logit float64
		}
	}
	for _, warmth := range []string{"0.3", "1", "3"} {
		b.visit(path("/", "text", sentence, "temperature", warmth, "lang", "en"))
		got := b.cells("table.next")
		p := called[next](t, "predict", "text", sentence, "k", strconv.Itoa(len(got)), "temperature", warmth)
		var want [][]string
		for _, n := range p.Next {
			want = append(want, []string{shown(n.Text) + " " + strconv.Itoa(n.ID), "", hundredths(n.Probability), three(float64(float32(n.Logit)))})
		}
		same(t, "next tokens at temperature "+warmth, got, want)
	}

	m := called[projected](t, "projection", "text", sentence, "rows", "unit")
	b.says("figcaption", fmt.Sprintf("PCA fitted on %d tokens of classroom.", m.FittedOn))
	b.says("figcaption", fmt.Sprintf("keeps %s of", hundredths(m.Ratio[0]+m.Ratio[1])))
}

// strips reads the colours of strips back: of each its levels from 0 to 16, in order.
func strips(selector string) string {
	return fmt.Sprintf(`[...document.querySelectorAll(%q)].map(svg => {
		const levels = []
		for (const p of svg.querySelectorAll("path")) for (const [, at] of p.getAttribute("d").matchAll(/M(\d+) 0h1v1h-1z/g)) levels[at] = p.getAttribute("class").slice(1)
		return levels.join(" ")
	})`, selector)
}

type projected struct {
	FittedOn int       `json:"fitted_on"`
	Ratio    []float64 `json:"explained_variance_ratio"`
	Kept     float64
	Points   []struct {
		ID          int
		Coordinates []float64
	}
}

// TestTokensNumbers reads the table of tokens in each encoding, how many there are in
// each (characters per token with two decimals), the prices of all texts, and the
// merges and pieces of a word.
func TestTokensNumbers(t *testing.T) {
	type cut struct {
		Tokens []struct {
			ID         int
			Text       string
			Bytes      string
			Start, End int
		}
	}
	const text = "The king of France likes strawberry juice 草莓 🍓"
	b := open(t, 1280, 900)
	sizes := map[string][]string{}
	for _, encoding := range bpe.Names() {
		b.visit(path("/tokens", "text", text, "encoding", encoding, "lang", "en"))
		tokens := called[cut](t, "tokenize", "text", text, "encoding", encoding).Tokens
		var want [][]string
		for i, token := range tokens {
			from, to := len([]rune(text[:token.Start])), len([]rune(text[:token.End]))
			name := strings.ToUpper(spaced(token.Bytes))
			want = append(want, []string{strconv.Itoa(i + 1), strconv.Itoa(token.ID), name, fmt.Sprintf("%d–%d", token.Start, token.End), fmt.Sprint(from, to)})
		}
		var got [][]string
		for _, row := range b.cells("table.tokens") {
			at, _ := strconv.Atoi(row[0])
			characters := want[min(max(at-1, 0), len(want)-1)][4] // held apart below: a part of one is written in words
			got = append(got, []string{row[0], row[2], row[3], row[4], characters})
		}
		same(t, "tokens of "+encoding, got, want)
		sizes[encoding] = []string{strconv.Itoa(len(tokens)), strconv.FormatFloat(float64(len([]rune(text)))/float64(len(tokens)), 'f', 2, 64)}
		b.says("#look", fmt.Sprintf("%d characters, %d bytes, %d tokens: %s characters per token.", len([]rune(text)), len(text), len(tokens), sizes[encoding][1]))
	}
	names := eval[[]string](b, `[...document.querySelectorAll("#encodings tbody tr")].map(row => row.dataset.encoding)`)
	for i, row := range b.cells("#encodings table") {
		name := names[i]
		if !slices.Equal(row[2:4], sizes[name]) {
			t.Errorf("%s: %q on the page, %q in the API", name, row[2:4], sizes[name])
		}
	}

	// The prices: the link of each row has its text.
	for _, table := range []int{0, 1} {
		selector := fmt.Sprintf(`[...document.querySelectorAll("table.prices")][%d]`, table)
		names := eval[[]string](b, `[...`+selector+`.tHead.rows[0].cells].slice(1, -1).map(c => c.textContent)`)
		var english []int
		for _, row := range eval[[][]string](b, `[...`+selector+`.tBodies[0].rows].map(row => [new URL(row.querySelector("td.text a").href).searchParams.get("text"), ...[...row.cells].slice(1, -1).map(c => c.textContent.trim().replace(/\s+/g, " "))])`) {
			var want []string
			var counts []int
			for i, encoding := range names {
				n := len(called[cut](t, "tokenize", "text", row[0], "encoding", encoding).Tokens)
				counts = append(counts, n)
				beside := strconv.FormatFloat(float64(len([]rune(row[0])))/float64(n), 'f', 2, 64)
				if table == 1 {
					if english == nil {
						beside = "1.00×"
					} else {
						beside = strconv.FormatFloat(float64(n)/float64(english[i]), 'f', 2, 64) + "×"
					}
				}
				want = append(want, fmt.Sprintf("%d %s", n, beside))
			}
			if table == 1 && english == nil {
				english = counts
			}
			same(t, row[0], row[1:], want)
		}
	}

	// The merges of a word: rank and pieces after each.
	type merges struct {
		Steps []struct {
			Bytes []string
			Rank  int
		}
	}
	for _, encoding := range bpe.Names() {
		for _, word := range []string{"strawberry", " strawberry", "Strawberry", "草莓", "antidisestablishmentarianism"} {
			m := called[merges](t, "merges", "word", word, "encoding", encoding)
			b.visit(path("/tokens", "word", word, "encoding", encoding, "lang", "en"))
			var want []string
			pieces := make([]string, len(word))
			for i := range pieces {
				pieces[i] = fmt.Sprintf("%02x", word[i])
			}
			for _, step := range m.Steps {
				want = append(want, fmt.Sprintf("%d pieces, rank %s", len(pieces), thousands(step.Rank)))
				pieces = step.Bytes
			}
			want = append(want, fmt.Sprintf("%d pieces, rank ", len(pieces)))
			same(t, fmt.Sprintf("merges of %q in %s", word, encoding),
				eval[[]string](b, `[...document.querySelectorAll(".merges > li")].map(li => li.querySelectorAll(".join .chip").length + " pieces, rank " + (li.querySelector(".lowest")?.textContent ?? ""))`), want)
			ids := eval[[]string](b, `[...document.querySelectorAll(".merges > li:last-child .chip small")].map(s => s.textContent)`)
			var tokens []string
			for _, token := range called[cut](t, "tokenize", "text", word, "encoding", encoding).Tokens {
				tokens = append(tokens, strconv.Itoa(token.ID))
			}
			same(t, fmt.Sprintf("the last step of %q in %s", word, encoding), ids, tokens)
		}
	}
}

// spaced parts hexadecimal digits byte by byte.
func spaced(hex string) string {
	var parts []string
	for i := 0; i+1 < len(hex); i += 2 {
		parts = append(parts, hex[i:i+2])
	}
	return strings.Join(parts, " ")
}

// TestVectorsNumbers reads the sums of each token and every cosine of a position (four
// and three decimals), and the curve of a name that falls out of the context, all of
// it (hundredths as the probabilities elsewhere).
func TestVectorsNumbers(t *testing.T) {
	v := called[vectors](t, "embed", "text", sentence)
	b := open(t, 1280, 900)
	for at, token := range v.Tokens {
		b.visit(path("/vectors", "text", sentence, "at", strconv.Itoa(at+1), "lang", "en"))
		var want [][]string
		for j := range v.Dim {
			want = append(want, []string{strconv.Itoa(j), decimals(float64(token.Token[j]), 4), decimals(float64(token.Place[j]), 4), decimals(float64(token.Input[j]), 4)})
		}
		same(t, fmt.Sprint("sums of token ", at+1), b.cells("#sums"), want)
	}
	// A text that fills the context has every row of W_P.
	full := called[vectors](t, "embed", "text", "The"+strings.Repeat(" dog", v.Context-1))
	if len(full.Tokens) != v.Context || full.Dropped != 0 {
		t.Fatalf("%d tokens, %d dropped", len(full.Tokens), full.Dropped)
	}
	for _, here := range []int{0, 1, 31, v.Context - 1} {
		b.visit(path("/vectors", "here", strconv.Itoa(here), "there", "7", "lang", "en"))
		var want, got []string
		for _, other := range full.Tokens {
			want = append(want, three(cosine(full.Tokens[here].Place, other.Place)))
		}
		for _, row := range b.cells("#cosines") {
			got = append(got, row[1])
		}
		same(t, fmt.Sprint("cosines with position ", here), got, want)
		b.says("#alike strong", "is "+want[7]+".")
	}
}

func dot(a, b []float32) (sum float64) {
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}

func cosine(a, b []float32) float64 { return dot(a, b) / math.Sqrt(dot(a, a)*dot(b, b)) }

// TestMapNumbers reads where each point lies and what is kept, the neighbours by all
// three measures, those in the picture, pins, an analogy, an axis, what is found, and
// how true the picture is. Cosines and distances have three decimals, dot products
// three digits.
func TestMapNumbers(t *testing.T) {
	groups := []string{"on", "category:country", "on", "category:capital", "on", "category:animal"}
	asked := append([]string{"lang", "en", "token", " king", "pins", " queen", "pins", " France", "also", " king",
		"a", "man", "b", "woman", "c", "king", "expect", "queen", "from", "man, boy", "to", "woman, girl", "words", "king, queen, prince, princess", "q", "king", "measure", "1"}, groups...)
	on := append([]string{"also", " king", "rows", "unit"}, groups...)
	b := open(t, 1280, 900)
	b.show(path("/map", asked...))

	m := called[projected](t, "projection", on...)
	var want []string
	for _, p := range m.Points {
		want = append(want, fmt.Sprint(p.ID, " ", float32(p.Coordinates[0]), " ", float32(p.Coordinates[1])))
	}
	var got []string
	for _, p := range eval[[][3]float64](b, `(({ ids, coordinates: [x, y] }) => Array.from(ids, (id, i) => [id, x[i], y[i]]))(`+theMap+`.picture.layout)`) {
		got = append(got, fmt.Sprint(int(p[0]), " ", float32(p[1]), " ", float32(p[2])))
	}
	same(t, "points", got, want)
	b.says(`[data-panel="caption"]`, fmt.Sprintf("Fitted on the %s tokens of classroom", thousands(m.FittedOn)))
	b.says(`[data-panel="caption"]`, "keeps "+hundredths(m.Kept)+" of the variance of the "+thousands(len(m.Points))+" points")
	for k := range 2 {
		b.says(`[data-panel="caption"] details`, fmt.Sprintf("component %d, with %s of the variance", k+1, hundredths(m.Ratio[k])))
	}

	type neighbours struct{ Neighbors []scored }
	for _, metric := range []string{"cosine", "euclidean", "dot"} {
		if metric != "cosine" {
			b.show(path("/map", append(asked, "metric", metric)...))
		}
		rows := b.cells("#neighbors table")
		near := called[neighbours](t, "neighbors", "token", " king", "metric", metric, "k", strconv.Itoa(len(rows))).Neighbors
		var lines [][]string
		for _, n := range near {
			value := func(metric string) float64 {
				type matrix struct{ Values [][]float64 }
				return called[matrix](t, "similarities", "tokens", " king", "tokens", "id:"+strconv.Itoa(n.ID), "metric", metric).Values[0][1]
			}
			lines = append(lines, []string{shown(n.Text) + " " + strconv.Itoa(n.ID), three(value("cosine")), three(value("euclidean")), digits(value("dot"))})
			if got := value(metric); math.Abs(got-n.Score) > 1e-9*(1+math.Abs(got)) {
				t.Errorf("%s of %q: %v and %v", metric, n.Text, got, n.Score)
			}
		}
		same(t, "neighbours by "+metric, rows, lines)
	}

	type hood struct {
		True, Apparent []scored
		Kept           float64 // a share
	}
	h := called[hood](t, "neighborhood", append([]string{"token", " king"}, on...)...)
	var rows [][]string
	for i := range h.True {
		a, b := h.True[i], h.Apparent[i]
		rows = append(rows, []string{shown(a.Text), three(a.Score), shown(b.Text), three(b.Score)})
	}
	var lines [][]string
	for _, row := range b.cells("table.near") {
		lines = append(lines, []string{strings.Fields(row[0])[0], row[1], strings.Fields(row[2])[0], row[3]})
	}
	same(t, "neighbours in space and picture", lines, rows)
	b.says("#chosen strong", fmt.Sprintf("%.0f of the %d true neighbours", h.Kept*float64(len(h.True)), len(h.True)))

	pins := b.cells("#pins table")
	type matrix struct{ Values [][]float64 }
	for i, line := range called[matrix](t, "similarities", "tokens", " queen", "tokens", " France").Values {
		var values []string
		for _, x := range line {
			values = append(values, three(x))
		}
		same(t, "pins", pins[i][1:], values)
	}

	type analogy struct {
		Answers []scored
		LeftOut []scored `json:"left_out"`
	}
	rows = b.cells("#analogy table")
	a := called[analogy](t, "analogy", "a", " man", "b", " woman", "c", " king", "k", strconv.Itoa(len(rows)))
	lines = nil
	for i, n := range a.Answers {
		lines = append(lines, []string{strconv.Itoa(i + 1), shown(n.Text) + " " + strconv.Itoa(n.ID), three(n.Score)})
	}
	same(t, "answers", rows, lines)
	same(t, "left out", eval[[]string](b, `[...document.querySelectorAll("#analogy div.chips .chip")].map(c => [...c.children].map(p => p.textContent.trim()).join(" "))`), scores(a.LeftOut, three))

	type axis struct {
		Tokens []struct {
			ID              int
			Text            string
			Coordinate, Dot float64
		}
	}
	x := called[axis](t, "axis", "from", " man", "from", " boy", "to", " woman", "to", " girl",
		"tokens", " king", "tokens", " queen", "tokens", " prince", "tokens", " princess", "tokens", " man", "tokens", " boy", "tokens", " woman", "tokens", " girl")
	slices.SortFunc(x.Tokens, func(p, q struct {
		ID              int
		Text            string
		Coordinate, Dot float64
	}) int {
		return int(math.Copysign(1, p.Coordinate-q.Coordinate))
	})
	lines = nil
	for _, p := range x.Tokens {
		lines = append(lines, []string{shown(p.Text) + " " + strconv.Itoa(p.ID), "", three(p.Coordinate), digits(p.Dot)})
	}
	same(t, "places on the axis", b.cells("#axis table"), lines)

	type found struct {
		Total   int
		Matches []scored
	}
	f := called[found](t, "search", "q", "king", "k", "50")
	want = nil
	for _, n := range f.Matches {
		want = append(want, strconv.Itoa(n.ID))
	}
	same(t, "found", eval[[]string](b, `[...document.querySelectorAll(".found .chip small:nth-of-type(1)")].map(s => s.textContent)`), want)
	b.says(".map-head", fmt.Sprintf("Tokens found: %s; listed: %d.", thousands(f.Total), len(f.Matches)))

	type fidelity struct {
		K, Compared     int
		Mean            float64 `json:"preservation_mean"`
		Trustworthiness float64
		Continuity      float64
	}
	g := called[fidelity](t, "fidelity", on...)
	same(t, "fidelity", b.texts(".fidelity dd"), []string{three(g.Mean), three(g.Trustworthiness), three(g.Continuity)})
	b.says(`[data-panel="fidelity"] > p`, "keeps "+decimals(g.Mean*float64(g.K), 1))
}

// TestReplayNumbers goes through all snapshots of the pretraining and reads what was
// measured at each: as the server writes it, and as the script does when it plays.
func TestReplayNumbers(t *testing.T) {
	type replay struct {
		FittedOn  int `json:"fitted_on"`
		Snapshots []struct {
			Step, Tokens int
			Loss, Purity float64
			Ratio        []float64 `json:"explained_variance_ratio"`
			Relations    []struct {
				Name string
				Mean *float64 `json:"mean_cosine"`
			}
		}
	}
	r := called[replay](t, "training/replay", "rows", "unit")
	b := open(t, 1280, 900)
	readings := `Object.fromEntries([...document.querySelectorAll("training-replay [data-value]")].map(e => [e.dataset.value, e.textContent.trim()]))`
	b.show(path("/train", "lang", "en"))
	for i, s := range r.Snapshots {
		want := map[string]string{"step": thousands(s.Step), "tokens": thousands(s.Tokens), "loss": three(s.Loss), "doubt": decimals(math.Exp(s.Loss), 1),
			"purity": three(s.Purity), "kept": hundredths(s.Ratio[0] + s.Ratio[1])}
		for _, p := range s.Relations {
			if p.Mean != nil {
				want["parallel-"+p.Name] = three(*p.Mean)
			}
		}
		check := func(by string, got map[string]string) {
			for name, value := range want {
				if got[name] != value {
					t.Errorf("step %d by the %s: %s is %q on the page, %q in the API", s.Step, by, name, got[name], value)
				}
			}
		}
		eval[any](b, fmt.Sprintf(`void (slider => { slider.value = %d; slider.dispatchEvent(new Event("input", { bubbles: true })) })(document.querySelector("training-replay .player input[type=range]"))`, i))
		b.until(fmt.Sprintf(`document.querySelector('training-replay [data-value="step"]').textContent.trim() === %q`, thousands(s.Step)))
		check("script", eval[map[string]string](b, readings))
		page := fetched(t, path("/train", "lang", "en", "step", strconv.Itoa(s.Step)))
		check("server", page)
	}
	b.says("training-replay figcaption, #replay", fmt.Sprintf("PCA fitted on %d tokens of classroom.", r.FittedOn))

	// One step seen closely: every place of the sentence, before and after.
	type guess struct {
		ID          int
		Text        string
		Probability float64
	}
	type step struct {
		Losses    []float64
		Others    float64 `json:"others_moved"`
		Positions []struct {
			Input, Target guess
			Candidates    []guess
			Before, After struct{ Probability, Loss float64 }
			Moved         float64
		}
	}
	for _, start := range []string{"random", "trained"} {
		b.show(path("/train", "lang", "en", "text", sentence, "start", start, "steps", "5"))
		l := called[step](t, "training/step", "text", sentence, "start", start, "steps", "5")
		var want []string
		for _, p := range l.Positions {
			var guesses []string
			for _, g := range p.Candidates {
				guesses = append(guesses, shown(g.Text)+" "+odds(g.Probability))
			}
			want = append(want, strings.Join([]string{shown(p.Input.Text) + " " + strconv.Itoa(p.Input.ID), strings.Join(guesses, " "), shown(p.Target.Text) + " " + strconv.Itoa(p.Target.ID),
				odds(p.Before.Probability) + " → " + odds(p.After.Probability), three(p.Before.Loss) + " → " + three(p.After.Loss), decimals(p.Moved, 4)}, " | "))
		}
		same(t, "a step from "+start, eval[[]string](b, `[...document.querySelector("table.look").tBodies[0].rows].map(row => [...row.cells].map(cell => [...cell.querySelectorAll(".chip")].length ? [...cell.querySelector(".chip").children].map(p => p.textContent.trim()).join(" ") : [...cell.querySelectorAll("span")].map(s => s.textContent.trim()).join(" ") || cell.textContent.replace(/\s+/g, " ").trim()).join(" | "))`), want)
		var losses []string
		for _, x := range l.Losses {
			losses = append(losses, three(x))
		}
		b.says("#look", "Mean loss: "+strings.Join(losses, " → ")+".")
		b.says("#look", "by "+decimals(l.Others, 4)+" on average")
	}
}

// fetched are the readings of a page as the server writes it.
func fetched(t *testing.T, address string) map[string]string {
	t.Helper()
	status, _, body := get(t, address)
	if status != 200 {
		t.Fatalf("%s: status %d", address, status)
	}
	found := map[string]string{}
	for _, part := range strings.Split(string(body), `data-value="`)[1:] {
		name, rest, _ := strings.Cut(part, `"`)
		_, rest, _ = strings.Cut(rest, ">")
		value, _, _ := strings.Cut(rest, "<")
		found[name] = strings.TrimSpace(value)
	}
	return found
}
