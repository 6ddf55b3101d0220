package page

import (
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"tokenscape/embedding/bpe"
	"tokenscape/embedding/classroom"
	"tokenscape/web/request"
)

// TokensView is the token lab.
type TokensView struct {
	Frame
	Text, Path, Ready string
	Samples           []Link
	Encodings         []Cut
	Berry             []Cut
}

// Cut is a text cut by one encoding.
type Cut struct {
	Encoding, Counts string
	Chips            []Chip
	Letters          string
	More             string // how many more tokens there are than are listed
}

const berry = "strawberry"

func (s *Site) tokens(_ echo.Context, q *request.Query, f Frame) (templ.Component, error) {
	text := q.Text(Ready)
	v := TokensView{Frame: f, Text: text, Path: "/tokens", Ready: f.to("/tokens", url.Values{"text": {Ready}}), Samples: samples(f, "/tokens")}
	names := bpe.Names()
	if q.Has("encoding") {
		names = []string{q.Encoding().Name()}
	}
	if q.Err() != nil {
		return nil, q.Err()
	}
	for _, name := range names {
		e, err := bpe.Get(name)
		if err != nil {
			return nil, err
		}
		if text != "" {
			v.Encodings = append(v.Encodings, cut(f, e, text))
		}
		v.Berry = append(v.Berry, cut(f, e, berry))
	}
	return tokensPage(v), nil
}

func cut(f Frame, e *bpe.Encoding, text string) Cut {
	tokens := e.Encode(text)
	c := Cut{Encoding: e.Name(), Counts: sprintf(f.T.Counts, utf8.RuneCountInString(text), len(text), len(tokens))}
	var letters []string
	for i, token := range tokens {
		letters = append(letters, strconv.Itoa(strings.Count(token.Bytes, "r")))
		if i >= shownTokens {
			continue
		}
		name, hex := shown(token.Bytes)
		c.Chips = append(c.Chips, Chip{Number: i + 1, ID: strconv.Itoa(int(token.ID)), Shown: name, Hex: hex, Trained: true,
			Bytes: sprintf("% X", token.Bytes), Place: sprintf("%d–%d", token.Start, token.End)})
	}
	if more := len(tokens) - len(c.Chips); more > 0 {
		c.More = sprintf(f.T.More, more)
	}
	if text == berry {
		c.Letters = strings.Join(letters, " + ")
	}
	return c
}

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
