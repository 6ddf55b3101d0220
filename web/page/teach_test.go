package page_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/embedding/gpt"
	"tokenscape/web/course"
)

// small is a model that knows none of the lessons' words.
func small(t *testing.T) *embedding.Model {
	t.Helper()
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	s, err := embedding.New(embedding.Parts{Name: "small", Tokenizer: m.Tokenizer(),
		Transform: gpt.New(gpt.Config{Vocab: 4, Width: 8, Context: 8, Layers: 1, Heads: 2}, 1)})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A lesson is given by the first model that can give it; its links ask for that one.
func TestLessonsOfAModelThatCannotGiveThem(t *testing.T) {
	alone := pages(t, small(t))
	for _, part := range []string{"", "/sheet", "/key"} {
		if status, body := get(t, alone, "/learn/teach/20"+part, url.Values{"lang": {"en"}}); status != 200 || !strings.Contains(body, "No loaded model can give this lesson") {
			t.Errorf("%q: status %d, or no word why", part, status)
		}
	}
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	both := pages(t, small(t), m)
	status, body := get(t, both, "/learn/teach/20", nil)
	if links := strings.Count(body, "model=classroom"); status != 200 || links < 10 {
		t.Errorf("status %d, %d links to the model that answers", status, links)
	}
	if status, body := get(t, both, "/learn/teach/20", url.Values{"model": {"small"}, "lang": {"zh"}}); status != 200 || !strings.Contains(body, "已载入的模型都不能上这节课") {
		t.Errorf("a model asked for that cannot: status %d", status)
	}
}

func TestPresent(t *testing.T) {
	h := pages(t)
	for name, tt := range map[string]struct {
		query  string
		status int
		want   string
	}{
		"the chapters":       {"", 200, "chapter=tokens"},
		"the first slide":    {"chapter=tokens", 200, `data-slide="1"`},
		"a thought":          {"chapter=tokens&slide=2", 200, "Neither letters nor words"},
		"in Chinese":         {"chapter=tokens&slide=2&lang=zh", 200, "既不是字母"},
		"an unknown chapter": {"chapter=zoo", 400, "words, steps, tokens"},
		"no number":          {"chapter=tokens&slide=x", 400, "1–"},
		"before the first":   {"chapter=tokens&slide=0", 400, "1–"},
		"past the last":      {"chapter=tokens&slide=99", 400, "1–"},
	} {
		query, err := url.ParseQuery(tt.query)
		if err != nil {
			t.Fatal(err)
		}
		if !query.Has("lang") {
			query.Set("lang", "en")
		}
		if status, body := get(t, h, "/learn/present", query); status != tt.status || !strings.Contains(body, tt.want) {
			t.Errorf("%s: status %d, want %d and %q", name, status, tt.status, tt.want)
		}
	}
}

// Every thought, question and answer of a chapter has a slide of its own.
func TestSlidesHoldTheChapter(t *testing.T) {
	h := pages(t)
	for _, c := range course.For("en").Chapters {
		var all string
		for n := 1; ; n++ {
			status, body := get(t, h, "/learn/present", url.Values{"chapter": {c.Slug}, "slide": {fmt.Sprint(n)}, "lang": {"en"}})
			if status != 200 {
				break
			}
			all += body
		}
		texts := []string{c.Title, c.About, c.Guess.Ask, course.Plain(c.Guess.Why)}
		for _, idea := range c.Ideas {
			texts = append(texts, idea.Head)
		}
		for _, check := range c.Checks {
			texts = append(texts, check.Ask, check.Options[check.Right])
		}
		for _, d := range c.Dates {
			texts = append(texts, d.Say)
		}
		for _, text := range texts {
			if !strings.Contains(bareOf(all), bareOf(text)) {
				t.Errorf("%s: no slide says %q", c.Slug, text)
			}
		}
	}
}

// bareOf is a text without tags, marks of escaping and spaces.
func bareOf(text string) string {
	var b strings.Builder
	inside := false
	for _, r := range text {
		switch {
		case r == '<':
			inside = true
		case r == '>':
			inside = false
		case !inside:
			b.WriteRune(r)
		}
	}
	text = strings.NewReplacer("&#39;", "'", "&#34;", `"`, "&amp;", "&").Replace(b.String())
	return strings.Join(strings.Fields(text), "")
}
