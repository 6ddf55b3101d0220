package page

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"tokenscape/embedding"
	"tokenscape/web/message"
	"tokenscape/web/request"
)

// PredictView is the prediction page.
type PredictView struct {
	Frame
	Text, Path, Ready string
	Samples           []Link
	Kept              []Kept   // what the form of the text carries along
	Skipped           []string // what the page did without
	Chips             []Chip
	AnyNew            bool
	Fit               string // how many of the tokens there is room for; "" for all
	Flow              FlowView
	Vectors           EntryView
	Blocks            BlocksView
	Attention         AttentionView
	Logits            LogitsView
	Choice            ChoiceView
	Write             WriteView
	Motion            *MotionView
}

// Look is what of a prediction is looked at, and how the token is chosen.
type Look struct {
	Sampling embedding.Sampling
	At       int  // the token followed through the blocks, from 1
	Block    int  // whose attention is drawn, from 1; 0 for that of the head where the token looks hardest at another
	Head     int  // of that block, from 1
	Write    int  // tokens to go on by; 0 for none
	Past     bool // past the end of the text
}

// predictFields are the parameters of the page's own, beside text and model.
var predictFields = []string{"at", "head", "temperature", "top_k", "top_p", "how", "seed", "write", "past", "way", "map"}

// readLook reads them for a text of n tokens.
func readLook(q *request.Query, m *embedding.Model, n int) Look {
	l := Look{Sampling: q.Sampling(m), At: q.Int("at", n, min(1, n), n), Write: q.Int("write", 0, 0, embedding.MaxGenerated), Past: q.Switch("past")}
	if !q.Has("head") {
		return l
	}
	var heads []string
	for block := 1; block <= m.Layers(); block++ {
		for head := 1; head <= m.Heads(); head++ {
			heads = append(heads, headName(block, head))
		}
	}
	chosen := slices.Index(heads, q.Choice("head", heads...))
	l.Block, l.Head = chosen/m.Heads()+1, chosen%m.Heads()+1
	return l
}

func headName(block, head int) string { return sprintf("%d.%d", block, head) }

// prediction is one prediction with all that the page shows of it. Each part of
// the page is a method that fills its view.
type prediction struct {
	Frame
	words    message.Predicting
	model    *embedding.Model
	text     string
	sequence *embedding.Sequence
	inside   *embedding.Inside
	choice   *embedding.Choice
	look     Look
	path     string     // of the page that its links stay on
	state    url.Values // which they keep
	why      string     // the head was chosen

	// Elsewhere is set where parts of the page stand on another one: what leads to
	// a section then leads to that of the page at path.
	Elsewhere bool
}

// Looks inside a model: each may hold 128 MB (embedding.MaxInside), so that a few are
// taken at a time, and how long others wait.
const (
	looking         = 4
	lookingPatience = 8 * time.Second
)

// newPrediction runs the model over a text that has a token. Its caller has taken one
// of the site's looks, and gives it back when it needs the prediction no more.
func newPrediction(f Frame, m *embedding.Model, text string, look Look, path string, state url.Values) (*prediction, error) {
	p := &prediction{Frame: f, words: f.T.Predicting, model: m, text: text, sequence: m.Embed(text), look: look, path: path, state: state}
	var err error
	if p.inside, err = m.Inside(p.sequence); err != nil {
		return nil, err
	}
	if look.Block == 0 {
		p.look.Block, p.look.Head = p.hardest()
		p.why = sprintf(p.words.HeadFirst, p.said(p.at().ID))
	}
	p.choice, err = m.Choose(p.inside.Logits, p.place(), look.Sampling)
	return p, err
}

func (s *Site) predict(c echo.Context, q *request.Query, f Frame) (templ.Component, error) {
	q.Lenient()
	m, text := q.Model(), q.Text(Ready)
	f.Stylesheets = append(f.Stylesheets, s.asset("css/predict.css"))
	v := PredictView{Frame: f, Text: text, Path: "/predict", Ready: f.to("/predict", url.Values{"text": {Ready}}), Samples: samples(f, "/predict")}
	if text == "" || q.Err() != nil {
		return predictPage(v), q.Err()
	}
	look := readLook(q, m, len(m.Embed(text).Tokens))
	ctx := c.Request().Context()
	var err error
	if v.Motion, err = s.motionView(ctx, f, q, "/predict", text); err != nil { // before the look, which others may wait for
		return nil, err
	}
	giveBack, err := s.looks.Take(ctx)
	if err != nil {
		return nil, err
	}
	defer giveBack()
	p, err := newPrediction(f, m, text, look, "/predict", q.Values())
	if err != nil {
		return nil, err
	}
	for _, fault := range q.Skipped() {
		v.Skipped = append(v.Skipped, skippedSay(f.T, fault))
	}
	v.Kept = p.kept("text", "at", "write", "past")
	if p.long() {
		v.Kept = p.kept("text", "at", "write", "past", "temperature", "top_k", "top_p", "how", "seed") // its own fields
	}
	v.Chips, v.AnyNew, v.Fit = p.chips("#blocks")
	v.Flow, v.Vectors, v.Blocks, v.Attention = p.flow(), p.entry(), p.blocks(), p.attention()
	v.Logits, v.Choice = p.logits(), p.choose()
	v.Write, err = p.write()
	return predictPage(v), err
}

// place is how many tokens the text has, those dropped counted.
func (p *prediction) place() int { return len(p.sequence.Dropped) + len(p.sequence.Tokens) }

// long is true when only the form that holds the text can carry it along.
func (p *prediction) long() bool { return len(p.text) > maxLinked }

// kept is what a form carries along: all but these fields.
func (p *prediction) kept(but ...string) []Kept {
	var kept []Kept
	for _, name := range append([]string{"text"}, predictFields...) {
		if v := p.state.Get(name); v != "" && !slices.Contains(but, name) {
			kept = append(kept, Kept{name, v})
		}
	}
	return kept
}

// section leads to a section of the page.
func (p *prediction) section(name, anchor string) Link {
	link := Link{Name: name, URL: anchor}
	if p.Elsewhere {
		link.URL, link.Submit = p.way(p.path+anchor, p.state, "", "")
	}
	return link
}

// link stays on the page, at a section, with one parameter set.
func (p *prediction) link(name, anchor, parameter, value string, here bool) Link {
	link := Link{Name: name, Here: here}
	link.URL, link.Submit = p.way(p.path+anchor, p.state, parameter, value)
	return link
}

// chips are the tokens of the text, each a link that follows it.
func (p *prediction) chips(anchor string) (chips []Chip, untrained bool, fit string) {
	for i, token := range p.sequence.Tokens {
		chips = append(chips, p.chip(i, anchor))
		untrained = untrained || !token.Trained
	}
	if n := len(p.sequence.Dropped); n > 0 {
		fit = sprintf(p.words.Fit, p.model.Context(), n)
	}
	return chips, untrained, fit
}

func (p *prediction) chip(i int, anchor string) Chip {
	chip := chipOf(p.sequence.Tokens[i], i+1)
	chip.Chosen = i+1 == p.look.At
	chip.URL, chip.Submit = p.way(p.path+anchor, p.state, "at", strconv.Itoa(i+1))
	return chip
}

// at is the token that is followed.
func (p *prediction) at() embedding.EmbeddedToken { return p.sequence.Tokens[p.look.At-1] }

// name is a token as it is shown.
func (p *prediction) name(id embedding.TokenID) string {
	name, _ := shown(p.model.Text(id))
	return name
}

// said is a token as a sentence names it: in quotation marks when it has no letter
// or digit of its own.
func (p *prediction) said(id embedding.TokenID) string {
	name := p.name(id)
	if strings.ContainsFunc(name, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return name
	}
	return "“" + name + "”"
}

// appended is the chip of a token that may come next, with the way to append it:
// none when the text would no longer be one that a page can hold.
func (p *prediction) appended(id embedding.TokenID, anchor string) Chip {
	name, hex := shown(p.model.Text(id))
	_, trained := p.model.Row(id)
	chip := Chip{ID: strconv.Itoa(int(id)), Shown: name, Hex: hex, Trained: trained}
	text := p.text + p.model.Text(id)
	switch {
	case !utf8.ValidString(text) || len(text) > request.MaxText:
	case p.long():
		chip.Submit = &Submit{Form: p.Form, Action: p.path + anchor, Name: "append", Value: ref(id)}
	default:
		chip.URL = address(p.path, p.after(text)) + anchor
	}
	return chip
}

// after is the state of the page with a longer text.
func (p *prediction) after(text string) url.Values {
	return with(with(with(p.state, "text", text), "at"), "write")
}

// decimal4 writes a number of [0, 1] with four decimals.
func decimal4(x float64) string { return strconv.FormatFloat(x, 'f', 4, 64) }

// plain writes a parameter as people do: 0.7, 1, 40.
func plain(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

// tail is the end of a text, as far as a line or two hold it, in which bytes that
// are no character stand in hexadecimal.
func tail(text string) string {
	const most = 240 // bytes
	if len(text) <= most {
		return readable(text)
	}
	text = text[len(text)-most:]
	for len(text) > 0 && !utf8.RuneStart(text[0]) {
		text = text[1:]
	}
	return "…" + readable(strings.TrimLeft(text, " \n"))
}
