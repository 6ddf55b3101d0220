package embedding

import (
	"fmt"

	"tokenscape/embedding/gpt"
)

// Reading is a hidden state read as the model reads its last one: put through the
// last norm and multiplied with every row of W_E. This is the logit lens
// (nostalgebraist 2020, "interpreting GPT: the logit lens",
// https://www.lesswrong.com/posts/AcKRB8wDpdaN6v6ru). After the last block it is what
// the model says, and equals [Model.Predict] bit for bit; before it, a way of reading:
// the model itself never puts those states through its norm and W_E.
type Reading struct {
	Position  Position
	Block     int         // the state is that after this block; 0: the input vector
	State     []float32   // as it is, D numbers
	Vector    []float32   // the state after the last norm, D numbers
	Likeliest []Candidate // the k tokens of the greatest logits, at temperature 1
	Watched   *Standing   // of the token looked out for; nil when there is none
}

// Standing is where a token comes among all V.
type Standing struct {
	ID          TokenID
	Row         int // of W_E; −1 for a token that training never met
	Rank        int // by its logit, 1 for the greatest; 0 without a row
	Probability float64
	Logit       float32
}

// ThroughBlocks reads what stands at one position of the sequence before the first
// block and after each, L+1 readings of k tokens. Watched is the last one's likeliest
// token. It costs what [Model.Predict] does up to that position, and V·D for each
// reading. It panics when at is not a position of the sequence.
func (m *Model) ThroughBlocks(s *Sequence, at Position, k int) ([]Reading, error) {
	if len(s.Tokens) == 0 {
		return nil, ErrEmptyText
	}
	states, err := m.HiddenStates(&Sequence{Tokens: s.Tokens[:at+1]})
	if err != nil {
		return nil, err
	}
	l := m.newLens()
	path := make([]Reading, m.Layers()+1)
	answer := TokenID(-1)
	for block := m.Layers(); block >= 0; block-- {
		r := Reading{Position: at, Block: block, State: states[at][block]}
		l.read(&r, max(k, 1), answer)
		if block == m.Layers() {
			answer = r.Likeliest[0].ID
			l.read(&r, max(k, 1), answer)
		}
		path[block] = r
	}
	return path, nil
}

// AlongText reads the last state of each position of the sequence from the one
// given, k tokens each: where the text so far points. Watched is the token that
// comes next in the text; the last position has none. It costs what [Model.Predict]
// does, and V·D for each reading.
func (m *Model) AlongText(s *Sequence, from Position, k int) ([]Reading, error) {
	if len(s.Tokens) == 0 {
		return nil, ErrEmptyText
	}
	run, err := m.newRun()
	if err != nil {
		return nil, err
	}
	l := m.newLens()
	var path []Reading
	for i, t := range s.Tokens {
		if err := run.Append(t.InputVector); err != nil {
			return nil, fmt.Errorf("reading at position %d: %w", t.Position, err)
		}
		if t.Position < from {
			continue
		}
		next := TokenID(-1)
		if i+1 < len(s.Tokens) {
			next = s.Tokens[i+1].ID
		}
		r := Reading{Position: t.Position, Block: m.Layers(), State: append([]float32(nil), run.Hidden(m.Layers())...)}
		l.read(&r, k, next)
		path = append(path, r)
	}
	return path, nil
}

// lens holds what one reading after another is made with.
type lens struct {
	*Model
	logits []float32
}

func (m *Model) newLens() *lens { return &lens{m, make([]float32, m.Vocab())} }

// read fills a reading of its state, and looks out for the token watched; −1 for none.
func (l *lens) read(r *Reading, k int, watched TokenID) {
	r.Vector = make([]float32, l.Dim())
	l.parts.Transform.NormTo(r.Vector, r.State)
	l.parts.Transform.LogitsTo(l.logits, r.Vector)
	probabilities := gpt.Softmax(l.logits, 1)
	rows := l.rowsOf([]TokenID{watched})
	best, before := l.rank(ranking{score: func(row int) float64 { return float64(l.logits[row]) }, k: k, watched: rows})
	r.Likeliest = make([]Candidate, len(best))
	for i, b := range best {
		r.Likeliest[i] = Candidate{ID: l.Token(b.row), Probability: probabilities[b.row], Logit: l.logits[b.row]}
	}
	switch {
	case watched < 0:
	case len(rows) == 0:
		r.Watched = &Standing{ID: watched, Row: -1}
	default:
		row := rows[0]
		r.Watched = &Standing{ID: watched, Row: row, Rank: before[0] + 1, Probability: probabilities[row], Logit: l.logits[row]}
	}
}
