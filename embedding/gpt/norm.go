package gpt

import (
	"fmt"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
)

// NormTo sets dst to the last norm of a hidden state (D numbers each), whichever
// block it comes from: of the last block's it is what [Run.Output] returns. dst may be
// the state itself. It panics on a state of another length.
func (t *Transformer) NormTo(dst, state []float32) {
	d := t.Config.Width
	if len(state) != d || len(dst) != d {
		panic(fmt.Sprintf("gpt: a state of %d numbers into %d for a width of %d", len(state), len(dst), d))
	}
	hat, inverse := make([]float32, d), make([]float32, 1)
	normalize(1, d, state, t.weights.normGain, t.weights.normBias, hat, inverse, dst)
}

// LogitsTo sets dst to the products of an output (D numbers) with the V rows of
// W_E, as [Run.Logits] does. It panics on slices of other lengths.
func (t *Transformer) LogitsTo(dst, output []float32) {
	c := t.Config
	if len(dst) != c.Vocab || len(output) != c.Width {
		panic(fmt.Sprintf("gpt: an output of %d numbers into %d for W_E of %d×%d", len(output), len(dst), c.Vocab, c.Width))
	}
	blas32.Gemv(blas.NoTrans, 1, rowMajor(c.Vocab, c.Width, t.weights.tokens).general(), vector(output), 0, vector(dst))
}
