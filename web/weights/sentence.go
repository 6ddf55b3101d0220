package weights

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding"
)

// Found is where a token's and a position's own vectors come among all others,
// ranked by their cosine with the sum of the two: 1 is the first. It says whether
// the sum still tells what it was made of.
type Found struct {
	Token    int // among the V rows of W_E; 0 for a token without a row
	Position int // among the n_ctx rows of W_P
}

// Find ranks the parts of an input vector among all that the model, which was
// studied, has. Cost: O((V + n_ctx)·D).
func (s *Study) Find(m *embedding.Model, t embedding.EmbeddedToken) Found {
	rank := func(own []float32, all blas32.General, lengths []float64) int {
		place, cosine := 1, dot(t.InputVector, own)/length(own)
		for i, l := range lengths {
			if dot(t.InputVector, row(all, i)) > cosine*l*(1+rounding) {
				place++
			}
		}
		return place
	}
	var f Found
	if t.Trained {
		f.Token = rank(t.TokenVector, m.TokenEmbedding(), s.lengths[0])
	}
	f.Position = rank(t.PositionVector, m.PositionEmbedding(), s.lengths[1])
	return f
}

// rounding is how much larger a product must be to come before: a row must not
// come before itself.
const rounding = 1e-12

// Meeting is one token in two sentences, at its place in each.
type Meeting struct {
	Token  embedding.TokenID
	Places [2]int         // in Sequence.Tokens
	States [2][][]float32 // its vectors: the input, and after each block
	Cosine []float64      // of the two, at each of them
	Next   [2][]embedding.Candidate
}

// candidates is how many next tokens are listed after a text.
const candidates = 5

// Meet finds the last token that both sentences hold at the same place, or else
// the last that both hold, and what the blocks make of it; nil when there is none.
// Next is what the model expects after the token, of the sentence up to there.
func Meet(m *embedding.Model, sentences [2]*embedding.Sequence) (*Meeting, error) {
	meeting := meet(sentences[0], sentences[1])
	if meeting == nil {
		return nil, nil
	}
	for k, s := range sentences {
		upTo := &embedding.Sequence{Tokens: s.Tokens[:meeting.Places[k]+1]}
		states, err := m.HiddenStates(upTo)
		if err != nil {
			return nil, err
		}
		meeting.States[k] = states[meeting.Places[k]]
		if meeting.Next[k], err = m.Predict(upTo, candidates, 1); err != nil {
			return nil, err
		}
	}
	for block := range meeting.States[0] {
		meeting.Cosine = append(meeting.Cosine, Cosine(meeting.States[0][block], meeting.States[1][block]))
	}
	return meeting, nil
}

func meet(a, b *embedding.Sequence) *Meeting {
	for i := min(len(a.Tokens), len(b.Tokens)) - 1; i >= 0; i-- {
		if a.Tokens[i].ID == b.Tokens[i].ID {
			return &Meeting{Token: a.Tokens[i].ID, Places: [2]int{i, i}}
		}
	}
	for i := len(a.Tokens) - 1; i >= 0; i-- {
		for j := len(b.Tokens) - 1; j >= 0; j-- {
			if a.Tokens[i].ID == b.Tokens[j].ID {
				return &Meeting{Token: a.Tokens[i].ID, Places: [2]int{i, j}}
			}
		}
	}
	return nil
}

// Far is a question whose answer stands far back: a name, the filler so many
// times, and a tail.
type Far struct {
	Names  [2]string
	Filler string
	Tail   string
	Times  []int // how often the filler stands, rising
}

// Limits of a Far.
const (
	MaxTimes = 200         // how often a filler stands
	maxWork  = 200_000_000 // multiplications of one prediction, about
)

// ErrTooLarge is returned for a model that is too slow to ask again and again.
var ErrTooLarge = errors.New("the model is too large to be asked at every distance")

// Distances are those worth asking a model at: some on the way, and each one where
// the name falls out of the context.
func (f *Far) Distances(m *embedding.Model) []int {
	fits := m.Context() - len(m.Embed(f.Text(0, 0)).Tokens)
	if fits < 0 || fits+after > MaxTimes {
		return []int{0}
	}
	var list []int
	for n := 0; n < fits-before; n += max(1, fits/10) {
		list = append(list, n)
	}
	for n := max(0, fits-before); n <= fits+after; n++ {
		list = append(list, n)
	}
	return list
}

// before and after are how many distances around the context's end are all asked.
const before, after = 3, 4

// Remembered is what the model says at one distance.
type Remembered struct {
	Times       int
	Dropped     [2]int     // tokens that fell out of the context, for each name
	Probability [2]float64 // of the token watched
	Next        [2][]embedding.Candidate
}

// Memory is what is left of a name, the farther back it lies.
type Memory struct {
	Token  embedding.TokenID // the one watched: the likeliest after the first name without a filler
	Points []Remembered      // one for each of Far.Times
}

// Text is the question with the k-th name.
func (f *Far) Text(k, times int) string {
	return f.Names[k] + strings.Repeat(f.Filler, times) + f.Tail
}

// Forget asks both questions at every distance, and watches the token that is
// likeliest after the first name when nothing lies between.
func Forget(m *embedding.Model, f *Far) (*Memory, error) {
	if m.Parameters()*m.Context() > maxWork {
		return nil, ErrTooLarge
	}
	first, err := m.Predict(m.Embed(f.Text(0, 0)), 1, 1)
	if err != nil {
		return nil, err
	}
	memory := &Memory{Token: first[0].ID}
	for _, times := range f.Times {
		point, err := memory.Ask(m, f, times)
		if err != nil {
			return nil, err
		}
		memory.Points = append(memory.Points, point)
	}
	return memory, nil
}

// Ask is what the model says at one distance, be it one of the points or another.
func (memory *Memory) Ask(m *embedding.Model, f *Far, times int) (Remembered, error) {
	for _, p := range memory.Points {
		if p.Times == times {
			return p, nil
		}
	}
	point := Remembered{Times: times}
	if times < 0 || times > MaxTimes {
		return point, fmt.Errorf("a filler %d times: want 0 to %d", times, MaxTimes)
	}
	for k := range f.Names {
		s := m.Embed(f.Text(k, times))
		point.Dropped[k] = len(s.Dropped)
		all, err := m.Predict(s, m.Vocab(), 1)
		if err != nil {
			return point, err
		}
		point.Next[k] = slices.Clone(all[:min(candidates, len(all))])
		for _, c := range all {
			if c.ID == memory.Token {
				point.Probability[k] = c.Probability
			}
		}
	}
	return point, nil
}
