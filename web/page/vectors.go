package page

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"tokenscape/embedding"
	"tokenscape/web/message"
	"tokenscape/web/request"
	"tokenscape/web/weights"
)

// VectorsView is the embedding lab.
type VectorsView struct {
	Frame
	Text, Path, Ready string
	Samples, Contents []Link
	Skipped           []string // what the page did without
	Chips             []Chip
	Fit               string // how many of the tokens there is room for; "" for all
	Token             TokenMatrixView
	Start             StartView
	Size              SizeView
	Position          PositionView
	Sum               SumView
	Meaning           MeaningView
	Window            WindowView
}

// listedRows is how many tokens of a sentence the lab shows the numbers of.
const listedRows = 12

// vectorsLab is what the sections of the page are built from.
type vectorsLab struct {
	site     *Site
	context  context.Context // of the request
	query    *request.Query
	frame    Frame
	words    message.Vectors
	model    *embedding.Model
	study    *weights.Study
	state    url.Values
	path     string // of the page that shows it
	sequence *embedding.Sequence
	at       int // the token chosen, from 1; 0 for none
}

// vectorsLab is what the page at path shows of a text from.
func (s *Site) vectorsLab(c echo.Context, q *request.Query, f Frame, path, text string) (*vectorsLab, error) {
	l := &vectorsLab{site: s, context: c.Request().Context(), query: q, frame: f, words: f.T.Vectors, model: q.Model(), path: path, sequence: q.Model().Embed(text)}
	l.at = q.Int("at", min(1, len(l.sequence.Tokens)), 0, len(l.sequence.Tokens))
	var err error
	l.study, err = s.study(l.context, l.model)
	l.state = q.Values()
	return l, err
}

func (s *Site) vectors(c echo.Context, q *request.Query, f Frame) (templ.Component, error) {
	q.Lenient()
	text := q.Text(Ready)
	l, err := s.vectorsLab(c, q, f, "/vectors", text)
	if err != nil {
		return nil, err
	}
	v := VectorsView{Frame: f, Text: text, Path: "/vectors", Ready: f.to("/vectors", url.Values{"text": {Ready}}), Samples: samples(f, "/vectors")}
	for i, token := range l.sequence.Tokens {
		chip := l.chip(token, i, "#row")
		chip.Chosen = i+1 == l.at
		v.Chips = append(v.Chips, chip)
	}
	if len(l.sequence.Dropped) > 0 {
		v.Fit = sprintf(f.T.Dropped, len(l.sequence.Dropped), l.model.Context())
	}
	v.Token, v.Start, v.Size = l.tokenMatrix(), l.start(), l.size()
	v.Position, v.Sum = l.positions(), l.sum()
	if v.Meaning, err = l.meaning(); err != nil {
		return nil, err
	}
	v.Window = l.window()
	if v.Window.Far, err = l.far(); err != nil {
		return nil, err
	}
	v.Contents = []Link{
		{Name: l.words.TokenHead, URL: "#tokens"}, {Name: l.words.LookupHead, URL: "#row"},
		{Name: l.words.StartHead, URL: "#start"}, {Name: l.words.SizeHead, URL: "#size"},
		{Name: l.words.PositionHead, URL: "#positions"}, {Name: l.words.CosineHead, URL: "#alike"},
		{Name: l.words.TwiceHead, URL: "#twice"}, {Name: l.words.OrderHead, URL: "#order"},
		{Name: l.words.SumHead, URL: "#sum"}, {Name: l.words.MeaningHead, URL: "#meaning"}, {Name: l.words.WindowHead, URL: "#window"},
	}
	for _, fault := range q.Skipped() {
		v.Skipped = append(v.Skipped, skippedSay(f.T, fault))
	}
	return vectorsPage(v), q.Err()
}

// Measuring and drawing of matrices: so many at a time, and how long others wait.
const (
	measuring         = 2
	measuringPatience = 8 * time.Second
	keptStudies       = 16 // studies and experiments that stay
	keptStarts        = 4  // models before their training
)

// study is what is measured once of a model.
func (s *Site) study(ctx context.Context, m *embedding.Model) (*weights.Study, error) {
	return s.studies.Get(ctx, m, "", func() (*weights.Study, error) { return weights.Measure(m) })
}

// skippedSay says what a page did without.
func skippedSay(t *message.Text, fault *request.Fault) string {
	return sprintf(t.Exploring.Unknown, fault.Value, fault.Parameter, t.Fault(fault))
}

// chip is the i-th token of the sentence, a link that chooses it.
func (l *vectorsLab) chip(token embedding.EmbeddedToken, i int, anchor string) Chip {
	chip := chipOf(token, i+1)
	chip.URL, chip.Submit = l.frame.way(l.path+anchor, with(l.state, "row"), "at", strconv.Itoa(i+1))
	return chip
}

// kept is what a form of the lab carries along: all but its own fields.
func (l *vectorsLab) kept(own ...string) []Kept {
	var kept []Kept
	state := short(l.state)
	for _, name := range []string{"text", "at", "row", "element", "vocab", "width", "context", "layers",
		"here", "there", "one", "other", "left", "right", "first", "second", "times", "guess", "check1", "check2"} {
		if v := state.Get(name); v != "" && !slices.Contains(own, name) {
			kept = append(kept, Kept{name, v})
		}
	}
	return kept
}

// link leads to the same page with one parameter set.
func (l *vectorsLab) link(name, anchor, parameter, value string, here bool) Link {
	link := Link{Name: name, Here: here}
	link.URL, link.Submit = l.frame.way(l.path+"#"+anchor, l.state, parameter, value)
	return link
}

// fine writes a weight for reading, with four decimals and a true minus sign.
func fine(x float64) string {
	return strings.Replace(strconv.FormatFloat(x, 'f', 4, 64), "-", "−", 1)
}

// more says how many tokens of the sentence are not listed, "" when all are.
func (l *vectorsLab) more() string {
	if n := len(l.sequence.Tokens) - listedRows; n > 0 {
		return sprintf(l.frame.T.More, n)
	}
	return ""
}
