package page

import (
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"tokenscape/embedding"
	"tokenscape/web/lesson"
	"tokenscape/web/request"
)

// TeachView is the choice of a lesson, and how to give it.
type TeachView struct {
	Frame
	Lessons []LessonCard
	Present Link
	Run     []Command
	Models  string // address of their page
}

// LessonCard is a lesson to choose.
type LessonCard struct {
	Title, Summary, Length string
	Links                  []Link // plan, sheet, key
}

// Command is what is typed to run the program, and what for.
type Command struct{ Say, Line string }

const teachPath = learnPath + "/teach"

const (
	runAlone   = "go run ./cmd/web"
	runClass   = "go run ./cmd/web -addr :8080"
	runBesides = "go run ./cmd/web -model classroom -model …"
)

// LessonView is what a plan, a sheet and a key have in common.
type LessonView struct {
	Frame
	Plan   *lesson.Plan // nil when no model can give the lesson
	Ways   []Link       // to the lesson's other parts, and to all lessons
	Papers []Link
	Steps  [][]StepView // by leaf of paper
	Length string
	Source string
	Run    string // the command that brings a model, without a plan
	Models string
}

// StepView is a step of a plan as it is shown.
type StepView struct {
	lesson.Step
	Title, Length string // the title with its number
}

// SheetView is a sheet for pupils, or its key.
type SheetView struct {
	LessonView
	Head  string
	Key   bool
	Pages [][]TaskView
}

// TaskView is a task as it is shown.
type TaskView struct {
	lesson.Task
	Title  string // with its number
	MapSay string
	Groups []string // of the map, in words; for the key
	Axes   string   // of the chart, in words
}

// papers are the values of the parameter paper.
var papers = []string{"a4", "letter"}

// teaching are the pages for teachers.
func (s *Site) teaching() map[string]screen {
	pages := map[string]screen{teachPath: s.teach, presentPath: s.present}
	for _, minutes := range lesson.Lengths {
		base := teachPath + "/" + strconv.Itoa(minutes)
		pages[base] = func(c echo.Context, q *request.Query, f Frame) (templ.Component, error) {
			v, err := s.lesson(c, q, f, base, "", minutes)
			if err != nil || v.Plan == nil {
				return noLessonPage(v), err
			}
			return planPage(v), nil
		}
		for part, key := range map[string]bool{"/sheet": false, "/key": true} {
			pages[base+part] = func(c echo.Context, q *request.Query, f Frame) (templ.Component, error) {
				v, err := s.lesson(c, q, f, base, part, minutes)
				if err != nil || v.Plan == nil {
					return noLessonPage(v), err
				}
				return sheetPage(sheetView(v, key)), nil
			}
		}
	}
	return pages
}

// here marks the page that a page belongs to.
func (f *Frame) here(name string) {
	for i := range f.Nav {
		f.Nav[i].Here = f.Nav[i].Name == name
	}
}

func (s *Site) teach(_ echo.Context, _ *request.Query, f Frame) (templ.Component, error) {
	t := f.T.Teaching
	f.Title = t.Name
	f.here(f.T.Learn)
	f.Stylesheets = append(f.Stylesheets, s.asset("css/print.css"))
	v := TeachView{Frame: f, Lessons: f.lessons(), Present: Link{Name: t.ChooseChapter, URL: f.to(presentPath, url.Values{})}, Models: f.to("/models", url.Values{}), Run: []Command{{t.RunSay, runAlone}, {t.RunClass, runClass}}}
	return teachPage(v), nil
}

// lessons are all lessons, to choose from.
func (f Frame) lessons() []LessonCard {
	t := f.T.Teaching
	var list []LessonCard
	for _, minutes := range lesson.Lengths {
		base := teachPath + "/" + strconv.Itoa(minutes)
		title, summary := lesson.About(f.T.Lang, minutes)
		list = append(list, LessonCard{title, summary, sprintf(t.LengthOf, minutes), []Link{
			{Name: t.Plan, URL: f.to(base, url.Values{})}, {Name: t.Sheet, URL: f.to(base+"/sheet", url.Values{})}, {Name: t.Key, URL: f.to(base+"/key", url.Values{})},
		}})
	}
	return list
}

// lesson is the lesson of so many minutes with the answers of the model asked for,
// or else of the first that can answer.
func (s *Site) lesson(c echo.Context, q *request.Query, f Frame, base, part string, minutes int) (LessonView, error) {
	t := f.T.Teaching
	f.here(f.T.Learn)
	paper := q.Choice("paper", papers...)
	f.Stylesheets = append(f.Stylesheets, s.asset("css/print.css"), s.asset("css/paper-"+paper+".css"))
	v := LessonView{Frame: f, Length: sprintf(t.LengthOf, minutes), Run: runBesides, Models: f.to("/models", url.Values{})}
	v.Title = t.Unable
	if err := q.Err(); err != nil {
		return v, err
	}
	models := s.models()
	if q.Has("model") {
		models = []*embedding.Model{q.Model()}
	}
	facts, err := s.facts(c, models)
	if err != nil {
		if errors.Is(err, lesson.ErrUnable) {
			return v, nil
		}
		return v, err
	}
	v.Plan = lesson.For(f.T.Lang, minutes, facts)
	v.Model, v.Title, v.Source = facts.Model, v.Plan.Title, sprintf(t.NumbersFrom, facts.Model)
	asked := url.Values{}
	if facts.Model != s.models()[0].Name() {
		asked.Set("model", facts.Model)
	}
	for i := range v.Plan.Steps {
		for j, l := range v.Plan.Steps[i].Links {
			v.Plan.Steps[i].Links[j].URL = alsoAsked(l.URL, asked)
		}
	}
	n := 0
	for _, leaf := range v.Plan.Leaves() {
		var steps []StepView
		for _, step := range leaf {
			n++
			steps = append(steps, StepView{step, sprintf(t.Task, n, step.Title), sprintf(t.Minutes, step.Minutes)})
		}
		v.Steps = append(v.Steps, steps)
	}
	state := with(q.Values(), "lang")
	for _, way := range []struct{ name, part string }{{t.Plan, ""}, {t.Sheet, "/sheet"}, {t.Key, "/key"}} {
		v.Ways = append(v.Ways, Link{Name: way.name, URL: address(base+way.part, state), Here: way.part == part})
	}
	v.Ways = append(v.Ways, Link{Name: t.AllLessons, URL: f.to(teachPath, url.Values{})})
	for _, p := range papers {
		v.Papers = append(v.Papers, Link{Name: t.Papers[p], URL: address(base+part, with(state, "paper", p)), Here: p == paper})
	}
	return v, nil
}

// facts are the answers of the first of the models that has them.
func (s *Site) facts(c echo.Context, models []*embedding.Model) (facts *lesson.Facts, err error) {
	ctx := c.Request().Context()
	for _, m := range models {
		facts, err = s.lessons.Get(ctx, m, "", func() (*lesson.Facts, error) { return lesson.Measure(ctx, s.maps, m) })
		if !errors.Is(err, lesson.ErrUnable) {
			return facts, err
		}
	}
	return nil, err
}

// alsoAsked is an address with more parameters.
func alsoAsked(to string, more url.Values) string {
	if len(more) == 0 {
		return to
	}
	before, fragment, found := strings.Cut(to, "#")
	before += "&" + more.Encode()
	if found {
		before += "#" + fragment
	}
	return before
}

func sheetView(l LessonView, key bool) SheetView {
	t := l.T.Teaching
	v := SheetView{LessonView: l, Head: l.Plan.Title, Key: key}
	if key {
		v.Head = sprintf(t.KeyOf, l.Plan.Title)
	}
	v.Title = v.Head
	n := 0
	for _, page := range l.Plan.Sheet.Pages {
		var tasks []TaskView
		for _, task := range page {
			n++
			w := TaskView{Task: task, Title: sprintf(t.Task, n, task.Head)}
			if m := task.Map; m != nil {
				w.MapSay, w.Groups = mapSay(l, m)
			}
			if c := task.Chart; c != nil {
				w.Axes = sprintf(t.ChartSay, c.XName, c.YName)
			}
			tasks = append(tasks, w)
		}
		v.Pages = append(v.Pages, tasks)
	}
	return v
}

// mapSay is a map in words: all of its words, and those of each group.
func mapSay(l LessonView, m *lesson.Map) (say string, groups []string) {
	t := l.T.Teaching
	all := make([]string, 0, len(m.Labels))
	for _, label := range m.Labels {
		all = append(all, label.Text)
	}
	slices.Sort(all) // in their own order they would give the groups away
	between := map[string]string{"en": ", ", "zh": "、"}[l.T.Lang]
	for _, g := range m.Groups {
		groups = append(groups, sprintf(t.GroupSay, l.T.CategoryName(g.Category), strings.Join(g.Words, between)))
	}
	return sprintf(t.MapSay, len(all), strings.Join(all, between)), groups
}
