package page

import (
	"encoding/json"
	"errors"
	"math"
	"net/url"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/web/message"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// ReplayView is one snapshot of a pretraining, with the way to the others.
type ReplayView struct {
	Say, LossSay, AxesSay, Fitted string
	Rows, Pairs                   string // how they are taken, what the lines join
	Data, Names, Plot, Alt, Step  string
	Readings                      []Reading
	Curve                         CurveView
	Steps, Axes                   []Link
	Earlier, Later                *Link
	OwnAxes                       bool
	Choose                        ChooseView
}

// Reading is a number with the name that scripts know it by.
type Reading struct{ Key, Name, Value string }

// replayView shows the snapshot that step asks for, the random start when none.
// Without a replay it is nil.
func (s *Site) replayView(c echo.Context, q *request.Query, f Frame) (*ReplayView, error) {
	choice, err := scene.Read(q)
	step := q.Int("step", 0, 0, math.MaxInt32)
	axes := q.Choice("axes", "trained", "step")
	if q.Err() != nil {
		return nil, q.Err()
	}
	if err != nil {
		return nil, err
	}
	choice.Model = s.replayed()
	choice.Unit = choice.Unit || !q.Has("rows")
	t, err := s.maps.Trajectory(c.Request().Context(), choice, axes == "step")
	var fault *request.Fault
	if errors.As(err, &fault) && fault.Code == request.NoReplay {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	at := t.Nearest(step)
	shown, words := t.Snapshots[at], f.T.Training
	pairs := t.At(at, choice.Relations).Pairs
	v := &ReplayView{
		Say:      sprintf(words.ReplaySay, choice.Model.Dim()),
		LossSay:  sprintf(words.LossSay, whole(choice.Model.Vocab()), number(math.Log(float64(choice.Model.Vocab())))),
		AxesSay:  map[string]string{"trained": words.AxesTrainedSay, "step": words.AxesStepSay}[axes],
		Fitted:   sprintf(f.T.Fitted, t.FittedOn, t.Model.Name()),
		Step:     strconv.Itoa(shown.Step),
		Rows:     rowsSay(f.T, choice),
		Pairs:    joinedSay(f.T, pairs, q.Values()),
		Readings: readings(f.T, shown, pairs),
		Curve:    trajectoryCurve(t, at, words),
		Names:    categoryNames(choice.Model, f.T),
		OwnAxes:  axes == "step",
		Choose:   chooseView("replay-words", choice, f.T),
	}
	v.Alt = f.T.Join(sprintf(words.ReplayAlt, whole(shown.Step)), v.Fitted)
	v.link(t, at, words, axes, q.Values())
	v.draw(f, choice, axes, q.Values())
	return v, nil
}

// link sets the ways to the other snapshots and axes.
func (v *ReplayView) link(t *scene.Trajectory, at int, words message.Training, axes string, state url.Values) {
	here := func(name, value string) string { return address("/train", with(short(state), name, value)) + "#replay" }
	for i, s := range t.Snapshots {
		v.Steps = append(v.Steps, Link{Name: whole(s.Step), URL: here("step", strconv.Itoa(s.Step)), Here: i == at})
	}
	if at > 0 {
		v.Earlier = &Link{Name: words.Earlier, URL: v.Steps[at-1].URL}
	}
	if at+1 < len(v.Steps) {
		v.Later = &Link{Name: words.Later, URL: v.Steps[at+1].URL}
	}
	v.Axes = []Link{
		{Name: words.AxesTrained, URL: here("axes", "trained"), Here: axes == "trained"},
		{Name: words.AxesStep, URL: here("axes", "step"), Here: axes == "step"},
	}
}

// draw sets where the data and the drawn figure come from.
func (v *ReplayView) draw(f Frame, choice scene.Choice, axes string, state url.Values) {
	asked := url.Values{"model": {choice.Model.Name()}, "axes": {axes}, "rows": {"raw"}}
	if choice.Unit {
		asked.Set("rows", "unit")
	}
	for _, name := range []string{"on", "tokens", "pairs"} {
		if list := state[name]; len(list) > 0 {
			asked[name] = list
		}
	}
	v.Data = address("/api/v1/training/replay", asked)
	asked.Set("step", v.Step)
	asked.Set("lang", f.T.Lang)
	if f.Settings.Theme != "" {
		asked.Set("theme", f.Settings.Theme)
	}
	v.Plot = address("/plot.svg", asked)
}

// readings are what was measured at a snapshot.
func readings(t *message.Text, s scene.Snapshot, pairs []scene.Pairs) []Reading {
	words := t.Training
	list := []Reading{
		{"step", words.Step, whole(s.Step)},
		{"tokens", words.Tokens, whole(s.Tokens)},
		{"loss", words.Loss, number(s.Loss)},
		{"doubt", words.Doubt, doubt(s.Loss)},
		{"purity", words.Purity, number(s.Purity)},
		{"kept", words.Kept, t.Percent(s.Ratio[0]+s.Ratio[1], 1)},
	}
	for _, p := range pairs {
		if p.Compared {
			list = append(list, Reading{"parallel-" + p.Relation, sprintf(t.MeanCosine, t.RelationName(p.Relation)), number(p.Cosine)})
		}
	}
	return list
}

// doubt is e^loss: among how many equally likely tokens one would be as unsure.
func doubt(loss float64) string { return sprintf("%.1f", math.Exp(loss)) }

// trajectoryCurve draws the losses so that the snapshots lie at equal distances,
// as on the slider.
func trajectoryCurve(t *scene.Trajectory, at int, words message.Training) CurveView {
	last := float64(max(1, len(t.Snapshots)-1))
	place := func(step int) float64 {
		i := t.Nearest(step)
		x := float64(i)
		if i+1 < len(t.Snapshots) {
			from, to := t.Snapshots[i].Step, t.Snapshots[i+1].Step
			x += float64(step-from) / float64(to-from)
		}
		return x / last
	}
	first, end := t.Snapshots[0], t.Snapshots[len(t.Snapshots)-1]
	spots := []Spot{{0, first.Loss}}
	for _, l := range t.Losses {
		spots = append(spots, Spot{place(l.Step), l.Loss})
	}
	var marks []float64
	for i := range t.Snapshots {
		marks = append(marks, float64(i)/last)
	}
	v := curve(spots, marks, &Spot{marks[at], lossAt(spots, marks[at])}, 2)
	v.Name = words.CurveHead
	v.Alt = sprintf(words.CurveAlt, number(first.Loss), whole(0), number(spots[len(spots)-1].Loss), whole(end.Step))
	v.From, v.To = whole(first.Step), whole(end.Step)
	if middle := len(t.Snapshots) - 1; middle%2 == 0 && middle > 0 {
		v.Middle = whole(t.Snapshots[middle/2].Step)
	}
	return v
}

// lossAt reads the curve at x; between two spots it lies on a straight line.
func lossAt(spots []Spot, x float64) float64 {
	i, exact := slices.BinarySearchFunc(spots, x, func(s Spot, x float64) int {
		switch {
		case s.X < x:
			return -1
		case s.X > x:
			return 1
		}
		return 0
	})
	switch {
	case exact || i == 0:
		return spots[min(i, len(spots)-1)].Loss
	case i == len(spots):
		return spots[i-1].Loss
	}
	a, b := spots[i-1], spots[i]
	return a.Loss + (x-a.X)/(b.X-a.X)*(b.Loss-a.Loss)
}

// categoryNames is the JSON that scripts name categories by.
func categoryNames(m *embedding.Model, t *message.Text) string {
	names := map[string]string{}
	for _, category := range m.Categories() {
		names[category.Name] = t.CategoryName(category.Name)
	}
	listed, err := json.Marshal(names)
	if err != nil {
		panic(err) // strings alone
	}
	return string(listed)
}

// replayed is the model whose pretraining is recorded, when it is loaded; else the
// default one, which has no recording.
func (s *Site) replayed() *embedding.Model {
	models := s.models()
	if i := slices.IndexFunc(models, func(m *embedding.Model) bool { return m.Name() == classroom.Name }); i >= 0 {
		return models[i]
	}
	return models[0]
}
