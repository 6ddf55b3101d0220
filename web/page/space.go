package page

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// MapView is the map's page. A panel that has nothing to show is empty.
type MapView struct {
	Frame
	Shows     map[string]bool // the parts that are there: all, or those that a class is shown
	Leave     *Link           // out of what a class is shown; nil for the whole page
	Explorer  ExplorerView
	Notice    NoticeView
	Progress  *ProgressView
	Legend    LegendView
	Caption   CaptionView
	Controls  ControlsView
	Search    SearchView
	Neighbors *NeighborsView // nil when no token is chosen
	Near      *NearView      // nil when it has none on this map
	Pins      PinsView
	Selection SelectionView
	Analogy   AnalogyView
	Axis      AxisView
	Fidelity  *FidelityView // nil while there is no picture
	Save      SaveView
}

// parts are what a class can be shown beside the map, as show= names them.
var parts = []string{"search", "legend", "choose", "view", "color", "neighbors", "pins", "analogy", "axis", "select", "download", "caption"}

// onlyMap is the value of show= that names no part.
const onlyMap = "map"

const (
	// glance is how long the page waits for a picture that is being computed; it
	// then says so, and looks again after so many seconds.
	glance = 400 * time.Millisecond
	again  = 4
)

func (s *Site) space(c echo.Context, q *request.Query, f Frame) (templ.Component, error) {
	typed := q.Values()
	q.Lenient()
	text := q.Text("")
	choice, view, err := readMap(q)
	if err != nil {
		return nil, err
	}
	a, err := newAsker(f, q, typed, choice, view)
	if err != nil {
		return nil, err
	}
	if was := typed.Get("was"); was != "" {
		return nil, &elsewhere{sentTo(was, a.state, choice, view)}
	}
	if ofAForm(typed) {
		// The browser keeps the section that the form was sent to.
		return nil, &elsewhere{address("/map", a.state)}
	}
	if err := a.look(c.Request().Context(), s.maps, text); err != nil {
		return nil, err
	}
	if err := a.lookBeside(c.Request().Context(), s.maps); err != nil {
		return nil, err
	}
	if c.Request().Header.Get("Sec-Fetch-Dest") != "empty" { // the map's script asks for panels, and has its modules
		for _, module := range s.explorer() {
			c.Response().Header().Add("Link", "<"+module+">; rel=modulepreload")
		}
	}
	v := MapView{Frame: f, Shows: a.shows}
	if a.state.Has("show") {
		v.Class = true
		v.Leave = &Link{Name: f.T.Exploring.ClassLeave}
		v.Leave.URL, v.Leave.Submit = f.way("/map", a.state, "show", "")
	}
	if err := a.fill(&v, c); err != nil {
		return nil, err
	}
	v.Was = marks(a.state, choice, view)
	if v.Progress != nil {
		v.Refresh = again
	}
	return mapPage(v), nil
}

// readMap reads what is on the map and how it is looked at.
func readMap(q *request.Query) (scene.Choice, scene.View, error) {
	if !q.Has("rows") {
		q.Replace("rows", "unit")
	}
	if q.Values().Get("beside") == "" {
		q.Replace("beside_pc", "")
	}
	choice, err := scene.Read(q)
	if err != nil {
		return choice, scene.View{}, err
	}
	view, err := scene.ReadView(q, choice)
	return choice, view, err
}

// readShows reads which parts are there: all, or those that a class is shown.
func readShows(q *request.Query) map[string]bool {
	var named []string
	for _, part := range q.Strings("show") {
		switch {
		case part == "":
		case part == onlyMap || slices.Contains(parts, part):
			named = append(named, part)
		default:
			q.Refuse(&request.Fault{Code: request.UnknownChoice, Parameter: "show", Value: request.Short(part), Limit: strings.Join(append([]string{onlyMap}, parts...), ", ")}, part)
		}
	}
	there := make(map[string]bool, len(parts))
	for _, part := range parts {
		there[part] = len(named) == 0 || slices.Contains(named, part)
	}
	return there
}

// elsewhere is the answer that another address has the page.
type elsewhere struct{ address string }

func (e *elsewhere) Error() string { return "the page is at " + e.address }

// redirected answers an elsewhere; false for another error.
func redirected(c echo.Context, err error) (bool, error) {
	var other *elsewhere
	if !errors.As(err, &other) {
		return false, nil
	}
	return true, c.Redirect(http.StatusSeeOther, other.address)
}

// look fits the map. While its picture is still being computed the principal
// components of the same points stand in for all but the picture.
func (a *asker) look(ctx context.Context, maps *scene.Maps, text string) error {
	var err error
	choice := a.choice
	if a.choice.Method.Computed() {
		if a.scene, err = glanceAt(ctx, maps, choice, text); err == nil {
			return nil
		}
		var fault *request.Fault
		if !errors.As(err, &fault) {
			return err
		}
		if fault.Code == request.NotReady || fault.Code == request.Busy {
			a.computing = true
		} else {
			a.skipped = append(a.skipped, fault)
			a.choice.Method = scene.PCA
			a.state = with(a.state, "method")
		}
		choice.Method = scene.PCA
	}
	a.scene, err = maps.Of(ctx, choice, text)
	return err
}

// lookBeside begins to compute the second picture, if there is one that needs it.
func (a *asker) lookBeside(ctx context.Context, maps *scene.Maps) error {
	if a.view.Beside == nil || !a.view.Beside.Method.Computed() {
		return nil
	}
	c := a.choice
	c.Method = a.view.Beside.Method
	_, err := glanceAt(ctx, maps, c, "")
	var fault *request.Fault
	if !errors.As(err, &fault) {
		return err
	}
	if fault.Code == request.NotReady || fault.Code == request.Busy {
		a.besideComputing = true
		return nil
	}
	a.skipped = append(a.skipped, fault)
	a.view.Beside = nil
	a.state = with(with(a.state, "beside"), "beside_pc")
	return nil
}

func glanceAt(ctx context.Context, maps *scene.Maps, choice scene.Choice, text string) (*scene.Scene, error) {
	ctx, cancel := context.WithTimeout(ctx, glance)
	defer cancel()
	s, err := maps.Of(ctx, choice, text)
	if errors.Is(err, context.DeadlineExceeded) {
		return nil, &request.Fault{Code: request.NotReady, Parameter: "method", Value: string(choice.Method)}
	}
	return s, err
}

// fill fills the panels.
func (a *asker) fill(v *MapView, c echo.Context) (err error) {
	s := sent{}
	v.Analogy = a.analogy()
	if v.Axis, err = a.axis(); err != nil {
		return err
	}
	if a.view.Token != nil {
		v.Neighbors = a.neighbors(*a.view.Token)
		v.Near = a.near(*a.view.Token)
	}
	v.Legend = a.legend(s)
	v.Caption = a.caption()
	v.Explorer = a.explorer()
	v.Progress = a.progress()
	if v.Search, err = a.find(c.Request().Context()); err != nil {
		return err
	}
	v.Pins = a.pins(s)
	v.Selection = a.selection()
	if v.Fidelity, err = a.fidelity(); err != nil {
		return err
	}
	v.Save = a.save(c)
	v.Controls = a.controls(s)
	v.Hidden = s.rest(a.state)
	v.Notice = a.notice()
	return nil
}

// places are the parameters by which the API and the figures know the map: tokens
// by their names in the encoding, each parameter as it was understood.
func (a *asker) places(choice scene.Choice) url.Values {
	asked := choice.Values()
	asked.Set("model", a.model.Name())
	if text := linkedText(a.model, a.state.Get("text"), a.scene.Path); text != "" {
		asked.Set("text", text)
	}
	return asked
}
