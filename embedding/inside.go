package embedding

import (
	"fmt"
	"slices"
	"sort"
)

// MaxInside is how many numbers Inside keeps at most: 128 MB. The classroom model's
// full context has 66,000; GPT-2 small has room for 472 of its 1,024 tokens.
const MaxInside = 1 << 25

// InsideError is returned for more tokens than Inside keeps the numbers of.
type InsideError struct{ Tokens, Limit int }

func (e *InsideError) Error() string {
	return fmt.Sprintf("inside of %d tokens: at most %d have room", e.Tokens, e.Limit)
}

// Inside is one forward pass with everything open that it did to a text of n
// tokens: see [Model.Inside].
type Inside struct {
	Blocks    [][]Block       // token × block, n×L
	Attention [][][][]float32 // block × head × query × key: L×H×n rows, the row of query i with the keys 0 to i
	Output    []float32       // the last token's vector (D numbers) after the last norm
	Logits    []float32       // V scores of the next token: Output times each row of W_E, the first row first
}

// Block is what one transformer block does to one token's vector, D numbers each:
//
//	Out = (In + Attention) + FeedForward
//
// exactly so in float32. Attention is what the token gathered from itself and
// those before it, FeedForward what the block made of that sum.
type Block struct {
	In, Attention, FeedForward, Out []float32
}

// Inside runs the transformer over the sequence and keeps all that happens in it.
// Its memory is its own: 4·n·D + H·n·(n+1)/2 numbers a block, MaxInside at most,
// past which it returns an *InsideError. It returns ErrEmptyText for a sequence
// without tokens.
func (m *Model) Inside(s *Sequence) (*Inside, error) {
	if len(s.Tokens) == 0 {
		return nil, ErrEmptyText
	}
	if limit := m.insideTokens(); m.HasBlocks() && len(s.Tokens) > limit {
		return nil, &InsideError{len(s.Tokens), limit}
	}
	run, err := m.newRun()
	if err != nil {
		return nil, err
	}
	in := &Inside{Attention: make([][][][]float32, m.Layers())}
	for l := range in.Attention {
		in.Attention[l] = make([][][]float32, m.Heads())
	}
	for _, t := range s.Tokens {
		if err := run.Append(t.InputVector); err != nil {
			return nil, fmt.Errorf("inside at position %d: %w", t.Position, err)
		}
		blocks := make([]Block, m.Layers())
		for l := range blocks {
			blocks[l] = Block{
				In: slices.Clone(run.Hidden(l)), Attention: slices.Clone(run.Attended(l + 1)),
				FeedForward: slices.Clone(run.Fed(l + 1)), Out: slices.Clone(run.Hidden(l + 1)),
			}
			for h := range in.Attention[l] {
				in.Attention[l][h] = append(in.Attention[l][h], slices.Clone(run.Attention(l+1, h)))
			}
		}
		in.Blocks = append(in.Blocks, blocks)
	}
	in.Output, in.Logits = slices.Clone(run.Output()), slices.Clone(run.Logits())
	return in, nil
}

// insideTokens is the greatest n with L·(4·n·D + H·n·(n+1)/2) ≤ MaxInside.
func (m *Model) insideTokens() int {
	return sort.Search(MaxInside, func(n int) bool {
		n++
		return m.Layers()*(4*n*m.Dim()+m.Heads()*n*(n+1)/2) > MaxInside
	})
}
