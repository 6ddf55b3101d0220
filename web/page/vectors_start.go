package page

import (
	"slices"
	"strings"

	"tokenscape/web/weights"
)

// StartView is the random start of rows beside what training made of them.
type StartView struct {
	Unknown string // why there is nothing else here; "" when there is
	Rows    []StartRow
	More    string
	Scale   string
	Spread  SpreadView
}

// StartRow is one token's row before and after.
type StartRow struct {
	Chip   Chip
	Strips []Strip
	Say    string
}

// SpreadView is the histogram of all numbers of W_E.
type SpreadView struct {
	Say, Alt       string
	Start, Trained string // outlines, 1000 wide and 100 high
	Low, High      string
	Rows           [][4]string // from, to, count at the start, count now
}

func (l *vectorsLab) start() StartView {
	m, w := l.model, l.words
	if !m.HasStart() {
		return StartView{Unknown: sprintf(w.StartUnknown, m.Name())}
	}
	v := StartView{More: l.more(), Spread: l.spread()}
	tokens := l.sequence.Tokens[:min(listedRows, len(l.sequence.Tokens))]
	starts := make([][]float32, len(tokens))
	var top float64
	for i, token := range tokens {
		starts[i] = m.StartVector(token.ID)
		top = max(top, largest(starts[i], token.TokenVector))
	}
	v.Scale = sprintf(l.frame.T.Scale, number(top))
	for i, token := range tokens {
		row := sprintf("W_E[%d]", token.ID)
		line := StartRow{Chip: l.chip(token, i, "#row"), Say: w.StartMissing,
			Strips: []Strip{strip(w.Start, row, starts[i], top), strip(w.Now, row, token.TokenVector, top)}}
		if token.Trained {
			line.Say = sprintf(w.Moved, number(weights.Length(starts[i])), number(weights.Length(token.TokenVector)),
				number(weights.Cosine(starts[i], token.TokenVector)))
		}
		v.Rows = append(v.Rows, line)
	}
	return v
}

func (l *vectorsLab) spread() SpreadView {
	h, w := l.study.Spread, l.words
	v := SpreadView{
		Say: sprintf(w.SpreadSay, count(l.model.Vocab()*l.model.Dim()), fine(h.Deviation[0]), fine(h.Largest[0]),
			fine(h.Deviation[1]), fine(h.Largest[1])),
		Alt:   sprintf(w.SpreadAlt, weights.Bins, count(slices.Max(h.Trained[:]))),
		Start: outline(h.Start[:], h.Top()), Trained: outline(h.Trained[:], h.Top()),
		Low: number(h.Low), High: number(-h.Low),
	}
	for i := range h.Start {
		from, to := fine(h.Low+float64(i)*h.Width), fine(h.Low+float64(i+1)*h.Width)
		if i == 0 {
			from = "−∞"
		}
		if i == weights.Bins-1 {
			to = "∞"
		}
		v.Rows = append(v.Rows, [4]string{from, to, count(h.Start[i]), count(h.Trained[i])})
	}
	return v
}

// outline draws counts as steps, top being the upper edge.
func outline(counts []int, top int) string {
	var b strings.Builder
	b.WriteString("M0 100")
	for i, n := range counts {
		b.WriteString("V" + coordinate(100-100*float64(n)/float64(max(1, top))))
		b.WriteString("H" + coordinate(1000*float64(i+1)/float64(len(counts))))
	}
	b.WriteString("V100")
	return b.String()
}
