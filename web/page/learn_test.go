package page_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/embedding/gpt"
	"tokenscape/web/course"
	"tokenscape/web/message"
)

func TestChapterPages(t *testing.T) {
	h := pages(t)
	for name, tt := range map[string]struct {
		path   string
		query  url.Values
		status int
		want   string
	}{
		"what an untrained model says":  {"/learn/words", url.Values{"guess": {"2"}}, 200, "By pure chance each of the 3,743 tokens would have 0.027 %."},
		"and the trained one":           {"/learn/words", url.Values{"guess": {"2"}}, 200, "after training, ␣Tuesday leads with 87.9 %"},
		"in Chinese":                    {"/learn/words", url.Values{"guess": {"0"}, "lang": {"zh"}}, 200, "排第一的是 ␣Tuesday，概率 87.9%"},
		"a right guess":                 {"/learn/words", url.Values{"guess": {"2"}}, 200, "<strong>Right.</strong>"},
		"a wrong one":                   {"/learn/words", url.Values{"guess": {"0"}}, 200, "<strong>Not quite.</strong> To lean to Tuesday"},
		"without a guess":               {"/learn/words", url.Values{"guess": {"none"}}, 200, "<strong>The answer: Nothing in particular"},
		"a guess that is none":          {"/learn/words", url.Values{"guess": {"3"}}, 200, "Make your guess above"},
		"a checked answer":              {"/learn/words", url.Values{"check1": {"0"}}, 200, "Nobody could: a large model"},
		"the draws":                     {"/learn/steps", url.Values{"guess": {"1"}}, 200, "␣Paris has a probability of 48.0 %. In 1,000 draws (with seed 1)"},
		"five steps of another text":    {"/learn/steps", url.Values{"guess": {"1"}, "text": {"The queen"}}, 200, "Drawn from these probabilities, one after another (seed 1)"},
		"four cuts":                     {"/learn/tokens", url.Values{"guess": {"1"}}, 200, "cl100k_base 3 and 1"},
		"another letter":                {"/learn/tokens", url.Values{"guess": {"1"}, "word": {"banana"}, "letter": {"a"}}, 200, "banana"},
		"the calculator":                {"/learn/token-embedding", url.Values{"guess": {"1"}, "vocab": {"50257"}, "width": {"12288"}, "context": {"2048"}, "layers": {"96"}}, 200, "<td>617,558,016</td>"},
		"the rows nearest to king":      {"/learn/token-embedding", url.Values{"guess": {"1"}}, 200, "Which rows lie nearest to ␣king"},
		"untrained tokens":              {"/learn/token-embedding", url.Values{"guess": {"1"}, "text": {"草莓"}}, 200, "no row for it"},
		"who bites whom":                {"/learn/position-embedding", url.Values{"guess": {"1"}}, 200, "2 of 5 input vectors differ (place 1, 4)"},
		"words from the end":            {"/learn/position-embedding", url.Values{"guess": {"1"}, "text": {"A cat sleeps"}}, 200, `value="sleeps cat A"`},
		"which follow another text":     {"/learn/position-embedding", url.Values{"guess": {"1"}, "text": {"A cat sleeps"}, "of": {"The dog bites the man"}, "other": {"The man bites the dog"}}, 200, `value="sleeps cat A"`},
		"or stay as they were written":  {"/learn/position-embedding", url.Values{"guess": {"1"}, "text": {"A cat sleeps"}, "of": {"The dog bites the man"}, "other": {"Sleeps a cat"}}, 200, `value="Sleeps a cat"`},
		"what has fallen out":           {"/learn/position-embedding", url.Values{"guess": {"1"}, "text": {strings.Repeat("the ", 80)}}, 200, "and 17 have fallen out."},
		"the sum of the second token":   {"/learn/sum", url.Values{"guess": {"2"}}, 200, "Token ␣dog stands at position 1."},
		"what the map keeps":            {"/learn/space", url.Values{"guess": {"2"}}, 200, "Of the variance of 143 words this map keeps 19.2 %."},
		"neighbours of a word on it":    {"/learn/space", url.Values{"guess": {"2"}, "text": {"We play football"}}, 200, "Near ␣football: in truth and in the picture"},
		"no word on it":                 {"/learn/space", url.Values{"guess": {"2"}, "text": {"and"}}, 200, "No word of your sentence"},
		"stops":                         {"/learn/motion", url.Values{"guess": {"1"}}, 200, "Read at each stop: The input: ␣young, After block 1: ␣dog, After block 2: ␣dog."},
		"after a question":              {"/learn/next", url.Values{"guess": {"1"}}, 200, "&lt;|endoftext|&gt; has a probability of 27.9 %"},
		"the model's card":              {"/learn/next", url.Values{"guess": {"1"}}, 200, "589,344"},
		"no text":                       {"/learn/steps", url.Values{"guess": {"1"}, "text": {""}}, 200, "Use the ready sentence"},
		"too long a text":               {"/learn/steps", url.Values{"guess": {"1"}, "text": {strings.Repeat("a", 601)}}, 200, "Your text is too long for this page"},
		"no such chapter":               {"/learn/token", nil, 404, `<a href="/learn/tokens">Tokens: the pieces that a model reads</a>`},
		"no such chapter in Chinese":    {"/learn/%3Cb%3E", url.Values{"lang": {"zh"}}, 404, "没有这一章。"},
		"the glossary":                  {"/learn/glossary", nil, 200, `<div id="softmax">`},
		"the glossary in Chinese":       {"/learn/glossary", url.Values{"lang": {"zh"}}, 200, "上下文长度"},
		"a model that is not there":     {"/learn/words", url.Values{"model": {"gpt5"}}, 404, "There is no such model."},
		"text and model go along":       {"/learn/steps", url.Values{"text": {"A cat"}, "model": {"classroom"}}, 200, `rel="next" href="/learn/tokens?model=classroom&amp;text=A+cat"`},
		"answers go along in the forms": {"/learn/words", url.Values{"guess": {"1"}}, 200, `<input type="hidden" name="guess" value="1">`},
	} {
		t.Run(name, func(t *testing.T) {
			status, body := get(t, h, tt.path, tt.query)
			if status != tt.status || !strings.Contains(body, tt.want) {
				t.Errorf("status %d, want %d and %q", status, tt.status, tt.want)
			}
		})
	}
}

// Before a guess a chapter does not give away the answer.
func TestNothingIsRevealedBeforeAGuess(t *testing.T) {
	h := pages(t)
	for _, lang := range []string{"en", "zh"} {
		for _, c := range course.For(lang).Chapters {
			_, before := get(t, h, "/learn/"+c.Slug, url.Values{"lang": {lang}})
			_, after := get(t, h, "/learn/"+c.Slug, url.Values{"lang": {lang}, "guess": {"none"}})
			for _, mark := range []string{`class="verdict`, `class="found-out"`, `class="part"`, `class="sentence"`} {
				if strings.Contains(before, mark) || !strings.Contains(after, mark) {
					t.Errorf("%s/%s: %s before %t, after %t", lang, c.Slug, mark, strings.Contains(before, mark), strings.Contains(after, mark))
				}
			}
			if !strings.Contains(before, message.For(lang).Learning.LiveWait) {
				t.Errorf("%s/%s does not say that the live part waits", lang, c.Slug)
			}
		}
	}
}

// Chapters stay whole with another model: a shorter one, and one that knows hardly a
// word.
func TestChaptersWithAnotherModel(t *testing.T) {
	second := twoModels(t)
	first, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	few := []embedding.TokenID{11, 13, 262} // a comma, a stop, " the"
	small, err := embedding.New(embedding.Parts{Name: "second", Tokenizer: first.Tokenizer(), Tokens: few,
		Transform: gpt.New(gpt.Config{Vocab: len(few), Context: 4, Width: 8, Layers: 1, Heads: 1}, 1)})
	if err != nil {
		t.Fatal(err)
	}
	for name, h := range map[string]http.Handler{"shorter": second, "of three tokens": pages(t, first, small)} {
		for _, c := range course.For("en").Chapters {
			t.Run(name+"/"+c.Slug, func(t *testing.T) {
				for _, text := range append([]string{c.Live.Text}, c.Live.Others...) {
					status, body := get(t, h, "/learn/"+c.Slug, url.Values{"model": {"second"}, "guess": {"0"}, "text": {text}})
					if status != 200 || !strings.Contains(body, "You are looking with the model second.") || !strings.HasSuffix(body, "</html>") {
						t.Errorf("%q: status %d", text, status)
					}
				}
			})
		}
	}
}

var hrefs = regexp.MustCompile(`href="(/[^"#]*)?(#[^"]*)?"`)

// Every link of the course to itself leads to a page, and to a place on it.
func TestLinksOfTheCourseLeadSomewhere(t *testing.T) {
	h := pages(t)
	paths := []string{"/learn", "/learn/glossary"}
	for _, c := range course.For("en").Chapters {
		paths = append(paths, "/learn/"+c.Slug)
	}
	seen := map[string]string{}
	page := func(path string) string {
		if _, ok := seen[path]; !ok {
			at, err := url.Parse(strings.ReplaceAll(path, "&amp;", "&"))
			if err != nil {
				t.Fatal(err)
			}
			status, body := get(t, h, at.Path, at.Query())
			if status != 200 {
				t.Errorf("%s: status %d", path, status)
			}
			seen[path] = body
		}
		return seen[path]
	}
	for _, path := range paths {
		for _, link := range hrefs.FindAllStringSubmatch(page(path+"?guess=none"), -1) {
			to := link[1]
			if to == "" {
				to = path + "?guess=none"
			}
			if !strings.HasPrefix(to, "/learn") {
				continue
			}
			if anchor := strings.TrimPrefix(link[2], "#"); !strings.Contains(page(to), ` id="`+anchor+`"`) && anchor != "" {
				t.Errorf("%s leads to %s, where there is no %q", path, to, anchor)
			}
		}
	}
}

func FuzzChapter(f *testing.F) {
	h := pages(f)
	f.Add("words", "The king", "1", "0", "2", "5", "strawberry")
	f.Add("tokens", "草莓", "none", "x", "-1", "99999999999999999999", "")
	f.Add("../tokens", strings.Repeat("a", 700), "", "", "", "", "\x00")
	f.Fuzz(func(t *testing.T, slug, text, guess, check, at, element, word string) {
		status, body := get(t, h, "/learn/"+url.PathEscape(slug), url.Values{"text": {text}, "guess": {guess}, "check1": {check}, "at": {at}, "element": {element},
			"word": {word}, "other": {word}, "letter": {word}, "vocab": {at}})
		if status >= 500 || status == 200 && !strings.HasSuffix(body, "</html>") {
			t.Errorf("status %d", status)
		}
	})
}

func BenchmarkChapter(b *testing.B) {
	h := pages(b)
	for i, c := range course.For("en").Chapters {
		b.Run(strconv.Itoa(i+1)+"-"+c.Slug, func(b *testing.B) {
			query := url.Values{"guess": {"1"}}
			get(b, h, "/learn/"+c.Slug, query)
			for b.Loop() {
				get(b, h, "/learn/"+c.Slug, query)
			}
		})
	}
}
