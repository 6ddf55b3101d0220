package page

import (
	"net/url"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/web/message"
	"tokenscape/web/request"
)

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
		one, err := modelView(f.T, m)
		if err != nil {
			return nil, err
		}
		v.Models = append(v.Models, one)
	}
	return modelsPage(v), nil
}

func modelView(t *message.Text, m *embedding.Model) (ModelView, error) {
	v := ModelView{Name: m.Name(), Source: m.Source(), URL: address("/", url.Values{"model": {m.Name()}}), Facts: [][2]string{
		{t.Encoding, m.Tokenizer().Name()}, {t.Vocabulary, count(m.Vocab())}, {t.Dimension, count(m.Dim())},
		{t.Context, count(m.Context())}, {t.Layers, sprintf("%d × %d", m.Layers(), m.Heads())},
		{t.Weights, count(m.Parameters())}, {t.Licence, m.Licence()},
	}}
	var err error
	if m.Name() == classroom.Name {
		v.Card, err = cardView(t)
	}
	return v, err
}
