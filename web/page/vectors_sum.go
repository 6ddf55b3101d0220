package page

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding"
	"tokenscape/web/weights"
)

// SumView is the sum of a token's and a position's row, number by number, and
// what becomes of the two in it.
type SumView struct {
	Say, Scale, Title string
	Strips            []Strip
	Element           int
	Token, Position   string // where the two rows stand
	Terms             [3]string
	Earlier, Later    *Link
	Rows              [][4]string // element, token, position, sum
	Plane             PlaneView
	Found             []PartRow
	FoundSay, More    string
	Crossing          string
}

// PlaneView is the plane on which W_E varies most, with arrows on it.
type PlaneView struct {
	Alt, Say, X, Y string
	Grid           string // the lines through 0
	Cloud          string // words of the lexicon, as points of a path
	Arrows         []Arrow
}

// Arrow leads from a token's row to its input vector.
type Arrow struct {
	Name           string
	X1, Y1, X2, Y2 string
	Left           bool     // the name stands on the left of the head
	Numbers        []string // from, to and length, for the table
}

// PartRow is where a token and its position come among all others.
type PartRow struct {
	Chip            Chip
	Token, Position string
}

// cloudSize is about how many words lie behind the arrows.
const cloudSize = 500

func (l *vectorsLab) sum() SumView {
	if l.at == 0 {
		return SumView{}
	}
	m, w := l.model, l.words
	token := l.sequence.Tokens[l.at-1]
	name, _ := shown(token.Bytes)
	j := l.query.Int("element", 0, 0, m.Dim()-1)
	v := SumView{Element: j, Token: sprintf("W_E[%d]", token.ID), Position: sprintf("W_P[%d]", token.Position), More: l.more(),
		Say: sprintf(w.SumSay, name, token.Position, m.Dim()), Title: sprintf(w.SumTitle, m.Dim())}
	top := largest(token.TokenVector, token.PositionVector, token.InputVector)
	v.Scale = sprintf(l.frame.T.Scale, number(top))
	v.Strips = []Strip{
		strip(l.frame.T.TokenRow, v.Token, token.TokenVector, top),
		strip(l.frame.T.PositionRow, v.Position, token.PositionVector, top),
		strip(l.frame.T.SumRow, v.Token+" + "+v.Position, token.InputVector, top),
	}
	for i := range token.InputVector {
		v.Rows = append(v.Rows, [4]string{strconv.Itoa(i), fine(float64(token.TokenVector[i])),
			fine(float64(token.PositionVector[i])), fine(float64(token.InputVector[i]))})
	}
	v.Terms = [3]string(v.Rows[j][1:])
	step := func(to int, name string) *Link {
		if to < 0 || to >= m.Dim() {
			return nil
		}
		link := l.link(name, "sum", "element", strconv.Itoa(to), false)
		return &link
	}
	v.Earlier, v.Later = step(j-1, w.Back), step(j+1, w.Step)
	v.Plane = l.plane()
	l.found(&v)
	c := l.study.Crossing
	v.Crossing = sprintf(w.Crossing, number(l.study.Lengths[0]), number(l.study.Lengths[1]), number(c.Cosine), m.Dim(), number(c.Chance),
		c.Within, l.frame.T.Percent(c.Shared, 1), l.frame.T.Percent(c.Random, 1))
	if c.Every > 1 {
		v.Crossing = l.frame.T.Join(v.Crossing, sprintf(w.CrossingSome, c.Every))
	}
	return v
}

// found ranks the parts of each input vector among all that they might be.
func (l *vectorsLab) found(v *SumView) {
	m, w := l.model, l.words
	tokens := l.sequence.Tokens[:min(listedRows, len(l.sequence.Tokens))]
	var trained, first, place int
	for i, token := range tokens {
		f := l.study.Find(m, token)
		row := PartRow{Chip: l.chip(token, i, "#sum"), Token: "–", Position: strconv.Itoa(f.Position)}
		if token.Trained {
			trained++
			row.Token = strconv.Itoa(f.Token)
		}
		if f.Token == 1 {
			first++
		}
		if f.Position == 1 {
			place++
		}
		v.Found = append(v.Found, row)
	}
	v.FoundSay = sprintf(w.FoundSay, first, trained, count(m.Vocab()), place, len(tokens), m.Context())
}

// plane draws the sentence's tokens on the two components of W_E.
func (l *vectorsLab) plane() PlaneView {
	m, w, fitted := l.model, l.words, l.study.Plane
	tokens := l.sequence.Tokens[:min(listedRows, len(l.sequence.Tokens))]
	one := &embedding.Sequence{Tokens: tokens}
	rows := blas32.General{Rows: len(tokens), Cols: m.Dim(), Stride: m.Dim()}
	for _, t := range tokens {
		rows.Data = append(rows.Data, t.TokenVector...)
	}
	from, to := fitted.Apply(rows), fitted.Apply(one.Inputs(m.Dim()))
	var words []embedding.TokenID
	for _, c := range m.Categories() {
		words = append(words, c.Tokens...)
	}
	var some []embedding.TokenID
	for i := 0; i < len(words); i += max(1, len(words)/cloudSize) {
		some = append(some, words[i])
	}
	behind := fitted.Apply(m.Gather(some))
	frame := around(from, to, behind)
	ratio, percent := fitted.Ratio(), l.frame.T.Percent
	v := PlaneView{X: sprintf("PC1 (%s)", percent(ratio[0], 1)), Y: sprintf("PC2 (%s)", percent(ratio[1], 1)),
		Say:  sprintf(w.PlaneSay, len(some), percent(ratio[0]+ratio[1], 1), percent(visible(tokens, from, to), 1)),
		Grid: "M" + frame.x(0) + " 10V590M10 " + frame.y(0) + "H790"}
	var cloud strings.Builder
	for _, p := range behind {
		cloud.WriteString("M" + frame.x(p[0]) + " " + frame.y(p[1]) + "h0")
	}
	v.Cloud = cloud.String()
	var names []string
	for i, t := range tokens {
		name, _ := shown(t.Bytes)
		names = append(names, name)
		v.Arrows = append(v.Arrows, Arrow{Name: name, X1: frame.x(from[i][0]), Y1: frame.y(from[i][1]), X2: frame.x(to[i][0]), Y2: frame.y(to[i][1]),
			Left:    to[i][0] > frame.midX+0.3/frame.scale*planeWidth,
			Numbers: []string{place(from[i]), place(to[i]), fine(weights.Length(t.PositionVector))}})
	}
	v.Alt = sprintf(w.PlaneAlt, l.frame.T.List(names))
	return v
}

// The plane's picture is so large, in the units of its SVG; no point lies nearer
// to its edge than the margin.
const (
	planeWidth, planeHeight = 800.0, 600.0
	planeMargin             = 50
)

// planeFrame places a plane on a picture, with one scale for both axes so that
// distances are true.
type planeFrame struct{ midX, midY, scale float64 }

// around is the frame that holds all points.
func around(lists ...[][]float64) planeFrame {
	low, high := [2]float64{math.Inf(1), math.Inf(1)}, [2]float64{math.Inf(-1), math.Inf(-1)}
	for _, p := range slices.Concat(lists...) {
		for k := range low {
			low[k], high[k] = min(low[k], p[k]), max(high[k], p[k])
		}
	}
	f := planeFrame{midX: (low[0] + high[0]) / 2, midY: (low[1] + high[1]) / 2, scale: 1}
	if width, height := high[0]-low[0], high[1]-low[1]; width > 0 || height > 0 {
		f.scale = 1 / max(width/(planeWidth-2*planeMargin), height/(planeHeight-2*planeMargin))
	}
	return f
}

func (f planeFrame) x(v float64) string { return coordinate(planeWidth/2 + (v-f.midX)*f.scale) }

func (f planeFrame) y(v float64) string { return coordinate(planeHeight/2 - (v-f.midY)*f.scale) }

// visible is the share of the arrows' squared length that lies in the plane.
func visible(tokens []embedding.EmbeddedToken, from, to [][]float64) float64 {
	var seen, whole float64
	for i, t := range tokens {
		for k := range from[i] {
			d := to[i][k] - from[i][k]
			seen += d * d
		}
		length := weights.Length(t.PositionVector)
		whole += length * length
	}
	if whole == 0 {
		return 0
	}
	return seen / whole
}

// place writes a place on a plane.
func place(p []float64) string { return number(p[0]) + ", " + number(p[1]) }
