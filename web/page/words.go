package page

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"tokenscape/embedding"
	"tokenscape/embedding/bpe"
	"tokenscape/web/message"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// WordsView is a text in a table of word vectors: what stands in place of the
// journey, the token lab and the embedding lab, which show what a table lacks.
type WordsView struct {
	Frame
	Head, Text, Path, Ready string
	Samples                 []Link

	Found    []FoundWord
	Missing  []string
	FoundSay string
	More     string // how many words more were found than are listed
	Dropped  string // that words fell out; "" when none did

	FoundHow string // how a text is parted into words; "" for a language model's

	RowHead, RowSay, Scale string
	Vectors                []Vectors // of the words found
	Numbers                *Numbers  // of the word chosen; nil for none
	MapSay                 string
	Space                  *SpaceView // nil for the pages without a map
	Lacks                  []string
}

// FoundWord is a part of a text that is a word of the table.
type FoundWord struct {
	Chip
	Written, Row string
}

// listedWords is how many words of a text are listed with their rows.
const listedWords = 40

// readyWords is how many first words of a file make a text to begin with.
const readyWords = 6

// able is what shows a page for the model asked for: show, unless that model lacks
// what the page is made of. The course is of a GPT: it takes the first model that is
// one.
func (s *Site) able(path string, q *request.Query, show screen) screen {
	if q.Model().HasBlocks() || path == learnPath || path == glossaryPath {
		return show
	}
	if strings.HasPrefix(path, learnPath) {
		if with := s.withBlocks(); len(with) > 0 {
			q.Replace("model", with[0].Name())
			return show
		}
		return s.absent(learnPath)
	}
	switch path {
	case "/", "/vectors":
		return s.words
	case "/tokens":
		_, words := q.Model().Tokenizer().(embedding.WordFinder)
		if _, published := bpe.Get(q.Values().Get("encoding")); published == nil || !words {
			return show
		}
		return s.words
	case "/predict", "/train":
		return s.absent(path)
	}
	return show
}

// withBlocks lists the models that can predict.
func (s *Site) withBlocks() []*embedding.Model {
	return slices.DeleteFunc(slices.Clone(s.models()), func(m *embedding.Model) bool { return !m.HasBlocks() })
}

// words shows a text in a table of word vectors.
func (s *Site) words(c echo.Context, q *request.Query, f Frame) (templ.Component, error) {
	m, t, path := q.Model(), f.T.Opening, c.Path()
	ready := firstWords(m)
	text := q.Text(ready)
	v := WordsView{Frame: f, Head: t.Heads[path], Text: text, Path: path, Ready: f.to(path, url.Values{"text": {ready}}),
		Samples: []Link{{Name: ready, URL: f.to(path, url.Values{"text": {ready}})}}, Lacks: lacks(f.T, m)}
	for _, sample := range Samples[:3] {
		v.Samples = append(v.Samples, Link{Name: sample, URL: f.to(path, url.Values{"text": {sample}})})
	}
	if text == "" || q.Err() != nil {
		return wordsPage(v), q.Err()
	}
	sequence := m.Embed(text)
	at := q.Int("at", min(1, len(sequence.Tokens)), 0, m.Window())
	v.find(m, sequence, at, q.Values())
	if path != "/" {
		return wordsPage(v), q.Err()
	}
	choice, err := scene.Read(q)
	if err != nil {
		return nil, err
	}
	v.MapSay = t.MapSay
	space, err := s.spaceView(c, f, choice, text, q.Values(), nil)
	v.Space = &space
	return wordsPage(v), err
}

// firstWords are the first words of a table, as a text.
func firstWords(m *embedding.Model) string {
	var words []string
	for row := range min(readyWords, m.Vocab()) {
		words = append(words, strings.ToValidUTF8(m.Text(m.Token(row)), ""))
	}
	return strings.Join(words, " ")
}

// lacks says what the model has not, and what follows of it.
func lacks(t *message.Text, m *embedding.Model) []string {
	if isOpened(m) {
		return languageNotes(t, m)
	}
	var say []string
	if !m.HasPosition() {
		say = append(say, t.Opening.NoPosition)
	}
	if !m.HasBlocks() {
		say = append(say, t.Opening.NoBlocks)
	}
	return say
}

// find lists what words of the text there are, and what not.
func (v *WordsView) find(m *embedding.Model, s *embedding.Sequence, at int, state url.Values) {
	t := v.T.Opening
	unknown := s.Unknown
	v.FoundSay = sprintf(t.FoundSay, m.Name(), count(len(s.Tokens)+len(s.Dropped)), count(len(unknown)))
	if len(s.Dropped) > 0 {
		v.Dropped = sprintf(t.TooLong, count(len(s.Tokens)))
	}
	for _, span := range unknown[:min(len(unknown), shownTokens)] {
		word, _ := shown(v.Text[span.Start:span.End])
		if !slices.Contains(v.Missing, word) {
			v.Missing = append(v.Missing, word)
		}
	}
	listed := s.Tokens[:min(len(s.Tokens), listedWords)]
	if more := len(s.Tokens) - len(listed); more > 0 {
		v.More = sprintf(v.T.More, more)
	}
	top := strongest(listed)
	for i, token := range listed {
		w := FoundWord{Chip: chipOf(token, i+1), Row: count(int(token.ID))}
		w.Written, _ = shown(v.Text[token.Start:token.End])
		w.Chosen = i+1 == at
		w.URL, w.Submit = v.way(v.Path+"#numbers", state, "at", strconv.Itoa(i+1))
		v.Found = append(v.Found, w)
		v.Vectors = append(v.Vectors, vectorsOf(v.T, w.Chip, token, top))
	}
	v.RowHead, v.RowSay = rowsOf(v.T, m)
	v.Scale = sprintf(v.T.Scale, number(top))
	if !isOpened(m) {
		v.FoundHow = t.FoundHow
	}
	if at >= 1 && at <= len(listed) {
		v.Numbers = numbersOf(v.T, v.Found[at-1].Chip, listed[at-1])
	}
}

// rowsOf says what a token's vectors are in a model without blocks.
func rowsOf(t *message.Text, m *embedding.Model) (head, say string) {
	switch {
	case m.HasPosition():
		return t.VectorsHead, sprintf(t.VectorsSay, m.Dim())
	case isOpened(m):
		return t.VectorsHead, sprintf(t.Language.RowSay, count(m.Vocab()), count(m.Dim()))
	}
	return t.Opening.RowHead, sprintf(t.Opening.RowSay, count(m.Vocab()), count(m.Dim()))
}

// AbsentView is a page that the model has nothing for.
type AbsentView struct {
	Frame
	Head string
	Say  string
	Ways []Link
	With []Link // the page with other models
}

// absent says why there is nothing on a page, and where there is something.
func (s *Site) absent(path string) screen {
	return func(c echo.Context, q *request.Query, f Frame) (templ.Component, error) {
		v := AbsentView{Frame: f, Head: f.Title, Say: sprintf(f.T.Opening.Absent[path], q.Model().Name())}
		for _, l := range f.Nav {
			if at, _, _ := strings.Cut(l.URL, "?"); at == "/map" || at == "/vectors" || at == "/tokens" {
				v.Ways = append(v.Ways, l)
			}
			if path == learnPath && strings.HasPrefix(l.URL, learnPath) {
				v.Head = l.Name
			}
		}
		v.Title = v.Head
		for _, m := range s.withBlocks() {
			v.With = append(v.With, Link{Name: sprintf(f.T.Opening.Other, m.Name()), URL: address(path, with(short(q.Values()), "model", m.Name()))})
		}
		return absentPage(v), nil
	}
}
