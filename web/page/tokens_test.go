package page_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"tokenscape/web/page"
)

func TestTokens(t *testing.T) {
	h := pages(t)
	// Ids and cuts are those that OpenAI's tiktoken gives.
	for name, tt := range map[string]struct {
		query  url.Values
		status int
		want   []string
	}{
		"counts":                     {url.Values{"text": {"The king"}}, 200, []string{"8 characters, 8 bytes, 2 tokens: 4.00 characters per token."}},
		"a character of many":        {url.Values{"text": {"👩‍👧"}}, 200, []string{"here they see 1."}},
		"where a token stands":       {url.Values{"text": {"é king"}}, 200, []string{"<td><code>C3 A9</code></td><td>0–2</td><td>0–1</td>", "<td><code>20 6B 69 6E 67</code></td><td>2–7</td><td>1–6</td>"}},
		"a cut character":            {url.Values{"text": {"草莓"}}, 200, []string{`<span class="split"><b>草</b>`, "part of 草", "E8"}},
		"a whole one":                {url.Values{"text": {"草莓"}, "encoding": {"o200k_base"}}, 200, []string{"Your text, cut by o200k_base", "<b lang=\"zh-Hans\">草</b><small>16244</small>"}},
		"no text":                    {url.Values{"text": {""}}, 200, []string{"Use the ready sentence", "Merge by merge", "There is no text; the corpus is measured."}},
		"one encoding beside":        {url.Values{"text": {"人工智能"}}, 200, []string{`data-encoding="o200k_base"><th scope="row">o200k_base </th><td>200,019</td><td>2</td><td>2.00</td>`, "also that of classroom"}},
		"the famous word":            {url.Values{"encoding": {"cl100k_base"}}, 200, []string{"From bytes to tokens in cl100k_base: 7 merges.", "1 + 0 + 2 = 3", "496 675 15717", "301 1831 8396", "302 1618 19772", ">73700<", ">101830<", ">41236<"}},
		"another word":               {url.Values{"word": {"草莓"}, "letter": {"草"}}, 200, []string{"How many 草&#39;s in 草莓?", "Here and there the letter itself is cut: the word has it (1 in all)"}},
		"a letter of two signs":      {url.Values{"letter": {"rb"}}, 200, []string{"Only the first character"}},
		"no letter":                  {url.Values{"letter": {""}}, 200, []string{"Merge by merge"}},
		"no word":                    {url.Values{"word": {""}}, 200, []string{"There is no word to put together."}},
		"words that are parted":      {url.Values{"word": {"it's 12"}}, 200, []string{"The encoding&#39;s pattern parts this word", "parted"}},
		"the longest word":           {url.Values{"word": {strings.Repeat("a", 48)}}, 200, []string{"Merge by merge"}},
		"too long a word":            {url.Values{"word": {strings.Repeat("a", 49)}}, 413, []string{"48 bytes"}},
		"too long in Chinese":        {url.Values{"word": {strings.Repeat("a", 49)}, "lang": {"zh"}}, 413, []string{"48 字节"}},
		"a step that is not there":   {url.Values{"step": {"99"}}, 400, []string{"1–48"}},
		"a step of another word":     {url.Values{"step": {"30"}}, 200, []string{`<merge-player step="8"`}},
		"bytes are never unknown":    {url.Values{"text": {"zyzzyva 草"}}, 200, []string{`data-unit="byte"><td>2</td><th scope="row">bytes</th><td>256</td><td>11</td><td>0.82</td><td>0</td><td>24,576</td>`, "Weights in W_E at D = 96"}},
		"measured on the corpus":     {url.Values{"measure": {"corpus"}}, 200, []string{`aria-current>the classroom`}},
		"no such thing to measure":   {url.Values{"measure": {"book"}}, 400, []string{"text, corpus"}},
		"no merge learnt yet":        {url.Values{"rules": {"0"}, "text": {"The king"}}, 200, []string{"After 0 merges the vocabulary has 256 entries, and the text 8 tokens.", "No merge yet"}},
		"the first merges":           {url.Values{"rules": {"2"}}, 200, []string{"After 2 merges the vocabulary has 258 entries"}},
		"more merges than there are": {url.Values{"rules": {"9999999"}}, 400, []string{"out of range"}},
		"what UN sentences cost":     {nil, 200, []string{"人人生而自由", "1.00×"}},
		"in Chinese":                 {url.Values{"lang": {"zh"}, "text": {"草莓"}}, 200, []string{"2 个字符，6 个字节，6 个词元", "“草”的一部分", "究竟为什么要有词元？"}},
	} {
		t.Run(name, func(t *testing.T) {
			status, body := get(t, h, "/tokens", tt.query)
			for _, want := range tt.want {
				if status != tt.status || !strings.Contains(body, want) {
					t.Errorf("status %d, want %d and %q in the page", status, tt.status, want)
				}
			}
			if strings.Contains(body, "\uFFFD") || strings.Contains(body, "%!") || strings.Contains(body, " style=") {
				t.Error("the page has U+FFFD, a broken format or an inline style")
			}
		})
	}
}

// The fields of a section and its links keep what the other sections were asked.
func TestTokensKeepTheState(t *testing.T) {
	h := pages(t)
	asked := url.Values{"text": {"The king"}, "encoding": {"cl100k_base"}, "word": {"raspberry"}, "letter": {"p"}, "measure": {"corpus"}, "rules": {"17"}, "step": {"2"}}
	_, body := get(t, h, "/tokens", asked)
	for id, own := range map[string]string{"sentence": "text", "word-form": "word letter step", "grow-form": "rules"} {
		_, form, found := strings.Cut(body, `<form id="`+id+`"`)
		if id == "sentence" {
			_, form, found = strings.Cut(body, `id="sentence"`)
		}
		form, _, _ = strings.Cut(form, "</form>")
		for name, values := range asked {
			hidden := strings.Contains(form, `<input type="hidden" name="`+name+`" value="`+values[0]+`">`)
			if want := !strings.Contains(own, name); !found || hidden != want {
				t.Errorf("form %s: carries %s along: %v, want %v", id, name, hidden, want)
			}
		}
	}
	link := regexp.MustCompile(`href="(/tokens\?[^"#]*rules=100[^"#]*)#grow"`).FindStringSubmatch(body)
	if link == nil {
		t.Fatal("no link to 100 merges")
	}
	u, err := url.Parse(html.UnescapeString(link[1]))
	if err != nil {
		t.Fatal(err)
	}
	for name, values := range asked {
		if got := u.Query().Get(name); got != values[0] && name != "rules" {
			t.Errorf("the link to 100 merges sets %s to %q", name, got)
		}
	}
}

// A text too long for links belongs to one form, and the fields of the sections to
// the same.
func TestTokensOfALongText(t *testing.T) {
	text := strings.Repeat("The king has a dog. ", 100)
	status, body := get(t, pages(t), "/tokens", url.Values{"text": {text}, "word": {"berry"}, "encoding": {"cl100k_base"}})
	if status != http.StatusOK || strings.Count(body, "<form") != 1 {
		t.Errorf("status %d, %d forms, want one", status, strings.Count(body, "<form"))
	}
	for _, want := range []string{
		`form="sentence" name="word" value="berry"`, `form="sentence" name="letter"`, `form="sentence" name="rules"`,
		`<input type="hidden" name="encoding" value="cl100k_base">`, `form="sentence" formaction="/tokens#merges" name="encoding" value="o200k_base"`,
		"The first 400 bytes of your text are shown.",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("no %s", want)
		}
	}
}

// The budget is 10 ms for a sentence.
func BenchmarkTokens(b *testing.B) {
	h := pages(b)
	query := url.Values{"text": {page.Ready}}
	get(b, h, "/tokens", query)
	for b.Loop() {
		get(b, h, "/tokens", query)
	}
}
