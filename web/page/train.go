package page

import (
	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"
	"golang.org/x/text/language"
	digits "golang.org/x/text/message"

	"tokenscape/embedding/classroom"
	"tokenscape/web/request"
	"tokenscape/web/weights"
)

// TrainView is the page of pretraining.
type TrainView struct {
	Frame
	Replay *ReplayView // nil when there is none to show
	Look   LookView
	Live   LiveView
	Scale  [][3]string // what, of this model, of GPT-3
	Pace   string
}

// whole writes a whole number with its thousands apart.
func whole(n int) string { return digits.NewPrinter(language.English).Sprint(n) }

func (s *Site) train(c echo.Context, q *request.Query, f Frame) (templ.Component, error) {
	f.Models = nil // the replay is of the model that was trained so
	v := TrainView{Frame: f}
	var err error
	if v.Replay, err = s.replayView(c, q, f); err != nil {
		return nil, err
	}
	if v.Look, err = s.lookView(c, q, f); err != nil {
		return nil, err
	}
	if v.Live, err = s.liveView(c, q, f); err != nil {
		return nil, err
	}
	if err := v.compare(); err != nil {
		return nil, err
	}
	v.Refresh = v.Live.Refresh
	return trainPage(v), nil
}

// gpt3Tokens is what GPT-3 read: Brown et al. 2020, caption of table 2.1.
const gpt3Tokens = 300_000_000_000

const secondsOfYear = 365.25 * 24 * 3600

// compare sets the model's own training beside that of GPT-3.
func (v *TrainView) compare() error {
	card, err := classroom.Card()
	if err != nil {
		return err
	}
	t, shape, how, gpt3 := &v.T.Training, card.Shape, card.Training, weights.GPT3
	read := how.Steps * how.Batch * shape.Context
	matrix := func(rows, width int) string {
		return sprintf("%s × %s = %s", whole(rows), whole(width), whole(rows*width))
	}
	v.Scale = [][3]string{
		{t.Parameters, whole(shape.Parameters), t.Billions(float64(gpt3.Weights()))},
		{t.Matrix, matrix(shape.Vocab, shape.Width), matrix(gpt3.Vocab, gpt3.Width)},
		{t.Length, whole(shape.Context), whole(gpt3.Context)},
		{t.Read, sprintf(t.StepsOf, whole(read), whole(how.Steps), whole(how.Batch*shape.Context)), t.Billions(gpt3Tokens)},
		{t.Took, sprintf(t.Seconds, how.Seconds, how.Kernel), "—"},
	}
	speed := float64(read) / how.Seconds
	v.Pace = sprintf(t.Pace, whole(int(speed)), sprintf("%.1f", gpt3Tokens/speed/secondsOfYear),
		whole(gpt3.Weights()/shape.Parameters/1000*1000))
	return nil
}
