package page_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/web/page"
)

const longSentence = "The king and the queen live in the castle and the dog sleeps in the house near the river."

func TestPredictPage(t *testing.T) {
	h := pages(t)
	full := strings.Repeat("The king has a dog. ", 30)
	for name, tt := range map[string]struct {
		query url.Values
		want  string
	}{
		"the ready sentence":         {nil, "From here on the model has no letters"},
		"in Chinese":                 {url.Values{"lang": {"zh"}}, "从这里起，模型手里没有字母"},
		"the last token is followed": {nil, "The strips show token ␣is."},
		"another token":              {url.Values{"at": {"4"}}, "The strips show token ␣France."},
		"a token past the last":      {url.Values{"at": {"6"}}, "“6” in at: The value is out of range. Accepted: 1–5. It is left out."},
		"the head that looks hard":   {nil, "At first the head is chosen in which ␣is looks hardest at another token."},
		"a head of choice":           {url.Values{"head": {"2.4"}}, "Block 2, head 4. Each row is a token that looks"},
		"a head that is not there":   {url.Values{"head": {"3.1"}}, "“3.1” in head: That choice does not exist. Accepted: 1.1, 1.2"},
		"one token looks at itself":  {url.Values{"text": {"The"}}, "The looks most at The, with 100.0 %"},
		"a full context":             {url.Values{"text": {full}}, "The context has room for 64 tokens, so the oldest were dropped: 117."},
		"untrained tokens":           {url.Values{"text": {"草莓"}}, "Training never met the tokens marked untrained."},
		"greedy":                     {url.Values{"how": {"greedy"}}, "Nothing is drawn, so the same text always goes on in the same way."},
		"drawn":                      {nil, "With the seed 1 and after 5 tokens the number is u = 0."},
		"all are kept":               {nil, "Nothing is cut: all 3,743 tokens can be drawn."},
		"top-k":                      {url.Values{"top_k": {"5"}}, "Tokens kept: 5. Together they hold"},
		"top-p":                      {url.Values{"top_p": {"0.5"}}, "until the shares add up to at least 50.0 %"},
		"top-p of what top-k left":   {url.Values{"top_k": {"5"}, "top_p": {"0.9"}}, "among the 5 tokens that it leaves"},
		"top-k beyond all":           {url.Values{"top_k": {"3744"}}, "“3744” in top_k: The value is out of range. Accepted: 0–3743."},
		"top-p of no number":         {url.Values{"top_p": {"many"}}, "“many” in top_p: A number was expected. Accepted: 0.01–1."},
		"the coldest":                {url.Values{"temperature": {"0.01"}}, "e to the power (650.493 − 855.770) is 7.07e−90"},
		"the second worked out":      {url.Values{"how": {"greedy"}}, "For ␣French: 6.505 ÷ 1 = 6.505. e to the power (6.505 − 8.558) is 0.1284."},
		"the one drawn worked out":   {url.Values{"seed": {"3"}}, "For ␣costume: 1.069 ÷ 1 = 1.069."},
		"an empty field":             {url.Values{"temperature": {""}, "top_k": {""}, "seed": {""}}, "Divided by the sum, 2.0852, that is 6.2 %"},
		"the end of the text":        {url.Values{"text": {"The capital of France is Paris."}, "how": {"greedy"}}, "When a chatbot"},
		"three tokens written":       {url.Values{"write": {"3"}, "how": {"greedy"}}, "The model has ended the text."},
		"go on past the end":         {url.Values{"write": {"3"}, "how": {"greedy"}}, "past=1"},
		"past the end":               {url.Values{"write": {"5"}, "how": {"greedy"}, "past": {"1"}}, "Take all tokens up to here (5) and look into the next prediction"},
		"written with a full window": {url.Values{"text": {full}, "write": {"2"}}, "The context is full: the model no longer sees the oldest 117."},
		"too much to write":          {url.Values{"write": {"65"}}, "“65” in write: The value is out of range. Accepted: 0–64."},
		"nothing":                    {url.Values{"text": {""}}, "Use the ready sentence"},
	} {
		for _, lang := range []string{"", "zh"} {
			t.Run(name+lang, func(t *testing.T) {
				query := url.Values{}
				for k, v := range tt.query {
					query[k] = v
				}
				if lang != "" {
					query.Set("lang", lang)
				}
				status, body := get(t, h, "/predict", query)
				if status != http.StatusOK || lang == "" && !strings.Contains(body, tt.want) {
					t.Errorf("status %d, want 200 and %q", status, tt.want)
				}
				whole(t, body)
			})
		}
	}
}

// What the page leads on to by the token taken is what it wrote itself: token by
// token the reader goes the same way as in one go.
func TestTakingIsWriting(t *testing.T) {
	h := pages(t)
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	how := url.Values{"text": {"The king has a"}, "seed": {"3"}, "temperature": {"0.8"}, "top_p": {"0.9"}}
	taken := regexp.MustCompile(`class="button" href="(/predict\?[^"]*)">Take it`)
	text := "The king has a"
	for w, err := range m.Generate(m.Embed(text), 5, false, embedding.Sampling{Temperature: 0.8, TopP: 0.9, Seed: 3}) {
		if err != nil {
			t.Fatal(err)
		}
		how.Set("text", text)
		_, body := get(t, h, "/predict", how)
		found := taken.FindStringSubmatch(body)
		if w.Ends {
			if found != nil {
				t.Error("the end of the text is offered as a token to take")
			}
			break
		}
		text += m.Text(w.Token().ID)
		if found == nil || !strings.Contains(found[1], url.Values{"text": {text}}.Encode()) {
			t.Fatalf("after %q the page takes %q", text, found)
		}
	}
}

// Every number of the tables is the model's.
func TestPredictNumbers(t *testing.T) {
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	in, err := m.Inside(m.Embed(page.Ready))
	if err != nil {
		t.Fatal(err)
	}
	_, body := get(t, pages(t), "/predict", url.Values{"at": {"4"}, "head": {"2.3"}})
	four := func(x float32) string { return strings.Replace(fmt.Sprintf("%.4f", x), "-", "−", 1) }
	for l, b := range in.Blocks[3] {
		for j := range b.In {
			want := fmt.Sprintf(`<th scope="row">%d</th><td>%s</td><td>%s</td><td>%s</td><td>%s</td>`, j, four(b.In[j]), four(b.Attention[j]), four(b.FeedForward[j]), four(b.Out[j]))
			if !strings.Contains(body, want) {
				t.Fatalf("block %d: no %s", l+1, want)
			}
		}
	}
	for i, row := range in.Attention[1][2] {
		var want strings.Builder
		for _, w := range row {
			want.WriteString("<td>" + strconv.FormatFloat(100*float64(w), 'f', 1, 64) + "</td>")
		}
		if !strings.Contains(body, want.String()+"</tr>") {
			t.Errorf("no row %d of the weights, %s", i, want.String())
		}
	}
}

// A link made by anyone shows a whole page, whatever its parameters hold.
func FuzzPredict(f *testing.F) {
	h := pages(f)
	f.Add("The king", "1", "1.1", "1", "0", "1", "draw", "1", "3")
	f.Add("", "-1", "0.0", "NaN", "1e9", "-0", "beam", "-1", "65")
	f.Add("草莓 \x00", "two", "2.4", "1e-9", "3743", "0.01", "greedy", "99999999999999999999", "64")
	f.Fuzz(func(t *testing.T, text, at, head, temperature, topK, topP, how, seed, write string) {
		status, body := get(t, h, "/predict", url.Values{"text": {text}, "at": {at}, "head": {head}, "temperature": {temperature}, "top_k": {topK},
			"top_p": {topP}, "how": {how}, "seed": {seed}, "write": {write}})
		if status >= 500 {
			t.Fatalf("status %d", status)
		}
		if status == http.StatusOK && !strings.Contains(body, "</html>") {
			t.Fatal("half a page")
		}
	})
}

// A sentence of 20 tokens, a full context, and 20 tokens written after it.
func BenchmarkPredict(b *testing.B) {
	h := pages(b)
	full := strings.Repeat("The king has a dog. ", 30)
	for name, query := range map[string]url.Values{
		"sentence": {"text": {longSentence}}, "full": {"text": {full}}, "written": {"text": {longSentence}, "write": {"20"}, "past": {"1"}},
	} {
		b.Run(name, func(b *testing.B) {
			get(b, h, "/predict", query)
			for b.Loop() {
				get(b, h, "/predict", query)
			}
		})
	}
}
