package page

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"tokenscape/embedding"
)

// FlowView is the five steps as one diagram, with what the model has in each.
type FlowView struct {
	Links   [5]Link // name of each step, and where more of it stands
	Says    [5]string
	Tokens  []Chip  // the newest, not to be followed
	Strips  []Strip // their input vectors
	Heads   [][]HeadPicture
	Spread  LogitSpreadView
	Next    []Candidate // the likeliest
	Percent string
}

// So many tokens the diagram has room for, the newest: as chips and strips, and in
// the pictures of attention.
const flowTokens, flowHeads = 6, 12

func (p *prediction) flow() FlowView {
	w, m := p.words, p.model
	n := len(p.sequence.Tokens)
	v := FlowView{
		Links: [5]Link{p.section(w.Tokens, "#tokens"), p.section(w.Vectors, "#vectors"), p.section(w.Blocks, "#blocks"),
			p.section(w.Logits, "#logits"), p.section(w.Choice, "#next")},
		Heads: p.heads(flowHeads), Spread: p.spread(),
	}
	token := p.choice.Token()
	v.Percent = probability(p.T, token.Final)
	v.Says = [5]string{sprintf(w.TokensIn, n), sprintf(w.VectorsIn, n, m.Dim()), sprintf(w.BlocksIn, m.Layers(), m.Heads()),
		sprintf(w.LogitsIn, count(m.Vocab())), sprintf(w.ChoiceIn, p.said(token.ID), v.Percent)}
	newest := p.sequence.Tokens[max(0, n-flowTokens):]
	var vectors [][]float32
	for _, t := range newest {
		vectors = append(vectors, t.InputVector)
	}
	top := largest(vectors...)
	for _, t := range newest {
		chip := chipOf(t, int(t.Position)+1)
		v.Tokens = append(v.Tokens, chip)
		v.Strips = append(v.Strips, strip(chip.Shown, "W_E + W_P", t.InputVector, top))
	}
	next := p.choice.Candidates[:min(4, len(p.choice.Candidates))]
	if p.choice.Index >= len(next) { // it stands below the likeliest
		next = append(slices.Clone(next[:3]), token)
	}
	for _, c := range next {
		name, hex := shown(m.Text(c.ID))
		v.Next = append(v.Next, Candidate{Chip: Chip{Shown: name, Hex: hex, Chosen: c.ID == token.ID}, Percent: probability(p.T, c.Final), Bar: hundredth(c.Final)})
	}
	return v
}

// hundredth is a part of 1 as a part of a bar's 100.
func hundredth(x float64) string { return strconv.FormatFloat(100*x, 'f', 2, 64) }

// EntryView is what enters the first block at the token that is followed.
type EntryView struct {
	Say, Scale string
	Strips     []Strip
}

func (p *prediction) entry() EntryView {
	t := p.at()
	top := largest(t.TokenVector, t.PositionVector, t.InputVector)
	row, place := sprintf("W_E[%d]", t.ID), sprintf("W_P[%d]", t.Position)
	return EntryView{
		Say:   sprintf(p.words.VectorsSay, p.said(t.ID), int(t.Position), p.model.Dim()),
		Scale: sprintf(p.T.Scale, number(top)),
		Strips: []Strip{strip(p.T.TokenRow, row, t.TokenVector, top), strip(p.T.PositionRow, place, t.PositionVector, top),
			strip(p.T.SumRow, row+" + "+place, t.InputVector, top)},
	}
}

// LogitSpreadView is how many tokens have which logit.
type LogitSpreadView struct {
	Path, Top string // of an SVG of 1000 × 100: the curve, and a line at each of the highest
	Low, High string
	Alt, Say  string
}

// LogitsView is the scores of all tokens.
type LogitsView struct {
	Say            string // the highest and the others
	Strips         []Strip
	Product, Scale string
	Spread         LogitSpreadView
	Size           string
}

const (
	spreadBins = 80
	spreadTop  = 10 // tokens whose logits are marked
)

func (p *prediction) spread() LogitSpreadView {
	all := p.choice.Candidates
	low, high := float64(all[len(all)-1].Logit), float64(all[0].Logit)
	width := high - low
	if width == 0 {
		width = 1
	}
	bins := make([]int, spreadBins)
	most := 0
	for _, c := range all {
		i := min(int((float64(c.Logit)-low)/width*spreadBins), spreadBins-1)
		bins[i]++
		most = max(most, bins[i])
	}
	var path, top strings.Builder
	path.WriteString("M0 100")
	for i, n := range bins {
		// Roots, so that a bin of a single token can be seen beside one of hundreds.
		y := 100 - 92*math.Sqrt(float64(n)/float64(most))
		path.WriteString(sprintf("V%.1fH%.1f", y, float64(i+1)*1000/spreadBins))
	}
	path.WriteString("V100z")
	marked := min(spreadTop, len(all))
	for _, c := range all[:marked] {
		top.WriteString(sprintf("M%.1f 0V100", (float64(c.Logit)-low)/width*1000))
	}
	return LogitSpreadView{Path: path.String(), Top: top.String(), Low: number(low), High: number(high),
		Alt: sprintf(p.words.LogitsAlt, number(float64(all[len(all)/2].Logit)), number(high)), Say: sprintf(p.words.SpreadSay, marked)}
}

func (p *prediction) logits() LogitsView {
	w, m, all := p.words, p.model, p.choice.Candidates
	first := all[0]
	row, _ := m.TokenVector(first.ID)
	v := LogitsView{Spread: p.spread(), Size: sprintf(w.VocabularySize, count(m.Vocab()))}
	if len(all) > 2 {
		second, last := all[1], all[len(all)-1]
		v.Say = sprintf(w.LogitsTop, p.said(first.ID), logit(first), p.said(second.ID), logit(second), count(len(all)-2), logit(last), logit(all[2]))
	}
	name := sprintf(w.RowOfToken, p.said(first.ID))
	v.Strips = []Strip{strip(w.Output, w.Output, p.inside.Output, largest(p.inside.Output)), strip(name, sprintf("W_E[%d]", first.ID), row, largest(row))}
	v.Product = sprintf(w.Product, m.Dim(), p.said(first.ID), logit(first))
	return v
}

// logit is a candidate's, for reading.
func logit(c embedding.Weighed) string { return number(float64(c.Logit)) }
