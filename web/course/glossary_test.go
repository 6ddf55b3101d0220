package course_test

import (
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"tokenscape/web/course"
)

// texts are those of a chapter that may hold marks, in reading order.
func texts(c *course.Chapter) []string {
	var list []string
	for _, i := range c.Ideas {
		list = append(list, i.Say...)
	}
	for _, q := range c.Questions() {
		list = append(list, q.Why)
	}
	return list
}

// marks are the terms marked in a chapter, in reading order.
func marks(c *course.Chapter) []course.Span {
	var list []course.Span
	for _, text := range texts(c) {
		for _, s := range course.Spans(text) {
			if s.Term != "" {
				list = append(list, s)
			}
		}
	}
	return list
}

func TestMarksAreTerms(t *testing.T) {
	for _, lang := range languages {
		c := course.For(lang)
		used := map[string]bool{}
		for _, term := range c.Glossary {
			used[term.Slug] = false
		}
		for _, chapter := range c.Chapters {
			once := map[string]bool{}
			for _, m := range marks(&chapter) {
				if _, ok := used[m.Term]; !ok {
					t.Errorf("%s/%s marks %q, which is no term", lang, chapter.Slug, m.Term)
				}
				if once[m.Term] {
					t.Errorf("%s/%s marks %q twice", lang, chapter.Slug, m.Term)
				}
				once[m.Term], used[m.Term] = true, true
			}
		}
		for slug, is := range used {
			if !is {
				t.Errorf("%s: no chapter uses the term %q", lang, slug)
			}
		}
	}
}

// named finds the name of a term in a plain text, as a whole word, perhaps a plural.
func named(term course.Term) *regexp.Regexp {
	name := regexp.QuoteMeta(term.Name)
	if name[0] < 0x80 {
		name = `\b` + name + `s?\b`
	}
	return regexp.MustCompile("(?i)" + name)
}

func TestFirstUseOfATermIsMarked(t *testing.T) {
	for _, lang := range languages {
		c := course.For(lang)
		for _, chapter := range c.Chapters {
			marked := map[string]bool{}
			for _, text := range texts(&chapter) {
				for _, span := range course.Spans(text) {
					marked[span.Term] = true
					if span.Term != "" {
						continue
					}
					for _, term := range c.Glossary {
						// A longer name may hold a shorter one.
						words := span.Words
						for _, longer := range c.Glossary {
							if longer.Slug != term.Slug && strings.Contains(longer.Name, term.Name) {
								words = named(longer).ReplaceAllString(words, "·")
							}
						}
						if !marked[term.Slug] && named(term).MatchString(words) {
							t.Errorf("%s/%s uses %q before it is marked: %s", lang, chapter.Slug, term.Name, span.Words)
							marked[term.Slug] = true
						}
					}
				}
			}
		}
	}
}

func TestWhereMarksHaveNoPlace(t *testing.T) {
	for _, lang := range languages {
		c := course.For(lang)
		for _, chapter := range c.Chapters {
			bare := []string{chapter.Title, chapter.About}
			for _, i := range chapter.Ideas {
				bare = append(bare, i.Head)
			}
			for _, q := range chapter.Questions() {
				bare = append(bare, q.Ask)
				bare = append(bare, q.Options...)
				bare = append(bare, q.Each...)
			}
			for _, d := range chapter.Dates {
				bare = append(bare, d.Say)
			}
			for _, text := range bare {
				if strings.Contains(text, "[[") {
					t.Errorf("%s/%s: %s", lang, chapter.Slug, text)
				}
			}
		}
		for _, term := range c.Glossary {
			if strings.Contains(term.Say, "[[") {
				t.Errorf("%s: the glossary marks itself: %s", lang, term.Say)
			}
		}
	}
}

// Both languages explain the same terms, and each names the other's name.
func TestGlossariesMirrorEachOther(t *testing.T) {
	en, zh := course.For("en").Glossary, map[string]course.Term{}
	for _, term := range course.For("zh").Glossary {
		zh[term.Slug] = term
	}
	if len(en) != len(zh) {
		t.Errorf("%d terms in English, %d in Chinese", len(en), len(zh))
	}
	for _, e := range en {
		z := zh[e.Slug]
		if e.Name != z.Other || e.Other != z.Name || e.Say == "" || z.Say == "" {
			t.Errorf("%s: %q (%q) in English, %q (%q) in Chinese", e.Slug, e.Name, e.Other, z.Name, z.Other)
		}
	}
}

// English terms stand by the alphabet, Chinese ones by pinyin.
func TestGlossariesAreSorted(t *testing.T) {
	for lang, tag := range map[string]language.Tag{"en": language.English, "zh": language.Chinese} {
		order, terms := collate.New(tag, collate.IgnoreCase), course.For(lang).Glossary
		for i := 1; i < len(terms); i++ {
			if order.CompareString(terms[i-1].Name, terms[i].Name) > 0 {
				t.Errorf("%s: %q stands after %q", lang, terms[i].Name, terms[i-1].Name)
			}
		}
	}
}
