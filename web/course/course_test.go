package course_test

import (
	"net/url"
	"reflect"
	"slices"
	"testing"
	"unicode/utf8"

	"tokenscape/web/course"
)

var languages = []string{"en", "zh"}

// parts are what a chapter has in common in both languages: all but words.
type parts struct {
	Slug      string
	Live      course.Live
	Ideas     []int // paragraphs of each
	Questions [][3]int
	Years     []int
	Sources   []string
	Terms     []string
}

func partsOf(c *course.Chapter) parts {
	p := parts{Slug: c.Slug, Live: c.Live}
	for _, i := range c.Ideas {
		p.Ideas = append(p.Ideas, len(i.Say))
	}
	for _, q := range c.Questions() {
		p.Questions = append(p.Questions, [3]int{len(q.Options), q.Right, len(q.Each)})
	}
	for _, d := range c.Dates {
		p.Years = append(p.Years, d.Year)
	}
	for _, source := range sources(c) {
		p.Sources = append(p.Sources, source.URL)
	}
	for _, m := range marks(c) {
		p.Terms = append(p.Terms, m.Term)
	}
	slices.Sort(p.Terms)
	return p
}

// sources are all that a chapter names.
func sources(c *course.Chapter) []course.Source {
	list := slices.Clone(c.Sources)
	for _, d := range c.Dates {
		list = append(list, d.Source)
	}
	for _, r := range c.Further {
		list = append(list, r.Source)
	}
	return list
}

func TestBothLanguagesHaveTheSameParts(t *testing.T) {
	en, zh := course.For("en").Chapters, course.For("zh").Chapters
	if len(en) != len(zh) {
		t.Fatalf("%d chapters in English, %d in Chinese", len(en), len(zh))
	}
	for i := range en {
		if e, z := partsOf(&en[i]), partsOf(&zh[i]); !reflect.DeepEqual(e, z) {
			t.Errorf("English and Chinese differ:\n%+v\n%+v", e, z)
		}
	}
}

func TestChapters(t *testing.T) {
	for _, lang := range languages {
		for _, c := range course.For(lang).Chapters {
			t.Run(lang+"/"+c.Slug, func(t *testing.T) {
				if n := len(c.Ideas); n < 2 || n > 5 {
					t.Errorf("%d ideas, want 2 to 5", n)
				}
				if n := len(c.Checks); n < 1 || n > 2 {
					t.Errorf("%d checks, want 1 or 2", n)
				}
				if c.Title == "" || c.About == "" || c.Live.Part == "" || c.Live.Text == "" || len(c.Live.Others) == 0 {
					t.Error("title, what it is about, live part or its text is missing")
				}
				for i := 1; i < len(c.Dates); i++ {
					if c.Dates[i].Year < c.Dates[i-1].Year {
						t.Errorf("%d stands after %d", c.Dates[i].Year, c.Dates[i-1].Year)
					}
				}
				for _, s := range sources(&c) {
					if u, err := url.Parse(s.URL); err != nil || u.Scheme != "https" || u.Host == "" || s.Title == "" {
						t.Errorf("source %q: %q", s.Title, s.URL)
					}
				}
			})
		}
	}
}

func TestQuestions(t *testing.T) {
	for _, lang := range languages {
		for _, c := range course.For(lang).Chapters {
			for _, q := range c.Questions() {
				t.Run(lang+"/"+c.Slug, func(t *testing.T) {
					if len(q.Options) < 2 || q.Right < 0 || q.Right >= len(q.Options) {
						t.Fatalf("%q: %d is right of %d options", q.Ask, q.Right, len(q.Options))
					}
					if len(slices.Compact(slices.Sorted(slices.Values(q.Options)))) != len(q.Options) {
						t.Errorf("%q: two options are the same", q.Ask)
					}
					if q.Why == "" {
						t.Errorf("%q is not explained", q.Ask)
					}
					if len(q.Each) != len(q.Options) {
						t.Fatalf("%q: %d options, words to %d of them", q.Ask, len(q.Options), len(q.Each))
					}
					for i, say := range q.Each {
						if (say == "") != (i == q.Right) {
							t.Errorf("%q: a word is due to who is wrong, and to nobody else: option %d has %q", q.Ask, i, say)
						}
					}
				})
			}
		}
	}
}

// The right answer is not always at the same place.
func TestRightAnswersAreSpread(t *testing.T) {
	at := map[int]int{}
	all := 0
	for _, c := range course.For("en").Chapters {
		for _, q := range c.Questions() {
			at[q.Right]++
			all++
		}
	}
	for i := range 3 {
		if at[i] < all/5 {
			t.Errorf("option %d is right in %d of %d questions", i, at[i], all)
		}
	}
}

func TestMinutes(t *testing.T) {
	for i, c := range course.For("en").Chapters {
		en, zh := c.Minutes(), course.For("zh").Chapters[i].Minutes()
		if en < 4 || en > 12 || max(en-zh, zh-en) > 1 {
			t.Errorf("%s takes %d minutes in English, %d in Chinese", c.Slug, en, zh)
		}
	}
}

func FuzzSpans(f *testing.F) {
	for _, seed := range []string{"", "[[a|b]]", "x [[a|b]] y [[c|d]]", "[[", "[[a]]", "[[a|b", "]] [[|]]"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		plain := course.Plain(text)
		if len(plain) > len(text) {
			t.Errorf("%q became longer: %q", text, plain)
		}
		if utf8.ValidString(text) && !utf8.ValidString(plain) {
			t.Errorf("%q is no text any more: %q", text, plain)
		}
	})
}
