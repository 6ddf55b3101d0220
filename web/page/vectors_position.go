package page

import (
	"slices"
	"strconv"
	"strings"

	"tokenscape/embedding"
	"tokenscape/web/request"
	"tokenscape/web/weights"
)

// PositionView is W_P and what it does to words.
type PositionView struct {
	Say             string
	Picture, Cosine MatrixView
	Kept            []Kept
	Here, There     string
	Most            string // the last position
	Pair, Of        string
	Cosines         [][5]string // position, cosine with Here, place on three components
	Line            string      // the same as a curve, 1000×100
	Dot             string
	Paths           []PathView
	PathSay         string
	Twice           TwiceView
	Order           OrderView
}

// PathView is a path through the plane of two components.
type PathView struct {
	Line string
	Dots []PathDot
	X, Y string // names of the axes
	Alt  string
}

// PathDot is a point of a path; its label may be "".
type PathDot struct{ X, Y, Label string }

// TwiceView is one token at two positions.
type TwiceView struct {
	Say, Scale, Result string
	Strips             []Strip
}

// OrderView is the same words in another order.
type OrderView struct {
	One, Other string
	Kept       []Kept
	Bag, Sum   string
	Rows       []OrderRow
}

// OrderRow is one place of both sentences.
type OrderRow struct {
	Place      string
	One, Other string
	Distance   string
	Same       bool
}

// The sentences of the lab that visitors write beside the page's own.
const (
	maxPhrase = 300 // bytes
	oneOrder  = "The dog bites the man"
	noOrder   = "The man bites the dog"
)

// phrase is a further sentence of the page, of maxPhrase bytes at most.
func (l *vectorsLab) phrase(name, otherwise string) string {
	if !l.query.Has(name) {
		return otherwise
	}
	text := l.query.Values().Get(name)
	if len(text) > maxPhrase {
		l.query.Refuse(&request.Fault{Code: request.TextTooLong, Parameter: name, Limit: sprintf("%d bytes", maxPhrase)})
		return otherwise
	}
	return text
}

func (l *vectorsLab) positions() PositionView {
	m, w := l.model, l.words
	n := m.Context()
	here := l.query.Int("here", min(5, n-1), 0, n-1)
	there := l.query.Int("there", min(20, n-1), 0, n-1)
	v := PositionView{
		Say:     sprintf(w.PositionSay, n, m.Dim(), count(n*m.Dim())),
		Picture: l.picture("position", 0, min(n, weights.MaxPixels/m.Dim())),
		Cosine:  l.picture("cosine", 0, min(n, weights.MaxPixels/n)),
		Kept:    l.kept("here", "there"), Here: strconv.Itoa(here), There: strconv.Itoa(there), Most: strconv.Itoa(n - 1),
		Pair: sprintf(w.CosinePair, here, there, number(l.cosine(here, there))), Of: sprintf(w.CosineOf, here),
	}
	v.Picture.Sharp, v.Cosine.Sharp = true, true
	v.Picture.Say = sprintf(w.PositionPicture, v.Picture.Layout.Rows-1, number(weights.Reach(m.PositionEmbedding())))
	v.Picture.Alt = sprintf(w.PositionAlt, m.Name(), n, m.Dim())
	v.Picture.mark(here, "")
	v.Picture.mark(there, "")
	v.Cosine.Say = w.CosineSay
	v.Cosine.Alt = sprintf(w.CosineAlt, n)
	v.Cosine.mark(here, "")
	v.cosines(l, here)
	v.paths(l)
	v.Twice = l.twice(here, there)
	v.Order = l.order()
	return v
}

func (l *vectorsLab) cosine(a, b int) float64 {
	x := l.study.Positions
	return float64(x.Data[a*x.Stride+b])
}

// cosines lists those of one position and draws them: 1 above, −1 below.
func (v *PositionView) cosines(l *vectorsLab, here int) {
	n := l.model.Context()
	place := func(i int) string {
		return coordinate(1000*float64(i)/float64(max(1, n-1))) + "," + coordinate(50-50*l.cosine(here, i))
	}
	var line []string
	for i := range n {
		at := l.study.Curve[i]
		v.Cosines = append(v.Cosines, [5]string{strconv.Itoa(i), number(l.cosine(here, i)), fine(at[0]), fine(at[1]), fine(at[2])})
		line = append(line, place(i))
	}
	v.Line = strings.Join(line, " ")
	v.Dot = "M" + strings.Replace(place(here), ",", " ", 1) + "h0"
}

// paths draws the positions on the first component and each of the next two.
func (v *PositionView) paths(l *vectorsLab) {
	w, s := l.words, l.study
	percentage := func(x float64) string { return l.frame.T.Percent(x, 1) }
	r := s.CurveRatio
	v.PathSay = sprintf(w.CurveSay, len(s.Curve), percentage(r[0]), percentage(r[1]), percentage(r[2]), percentage(r[0]+r[1]+r[2]))
	for second := 1; second <= 2; second++ {
		p := PathView{X: sprintf("PC1 (%s)", percentage(r[0])), Y: sprintf("PC%d (%s)", second+1, percentage(r[second]))}
		var top float64
		for _, at := range s.Curve {
			top = max(top, at[0], -at[0], at[second], -at[second])
		}
		// One scale for both axes, so that distances are true; room for labels.
		x := func(c float64) string { return coordinate(250 + 220*c/top) }
		y := func(c float64) string { return coordinate(250 - 220*c/top) }
		var line []string
		each := max(1, len(s.Curve)/8)
		for i, at := range s.Curve {
			line = append(line, x(at[0])+","+y(at[second]))
			dot := PathDot{X: x(at[0]), Y: y(at[second])}
			if i%each == 0 || i == len(s.Curve)-1 {
				dot.Label = strconv.Itoa(i)
			}
			p.Dots = append(p.Dots, dot)
		}
		p.Line = strings.Join(line, " ")
		first, last := s.Curve[0], s.Curve[len(s.Curve)-1]
		p.Alt = sprintf(w.CurveAlt, 1, second+1, number(first[0]), number(first[second]), len(s.Curve)-1, number(last[0]), number(last[second]))
		v.Paths = append(v.Paths, p)
	}
}

// twice puts the token chosen at two positions.
func (l *vectorsLab) twice(here, there int) TwiceView {
	if l.at == 0 {
		return TwiceView{}
	}
	m, w := l.model, l.words
	token := l.sequence.Tokens[l.at-1]
	name, _ := shown(token.Bytes)
	p, q := m.PositionVector(here), m.PositionVector(there)
	a, b := embedding.Sum(token.TokenVector, p), embedding.Sum(token.TokenVector, q)
	top := largest(token.TokenVector, p, q, a, b)
	row := sprintf("W_E[%d]", token.ID)
	return TwiceView{
		Say: sprintf(w.TwiceSay, name, here, there), Scale: sprintf(w.TwiceScale, number(top)),
		Result: sprintf(w.Twice, number(weights.Cosine(a, b)), number(embedding.Distance(a, b))),
		Strips: []Strip{
			strip(w.TokenAt, row, token.TokenVector, top),
			strip(sprintf(w.PositionAt, here), sprintf("W_P[%d]", here), p, top),
			strip(sprintf(w.InputAt, here), row+sprintf(" + W_P[%d]", here), a, top),
			strip(sprintf(w.PositionAt, there), sprintf("W_P[%d]", there), q, top),
			strip(sprintf(w.InputAt, there), row+sprintf(" + W_P[%d]", there), b, top),
		},
	}
}

// order compares two sentences that the reader may change.
func (l *vectorsLab) order() OrderView {
	v := l.compareOrders(l.phrase("one", oneOrder), l.phrase("other", noOrder))
	v.Kept = l.kept("one", "other")
	return v
}

// compareOrders compares the input vectors of two sentences of the same words.
func (l *vectorsLab) compareOrders(first, second string) OrderView {
	m, w := l.model, l.words
	v := OrderView{One: first, Other: second, Bag: w.OtherBag}
	one, other := m.Embed(v.One), m.Embed(v.Other)
	ids := func(s *embedding.Sequence) []embedding.TokenID {
		var list []embedding.TokenID
		for _, t := range s.Tokens {
			list = append(list, t.ID)
		}
		slices.Sort(list)
		return list
	}
	if slices.Equal(ids(one), ids(other)) {
		v.Bag = w.SameBag
	}
	var differ []string
	all := max(len(one.Tokens), len(other.Tokens))
	for i := range all {
		row := OrderRow{Place: strconv.Itoa(i), One: "–", Other: "–", Distance: "–"}
		var a, b []float32
		if i < len(one.Tokens) {
			row.One, _ = shown(one.Tokens[i].Bytes)
			a = one.Tokens[i].InputVector
		}
		if i < len(other.Tokens) {
			row.Other, _ = shown(other.Tokens[i].Bytes)
			b = other.Tokens[i].InputVector
		}
		if a != nil && b != nil {
			row.Same = slices.Equal(a, b)
			row.Distance = number(embedding.Distance(a, b))
		}
		if !row.Same {
			differ = append(differ, row.Place)
		}
		v.Rows = append(v.Rows, row)
	}
	if len(differ) > 0 {
		v.Sum = sprintf(w.OrderSum, len(differ), all, l.frame.T.List(differ))
	}
	return v
}
