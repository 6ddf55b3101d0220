package page

import (
	"bytes"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"sync"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"tokenscape/embedding"
	"tokenscape/static"
	"tokenscape/web/course"
	"tokenscape/web/lesson"
	"tokenscape/web/memo"
	"tokenscape/web/message"
	"tokenscape/web/motion"
	"tokenscape/web/request"
	"tokenscape/web/scene"
	"tokenscape/web/training"
	"tokenscape/web/weights"
)

// Site serves the pages of the loaded models.
type Site struct {
	models    request.Models
	maps      *scene.Maps
	trainings *training.Trainings
	motions   *motion.Motions
	studies   *memo.Memo[*weights.Study]
	memories  *memo.Memo[*weights.Memory]
	lessons   *memo.Memo[*lesson.Facts]
	starts    *memo.Memo[*embedding.Model] // models before their training
	drawings  request.Turns
	looks     request.Turns // inside a model: see Model.Inside
	asset     func(name string) string
	explorer  func() []string // addresses of the modules that the map's page runs
}

// New returns the pages over models; maps, motions and trainings are shared with the
// API.
func New(models request.Models, maps *scene.Maps, motions *motion.Motions, trainings *training.Trainings) *Site {
	drawings := request.NewTurns(measuring, measuringPatience)
	return &Site{models: models, maps: maps, trainings: trainings, motions: motions, asset: static.URL,
		studies: memo.New[*weights.Study](models, drawings, keptStudies), drawings: drawings,
		looks:    request.NewTurns(looking, lookingPatience),
		starts:   memo.New[*embedding.Model](models, drawings, keptStarts),
		memories: memo.New[*weights.Memory](models, drawings, keptStudies),
		lessons:  memo.New[*lesson.Facts](models, drawings, keptStudies),
		explorer: sync.OnceValue(func() []string { return static.Modules("js/explorer/explorer.js") })}
}

// screen fills a view of what is asked for.
type screen func(c echo.Context, q *request.Query, f Frame) (templ.Component, error)

// Register adds the pages to e.
func (s *Site) Register(e *echo.Echo) {
	screens := map[string]screen{
		"/": s.journey, "/tokens": s.tokens, "/vectors": s.vectors, "/map": s.space, "/predict": s.predict, "/train": s.train, "/models": s.list,
		learnPath: s.learn, glossaryPath: s.glossary, learnPath + "/:chapter": s.chapter,
	}
	maps.Copy(screens, s.teaching())
	for route, show := range screens {
		e.Match([]string{http.MethodGet, http.MethodHead}, route, func(c echo.Context) error {
			path := c.Request().URL.Path
			settings := request.ReadSettings(c.Request())
			request.Remember(c.Response(), c.Request())
			models := s.models()
			q := request.Read(c.Request(), models)
			q.Model() // names one that is there, or is a fault
			q.AppendToken()
			if err := q.Err(); err != nil {
				return err
			}
			view, err := s.able(path, q, show)(c, q, s.frame(path, settings, q.Values(), models, q.Model()))
			if q.Err() != nil {
				return q.Err()
			}
			if moved, err := redirected(c, err); moved {
				return err
			}
			if err != nil {
				return err
			}
			return render(c, http.StatusOK, view)
		})
	}
	e.Match([]string{http.MethodGet, http.MethodHead}, "/vectors/matrix.png", s.matrixPicture)
	e.POST("/train", s.start)
	e.POST("/train/stop", s.stop)
	e.POST("/train/discard", s.discard)
}

// Fault answers with the page that says what went wrong, and the way out.
func (s *Site) Fault(c echo.Context, fault *request.Fault) error {
	settings := request.ReadSettings(c.Request())
	models := s.models()
	f := s.frame("", settings, url.Values{}, models[:1], models[0])
	f.Language.URL = "/?lang=" + map[string]string{"en": "zh", "zh": "en"}[settings.Lang]
	f.Title = message.For(settings.Lang).Faults[fault.Code]
	view := FaultView{Frame: f, Status: fault.Status(), Code: string(fault.Code), Say: f.Title, Value: fault.Value, Limit: message.For(settings.Lang).LimitOf(fault), Parameter: fault.Parameter}
	if fault.Code == request.UnknownModel {
		t := message.For(settings.Lang).Exploring
		view.Elsewhere = t.ModelElsewhere
		view.Way = &Link{Name: sprintf(t.ModelElsewhereLink, models[0].Name()), URL: address(c.Request().URL.Path, with(short(c.QueryParams()), "model"))}
	}
	for _, near := range fault.Near {
		name, _ := shown(near)
		link := Link{Name: name}
		if chapter, _, ok := course.For(settings.Lang).Chapter(near); ok && fault.Code == request.UnknownChapter {
			link = Link{Name: chapter.Title, URL: address(learnPath+"/"+near, carried(c.QueryParams()))}
		}
		if fault.Parameter != "" {
			link.URL = address(c.Request().URL.Path, with(short(c.QueryParams()), fault.Parameter, near))
		}
		view.Near = append(view.Near, link)
	}
	return render(c, fault.Status(), faultPage(view))
}

// FaultView is the page of a fault.
type FaultView struct {
	Frame
	Status                       int
	Code                         string // of the fault, for programs
	Say, Parameter, Value, Limit string
	Near                         []Link
	Elsewhere                    string // why the way leads elsewhere
	Way                          *Link  // nil for none
}

// render builds the page whole before a header is sent.
func render(c echo.Context, status int, view templ.Component) error {
	var b bytes.Buffer
	if err := view.Render(c.Request().Context(), &b); err != nil {
		return errors.Join(errors.New("rendering "+c.Path()), err)
	}
	return c.HTMLBlob(status, b.Bytes())
}
