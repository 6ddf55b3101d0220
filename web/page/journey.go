package page

import (
	"fmt"
	"net/url"
	"strconv"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"tokenscape/embedding"
	"tokenscape/web/message"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

var sprintf = fmt.Sprintf

// shownTokens is how many tokens a page lists at most, and says of how many more
// there are: the last ones of those forgotten, the first ones of a cut text.
const shownTokens = 400

// JourneyView is the journey of one sentence.
type JourneyView struct {
	Frame
	Text, Path  string
	Ready       string
	Samples     []Link
	Chips       []Chip
	Dropped     []Chip
	DroppedSay  string
	DroppedMore string // how many more were dropped than are listed
	AnyNew      bool   // an untrained token is among the chips
	Vectors     []Vectors
	VectorsSay  string
	Scale       string
	Numbers     *Numbers
	Space       SpaceView
	MapSay      string
	Blocks      string
	Next        NextView
}

// Vectors are the strips of one token: three, or one in a model without positions.
type Vectors struct {
	Chip   Chip
	Strips []Strip
}

// vectorsOf are the token's row of W_E and, where the model has positions, the
// row of W_P and the sum. The strongest colour is ±top.
func vectorsOf(t *message.Text, chip Chip, token embedding.EmbeddedToken, top float64) Vectors {
	row := sprintf("W_E[%d]", token.ID)
	v := Vectors{Chip: chip, Strips: []Strip{strip(t.TokenRow, row, token.TokenVector, top)}}
	if token.PositionVector != nil {
		v.Strips = append(v.Strips, strip(t.PositionRow, sprintf("W_P[%d]", token.Position), token.PositionVector, top),
			strip(t.SumRow, row+sprintf(" + W_P[%d]", token.Position), token.InputVector, top))
	}
	return v
}

// strongest is the largest number of the tokens' vectors, by absolute value.
func strongest(tokens []embedding.EmbeddedToken) float64 {
	var top float64
	for _, token := range tokens {
		top = max(top, largest(token.TokenVector, token.PositionVector, token.InputVector))
	}
	return top
}

// Numbers are all numbers of one token, to be read.
type Numbers struct {
	Caption string
	Columns []string   // of numbers: token, position, sum; or token alone
	Rows    [][]string // element, and a number for each column
}

// numbersOf are those of the token that chip stands for.
func numbersOf(t *message.Text, chip Chip, token embedding.EmbeddedToken) *Numbers {
	n := &Numbers{Caption: sprintf(t.Numbers, len(token.TokenVector), chip.Number, chip.Shown), Columns: []string{t.TokenRow}}
	vectors := [][]float32{token.TokenVector}
	if token.PositionVector != nil {
		n.Columns = append(n.Columns, t.PositionRow, t.SumRow)
		vectors = append(vectors, token.PositionVector, token.InputVector)
	}
	for j := range token.TokenVector {
		row := []string{strconv.Itoa(j)}
		for _, v := range vectors {
			row = append(row, number(float64(v[j])))
		}
		n.Rows = append(n.Rows, row)
	}
	return n
}

// NextView is the likeliest next tokens.
type NextView struct {
	Say        string
	Candidates []Candidate
	Warmth     []Link
}

// Candidate is a possible next token, with the way to append it.
type Candidate struct {
	Chip
	Percent string
	Bar     string // of 100
	Logit   string
}

func (s *Site) journey(c echo.Context, q *request.Query, f Frame) (templ.Component, error) {
	m, text := q.Model(), q.Text(Ready)
	temperature := q.Temperature()
	choice, err := scene.Read(q)
	if err != nil {
		return nil, err
	}
	if !q.Has("rows") {
		choice.Unit = true
	}
	v := JourneyView{Frame: f, Text: text, Path: "/", Ready: f.to("/", url.Values{"text": {Ready}}), Samples: samples(f, "/")}
	if text == "" {
		return journeyPage(v), nil
	}
	sequence := m.Embed(text)
	at := q.Int("at", min(1, len(sequence.Tokens)), 0, m.Context())
	v.fill(m, sequence, at, q.Values())
	if v.Space, err = s.spaceView(c, f, choice, text, q.Values(), nil); err != nil {
		return nil, err
	}
	if v.Next, err = nextView(f, m, sequence, text, temperature, "/", q.Values()); err != nil {
		return nil, err
	}
	return journeyPage(v), q.Err()
}

func samples(f Frame, path string) []Link {
	var links []Link
	for _, text := range Samples {
		links = append(links, Link{Name: text, URL: f.to(path, url.Values{"text": {text}})})
	}
	return links
}

// dropped are the tokens that did not fit into the context, the last ones of many;
// more says how many others there are, "" for none.
func dropped(t *message.Text, sequence *embedding.Sequence) (chips []Chip, more string) {
	for i, token := range sequence.Dropped[max(0, len(sequence.Dropped)-shownTokens):] {
		text, hex := shown(token.Bytes)
		chips = append(chips, Chip{Number: i, Shown: text, Hex: hex, Trained: true, ID: strconv.Itoa(int(token.ID))})
	}
	if n := len(sequence.Dropped) - shownTokens; n > 0 {
		more = sprintf(t.More, n)
	}
	return chips, more
}

func (v *JourneyView) fill(m *embedding.Model, sequence *embedding.Sequence, at int, state url.Values) {
	t := v.T
	v.Dropped, v.DroppedMore = dropped(t, sequence)
	v.DroppedSay = sprintf(t.Dropped, len(sequence.Dropped), m.Context())
	top := strongest(sequence.Tokens)
	for i, token := range sequence.Tokens {
		chip := chipOf(token, i+1)
		chip.Chosen = i+1 == at
		chip.URL, chip.Submit = v.way("/#numbers", state, "at", strconv.Itoa(i+1))
		v.AnyNew = v.AnyNew || !token.Trained
		v.Chips = append(v.Chips, chip)
		v.Vectors = append(v.Vectors, vectorsOf(t, chip, token, top))
	}
	if at >= 1 && at <= len(sequence.Tokens) {
		v.Numbers = numbersOf(t, v.Chips[at-1], sequence.Tokens[at-1])
	}
	v.VectorsSay = sprintf(t.VectorsSay, m.Dim())
	v.Scale = sprintf(t.Scale, number(top))
	v.MapSay = sprintf(t.MapSay, m.Dim())
	v.Blocks = sprintf(t.Blocks, m.Layers(), m.Heads())
}

func chipOf(token embedding.EmbeddedToken, n int) Chip {
	text, hex := shown(token.Bytes)
	return Chip{Number: n, ID: strconv.Itoa(int(token.ID)), Shown: text, Hex: hex, Trained: token.Trained}
}

// candidates is how many next tokens are shown.
const candidates = 10

func nextView(f Frame, m *embedding.Model, sequence *embedding.Sequence, text string, temperature float64, path string, state url.Values) (NextView, error) {
	v := NextView{Say: sprintf(f.T.NextSay, m.Vocab())}
	likeliest, err := m.Predict(sequence, candidates, temperature)
	if err != nil {
		return v, err
	}
	for i, c := range likeliest {
		name, hex := shown(m.Text(c.ID))
		chip := Chip{Number: i + 1, ID: strconv.Itoa(int(c.ID)), Shown: name, Hex: hex, Trained: true}
		if len(text) > maxLinked {
			chip.Submit = &Submit{Form: f.Form, Action: path + "#next", Name: "append", Value: ref(c.ID)}
		} else {
			chip.URL = address(path, with(with(state, "text", text+m.Text(c.ID)), "at")) + "#next"
		}
		v.Candidates = append(v.Candidates, Candidate{Chip: chip,
			Percent: f.T.Percent(c.Probability, 1), Bar: sprintf("%.2f", 100*c.Probability), Logit: number(float64(c.Logit)),
		})
	}
	for _, warmth := range []string{"0.3", "0.7", "1", "1.5", "3"} {
		value, _ := strconv.ParseFloat(warmth, 64)
		link := Link{Name: warmth, Here: value == temperature}
		link.URL, link.Submit = f.way(path+"#next", state, "temperature", warmth)
		v.Warmth = append(v.Warmth, link)
	}
	return v, nil
}

// SpaceView is a map with what is known of it.
type SpaceView struct {
	Data, NeighborsAPI, Selected, Page string
	Names                              string // category → name, JSON
	Plot, Alt, Fitted, Kept, Rows      string
	Pairs                              string // what the lines join, and how parallel they are
	NoPath                             string // why the sentence is not on the map
	Downloads                          []Link
}

func (s *Site) spaceView(c echo.Context, f Frame, choice scene.Choice, text string, state url.Values, selected *embedding.TokenID) (SpaceView, error) {
	fitted, err := s.maps.Of(c.Request().Context(), choice, text)
	if err != nil {
		return SpaceView{}, err
	}
	asked := url.Values{"model": {choice.Model.Name()}, "rows": {"raw"}}
	if choice.Unit {
		asked.Set("rows", "unit")
	}
	for _, name := range []string{"on", "tokens", "pairs"} {
		if list := state[name]; len(list) > 0 {
			asked[name] = list
		}
	}
	drawn := linkedText(choice.Model, text, fitted.Path)
	if drawn != "" {
		asked.Set("text", drawn)
	}
	v := SpaceView{
		Data: address("/api/v1/projection", asked), NeighborsAPI: address("/api/v1/neighbors", neighborsAsked(choice.Model, state)),
		Page: address("/map", with(asked, "lang", f.T.Lang)), Fitted: sprintf(f.T.Fitted, fitted.FitSay.N, fitted.Model.Name()),
		Kept: sprintf(f.T.Kept, sprintf("%.1f", 100*fitted.Kept)), Rows: rowsSay(f.T, choice),
	}
	v.Pairs = f.T.Join(joinedSay(f.T, fitted.Pairs, state), parallelSay(f.T, fitted))
	if len(fitted.Path) > 0 && drawn == "" {
		v.NoPath = f.T.NoPath
	}
	if selected != nil {
		v.Selected = ref(*selected)
	}
	v.Names = categoryNames(choice.Model, f.T)
	v.Alt = f.T.Join(f.T.MapAlt, v.Fitted, v.Kept, v.Pairs)
	asked.Set("lang", f.T.Lang)
	if f.Settings.Theme != "" {
		asked.Set("theme", f.Settings.Theme)
	}
	v.Plot = address("/plot.svg", asked)
	for _, format := range []string{"png", "svg", "pdf"} {
		v.Downloads = append(v.Downloads, Link{Name: format, URL: address("/plot."+format, with(asked, "download", "1"))})
	}
	return v, nil
}

func rowsSay(t *message.Text, choice scene.Choice) string {
	if choice.Unit {
		return sprintf(t.RowsAre, t.Unit)
	}
	return sprintf(t.RowsAre, t.Raw)
}

// linkedText is the text as far as the map's data and figures need it in their
// URLs: of a long one, the part that the model sees. It is "" when that is too
// long as well, or is cut into other tokens when it stands alone.
func linkedText(m *embedding.Model, text string, path []scene.Step) string {
	if len(text) <= maxLinked || len(path) == 0 {
		return text
	}
	text = text[path[0].Start:]
	if len(text) > maxLinked {
		return ""
	}
	alone := m.Tokenizer().Encode(text)
	if len(alone) != len(path) {
		return ""
	}
	for i, t := range alone {
		if t.ID != path[i].ID {
			return ""
		}
	}
	return text
}
