package page

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom/descent"
	"tokenscape/web/message"
	"tokenscape/web/request"
	"tokenscape/web/training"
)

// LookView is one step of descent, seen closely.
type LookView struct {
	Say, Text     string
	Starts, Steps []Option
	Refused       string // why there are no rows; "" when there are
	Ready         string // the way to a sentence that works, when this one does not
	Rows          []LookRow
	Mean, Others  string
	Alone         string
}

// LookRow is one position of the sentence.
type LookRow struct {
	Place         string
	Input, Target Chip
	Guesses       []Guess
	Probability   [2]string // before and after
	Loss          [2]string
	Moved         string
}

// Guess is one of the likeliest next tokens.
type Guess struct {
	Chip
	Percent string
	Right   bool
}

func (s *Site) lookView(c echo.Context, q *request.Query, f Frame) (LookView, error) {
	look := training.ReadLook(q)
	if q.Err() != nil {
		return LookView{}, q.Err()
	}
	words := f.T.Training
	start := map[bool]string{true: "random", false: "trained"}[look.Random]
	v := LookView{Text: look.Text}
	for _, o := range []Option{{Value: "random", Name: words.Random}, {Value: "trained", Name: words.Trained}} {
		o.Chosen = o.Value == start
		v.Starts = append(v.Starts, o)
	}
	for _, n := range []int{1, 5, descent.MaxSteps} {
		v.Steps = append(v.Steps, Option{Value: strconv.Itoa(n), Name: strconv.Itoa(n), Chosen: n == look.Steps})
	}
	v.Say = sprintf(words.LookSay, whole(look.Model.Vocab()))
	trace, err := s.trainings.Look(c.Request().Context(), look)
	if err != nil {
		fault := request.FaultOf(err)
		if fault.Status() == http.StatusInternalServerError {
			return v, err
		}
		v.Refused = f.T.Faults[fault.Code]
		if fault.Parameter == "text" {
			v.Refused = f.T.Join(v.Refused, words.LookRefused)
			v.Ready = address("/train", with(short(q.Values()), "text", training.Ready)) + "#look"
		}
		return v, nil
	}
	v.fill(look, trace, f)
	return v, nil
}

func (v *LookView) fill(look training.Look, trace *training.Trace, f Frame) {
	m, words := look.Model, f.T.Training
	chip := func(id embedding.TokenID) Chip {
		name, hex := shown(m.Text(id))
		return Chip{ID: strconv.Itoa(int(id)), Shown: name, Hex: hex, Trained: true, URL: f.to("/map", url.Values{"token": {ref(id)}})}
	}
	for i, p := range trace.Positions {
		row := LookRow{
			Place: strconv.Itoa(i + 1), Input: chip(p.Input), Target: chip(p.Target),
			Probability: [2]string{probability(f.T, p.Before.Probability), probability(f.T, p.After.Probability)},
			Loss:        [2]string{number(p.Before.Loss), number(p.After.Loss)},
			Moved:       sprintf("%.4f", trace.Moved(p.Target)),
		}
		for _, candidate := range p.Candidates {
			row.Guesses = append(row.Guesses, Guess{Chip: chip(candidate.ID), Percent: probability(f.T, candidate.Probability), Right: candidate.ID == p.Target})
		}
		v.Rows = append(v.Rows, row)
	}
	var losses []string
	for _, loss := range trace.Losses {
		losses = append(losses, number(loss))
	}
	v.Mean = sprintf(words.LookMean, strings.Join(losses, " → "))
	v.Others = sprintf(words.LookOthers, sprintf("%.4f", trace.Others))
	v.Alone = sprintf(words.LookAlone, strconv.FormatFloat(trace.Rate, 'g', -1, 64))
}

// probability writes a probability, with more digits where it is small.
func probability(t *message.Text, p float64) string {
	switch {
	case p >= 0.01:
		return t.Percent(p, 1)
	case p >= 0.0001:
		return t.Percent(p, 3)
	}
	return "< " + t.Percent(0.0001, 2)
}
