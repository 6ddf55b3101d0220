package page_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/language"
	xmessage "golang.org/x/text/message"

	"tokenscape/embedding/classroom"
)

func TestQuestions(t *testing.T) {
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	h := pages(t, m)
	many := xmessage.NewPrinter(language.English).Sprint
	queen := func(more ...string) url.Values {
		v := url.Values{"a": {"man"}, "b": {"woman"}, "c": {"king"}, "lang": {"en"}}
		for i := 0; i+1 < len(more); i += 2 {
			v.Set(more[i], more[i+1])
		}
		return v
	}
	sexes := func(more ...string) url.Values {
		v := url.Values{"from": {"man, boy"}, "to": {"woman girl"}, "lang": {"en"}}
		for i := 0; i+1 < len(more); i += 2 {
			v[more[i]] = []string{more[i+1]}
		}
		return v
	}
	const nothing = ""
	for name, tt := range map[string]struct {
		query  url.Values
		status int
		want   string
		not    string
	}{
		"nothing asked":                   {nil, 200, `id="ask-a"`, "Left out as"},
		"empty fields":                    {url.Values{"a": {""}, "from": {""}, "expect": {""}}, 200, `id="ask-a"`, "needed"},
		"an analogy":                      {queen(), 200, "Nearest to ␣woman − ␣man + ␣king", "expected"},
		"an analogy in Chinese":           {queen("lang", "zh", "expect", "queen"), 200, "排第一", nothing},
		"the first answer":                {queen("expect", "queen"), 200, "The expected ␣queen is the first of " + many(m.Vocab()-3), nothing},
		"an answer further down":          {queen("expect", "dog"), 200, "The expected ␣dog has place", nothing},
		"an answer that is left out":      {queen("expect", "king"), 200, "is a word of the question", nothing},
		"an answer never met":             {queen("expect", "id:30000"), 200, "Training never met the expected ␣Mineral", nothing},
		"an answer of no token":           {queen("expect", "queeN"), 200, "“queeN” is no single token", "The expected"},
		"what would be first":             {queen(), 200, "If they were not left out, ␣king would be the first answer", nothing},
		"a word never met":                {queen("a", "id:30000"), 200, "Training never met the tokens marked untrained", nothing},
		"an exact token":                  {queen("c", " king"), 200, "+ ␣king", nothing},
		"two words":                       {url.Values{"a": {"man"}, "b": {"woman"}}, 200, "Three words are needed", "Left out as"},
		"an unknown word":                 {queen("c", "kinG"), 200, `c=king`, "Left out as"},
		"a hundred answers":               {queen("k", "100"), 200, "<td>100</td>", nothing},
		"too many answers":                {queen("k", "101"), 200, "Accepted: 1–100", nothing},
		"centred":                         {queen("centred", "1"), 200, "The mean of all " + many(m.Vocab()) + " rows", nothing},
		"no such switch":                  {queen("centred", "2"), 200, "Accepted: 0, 1", nothing},
		"a word of 64 KiB":                {queen("c", strings.Repeat("a", 64<<10)), 413, "4096 bytes", nothing},
		"an axis":                         {sexes("words", "king queen"), 200, "0 is the mean of ␣man, ␣boy; 1 is the mean of ␣woman, ␣girl", "words between"},
		"an axis in Chinese":              {sexes("lang", "zh"), 200, "0 是 ␣man、␣boy 的平均值", nothing},
		"an axis through the map":         {sexes(), 200, "words between", nothing},
		"an axis through a small map":     {sexes("on", "category:season"), 200, "␣winter", "words between"},
		"an axis through the vocabulary":  {sexes("on", "vocabulary"), 200, "Of " + many(m.Vocab()) + " words, the 12 furthest", nothing},
		"one end":                         {url.Values{"from": {"man"}}, 200, "Each end needs at least one word", "0 is the mean"},
		"no way between":                  {sexes("to", "boy man"), 200, "Both groups have the same mean", "0 is the mean"},
		"a wrong word is skipped":         {sexes("from", "man, kingz"), 200, "“kingz” is no single token", nothing},
		"and the others are used":         {sexes("from", "man, kingz"), 200, "0 is the mean of ␣man;", nothing},
		"many wrong words":                {sexes("words", strings.Repeat("kingz ", 150)), 200, "0 is the mean", nothing},
		"more words than can be placed":   {sexes("words", strings.Repeat("king ", 201)), 200, "Only the first 200 words", nothing},
		"values that repeat, as in calls": {url.Values{"from": {" man", " boy"}, "to": {" girl"}, "lang": {"en"}}, 200, "0 is the mean of ␣man, ␣boy;", nothing},
		"Chinese commas":                  {sexes("from", "man，boy、father"), 200, "␣man, ␣boy, ␣father;", nothing},
		"a metric":                        {url.Values{"token": {" king"}, "metric": {"dot"}, "lang": {"en"}}, 200, `aria-sort="descending">Dot product<`, nothing},
		"no metric":                       {url.Values{"token": {" king"}, "metric": {"taxi"}}, 200, "cosine, euclidean, dot", nothing},
	} {
		t.Run(name, func(t *testing.T) {
			status, body := get(t, h, "/map", tt.query)
			if status != tt.status || !strings.Contains(body, tt.want) {
				t.Errorf("status %d, want %d and %q", status, tt.status, tt.want)
			}
			if tt.not != "" && strings.Contains(body, tt.not) {
				t.Errorf("says %q", tt.not)
			}
			if strings.Contains(body, "%!") || strings.Contains(body, " style=") {
				t.Error("a broken format or an inline style")
			}
		})
	}
}

// Every link of the page but those that set it keeps what was asked.
func TestLinksKeepTheQuestions(t *testing.T) {
	_, body := get(t, pages(t), "/map", url.Values{"a": {"man"}, "b": {"woman"}, "c": {"king"}, "from": {"man"}, "to": {"woman"}, "token": {" king"}})
	links := regexp.MustCompile(`href="(/map\?[^"]*)"`).FindAllStringSubmatch(body, -1)
	if len(links) < 20 {
		t.Fatalf("%d links", len(links))
	}
	for _, link := range links {
		if !strings.Contains(link[1], "from=") || !strings.Contains(link[1], "c=") {
			t.Errorf("%s forgets a question", link[1])
		}
	}
}

// The map's page with every question answered.
func BenchmarkQuestions(b *testing.B) {
	h := pages(b)
	query := url.Values{"token": {" king"}, "metric": {"dot"}, "centred": {"1"}, "a": {"man"}, "b": {"woman"}, "c": {"king"}, "expect": {"queen"},
		"from": {"man, boy, father"}, "to": {"woman, girl, mother"}}
	get(b, h, "/map", query)
	for b.Loop() {
		get(b, h, "/map", query)
	}
}
