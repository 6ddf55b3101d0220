package page

import (
	"strconv"

	"tokenscape/embedding"
)

// ChoiceView is softmax with its arithmetic, the controls of the choice, and the
// choice.
type ChoiceView struct {
	Table                 SoftmaxView
	Controls              SamplingView
	Bar                   DrawView
	Said                  string // how the token was found
	Ends                  string // what it means that the token ends a text; "" when it does not
	Take                  *Candidate
	Likeliest             *Candidate // when another one was drawn
	TakeSay, LikeliestSay string
}

// SoftmaxView is the table of the likeliest candidates, column by column from the
// logit to the probability.
type SoftmaxView struct {
	Divided     string // the head of the column of logits by temperature
	Rows        []SoftmaxRow
	Others, All *SoftmaxRow
	Worked      []string // one line worked out, and what was cut
}

// SoftmaxRow is one candidate, or the sum of many.
type SoftmaxRow struct {
	Chip                                    Chip
	Name                                    string // in place of a chip
	Logit, Scaled, Exp, Share, Added, Final string
	Verdict                                 string
	Bar                                     string // of 100: the final probability
	Cut, Chosen                             bool
}

// SamplingView are the fields of the choice.
type SamplingView struct {
	Form                          LabForm
	Temperature, TopK, TopP, Seed string
	Greedy                        bool
	MaxTopK                       string
	Warmth                        []Link
	NextSeed                      Link
}

// DrawView is the probabilities laid end to end.
type DrawView struct {
	Alt   string
	Parts []DrawPart
	Drawn string // where the number fell, of 1000; "" when greedy
}

// DrawPart is one candidate's part, or that of all the small ones.
type DrawPart struct {
	Name, X, Width, Middle string
	Range                  string // from and to, for reading
	Tint                   string
	Named, Wide, Chosen    bool // whether the name has room on the bar; on a narrow page too
}

const (
	softmaxRows = 10
	barParts    = 12    // at most
	leastPart   = 0.004 // smaller parts go with the others
)

func (p *prediction) choose() ChoiceView {
	w, c := p.words, p.choice
	token := c.Token()
	v := ChoiceView{Table: p.softmax(), Controls: p.controls(), Bar: p.bar()}
	name := p.said(token.ID)
	if c.Greedy {
		v.Said = sprintf(w.Took, name, probability(p.T, token.Final))
	} else {
		v.Said = sprintf(w.Drawn, c.Seed, count(p.place()), decimal4(c.Drawn), name, decimal4(token.From), decimal4(token.To))
	}
	if p.ends(token.ID) {
		v.Ends = w.Ends
	} else if chip := p.appended(token.ID, "#next"); chip.URL != "" || chip.Submit != nil {
		v.Take, v.TakeSay = &Candidate{Chip: chip}, w.Take
	}
	if first := c.Candidates[0]; c.Index > 0 && !p.ends(first.ID) {
		if chip := p.appended(first.ID, "#next"); chip.URL != "" || chip.Submit != nil {
			v.Likeliest, v.LikeliestSay = &Candidate{Chip: chip}, w.TakeLikeliest
		}
	}
	return v
}

// ends tells the token that ends a text.
func (p *prediction) ends(id embedding.TokenID) bool {
	end, ok := p.model.EndOfText()
	return ok && id == end
}

func (p *prediction) softmax() SoftmaxView {
	w, c := p.words, p.choice
	v := SoftmaxView{Divided: sprintf(w.ByTemperature, plain(c.Temperature))}
	listed := c.Candidates[:min(softmaxRows, len(c.Candidates))]
	for i := range listed {
		v.Rows = append(v.Rows, p.softmaxRow(i))
	}
	if c.Index >= len(listed) {
		v.Rows = append(v.Rows, p.softmaxRow(c.Index))
	}
	var exps, shares, final float64
	others := 0
	for i, candidate := range c.Candidates {
		if i >= len(listed) && i != c.Index {
			others++
			exps, shares, final = exps+candidate.Exp, shares+candidate.Probability, final+candidate.Final
		}
	}
	if others > 0 {
		v.Others = &SoftmaxRow{Name: sprintf(w.Others, count(others)), Exp: small(exps), Share: probability(p.T, shares), Final: "–", Bar: hundredth(final)}
		if final > 0 {
			v.Others.Final = probability(p.T, final)
		}
	}
	v.All = &SoftmaxRow{Name: sprintf(w.All, count(len(c.Candidates))), Exp: small(c.Sum), Share: probability(p.T, 1), Final: probability(p.T, 1)}
	// The likeliest, whose e^0 is 1, would show nothing of the arithmetic.
	first, worked := c.Candidates[0], c.Candidates[min(max(c.Index, 1), len(c.Candidates)-1)]
	v.Worked = append(v.Worked, sprintf(w.Worked, p.said(worked.ID), logit(worked), plain(c.Temperature), number(worked.Scaled), number(first.Scaled),
		small(worked.Exp), small(c.Sum), probability(p.T, worked.Probability)))
	if c.Kept == len(c.Candidates) {
		v.Worked = append(v.Worked, sprintf(w.KeptAll, count(c.Kept)))
		return v
	}
	if c.TopP < 1 {
		v.Worked = append(v.Worked, sprintf(w.Nucleus, probability(p.T, c.TopP)))
		if c.TopK > 0 {
			v.Worked = append(v.Worked, sprintf(w.AfterTopK, count(min(c.TopK, len(c.Candidates)))))
		}
	}
	v.Worked = append(v.Worked, sprintf(w.KeptSome, count(c.Kept), probability(p.T, c.KeptShare)))
	return v
}

func (p *prediction) softmaxRow(i int) SoftmaxRow {
	c := p.choice.Candidates[i]
	r := SoftmaxRow{Chip: p.appended(c.ID, "#next"), Logit: logit(c), Scaled: number(c.Scaled), Exp: small(c.Exp), Share: probability(p.T, c.Probability),
		Added: probability(p.T, c.Cumulative), Final: probability(p.T, c.Final), Bar: hundredth(c.Final), Cut: c.Cut != embedding.Kept, Chosen: i == p.choice.Index, Verdict: p.words.Kept}
	switch c.Cut {
	case embedding.CutByTopK:
		r.Verdict, r.Added, r.Final = p.words.ByTopK, "–", "–"
	case embedding.CutByTopP:
		r.Verdict, r.Final = p.words.ByTopP, "–"
	}
	if p.ends(c.ID) {
		r.Chip.URL, r.Chip.Submit = "", nil
	}
	return r
}

// small writes a power of e: four decimals, or its first digits when they are all 0.
func small(x float64) string {
	if x != 0 && x < 0.001 {
		return rounded(x)
	}
	return decimal4(x)
}

func (p *prediction) controls() SamplingView {
	s := p.look.Sampling
	v := SamplingView{Temperature: plain(s.Temperature), TopK: strconv.Itoa(s.TopK), TopP: plain(s.TopP), Seed: strconv.FormatUint(s.Seed, 10),
		Greedy: s.Greedy, MaxTopK: strconv.Itoa(p.model.Vocab()), Form: LabForm{ID: p.Form, Action: p.path + "#next"}}
	if !p.long() {
		v.Form.ID, v.Form.Own, v.Form.Kept = "choice-form", true, p.kept("temperature", "top_k", "top_p", "how", "seed")
	}
	for _, warmth := range []string{"0.3", "0.7", "1", "1.5", "3"} {
		v.Warmth = append(v.Warmth, p.link(warmth, "#next", "temperature", warmth, warmth == v.Temperature))
	}
	next := s.Seed + 1
	v.NextSeed = p.link(sprintf(p.words.NextSeed, next), "#next", "seed", strconv.FormatUint(next, 10), false)
	return v
}

func (p *prediction) bar() DrawView {
	c := p.choice
	var v DrawView
	var said []string
	var until float64
	part := func(name string, from, to float64, chosen bool) {
		share := to - from
		v.Parts = append(v.Parts, DrawPart{Name: name, X: thousandth(from), Width: thousandth(share), Middle: thousandth((from + to) / 2), Tint: "tint-" + strconv.Itoa(len(v.Parts)%4),
			Range: decimal4(from) + "–" + decimal4(to), Named: share >= 0.012*float64(2+len([]rune(name))), Wide: share >= 0.03*float64(2+len([]rune(name))), Chosen: chosen})
		said = append(said, sprintf(p.T.Named, name, probability(p.T, share)))
		until = to
	}
	chosenShown := false
	for i, w := range c.Candidates[:min(c.Kept, barParts)] {
		if w.Final < leastPart {
			break
		}
		part(p.name(w.ID), w.From, w.To, i == c.Index)
		chosenShown = chosenShown || i == c.Index
	}
	if rest := c.Kept - len(v.Parts); rest > 0 {
		part(sprintf(p.words.Others, count(rest)), until, 1, !chosenShown)
		v.Parts[len(v.Parts)-1].Tint = "tint-rest"
	}
	drawn := "–"
	if !c.Greedy {
		v.Drawn, drawn = thousandth(c.Drawn), decimal4(c.Drawn)
	}
	v.Alt = sprintf(p.words.BarAlt, p.T.List(said), drawn)
	return v
}

// thousandth is a part of 1 as a part of a bar's 1000.
func thousandth(x float64) string { return strconv.FormatFloat(1000*x, 'f', 2, 64) }
