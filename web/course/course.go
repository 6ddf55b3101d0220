package course

import "strings"

// Course is the lesson in one language. Both languages have the same chapters,
// with the same parts in the same order.
type Course struct {
	Chapters []Chapter
	Glossary []Term
}

// Chapter is one page of the lesson.
type Chapter struct {
	Slug    string // in the address: /learn/SLUG; the same in all languages
	Title   string
	About   string     // what it is about, in a sentence
	Ideas   []Idea     // each one screen when presented
	Guess   Question   // the prediction to make before the live part reveals
	Live    Live       // which live part, and the sentence that it opens on
	Dates   []Date     // a line of time, oldest first; most chapters have none
	Checks  []Question // one or two
	Sources []Source   // of every claim that is not computed here
	Further []Reading  // where to read on; most chapters have none
}

// Idea is one thought.
type Idea struct {
	Head string
	Say  []string // paragraphs; [[slug|words]] marks a term of the glossary
}

// Question is a question with several answers to choose from.
type Question struct {
	Ask     string
	Options []string
	Right   int      // index of the right option
	Why     string   // for all, after the answer; may hold marks
	Each    []string // a word to who chose the option, one for each; "" for the right one
}

// Live names a live part, the text that it opens on, and others to try.
type Live struct {
	Part   Part
	Text   string
	Others []string
}

// Part is a live part of a chapter.
type Part string

// The live parts, one a chapter.
const (
	NextToken Part = "next-token" // the next token, from random weights and from trained ones
	Steps     Part = "steps"      // the five steps
	Pieces    Part = "pieces"     // the text cut by the encodings, letters counted
	Rows      Part = "rows"       // rows of W_E, at their start and now; the sizes of models
	Positions Part = "positions"  // W_P, word order, the context window
	Sum       Part = "sum"        // token and position added, number by number
	Space     Part = "space"      // the map, with what it keeps
	Motion    Part = "motion"     // the path from token to token
	Card      Part = "card"       // the running model, and what was measured on it
)

// Date is an entry of a line of time.
type Date struct {
	Year   int
	Say    string
	Source Source
}

// Reading is where to read on, and what is to be found there.
type Reading struct {
	Say    string
	Source Source
}

// Source is where a claim comes from: author, year, title.
type Source struct{ Title, URL string }

// Term is an entry of the glossary.
type Term struct {
	Slug  string // its anchor: /learn/glossary#SLUG; the same in all languages
	Name  string
	Other string // the name in the other language
	Say   string
}

// For is the course in the language named, English for any that it does not speak.
func For(lang string) *Course {
	if lang == "zh" {
		return &chinese
	}
	return &english
}

// Chapter finds a chapter by its slug, with its place among them.
func (c *Course) Chapter(slug string) (chapter *Chapter, at int, ok bool) {
	for i := range c.Chapters {
		if c.Chapters[i].Slug == slug {
			return &c.Chapters[i], i, true
		}
	}
	return nil, 0, false
}

// Span is a part of a text.
type Span struct {
	Words string
	Term  string // slug of the term that the words mean, or ""
}

// Spans takes a text apart at its marks. What is no whole mark stays as it is.
func Spans(text string) []Span {
	var spans []Span
	plain := func(s string) {
		if s != "" {
			spans = append(spans, Span{Words: s})
		}
	}
	for {
		before, rest, found := strings.Cut(text, "[[")
		mark, after, closed := strings.Cut(rest, "]]")
		slug, words, parted := strings.Cut(mark, "|")
		if !found || !closed || !parted {
			plain(text)
			return spans
		}
		plain(before)
		spans = append(spans, Span{Words: words, Term: slug})
		text = after
	}
}

// Plain is the text without its marks.
func Plain(text string) string {
	var b strings.Builder
	for _, s := range Spans(text) {
		b.WriteString(s.Words)
	}
	return b.String()
}

// Users are the chapters that mark a term, by its slug: their places, ascending.
func (c *Course) Users() map[string][]int {
	users := map[string][]int{}
	for at := range c.Chapters {
		for _, text := range c.Chapters[at].marked() {
			for _, s := range Spans(text) {
				if list := users[s.Term]; s.Term != "" && (len(list) == 0 || list[len(list)-1] != at) {
					users[s.Term] = append(list, at)
				}
			}
		}
	}
	return users
}

// marked are the texts of a chapter that may hold marks, in reading order.
func (c *Chapter) marked() []string {
	var texts []string
	for _, idea := range c.Ideas {
		texts = append(texts, idea.Say...)
	}
	for _, q := range c.Questions() {
		texts = append(texts, q.Why)
	}
	return texts
}
