package page

import (
	"math/rand/v2"
	"net/url"
	"strconv"

	"github.com/a-h/templ"

	"tokenscape/embedding"
	"tokenscape/web/message"
)

// OddsView is the likeliest next tokens, with nothing to choose.
type OddsView struct {
	Name string
	Rows []Odds
}

// Odds is a token with its probability; Bar is of 100.
type Odds struct {
	Chip         Chip
	Percent, Bar string
}

// shownOdds is how many next tokens a chapter lists.
const shownOdds = 6

func odds(t *message.Text, name string, m *embedding.Model, next []embedding.Candidate) OddsView {
	v := OddsView{Name: name}
	for _, c := range next[:min(shownOdds, len(next))] {
		text, hex := shown(m.Text(c.ID))
		v.Rows = append(v.Rows, Odds{Chip: Chip{ID: strconv.Itoa(int(c.ID)), Shown: text, Hex: hex, Trained: true},
			Percent: probability(t, c.Probability), Bar: sprintf("%.2f", 100*c.Probability)})
	}
	return v
}

// token names a token in a sentence.
func (r *reader) token(id embedding.TokenID) string {
	name, _ := shown(r.model.Text(id))
	return name
}

// maxRedrawn is the most weights of a model that is drawn again at its random start
// while a reader waits: a quarter of a second.
const maxRedrawn = 20_000_000

// redrawn tells whether the model is drawn again as it was before its training.
func (r *reader) redrawn() bool {
	return r.model.HasStart() && r.model.Parameters() <= maxRedrawn
}

// nextToken asks the model before and after its training.
func (r *reader) nextToken() (templ.Component, error) {
	next, err := r.model.Predict(r.model.Embed(r.text), shownOdds, 1)
	if err != nil {
		return nil, err
	}
	views := []OddsView{odds(r.T, r.words.Trained, r.model, next)}
	if r.redrawn() {
		before, err := r.before(r.text)
		if err != nil {
			return nil, err
		}
		views = append([]OddsView{odds(r.T, r.words.Untrained, r.model, before)}, views...)
	}
	return nextTokenPart(r.Frame, views, sprintf(r.words.Chance, count(r.model.Vocab()), probability(r.T, 1/float64(r.model.Vocab()))), r.chips()), nil
}

// before is what the model expects before its training.
func (r *reader) before(text string) ([]embedding.Candidate, error) {
	untrained, err := r.site.untrained(r.c.Request().Context(), r.model)
	if err != nil {
		return nil, err
	}
	return untrained.Predict(untrained.Embed(text), shownOdds, 1)
}

// chips are the tokens of the text; each leads to its row in the embedding lab.
func (r *reader) chips() []Chip {
	var chips []Chip
	for i, token := range r.model.Embed(r.text).Tokens {
		chip := chipOf(token, i+1)
		chip.URL = r.to("/vectors", url.Values{"text": {r.text}, "at": {strconv.Itoa(i + 1)}}) + "#row"
		chips = append(chips, chip)
	}
	return chips
}

// Draws of the chapter on the five steps.
const (
	drawSeed  = 1
	fewDraws  = 12
	manyDraws = 1000
)

// steps is the diagram of the prediction's page, and what is drawn in its last step.
func (r *reader) steps() (templ.Component, error) {
	giveBack, err := r.site.looks.Take(r.c.Request().Context())
	if err != nil {
		return nil, err
	}
	defer giveBack()
	sequence := r.model.Embed(r.text)
	look := Look{Sampling: embedding.Sampling{Temperature: 1, Seed: drawSeed}, At: len(sequence.Tokens)}
	p, err := newPrediction(r.Frame, r.model, r.text, look, "/predict", url.Values{"text": {r.text}})
	if err != nil {
		return nil, err
	}
	p.Elsewhere = true
	var next []embedding.Candidate
	for _, c := range p.choice.Candidates[:min(shownOdds, len(p.choice.Candidates))] {
		next = append(next, c.Candidate)
	}
	var drawn []string
	for _, id := range draw(p.choice, fewDraws) {
		drawn = append(drawn, r.token(id))
	}
	return stepsPart(r.Frame, p.flow(), odds(r.T, r.T.NextHead, r.model, next), sprintf(r.words.Drawn, drawSeed, r.T.List(drawn))), nil
}

// draw draws n tokens by their probabilities, always the same ones.
func draw(choice *embedding.Choice, n int) []embedding.TokenID {
	source := rand.New(rand.NewPCG(drawSeed, 0))
	var drawn []embedding.TokenID
	for range n {
		x := source.Float64()
		for _, c := range choice.Candidates {
			if x < c.To {
				drawn = append(drawn, c.ID)
				break
			}
		}
	}
	return drawn
}

func (r *reader) pieces() (templ.Component, error) {
	l, err := r.site.lab(r.query, r.Frame, r.text)
	if err != nil {
		return nil, err
	}
	fields := r.fields()
	word, letter := fields[0].Value, fields[1].Value
	if len(word) > maxWord {
		word = berry
	}
	return piecesPart(r.Frame, l.compare(), l.letters(word, letter)), nil
}

// RowsView is rows of W_E, before and after training, and how many weights that is.
type RowsView struct {
	Picture MatrixView
	Chips   []Chip
	Lookup  RowView
	Start   StartView
	Near    [2]RowNeighbors
	NearOf  string
	Size    SizeView
}

// RowNeighbors are the rows nearest to one.
type RowNeighbors struct {
	Name string
	Rows [][2]string // token, cosine
}

// shownNear is how many neighbours a chapter lists.
const shownNear = 6

func (r *reader) rows() (templ.Component, error) {
	l, err := r.vectors()
	if err != nil {
		return nil, err
	}
	matrix := l.tokenMatrix()
	v := RowsView{Picture: matrix.Picture, Chips: l.choose(), Lookup: matrix.Row, Start: l.start(), Size: l.size()}
	if l.at > 0 && l.sequence.Tokens[l.at-1].Trained {
		id := l.sequence.Tokens[l.at-1].ID
		v.NearOf = sprintf(r.words.NearHead, r.token(id))
		v.Near[1] = r.nearest(r.words.NearNow, r.model, id)
		if r.redrawn() {
			untrained, err := r.site.untrained(r.c.Request().Context(), r.model)
			if err != nil {
				return nil, err
			}
			v.Near[0] = r.nearest(r.words.NearStart, untrained, id)
		}
	}
	return rowsPart(r.Frame, v), nil
}

func (r *reader) nearest(name string, m *embedding.Model, id embedding.TokenID) RowNeighbors {
	n := RowNeighbors{Name: name}
	vector, _ := m.TokenVector(id)
	for _, near := range m.Nearest(vector, embedding.Search{K: shownNear, Without: []embedding.TokenID{id}}) {
		n.Rows = append(n.Rows, [2]string{r.token(near.ID), number(near.Score)})
	}
	return n
}

func (r *reader) places() (templ.Component, error) {
	l, err := r.vectors()
	if err != nil {
		return nil, err
	}
	return placesPart(r.Frame, l.compareOrders(r.text, r.otherOrder()), l.positions(), l.window()), nil
}

func (r *reader) sums() (templ.Component, error) {
	l, err := r.vectors()
	if err != nil {
		return nil, err
	}
	return sumsPart(r.Frame, l.choose(), l.sum()), nil
}

// vectors is the embedding lab on the reader's text, with the second token chosen
// unless another is: the first is mostly an article.
func (r *reader) vectors() (*vectorsLab, error) {
	l, err := r.site.vectorsLab(r.c, r.query, r.Frame, r.path, r.text)
	if err == nil && !r.query.Has("at") {
		l.at = min(2, len(l.sequence.Tokens))
	}
	return l, err
}

// choose is the tokens of the text, each a link that chooses it.
func (l *vectorsLab) choose() []Chip {
	var chips []Chip
	for i, token := range l.sequence.Tokens {
		chip := l.chip(token, i, "#live")
		chip.Chosen = i+1 == l.at
		chips = append(chips, chip)
	}
	return chips
}

// motion is the motion of the prediction's page.
func (r *reader) motion() (templ.Component, error) {
	v, err := r.site.motionView(r.c.Request().Context(), r.Frame, r.query, r.path, r.text)
	if err != nil {
		return nil, err
	}
	return motionSection(r.Frame, v), nil
}

// card shows what the model expects, and what is known of it.
func (r *reader) card() (templ.Component, error) {
	next, err := r.model.Predict(r.model.Embed(r.text), shownOdds, 1)
	if err != nil {
		return nil, err
	}
	v, err := modelView(r.T, r.model)
	return cardPart(r.Frame, odds(r.T, r.T.NextHead, r.model, next), r.chips(), v), err
}
