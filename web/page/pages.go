package page

import (
	"net/url"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"tokenscape/embedding/classroom"
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

// LearnView is the lesson.
type LearnView struct{ Frame }

func (s *Site) learn(_ echo.Context, _ *request.Query, f Frame) (templ.Component, error) {
	return learnPage(LearnView{Frame: f}), nil
}

// ModelsView lists the loaded models.
type ModelsView struct {
	Frame
	Models []ModelView
}

// ModelView is what is known of a model, as names and values.
type ModelView struct {
	Name, Source string
	URL          string    // of the journey with it
	Card         *CardView // nil for a model without one
	Facts        [][2]string
}

func (s *Site) list(_ echo.Context, _ *request.Query, f Frame) (templ.Component, error) {
	v := ModelsView{Frame: f}
	for _, m := range s.models() {
		var measured *CardView
		if m.Name() == classroom.Name {
			var err error
			if measured, err = cardView(f.T); err != nil {
				return nil, err
			}
		}
		v.Models = append(v.Models, ModelView{Name: m.Name(), Source: m.Source(), Card: measured,
			URL: address("/", url.Values{"model": {m.Name()}}), Facts: [][2]string{
				{f.T.Encoding, m.Tokenizer().Name()}, {f.T.Vocabulary, count(m.Vocab())}, {f.T.Dimension, count(m.Dim())},
				{f.T.Context, count(m.Context())}, {f.T.Layers, sprintf("%d × %d", m.Layers(), m.Heads())},
				{f.T.Weights, count(m.Parameters())}, {f.T.Licence, m.Licence()},
			}})
	}
	return modelsPage(v), nil
}
