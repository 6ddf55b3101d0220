package embedding

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
)

// ErrNotFinite is returned for logits that are not all finite: a model with
// broken weights has no next token.
var ErrNotFinite = errors.New("a logit is not a finite number")

// ErrSampling is returned for a temperature that is not positive and finite, a
// TopK below 0, or a TopP outside (0, 1] that is not 0 either.
var ErrSampling = errors.New("the next token cannot be chosen that way")

// Sampling is how the next token is chosen from the logits. Each step works on
// what the one before it left, in this order: temperature, top-k, top-p, draw.
type Sampling struct {
	Temperature float64 // the logits are divided by it; > 0
	TopK        int     // keep so many of the likeliest; 0 for all (Fan et al. 2018, Hierarchical Neural Story Generation)
	TopP        float64 // keep the nucleus: the smallest set of the likeliest with so much probability; 0 and 1 for all (Holtzman et al. 2020, The Curious Case of Neural Text Degeneration)
	Greedy      bool    // take the likeliest; nothing is drawn
	Seed        uint64  // of what is drawn
}

// Cut says why a candidate cannot be drawn.
type Cut string

// The reasons; Kept is none.
const (
	Kept      Cut = ""
	CutByTopK Cut = "top-k"
	CutByTopP Cut = "top-p"
)

// Weighed is a candidate with the arithmetic of its probability. With z its logit
// divided by the temperature and z₁ that of the likeliest:
//
//	Exp         = e^(z − z₁)
//	Probability = Exp / the sum of Exp over the vocabulary
//	Cumulative  = the sum of Exp down to this one / that over all which top-k left
//	Final       = Exp / the sum of Exp over all which are kept; 0 when it is cut
//
// To take z₁ off multiplies all Exp by one number, which the quotients do not
// show; without it e^z would soon be larger than what float64 holds.
type Weighed struct {
	Candidate
	Scaled     float64 // z
	Exp        float64
	Cumulative float64 // 0 when top-k cut it
	Cut        Cut
	Final      float64
	From, To   float64 // the part of [0, 1) that belongs to it: To − From is Final
}

// Choice is how one next token was chosen.
type Choice struct {
	Sampling
	Candidates []Weighed // all V, the likeliest first; of equal logits the lower row first
	Sum        float64   // of Exp over the vocabulary
	Kept       int       // candidates that are not cut: the first ones
	KeptShare  float64   // sum of their Probability
	Drawn      float64   // the number in [0, 1) that was drawn; 0 when greedy
	Index      int       // of Candidates: the token chosen
}

// Token is the candidate that was chosen.
func (c *Choice) Token() Weighed { return c.Candidates[c.Index] }

// Next reads the sequence and chooses the token after it: see [Model.Choose]. It
// returns ErrEmptyText for a sequence without tokens.
func (m *Model) Next(s *Sequence, how Sampling) (*Choice, error) {
	logits, err := m.logits(s)
	if err != nil {
		return nil, err
	}
	return m.Choose(logits, len(s.Dropped)+len(s.Tokens), how)
}

// Choose takes the next token from the logits, one for each row of W_E. What is
// drawn depends on the seed and on place alone, the number of tokens that stand
// before the one to be chosen: the same text continues in the same way, in one go
// or token by token.
//
// It returns ErrNotFinite or ErrSampling, and panics when there are not V logits.
func (m *Model) Choose(logits []float32, place int, how Sampling) (*Choice, error) {
	if len(logits) != m.Vocab() {
		panic("embedding: logits of another vocabulary")
	}
	c, err := choose(logits, place, how)
	if err != nil {
		return nil, err
	}
	for i := range c.Candidates {
		c.Candidates[i].ID = m.Token(int(c.Candidates[i].ID))
	}
	return c, nil
}

// choose is Choose with the row of W_E in place of each token's id.
func choose(logits []float32, place int, how Sampling) (*Choice, error) {
	if !(how.Temperature > 0) || math.IsInf(how.Temperature, 1) || how.TopK < 0 || !(how.TopP >= 0 && how.TopP <= 1) {
		return nil, ErrSampling
	}
	top := math.Inf(-1)
	for _, l := range logits {
		if l != l || math.IsInf(float64(l), 0) {
			return nil, ErrNotFinite
		}
		top = max(top, float64(l))
	}
	c := &Choice{Sampling: how, Candidates: make([]Weighed, len(logits))}
	exps := make([]float64, len(logits))
	for row, l := range logits { // in the order of the rows, as gpt.Softmax adds
		exps[row] = math.Exp((float64(l) - top) / how.Temperature)
		c.Sum += exps[row]
	}
	for i, row := range ranked(logits) {
		l := logits[row]
		c.Candidates[i] = Weighed{Candidate: Candidate{ID: TokenID(row), Logit: l}, Scaled: float64(l) / how.Temperature, Exp: exps[row]}
	}
	c.cut()
	if how.Greedy {
		return c, nil
	}
	c.Drawn = rand.New(rand.NewPCG(how.Seed, uint64(place))).Float64()
	// The last kept one ends at 1 exactly, and one of no width is never drawn.
	c.Index = slices.IndexFunc(c.Candidates[:c.Kept], func(w Weighed) bool { return c.Drawn < w.To })
	return c, nil
}

// cut finds out which candidates are kept, and gives each its part of what is.
func (c *Choice) cut() {
	left := len(c.Candidates)
	if c.TopK > 0 {
		left = min(c.TopK, left)
	}
	var sum float64
	for i := range c.Candidates {
		w := &c.Candidates[i]
		w.Probability = w.Exp / c.Sum
		if i < left {
			sum += w.Exp
		}
	}
	var until float64
	c.Kept = left
	for i := range c.Candidates {
		w := &c.Candidates[i]
		if i >= left {
			w.Cut = CutByTopK
			continue
		}
		before := until
		until += w.Exp
		w.Cumulative = until / sum
		if c.TopP > 0 && c.TopP < 1 && before/sum >= c.TopP {
			w.Cut = CutByTopP
			c.Kept = min(c.Kept, i)
		}
	}
	var kept float64
	for _, w := range c.Candidates[:c.Kept] {
		kept += w.Exp
		c.KeptShare += w.Probability
	}
	until = 0
	for i := range c.Candidates[:c.Kept] {
		w := &c.Candidates[i]
		w.Final, w.From = w.Exp/kept, until/kept
		until += w.Exp
		w.To = until / kept
	}
}
