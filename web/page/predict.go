package page

import (
	"net/url"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"tokenscape/web/request"
)

// PredictView is the prediction page.
type PredictView struct {
	Frame
	Text, Path, Ready string
	Samples           []Link
	Chips             []Chip
	Blocks            string
	Next              NextView
	AnyNew            bool
}

func (s *Site) predict(_ echo.Context, q *request.Query, f Frame) (templ.Component, error) {
	m, text, temperature := q.Model(), q.Text(Ready), q.Temperature()
	v := PredictView{Frame: f, Text: text, Path: "/predict", Ready: f.to("/predict", url.Values{"text": {Ready}}), Samples: samples(f, "/predict")}
	if text == "" || q.Err() != nil {
		return predictPage(v), q.Err()
	}
	sequence := m.Embed(text)
	for i, token := range sequence.Tokens {
		chip := chipOf(token, i+1)
		chip.URL, chip.Submit = f.way("/map", with(q.Values(), "temperature"), "token", ref(token.ID))
		v.AnyNew = v.AnyNew || !token.Trained
		v.Chips = append(v.Chips, chip)
	}
	v.Blocks = sprintf(f.T.Blocks, m.Layers(), m.Heads())
	var err error
	v.Next, err = nextView(f, m, sequence, text, temperature, "/predict", q.Values())
	return predictPage(v), err
}
