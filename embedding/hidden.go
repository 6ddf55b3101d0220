package embedding

import (
	"fmt"
	"slices"
)

// HiddenStates runs the transformer over the sequence and returns, for each of
// its tokens, the vector that stands in its place before the first block and
// after each: L+1 vectors of D numbers, the first of them the input vector. A
// token's vectors depend on it and on the tokens before it alone.
func (m *Model) HiddenStates(s *Sequence) ([][][]float32, error) {
	run, err := m.newRun()
	if err != nil {
		return nil, err
	}
	states := make([][][]float32, len(s.Tokens))
	for i, t := range s.Tokens {
		if err := run.Append(t.InputVector); err != nil {
			return nil, fmt.Errorf("hidden states at position %d: %w", t.Position, err)
		}
		for block := range m.Layers() + 1 {
			states[i] = append(states[i], slices.Clone(run.Hidden(block)))
		}
	}
	return states, nil
}
