package api

import (
	_ "embed"
	"encoding/json"
	"mime"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"tokenscape/web/layout"
	"tokenscape/web/memo"
	"tokenscape/web/message"
	"tokenscape/web/motion"
	"tokenscape/web/request"
	"tokenscape/web/scene"
	"tokenscape/web/training"
)

// Prefix is the path that all calls share.
const Prefix = "/api/v1"

//go:embed openapi.yaml
var contract []byte

// An answer with a line of its own for each point of a map takes some 30 MB for a
// whole encoding until it is encoded: a few are built at a time.
const (
	building = 4
	patience = 8 * time.Second // waiting for a turn
)

// API answers the calls for the loaded models.
type API struct {
	models    request.Models
	maps      *scene.Maps
	trainings *training.Trainings
	layouts   *layout.Layouts
	motions   *motion.Motions
	parcels   *memo.Memo[*parcel]
	turns     request.Turns // to build
}

// New returns the API over models; maps, which find their layouts among those
// given, motions and trainings are shared with the pages.
func New(models request.Models, maps *scene.Maps, motions *motion.Motions, trainings *training.Trainings, layouts *layout.Layouts) *API {
	return &API{models, maps, trainings, layouts, motions, newParcels(models), request.NewTurns(building, patience)}
}

// call turns a checked request into the answer's JSON value.
type call func(c echo.Context, q *request.Query) (any, error)

// Register adds the calls to g, which stands at Prefix. Calls that take a text
// are heard by POST too.
func (a *API) Register(g *echo.Group) {
	reading := []string{http.MethodGet, http.MethodHead}
	get := func(name string, f call) { g.Match(reading, "/"+name, a.handle(http.StatusOK, f)) }
	text := func(name string, f call) {
		get(name, f)
		g.POST("/"+name, a.handle(http.StatusOK, f))
	}
	get("models", a.listModels)
	text("tokenize", tokenize)
	get("merges", merges)
	text("vocabulary", vocabularies)
	text("embed", embed)
	text("projection", a.projection)
	text("layout", a.layout)
	text("layout/labels", a.labels)
	g.Match(reading, "/layout/events", a.layoutEvents)
	text("fidelity", a.fidelity)
	text("numbers", a.numbers)
	text("neighborhood", a.neighborhood)
	text("coordinates.csv", a.coordinatesCSV)
	text("coordinates.json", a.coordinatesJSON)
	get("search", search)
	get("similarities", similarities)
	get("neighbors", neighbors)
	get("analogy", analogy)
	get("axis", axis)
	text("predict", predict)
	text("generate", a.generate)
	text("attention", a.attention)
	text("lens", a.lens)
	get("training", a.listRuns)
	g.POST("/training", a.handle(http.StatusCreated, a.startRun))
	get("training/replay", a.replay)
	text("training/step", a.step)
	get("training/:run", a.showRun)
	g.DELETE("/training/:run", a.endRun)
	g.Match(reading, "/training/:run/events", a.events)
	g.Match(reading, "/openapi.yaml", func(c echo.Context) error {
		return c.Blob(http.StatusOK, "application/yaml", contract)
	})
}

func (a *API) handle(status int, f call) echo.HandlerFunc {
	return func(c echo.Context) error {
		if c.Request().Method == http.MethodPost && !isJSON(c.Request()) {
			return echo.ErrUnsupportedMediaType
		}
		q := request.Read(c.Request(), a.models())
		answer, err := f(c, q)
		if q.Err() != nil {
			return q.Err() // what was asked is at fault before what came of it
		}
		if err != nil {
			return err
		}
		// Encoded whole before a header is sent, so that a failure can still
		// be told.
		switch answer := answer.(type) {
		case document:
			return send(c, answer)
		case json.RawMessage:
			return c.JSONBlob(status, answer)
		case *parcel:
			return deliver(c, answer)
		case tagged:
			data, err := json.Marshal(answer.value)
			if err != nil {
				return err
			}
			return send(c, document{kind: echo.MIMEApplicationJSON, data: data})
		}
		data, err := json.Marshal(answer)
		if err != nil {
			return err
		}
		return c.JSONBlob(status, data)
	}
}

// encoded builds an answer in its turn and gives it as JSON.
func (a *API) encoded(c echo.Context, build func() any) (json.RawMessage, error) {
	giveBack, err := a.turns.Take(c.Request().Context())
	if err != nil {
		return nil, err
	}
	defer giveBack()
	return json.Marshal(build())
}

func isJSON(r *http.Request) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return err == nil && kind == "application/json"
}

// problem is the JSON form of an error, RFC 9457.
type problem struct {
	Type   string   `json:"type"`
	Title  string   `json:"title"`
	Status int      `json:"status"`
	Detail string   `json:"detail"`
	Code   string   `json:"code"`
	Param  string   `json:"param,omitempty"`
	Reason string   `json:"reason,omitempty"`
	Limit  string   `json:"limit,omitempty"`
	Near   []string `json:"near,omitempty"`
}

// Refuse answers with a fault as a problem. A HEAD gets the status alone.
func Refuse(c echo.Context, status int, f *request.Fault) error {
	if c.Request().Method == http.MethodHead {
		return c.NoContent(status)
	}
	data, err := json.Marshal(problemOf(c, status, f))
	if err != nil {
		return err
	}
	return c.Blob(status, "application/problem+json", data)
}

// problemOf says a fault in the visitor's language: a page shows its detail as it is.
func problemOf(c echo.Context, status int, f *request.Fault) problem {
	text := message.For(request.ReadSettings(c.Request()).Lang)
	return problem{Type: "about:blank", Title: http.StatusText(status), Status: status,
		Detail: text.Fault(f), Code: string(f.Code), Param: f.Parameter, Reason: f.Reason, Limit: f.Limit, Near: f.Near}
}
