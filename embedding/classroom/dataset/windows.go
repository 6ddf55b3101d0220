package dataset

import (
	"fmt"
	"iter"
	"math/rand/v2"
)

// fromStart is the share of windows that begin at a document's first token,
// as a prompt does; the others begin anywhere, so that every position meets
// every kind of token.
const fromStart = 0.5

// Windows draws batches of the training text: windows of one length, half of
// them from a document's start.
type Windows struct {
	text            *Dataset
	random          *rand.Rand
	batch, length   int
	inputs, targets []int32
}

// Windows draws batches of batch windows of length tokens; the seed alone says
// which. It fails when the training text is shorter than a window or the
// validation text than a batch.
func (d *Dataset) Windows(seed uint64, batch, length int) (*Windows, error) {
	if d.Training <= length || len(d.Rows)-d.Training <= batch*length {
		return nil, fmt.Errorf("%d tokens are too few for batches of %d×%d", len(d.Rows), batch, length)
	}
	return &Windows{text: d, random: rand.New(rand.NewPCG(seed, 1)), batch: batch, length: length}, nil
}

// Tokens is how many tokens a batch reads.
func (w *Windows) Tokens() int { return w.batch * w.length }

// Next returns inputs and, one token later, targets: batch·length rows of W_E,
// window after window. Both are overwritten by the next call.
func (w *Windows) Next() (inputs, targets []int32) {
	w.inputs, w.targets = w.inputs[:0], w.targets[:0]
	last := w.text.Training - w.length - 1
	for range w.batch {
		at := w.random.IntN(last + 1)
		if w.random.Float64() < fromStart {
			at = min(last, w.text.Starts[w.random.IntN(len(w.text.Starts))])
		}
		w.inputs = append(w.inputs, w.text.Rows[at:at+w.length]...)
		w.targets = append(w.targets, w.text.Rows[at+1:at+1+w.length]...)
	}
	return w.inputs, w.targets
}

// Validation goes through the validation text in order, in batches of the same
// size; what does not fill a last batch is left out. The slices are the
// dataset's own.
func (w *Windows) Validation() iter.Seq2[[]int32, []int32] {
	return func(yield func(inputs, targets []int32) bool) {
		size, rows := w.Tokens(), w.text.Rows
		for at := w.text.Training; at+size < len(rows); at += size {
			if !yield(rows[at:at+size], rows[at+1:at+size+1]) {
				return
			}
		}
	}
}
