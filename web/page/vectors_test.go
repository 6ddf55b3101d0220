package page_test

import (
	"bytes"
	"fmt"
	"image/png"
	"math"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/web/weights"
)

func TestVectorsPage(t *testing.T) {
	h := pages(t)
	for name, tt := range map[string]struct {
		query  url.Values
		status int
		want   string
	}{
		"the ready sentence":         {nil, 200, "W_E has 3,743 rows, one for each token that the model knows, and 96 columns: 359,328 numbers"},
		"in Chinese":                 {url.Values{"lang": {"zh"}}, 200, "W_E 有 3,743 行"},
		"an empty text":              {url.Values{"text": {""}}, 200, "Use the ready sentence"},
		"another token":              {url.Values{"at": {"4"}}, 200, "at place 1129"},
		"an untrained token":         {url.Values{"text": {"草莓"}}, 200, "no row for it"},
		"a row by its number":        {url.Values{"row": {"3742"}}, 200, "at place 3742"},
		"a row that is not there":    {url.Values{"row": {"3743"}}, 200, "“3743” in row: The value is out of range. Accepted: 0–3742."},
		"a row that is no number":    {url.Values{"row": {"first"}, "lang": {"zh"}}, 200, "row=first"},
		"another number of the row":  {url.Values{"element": {"95"}}, 200, "Number 95 of the result"},
		"more tokens than context":   {url.Values{"text": {strings.Repeat("the ", 500)}}, 200, "did not fit into the context of 64"},
		"GPT-3":                      {url.Values{"vocab": {"50257"}, "width": {"12288"}, "context": {"2048"}, "layers": {"96"}}, 200, "<td>617,558,016</td>"},
		"GPT-3's memory":             {url.Values{"vocab": {"50257"}, "width": {"12288"}, "context": {"2048"}, "layers": {"96"}}, 200, "<td>698.4 GB</td>"},
		"a GPT of one":               {url.Values{"vocab": {"1"}, "width": {"1"}, "context": {"1"}, "layers": {"1"}}, 200, "<td>29</td>"},
		"a GPT beyond all measure":   {url.Values{"width": {"1000001"}}, 200, "Accepted: 1–1000000"},
		"who bites whom":             {nil, 200, "With W_P added, 2 of 5 input vectors differ (place 1, 4)"},
		"who bites whom in Chinese":  {url.Values{"lang": {"zh"}}, 200, "5 个输入向量里有 2 个不同（位置 1、4）"},
		"other words":                {url.Values{"one": {"A cat"}, "other": {"The cat sleeps"}}, 200, "do not hold the same tokens"},
		"the same sentence twice":    {url.Values{"one": {"A cat"}, "other": {"A cat"}}, 200, "equally often"},
		"no sentences":               {url.Values{"one": {""}, "other": {""}}, 200, "Who bites whom?"},
		"too long a sentence":        {url.Values{"one": {strings.Repeat("a", 301)}}, 200, "The text is too long. Accepted: 300 bytes"},
		"one position twice":         {url.Values{"here": {"7"}, "there": {"7"}}, 200, "The cosine of positions 7 and 7 is 1.000"},
		"a position past the last":   {url.Values{"here": {"64"}}, 200, "Accepted: 0–63"},
		"the ready sum":              {nil, 200, "<summary>All 96 sums</summary>"},
		"all parts found":            {url.Values{"text": {"The king"}}, 200, "Its own token comes first for 2 of 2 tokens, out of 3,743 rows of W_E"},
		"a sum of nothing trained":   {url.Values{"text": {"草莓"}}, 200, "comes first for 0 of 0 tokens"},
		"one token":                  {url.Values{"text": {"The"}}, 200, "Arrows from the place of each token"},
		"two meanings":               {nil, 200, "Its input vectors are equal: the same row of W_E and the same row of W_P."},
		"two meanings in Chinese":    {url.Values{"lang": {"zh"}}, 200, "它的两个输入向量相等"},
		"a word at another place":    {url.Values{"left": {"A big bat"}, "right": {"Look at this small bat"}}, 200, "Its input vectors differ already"},
		"no word in common":          {url.Values{"left": {"A cat"}, "right": {"The dogs"}}, 200, "no token in common"},
		"half a character in common": {url.Values{"left": {"草"}, "right": {"莓草"}}, 200, "</html>"},
		"a text that fits":           {nil, 200, "Your text has 5 tokens. The model takes in 5, and 0 have fallen out."},
		"a text that does not fit":   {url.Values{"text": {strings.Repeat("the ", 500)}}, 200, "and 437 have fallen out."},
		"dropped and not listed":     {url.Values{"text": {strings.Repeat(" a b", 500)}}, 200, "536 more are not listed."},
		"the answer fell out":        {nil, 200, "<del>Anna</del> smiles"},
		"the answer is still there":  {url.Values{"times": {"60"}}, 200, "At least a part of a name is still within the context"},
		"nothing in between":         {url.Values{"times": {"0"}}, 200, "<del></del>Anna smiles, and"},
		"further than is asked":      {url.Values{"times": {"200"}}, 200, "Both names have fallen out"},
		"too far":                    {url.Values{"times": {"201"}}, 200, "Accepted: 0–200"},
		"too long a name":            {url.Values{"first": {strings.Repeat("a", 61)}}, 200, "Accepted: 60 bytes"},
		"names of half characters":   {url.Values{"first": {"草"}, "second": {"莓"}, "times": {"60"}}, 200, "<del>[E8][8D]</del>"},
		"no names":                   {url.Values{"first": {""}, "second": {" "}}, 200, "<del>Anna</del>"},
		"GPT-3's context as a book":  {nil, 200, "<td>1.02 % of a book</td>"},
		"a guess is called one":      {nil, 200, "a guess, not published"},
		"a GPT without a vocabulary": {url.Values{"vocab": {"0"}}, 200, "Accepted: 1–10000000"},
	} {
		t.Run(name, func(t *testing.T) {
			status, body := get(t, h, "/vectors", tt.query)
			if status != tt.status || !strings.Contains(body, tt.want) {
				t.Errorf("status %d, want %d and %q", status, tt.status, tt.want)
			}
			whole(t, body)
		})
	}
}

// whole fails the test when a page has what no page may have.
func whole(t *testing.T, body string) {
	t.Helper()
	if strings.Contains(body, "\uFFFD") || strings.Contains(body, "%!") || strings.Contains(body, " style=") || strings.Contains(body, "NaN") {
		t.Error("the page has U+FFFD, a broken format, an inline style or no number")
	}
}

// The shares and sums of the table are those published, see the tests of package
// weights.
func TestPublishedSizes(t *testing.T) {
	_, body := get(t, pages(t), "/vectors", nil)
	for _, line := range []string{
		"<td>768</td><td>1,024</td><td>12</td><td>38,597,376</td><td>786,432</td><td>124,439,808</td><td>31.0 %</td>",
		"<td>51,463,168</td><td>1,048,576</td><td>354,823,168</td><td>14.5 %</td>",
		"<td>64,328,960</td><td>1,310,720</td><td>774,030,080</td><td>8.3 %</td>",
		"<td>80,411,200</td><td>1,638,400</td><td>1,557,611,200</td><td>5.2 %</td>",
		"<td>12,288</td><td>2,048</td><td>96</td><td>617,558,016</td><td>25,165,824</td>",
		"<td>0.35 %</td>",
	} {
		if !strings.Contains(body, line) {
			t.Errorf("no %s", line)
		}
	}
}

// All numbers of a row on the page are the model's.
func TestRowsNumbers(t *testing.T) {
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	h := pages(t)
	for _, row := range []int{0, 1129, m.Vocab() - 1} {
		_, body := get(t, h, "/vectors", url.Values{"row": {strconv.Itoa(row)}})
		vector, _ := m.TokenVector(m.Token(row))
		for j, x := range vector {
			want := fmt.Sprintf("<li><span>%d</span> %s</li>", j, strings.Replace(fmt.Sprintf("%.4f", x), "-", "−", 1))
			if !strings.Contains(body, want) {
				t.Fatalf("row %d: no %s", row, want)
			}
		}
	}
}

// The cosines of a position are worked out here in another way: of unit rows.
func TestPositionsCosines(t *testing.T) {
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	_, body := get(t, pages(t), "/vectors", url.Values{"here": {"9"}})
	unit := m.PositionEmbedding()
	unit.Data = slices.Clone(unit.Data)
	embedding.Unit(unit)
	for i := range m.Context() {
		var cosine float64
		for j := range m.Dim() {
			cosine += float64(unit.Data[9*unit.Stride+j]) * float64(unit.Data[i*unit.Stride+j])
		}
		want := fmt.Sprintf(`<tr><th scope="row">%d</th><td>%s</td>`, i, strings.Replace(fmt.Sprintf("%.3f", cosine), "-", "−", 1))
		if !strings.Contains(body, want) {
			t.Errorf("no %s", want)
		}
	}
}

// Every line of the table of sums is a number of W_E, one of W_P, and their sum.
func TestSums(t *testing.T) {
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	token := m.Embed("The queen lives in the castle").Tokens[3]
	_, body := get(t, pages(t), "/vectors", url.Values{"text": {"The queen lives in the castle"}, "at": {"4"}, "element": {"7"}})
	four := func(x float32) string { return strings.Replace(fmt.Sprintf("%.4f", x), "-", "−", 1) }
	for j := range m.Dim() {
		a, b := token.TokenVector[j], token.PositionVector[j]
		want := fmt.Sprintf(`<th scope="row">%d</th><td>%s</td><td>%s</td><td>%s</td>`, j, four(a), four(b), four(a+b))
		if !strings.Contains(body, want) {
			t.Fatalf("no %s", want)
		}
		if term := "<b data-term>" + four(a+b) + "</b>"; j == 7 && !strings.Contains(body, term) {
			t.Errorf("no %s", term)
		}
	}
}

// Once both names have fallen out, both columns of the table must agree, and
// before that they must not.
func TestForgottenNames(t *testing.T) {
	_, body := get(t, pages(t), "/vectors", nil)
	_, table, _ := strings.Cut(body, `<table id="far">`)
	table, _, _ = strings.Cut(table, "</table>")
	var kept, gone int
	for _, row := range regexp.MustCompile(`<td>(\d+) / (\d+)</td><td>([^<]*)</td><td>([^<]*)</td>`).FindAllStringSubmatch(table, -1) {
		if dropped := row[1] != "0"; dropped != (row[3] == row[4]) || row[1] != row[2] {
			t.Errorf("%s and %s dropped, probabilities %s and %s", row[1], row[2], row[3], row[4])
		} else if dropped {
			gone++
		} else {
			kept++
		}
	}
	if kept < 5 || gone < 3 {
		t.Errorf("%d distances within the context and %d beyond", kept, gone)
	}
}

// Every message of a section is used with as many values as it has verbs, on a page
// of any text: a broken format shows as %!.
// TestContextLengths reads the lengths from the page: their bars have one scale.
func TestContextLengths(t *testing.T) {
	_, body := get(t, pages(t), "/vectors", url.Values{"lang": {"en"}})
	_, body, _ = strings.Cut(body, `<table class="lengths">`)
	body, _, _ = strings.Cut(body, "</table>")
	lines := regexp.MustCompile(`(?s)<td>([\d,]+)</td>.*?class="fill" width="([\d.]+)"`).FindAllStringSubmatch(body, -1)
	if len(lines) != 7 {
		t.Fatalf("%d lengths, want 7", len(lines))
	}
	last := 0.0
	for _, line := range lines {
		tokens, _ := strconv.ParseFloat(strings.ReplaceAll(line[1], ",", ""), 64)
		width, _ := strconv.ParseFloat(line[2], 64)
		if want := tokens / 1000; tokens <= last || math.Abs(width-want) > 0.051 {
			t.Errorf("%s tokens: a bar of %s, want %.2f, and more tokens than the line before", line[1], line[2], want)
		}
		last = tokens
	}
}

func TestVectorsOfManyTexts(t *testing.T) {
	h := pages(t)
	for _, text := range []string{"a", "草莓 🍓", "The king\nof France", strings.Repeat("king ", 70), "</script><b>"} {
		for _, lang := range []string{"en", "zh"} {
			status, body := get(t, h, "/vectors", url.Values{"text": {text}, "one": {text}, "left": {text}, "first": {text}, "lang": {lang}, "model": {"classroom"}})
			if status != http.StatusOK || strings.Contains(body, "<b>\n") {
				t.Errorf("%s %q: status %d", lang, text, status)
			}
			whole(t, body)
		}
	}
}

func TestMatrixPicture(t *testing.T) {
	h := pages(t)
	ask := func(query string, headers ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, "/vectors/matrix.png?"+query, nil)
		for i := 0; i+1 < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	for query, rows := range map[string][2]int{"": {3743, 96}, "matrix=position&theme=dark": {64, 96}, "matrix=cosine": {64, 64}, "from=3742": {1, 96}} {
		w := ask(query)
		picture, err := png.Decode(bytes.NewReader(w.Body.Bytes()))
		if err != nil {
			t.Fatalf("%s: %d, %v", query, w.Code, err)
		}
		width, height := weights.Lay(rows[0], rows[1]).Size()
		if got := picture.Bounds(); got.Dx() != width || got.Dy() != height {
			t.Errorf("%s: %v, want %d×%d", query, got, width, height)
		}
		if again := ask(query, "If-None-Match", w.Header().Get("ETag")); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
			t.Errorf("%s again: %d with %d bytes, want 304", query, again.Code, again.Body.Len())
		}
	}
	if light, dark := ask(""), ask("theme=dark"); light.Header().Get("ETag") == dark.Header().Get("ETag") {
		t.Error("both themes have one picture")
	}
	for query, status := range map[string]int{"matrix=all": 400, "from=3743": 400, "from=-1": 400, "from=x": 400, "matrix=position&from=64": 400, "model=none": 404} {
		if w := ask(query); w.Code != status {
			t.Errorf("%s: status %d, want %d", query, w.Code, status)
		}
	}
}

// A link made by anyone shows a whole page, whatever its parameters hold.
func FuzzVectors(f *testing.F) {
	h := pages(f)
	f.Add("The king", "1", "0", "3", "12288", "A bat", "60")
	f.Add("", "-1", "99999999999999999999", "NaN", "1e9", "", "-1")
	f.Add("草莓 \x00", "two", "", "٣", "−1", "\xff", "1e3")
	f.Fuzz(func(t *testing.T, text, at, row, element, width, phrase, times string) {
		status, body := get(t, h, "/vectors", url.Values{"text": {text}, "at": {at}, "row": {row}, "element": {element}, "width": {width},
			"one": {phrase}, "left": {phrase}, "times": {times}, "here": {at}})
		if status >= 500 {
			t.Fatalf("status %d", status)
		}
		if status == http.StatusOK && !strings.Contains(body, "</html>") {
			t.Fatal("half a page")
		}
	})
}

func BenchmarkVectors(b *testing.B) {
	h := pages(b)
	query := url.Values{"text": {"The king and the queen live in the castle and the dog sleeps in the house near the river."}}
	get(b, h, "/vectors", query)
	for b.Loop() {
		get(b, h, "/vectors", query)
	}
}
