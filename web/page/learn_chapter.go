package page

import (
	"context"
	"net/url"
	"slices"
	"strconv"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"tokenscape/embedding"
	"tokenscape/web/course"
	"tokenscape/web/message"
	"tokenscape/web/request"
)

// ChapterView is a chapter of the course.
type ChapterView struct {
	Frame
	Slug, Title, About string
	Of, Minutes        string
	Chapters           []ChapterLink
	Ideas              []IdeaView
	Guess              QuestionView
	Live               LivePartView
	Dates              []course.Date
	Checks             []QuestionView
	Sources            []course.Source
	Further            []course.Reading
	Earlier, Later     *Link
	Contents, Present  Link
}

// IdeaView is a thought, with links to the glossary.
type IdeaView struct {
	Head string
	Say  [][]Said
}

// Said is a part of a text; URL leads to the term that it is, or is "".
type Said struct{ Words, URL string }

// QuestionView is a question, answered or not.
type QuestionView struct {
	Name, Head, Lead, Ask string // Name is the parameter of its answer
	Options               []AnswerView
	Key                   string // of the answer: the script compares it
	Answered              bool
	Verdict, Each         string
	Right                 bool // the answer given is right
	Why                   []Said
	Action                string
	Kept                  []Kept
	Button, Skip          string // Skip is the button that shows without an answer, or ""
}

// AnswerView is an option; Mark says what it is, once the question is answered.
type AnswerView struct {
	Value, Text, Mark string
	Chosen, Right     bool
}

// reader shows one chapter on a text.
type reader struct {
	Frame
	site    *Site
	c       echo.Context
	query   *request.Query
	words   message.Learning
	chapter *course.Chapter
	model   *embedding.Model
	path    string
	text    string
	state   url.Values
}

// unguessed stands for the answer of who wants to see without guessing.
const unguessed = "none"

// lessonFields are what the state of a chapter is made of, beside the model.
var lessonFields = []string{"text", "guess", "check1", "check2", "at", "row", "element", "vocab", "width", "context", "layers", "word", "letter", "other", "way", "stop"}

func (s *Site) chapter(c echo.Context, q *request.Query, f Frame) (templ.Component, error) {
	lesson := course.For(f.T.Lang)
	slug := c.Param("chapter")
	chapter, at, ok := lesson.Chapter(slug)
	if !ok {
		var slugs []string
		for _, c := range lesson.Chapters {
			slugs = append(slugs, c.Slug)
		}
		return nil, &request.Fault{Code: request.UnknownChapter, Value: request.Short(slug), Near: request.Near(request.Short(slug), slugs)}
	}
	q.Lenient()
	f.Title = chapter.Title
	// What is borrowed needs its own style; the page may get it later, in place.
	f.Stylesheets = append(f.Stylesheets, s.asset("css/predict.css"), s.asset("css/learn.css"))
	r := &reader{Frame: f, site: s, c: c, query: q, words: f.T.Learning, chapter: chapter, model: q.Model(), path: learnPath + "/" + slug, text: q.Text(chapter.Live.Text)}
	guess := r.answer("guess", chapter.Guess)
	var checks []int
	for i, question := range chapter.Checks {
		checks = append(checks, r.answer("check"+strconv.Itoa(i+1), question))
	}
	r.state = q.Values()
	state := carried(r.state)
	v := ChapterView{Frame: f, Slug: slug, Title: chapter.Title, About: chapter.About, Of: sprintf(r.words.Of, at+1, len(lesson.Chapters)),
		Minutes: sprintf(r.words.Minutes, chapter.Minutes()), Chapters: f.chapters(state, slug), Dates: chapter.Dates, Sources: chapter.Sources, Further: chapter.Further,
		Present:  Link{Name: f.T.Teaching.Show, URL: f.to(presentPath, url.Values{"chapter": {slug}})},
		Contents: Link{Name: r.words.Finish, URL: address(learnPath, state)}}
	for _, idea := range chapter.Ideas {
		view := IdeaView{Head: idea.Head}
		for _, say := range idea.Say {
			view.Say = append(view.Say, r.said(say))
		}
		v.Ideas = append(v.Ideas, view)
	}
	v.Guess = r.question("guess", chapter.Guess, guess, r.words.Guess, r.words.Reveal)
	v.Guess.Lead, v.Guess.Skip = r.words.GuessSay, r.words.Skip
	v.Guess.Answered = r.state.Has("guess")
	if v.Guess.Answered {
		v.Guess.Skip = ""
	}
	for i, question := range chapter.Checks {
		head := r.words.Check
		if len(chapter.Checks) > 1 {
			head = sprintf(r.words.CheckOf, i+1, len(chapter.Checks))
		}
		v.Checks = append(v.Checks, r.question("check"+strconv.Itoa(i+1), question, checks[i], head, r.words.Answer))
	}
	if at > 0 {
		v.Earlier = &Link{Name: sprintf(r.words.Earlier, lesson.Chapters[at-1].Title), URL: v.Chapters[at-1].URL}
	}
	if at+1 < len(lesson.Chapters) {
		v.Later = &Link{Name: sprintf(r.words.Later, lesson.Chapters[at+1].Title), URL: v.Chapters[at+1].URL}
	}
	var err error
	v.Live, err = r.live(v.Guess.Answered)
	return chapterPage(v), err
}

// answer reads which option was chosen: −1 for none.
func (r *reader) answer(name string, question course.Question) int {
	if r.query.Values().Get(name) == unguessed {
		return -1
	}
	return r.query.Int(name, -1, 0, len(question.Options)-1)
}

func (r *reader) question(name string, question course.Question, answer int, head, button string) QuestionView {
	v := QuestionView{Name: name, Head: head, Ask: question.Ask, Key: r.state.Get(name), Answered: answer >= 0, Right: answer == question.Right,
		Action: r.path + "#" + name, Kept: r.kept(name), Button: button, Why: r.said(question.Why)}
	answered := r.state.Has(name)
	for i, text := range question.Options {
		option := AnswerView{Value: strconv.Itoa(i), Text: text, Chosen: i == answer, Right: answered && i == question.Right}
		switch {
		case option.Right:
			option.Mark = r.words.IsRight
		case option.Chosen:
			option.Mark = r.words.IsChosen
		}
		v.Options = append(v.Options, option)
	}
	switch {
	case v.Right:
		v.Verdict = r.words.RightAnswer
	case answer >= 0:
		v.Verdict, v.Each = r.words.WrongAnswer, question.Each[answer]
	default:
		v.Verdict = sprintf(r.words.NotAnswered, question.Options[question.Right])
	}
	return v
}

// kept is what a form of the chapter carries along beside its own fields.
func (r *reader) kept(own ...string) []Kept {
	var kept []Kept
	for _, name := range lessonFields {
		if r.state.Has(name) && !slices.Contains(own, name) {
			kept = append(kept, Kept{name, short(r.state).Get(name)})
		}
	}
	return kept
}

// said takes a text apart at its terms.
func (r *reader) said(text string) []Said {
	var parts []Said
	for _, span := range course.Spans(text) {
		part := Said{Words: span.Words}
		if span.Term != "" {
			part.URL = address(glossaryPath, carried(r.state)) + "#" + span.Term
		}
		parts = append(parts, part)
	}
	return parts
}

// untrained is the model before its training; it is drawn once.
func (s *Site) untrained(ctx context.Context, m *embedding.Model) (*embedding.Model, error) {
	return s.starts.Get(ctx, m, "", func() (*embedding.Model, error) { return m.Untrained(), nil })
}
