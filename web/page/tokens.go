package page

import (
	"net/url"
	"slices"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"tokenscape/embedding"
	"tokenscape/embedding/bpe"
	"tokenscape/web/request"
)

// TokensView is the token lab.
type TokensView struct {
	Frame
	Text, Path, Ready string
	Samples           []Link
	Kept              []Kept
	Look              *CloseView // nil when there is no text, as are the encodings
	Encodings         []EncodingView
	Prices            PricesView
	Word              WordView
	Why               WhyView
}

// labFields are the parameters of the lab's own, beside the text and the model.
var labFields = []string{"encoding", "word", "letter", "step", "measure", "rules"}

// lab fills the views of the token lab.
type lab struct {
	Frame
	state    url.Values
	text     string
	encoding embedding.Tokenizer   // the one seen closely
	others   []embedding.Tokenizer // the published ones and those of the loaded models
	models   map[string][]string   // names of the models, by encoding
}

// lab looks at a text with the encodings.
func (s *Site) lab(q *request.Query, f Frame, text string) (*lab, error) {
	l := &lab{Frame: f, state: q.Values(), text: text, encoding: q.Encoding(), models: map[string][]string{}}
	if err := q.Err(); err != nil {
		return nil, err
	}
	for _, name := range bpe.Names() {
		e, err := bpe.Get(name)
		if err != nil {
			return nil, err
		}
		l.others = append(l.others, e)
	}
	for _, m := range s.models() {
		own := m.Tokenizer()
		if !slices.ContainsFunc(l.others, func(e embedding.Tokenizer) bool { return e.Name() == own.Name() }) {
			l.others = append(l.others, own)
		}
		l.models[own.Name()] = append(l.models[own.Name()], m.Name())
	}
	return l, nil
}

func (s *Site) tokens(_ echo.Context, q *request.Query, f Frame) (templ.Component, error) {
	l, err := s.lab(q, f, q.Text(Ready))
	if err != nil {
		return nil, err
	}
	v := TokensView{Frame: f, Text: l.text, Path: "/tokens", Ready: f.to("/tokens", url.Values{"text": {Ready}}), Samples: samples(f, "/tokens"), Prices: l.prices()}
	v.Kept = l.kept(labFields)
	if l.long() {
		v.Kept = l.kept([]string{"encoding", "step"}) // the others are its fields
	}
	if l.text != "" {
		v.Look, v.Encodings = l.close(), l.compare()
	}
	if v.Word, err = l.word(q); err != nil {
		return nil, err
	}
	if v.Why, err = l.why(q); err != nil {
		return nil, err
	}
	return tokensPage(v), nil
}

// long is true when only the form that holds the text can carry it along.
func (l *lab) long() bool { return len(l.state.Get("text")) > maxLinked }

func (l *lab) kept(names []string) []Kept {
	var kept []Kept
	for _, name := range names {
		if value := l.state.Get(name); value != "" {
			kept = append(kept, Kept{name, value})
		}
	}
	return kept
}

// LabForm is the form that a section's fields belong to: one of its own, or the
// one that holds a long text.
type LabForm struct {
	ID, Action string
	Own        bool
	Kept       []Kept
}

// form is the form of a section with the fields named; it keeps the other ones but
// for those that belong to what the fields change.
func (l *lab) form(section string, fields ...string) LabForm {
	f := LabForm{ID: l.Form, Action: "/tokens#" + section}
	if l.long() {
		return f
	}
	f.ID, f.Own = section+"-form", true
	names := slices.DeleteFunc(append([]string{"text"}, labFields...), func(name string) bool { return slices.Contains(fields, name) })
	f.Kept = l.kept(names)
	if l.text == "" && l.state.Has("text") {
		f.Kept = append(f.Kept, Kept{"text", ""})
	}
	return f
}

// link sets one parameter and stays at the section.
func (l *lab) link(section, label, name, value string, here bool) Link {
	link := Link{Name: label, Here: here}
	link.URL, link.Submit = l.way("/tokens#"+section, l.state, name, value)
	return link
}

// twoDigits writes a ratio for reading.
func twoDigits(a, b int) string {
	if b == 0 {
		return "–"
	}
	return sprintf("%.2f", float64(a)/float64(b))
}
