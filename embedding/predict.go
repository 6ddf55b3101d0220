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
	logits, err := m.logits(s)
	if err != nil {
		return nil, err
	}
	probabilities := gpt.Softmax(logits, temperature)
	likeliest := make([]Candidate, min(max(k, 0), len(logits)))
	for i, row := range ranked(logits)[:len(likeliest)] {
		likeliest[i] = Candidate{ID: m.Token(int(row)), Probability: probabilities[row], Logit: logits[row]}
	}
	return likeliest, nil
}

// logits runs the transformer over the sequence: V scores of the next token.
func (m *Model) logits(s *Sequence) ([]float32, error) {
	if len(s.Tokens) == 0 {
		return nil, ErrEmptyText
	}
	run, err := m.newRun()
	if err != nil {
		return nil, err
	}
	for _, t := range s.Tokens {
		if err := run.Append(t.InputVector); err != nil {
			return nil, fmt.Errorf("predicting after position %d: %w", t.Position, err)
		}
	}
	return run.Logits(), nil
}

// ranked lists the rows by their logits, the greatest first; of equal ones the
// lower row first.
func ranked(logits []float32) []int32 {
	rows := make([]int32, len(logits))
	for row := range rows {
		rows[row] = int32(row)
	}
	slices.SortFunc(rows, func(a, b int32) int {
		if c := cmp.Compare(logits[b], logits[a]); c != 0 {
			return c
		}
		return cmp.Compare(a, b)
	})
	return rows
}
