package page

import (
	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"
	"golang.org/x/text/language"
	digits "golang.org/x/text/message"

	"tokenscape/embedding/classroom"
	"tokenscape/web/request"
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

// GPT-3, the one with 175 billion weights: Brown et al. 2020, table 2.1 and its
// caption; the products are computed from it.
const (
	gpt3Weights = 174_600_000_000
	gpt3Vocab   = 50_257
	gpt3Width   = 12_288
	gpt3Context = 2_048
	gpt3Tokens  = 300_000_000_000
)

const secondsOfYear = 365.25 * 24 * 3600

// compare sets the model's own training beside that of GPT-3.
func (v *TrainView) compare() error {
	card, err := classroom.Card()
	if err != nil {
		return err
	}
	t, shape, how := &v.T.Training, card.Shape, card.Training
	read := how.Steps * how.Batch * shape.Context
	matrix := func(rows, width int) string {
		return sprintf("%s × %s = %s", whole(rows), whole(width), whole(rows*width))
	}
	v.Scale = [][3]string{
		{t.Parameters, whole(shape.Parameters), t.Billions(gpt3Weights)},
		{t.Matrix, matrix(shape.Vocab, shape.Width), matrix(gpt3Vocab, gpt3Width)},
		{t.Length, whole(shape.Context), whole(gpt3Context)},
		{t.Read, sprintf(t.StepsOf, whole(read), whole(how.Steps), whole(how.Batch*shape.Context)), t.Billions(gpt3Tokens)},
		{t.Took, sprintf(t.Seconds, how.Seconds, how.Kernel), "—"},
	}
	speed := float64(read) / how.Seconds
	v.Pace = sprintf(t.Pace, whole(int(speed)), sprintf("%.1f", gpt3Tokens/speed/secondsOfYear),
		whole(gpt3Weights/shape.Parameters/1000*1000))
	return nil
}
