package page

import (
	"net/url"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"tokenscape/web/course"
	"tokenscape/web/request"
)

// The addresses of the course.
const (
	learnPath    = "/learn"
	glossaryPath = "/learn/glossary"
)

// LearnView is the contents of the course.
type LearnView struct {
	Frame
	Chapters  []ChapterLink
	Glossary  Link
	Teach     Link
	Lessons   []LessonCard
	Present   Link
	Questions int // of all chapters
}

// ChapterLink leads to a chapter.
type ChapterLink struct {
	Link
	Slug, About, Minutes string
	Questions            int
}

func (s *Site) learn(_ echo.Context, q *request.Query, f Frame) (templ.Component, error) {
	f.Stylesheets = append(f.Stylesheets, s.asset("css/learn.css"))
	v := LearnView{Frame: f, Glossary: Link{Name: f.T.Learning.Glossary, URL: address(glossaryPath, carried(q.Values()))}}
	v.Teach = Link{Name: f.T.Teaching.Name, URL: f.to(teachPath, url.Values{})}
	v.Lessons, v.Present = f.lessons(), Link{Name: f.T.Teaching.ChooseChapter, URL: f.to(presentPath, url.Values{})}
	v.Chapters = f.chapters(carried(q.Values()), "")
	for _, c := range v.Chapters {
		v.Questions += c.Questions
	}
	return learnPage(v), nil
}

// chapters are links to all chapters; here is the slug of the one that is shown.
func (f Frame) chapters(state url.Values, here string) []ChapterLink {
	var links []ChapterLink
	for _, c := range course.For(f.T.Lang).Chapters {
		links = append(links, ChapterLink{
			Link: Link{Name: c.Title, URL: address(learnPath+"/"+c.Slug, state), Here: c.Slug == here},
			Slug: c.Slug, About: c.About, Minutes: sprintf(f.T.Learning.Minutes, c.Minutes()), Questions: len(c.Questions()),
		})
	}
	return links
}

// carried is what links to other pages carry of a state: the text, unless it is too
// long for them, and the model.
func carried(state url.Values) url.Values {
	kept := url.Values{}
	for _, name := range []string{"text", "model"} {
		if v := short(state).Get(name); v != "" {
			kept.Set(name, v)
		}
	}
	return kept
}

// GlossaryView is the terms of the course.
type GlossaryView struct {
	Frame
	Terms   []TermView
	ByOther []Link // by the other language's names
	Learn   Link
}

// TermView is a term with the chapters that use it.
type TermView struct {
	course.Term
	Chapters []Link
}

func (s *Site) glossary(_ echo.Context, q *request.Query, f Frame) (templ.Component, error) {
	lesson, state := course.For(f.T.Lang), carried(q.Values())
	f.Title = f.T.Learning.Glossary
	f.Stylesheets = append(f.Stylesheets, s.asset("css/learn.css"))
	v := GlossaryView{Frame: f, Learn: Link{Name: f.T.Learning.Finish, URL: address(learnPath, state)}}
	users := lesson.Users()
	for _, term := range lesson.Glossary {
		t := TermView{Term: term}
		for _, at := range users[term.Slug] {
			c := lesson.Chapters[at]
			t.Chapters = append(t.Chapters, Link{Name: c.Title, URL: address(learnPath+"/"+c.Slug, state)})
		}
		v.Terms = append(v.Terms, t)
	}
	for _, term := range course.For(otherLanguage(f.T.Lang)).Glossary {
		v.ByOther = append(v.ByOther, Link{Name: term.Name, URL: "#" + term.Slug})
	}
	return glossaryPage(v), nil
}

func otherLanguage(lang string) string {
	if lang == "zh" {
		return "en"
	}
	return "zh"
}
