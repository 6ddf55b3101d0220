package embedding

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"tokenscape/embedding/gpt"
)

// ErrEmptyText is returned for a text without tokens: there is no last
// position to predict from.
var ErrEmptyText = errors.New("a prediction needs at least one token")

// Candidate is a possible next token.
type Candidate struct {
	ID          TokenID
	Probability float64
	Logit       float32
}

// Predict runs the transformer over the sequence and returns the k likeliest
// next tokens at the given temperature (> 0), the likeliest first. The
// probabilities are of the whole vocabulary: those of all V tokens sum to 1.
func (m *Model) Predict(s *Sequence, k int, temperature float64) ([]Candidate, error) {
	if len(s.Tokens) == 0 {
		return nil, ErrEmptyText
	}
	run := m.parts.Transform.NewRun()
	for _, t := range s.Tokens {
		if err := run.Append(t.InputVector); err != nil {
			return nil, fmt.Errorf("predicting after position %d: %w", t.Position, err)
		}
	}
	logits := run.Logits()
	probabilities := gpt.Softmax(logits, temperature)
	all := make([]Candidate, len(logits))
	for row := range all {
		all[row] = Candidate{ID: m.Token(row), Probability: probabilities[row], Logit: logits[row]}
	}
	slices.SortStableFunc(all, func(a, b Candidate) int { return cmp.Compare(b.Logit, a.Logit) })
	return all[:min(max(k, 0), len(all))], nil
}
