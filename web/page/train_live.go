package page

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"tokenscape/embedding/classroom/live"
	"tokenscape/web/message"
	"tokenscape/web/request"
	"tokenscape/web/scene"
	"tokenscape/web/training"
)

const (
	// lookAgain is how many seconds a page without scripts waits until it asks
	// again how a run goes on: often enough to keep it from being stopped.
	lookAgain = 4

	// liveTop is the upper edge of a live loss curve: a little above the loss of
	// blind guessing, which is ln V.
	liveTop = 10
)

// LiveView is the form that starts a run, the runs there are, and one of them.
type LiveView struct {
	Cost    string
	Seed    string
	Widths  []Option
	Lengths []Option
	Runs    []Link
	Run     *RunView
	Gone    bool // the run asked for is not there, or no longer
	Refresh int  // seconds until a page without scripts looks again; 0 for never
}

// RunView is one run.
type RunView struct {
	Name, State, Say string
	Options          string
	Events, Names    string
	Own              bool // the visitor started it
	Ended            bool
	Step, Steps      int
	Readings         []Reading
	Curve            CurveView
	Again            string     // the way to see it again
	Space            *SpaceView // of the model that it left
	Use              []Link     // pages to use that model on
}

func (s *Site) liveView(c echo.Context, q *request.Query, f Frame) (LiveView, error) {
	words := f.T.Training
	v := LiveView{
		Cost: sprintf(words.LiveCost, int(live.Grace.Seconds()), live.MaxModels),
		Seed: strconv.FormatUint(training.FreshSeed(), 10),
	}
	for _, n := range live.Widths {
		v.Widths = append(v.Widths, Option{Value: strconv.Itoa(n), Name: strconv.Itoa(n), Chosen: n == live.DefaultWidth})
	}
	for _, n := range []int{live.DefaultSteps / 4, live.DefaultSteps, live.MaxSteps} {
		v.Lengths = append(v.Lengths, Option{Value: strconv.Itoa(n), Name: whole(n), Chosen: n == live.DefaultSteps})
	}
	name := q.Values().Get("run")
	for _, r := range s.trainings.List() {
		if r.Name() != name {
			v.Runs = append(v.Runs, Link{Name: sprintf("%s · %s", r.Name(), say(words, training.Describe(r))), URL: runAddress(r.Name())})
		}
	}
	if name == "" {
		return v, nil
	}
	run, ok := s.trainings.Get(name)
	if !ok {
		v.Gone = true
		return v, nil
	}
	var err error
	if v.Run, err = s.runView(c, run, f); err != nil {
		return v, err
	}
	if !v.Run.Ended {
		v.Refresh = lookAgain
	}
	return v, nil
}

func runAddress(name string) string {
	return address("/train", url.Values{"run": {name}}) + "#live"
}

func (s *Site) runView(c echo.Context, run *live.Run, f Frame) (*RunView, error) {
	words, now, d := f.T.Training, run.Now(), training.Describe(run)
	v := &RunView{
		Name: d.Name, State: d.State, Say: say(words, d), Own: run.Owner() == training.Visitor(c.Request()), Ended: now.State.Ended(),
		Options: sprintf(words.RunOptions, strconv.FormatUint(d.Seed, 10), d.Width, whole(d.Steps)),
		Events:  "/api/v1/training/" + url.PathEscape(d.Name) + "/events", Names: categoryNames(s.replayed(), f.T),
		Step: d.Step, Steps: d.Steps, Again: runAddress(d.Name),
	}
	v.Readings = runReadings(f.T, now.Frame)
	spots := make([]Spot, 0, len(d.Losses))
	for _, l := range d.Losses {
		spots = append(spots, Spot{l[0] / float64(d.Steps), l[1]})
	}
	var last *Spot
	if len(spots) > 0 {
		last = &spots[len(spots)-1]
	}
	v.Curve = curve(spots, nil, last, liveTop)
	v.Curve.Name, v.Curve.Alt, v.Curve.From, v.Curve.To = words.CurveHead, words.LiveCurve, "0", whole(d.Steps)
	for _, page := range []struct{ path, name string }{{"/", f.T.Journey}, {"/map", f.T.Map}, {"/predict", f.T.Predict}} {
		v.Use = append(v.Use, Link{Name: page.name, URL: address(page.path, url.Values{"model": {d.Name}})})
	}
	model, ok := s.trainings.Model(d.Name)
	if !ok {
		return v, nil
	}
	choice := scene.Default(model)
	choice.Unit = true
	space, err := s.spaceView(c, f, choice, "", url.Values{}, nil)
	if err != nil {
		return nil, err
	}
	v.Space = &space
	return v, nil
}

// runReadings are what is known of a run's newest frame; empty before the first.
func runReadings(t *message.Text, f *live.Frame) []Reading {
	words := t.Training
	list := []Reading{
		{"step", words.Step, ""}, {"tokens", words.Tokens, ""}, {"elapsed", words.Elapsed, ""},
		{"loss", words.LiveLoss, ""}, {"doubt", words.Doubt, ""}, {"purity", words.Purity, ""}, {"kept", words.Kept, ""},
	}
	if f == nil {
		return list
	}
	values := []string{whole(f.Step), whole(f.Tokens), sprintf("%.0f s", f.Elapsed.Seconds()), number(f.Loss), doubt(f.Loss), number(f.Purity)}
	if view, err := training.Project(f); err == nil {
		values = append(values, t.Percent(view.Ratio[0]+view.Ratio[1], 1))
	}
	for i, value := range values {
		list[i].Value = value
	}
	return list
}

// say tells in words how far a run is.
func say(words message.Training, d training.Run) string {
	switch d.State {
	case live.Queued.String():
		return sprintf(words.Queued, d.Ahead)
	case live.Training.String():
		if d.Step == 0 {
			return words.Preparing
		}
		return sprintf(words.Running, d.Step, d.Steps)
	case live.Done.String():
		return words.Done
	case live.Stopped.String():
		return words.Stopped
	}
	return words.Broken
}

// start begins a run and leads to its page.
func (s *Site) start(c echo.Context) error {
	q := request.ReadForm(c.Request(), s.models())
	options := training.ReadOptions(q)
	if q.Err() != nil {
		return q.Err()
	}
	run, err := s.trainings.Start(training.Greet(c.Response(), c.Request()), options)
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, runAddress(run.Name()))
}

// stop ends the visitor's run, which stays to be seen.
func (s *Site) stop(c echo.Context) error {
	name := c.FormValue("run")
	if err := s.trainings.Stop(training.Visitor(c.Request()), name); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, runAddress(name))
}

// discard forgets the visitor's run and its model.
func (s *Site) discard(c echo.Context) error {
	if err := s.trainings.Discard(training.Visitor(c.Request()), c.FormValue("run")); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/train#live")
}
