package page

import (
	"cmp"
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
	Notes        []string // what it lacks, and what was left out of its file
	English      bool     // it knows simple English only
}

// openings are commands that open files of a visitor's own: see Opening.Commands.
var openings = [3]string{
	"go run ./cmd/web -model glove.6B.100d.txt",
	"go run ./cmd/web -model classroom -model crawl-300d-2M.vec.gz -limit 50000",
	"go run ./cmd/web -model my-projector",
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
	v := ModelView{Name: m.Name(), Source: m.Source(), URL: address("/", url.Values{"model": {m.Name()}}), English: m.HasStart()}
	v.Facts, v.Notes = facts(t, m)
	var err error
	if m.Name() == classroom.Name {
		v.Card, err = cardView(t)
	}
	return v, err
}

// facts are what is known of a model, and notes what is not to be missed.
func facts(text *message.Text, m *embedding.Model) (facts [][2]string, notes []string) {
	t := text.Opening
	bytes := func(n int64) string { return sprintf(t.Bytes, count(int(n))) }
	facts = [][2]string{{text.Encoding, m.Tokenizer().Name()}, {text.Vocabulary, count(m.Vocab())}, {text.Dimension, count(m.Dim())}}
	if m.HasPosition() {
		facts = append(facts, [2]string{text.Context, count(m.Context())})
	}
	if m.HasBlocks() {
		facts = append(facts, [2]string{text.Layers, sprintf("%d × %d", m.Layers(), m.Heads())})
	}
	facts = append(facts, [2]string{text.Weights, weightsSay(text, m)}, [2]string{t.InMemory, bytes(int64(m.Parameters()) * 4)})
	if file := m.File(); file != nil {
		facts = append(facts, [2]string{t.Format, file.Format}, [2]string{t.Type, t.Types[file.Type]}, [2]string{t.FileSize, bytes(file.Size)})
		notes = fileNotes(t, file)
	}
	shows := t.ShowsAll
	switch {
	case isOpened(m):
		shows = languageShows(text, m)
	case !m.HasBlocks():
		shows = t.ShowsWords
	}
	facts = append(facts, [2]string{text.Licence, cmp.Or(m.Licence(), t.Unknown)}, [2]string{t.Shows, shows})
	return facts, append(notes, lacks(text, m)...)
}

// fileNotes say what is not in the table, or other than one would think.
func fileNotes(t message.Opening, file *embedding.File) (notes []string) {
	for _, n := range []struct {
		say   string
		count int
	}{{t.Empty, file.Empty}, {t.Repeated, file.Repeated}} {
		if n.count > 0 {
			notes = append(notes, sprintf(n.say, count(n.count)))
		}
	}
	if file.NotUTF8 > 0 {
		notes = append(notes, sprintf(t.NotUTF8, count(file.NotUTF8)))
	}
	if file.Numbered {
		notes = append(notes, t.Numbered)
	}
	if file.Limited {
		notes = append(notes, sprintf(t.Limited, count(file.Rows)))
	}
	return notes
}
