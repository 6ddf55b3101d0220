package page

import (
	"net/url"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"tokenscape/embedding/classroom"
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
