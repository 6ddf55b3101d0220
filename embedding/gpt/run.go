package gpt

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
)

// ErrContextFull is returned for a position past the context length.
var ErrContextFull = errors.New("the context is full")

// Run is one forward pass that grows a position at a time. It keeps the keys
// and values of earlier positions, so that each costs O(D²L + nDL). Of the last
// position it also keeps what each block did: see Attention, Attended and Fed.
type Run struct {
	t         *Transformer
	length    int
	hidden    [][]float32 // the residual stream before the first block and after each
	attention [][]float32 // a layer: H×n_ctx, the weights of the last position
	attended  [][]float32 // a layer: what attention added to the stream
	fed       [][]float32 // a layer: what the feed-forward network added to it
	keys      [][]float32 // a layer: n_ctx×D
	values    [][]float32

	x, hat, normed, mixed, inner, gate []float32
	qkv, inverse, logits               []float32
}

// NewRun starts an empty run.
func (t *Transformer) NewRun() *Run {
	c := t.Config
	r := &Run{
		t: t, keys: make([][]float32, c.Layers), values: make([][]float32, c.Layers),
		x: make([]float32, c.Width), hat: make([]float32, c.Width), normed: make([]float32, c.Width),
		mixed: make([]float32, c.Width), inner: make([]float32, 4*c.Width), gate: make([]float32, 4*c.Width),
		qkv: make([]float32, 3*c.Width), inverse: make([]float32, 1),
		logits: make([]float32, c.Vocab),
	}
	for range c.Layers + 1 {
		r.hidden = append(r.hidden, make([]float32, c.Width))
	}
	for range c.Layers {
		r.attention = append(r.attention, make([]float32, c.Heads*c.Context))
		r.attended = append(r.attended, make([]float32, c.Width))
		r.fed = append(r.fed, make([]float32, c.Width))
	}
	r.extend(min(c.Context, firstPositions))
	return r
}

// firstPositions is for how many positions a new run has room: their keys and values
// are most of its memory, 75 MB for all 1,024 of GPT-2 small.
const firstPositions = 64

// extend makes room for the keys and values of so many positions.
func (r *Run) extend(positions int) {
	for _, kept := range [][][]float32{r.keys, r.values} {
		for l, rows := range kept {
			kept[l] = make([]float32, positions*r.t.Config.Width)
			copy(kept[l], rows)
		}
	}
}

// Reset makes the run empty again: it keeps its memory and no position.
func (r *Run) Reset() { r.length = 0 }

// Append feeds the input vector of the next position (D numbers: token row plus
// position row). It returns ErrContextFull past n_ctx, and panics on an input of
// another length.
func (r *Run) Append(input []float32) error {
	c := r.t.Config
	d := c.Width
	if r.length == c.Context {
		return ErrContextFull
	}
	if len(input) != d {
		panic(fmt.Sprintf("gpt: an input of %d numbers for a width of %d", len(input), d))
	}
	if c.Layers > 0 && r.length*d == len(r.keys[0]) {
		r.extend(min(c.Context, 2*r.length))
	}
	copy(r.x, input)
	copy(r.hidden[0], r.x)
	for l := range r.t.weights.blocks {
		b := &r.t.weights.blocks[l]
		normalize(1, d, r.x, b.norm1Gain, b.norm1Bias, r.hat, r.inverse, r.normed)
		vectorTimes(r.normed, b.attend, b.attendBias, r.qkv)
		copy(r.keys[l][r.length*d:], r.qkv[d:2*d])
		copy(r.values[l][r.length*d:], r.qkv[2*d:])
		r.attend(l)
		vectorTimes(r.mixed, b.gather, b.gatherBias, r.attended[l])
		add(r.x, r.attended[l])
		normalize(1, d, r.x, b.norm2Gain, b.norm2Bias, r.hat, r.inverse, r.normed)
		vectorTimes(r.normed, b.expand, b.expandBias, r.inner)
		gelu(r.inner, r.gate, r.inner)
		vectorTimes(r.inner, b.contract, b.contractBias, r.fed[l])
		add(r.x, r.fed[l])
		copy(r.hidden[l+1], r.x)
	}
	r.length++
	return nil
}

// attend mixes the values of the positions so far into r.mixed, head by head.
func (r *Run) attend(layer int) {
	c := r.t.Config
	d, width := c.Width, c.Width/c.Heads
	n := r.length + 1
	scale := float32(1 / math.Sqrt(float64(width)))
	for h := range c.Heads {
		k := blas32.General{Rows: n, Cols: width, Stride: d, Data: r.keys[layer][h*width:]}
		v := blas32.General{Rows: n, Cols: width, Stride: d, Data: r.values[layer][h*width:]}
		q := vector(r.qkv[h*width : (h+1)*width])
		scores := r.attention[layer][h*c.Context : h*c.Context+n]
		blas32.Gemv(blas.NoTrans, scale, k, q, 0, vector(scores))
		softmaxRow(scores)
		blas32.Gemv(blas.Trans, 1, v, vector(scores), 0, vector(r.mixed[h*width:(h+1)*width]))
	}
}

// Logits are the V scores of the next token after the last appended position.
// The slice is the run's own and holds until the next call.
func (r *Run) Logits() []float32 {
	c, w := r.t.Config, &r.t.weights
	blas32.Gemv(blas.NoTrans, 1, rowMajor(c.Vocab, c.Width, w.tokens).general(), vector(r.Output()), 0, vector(r.logits))
	return r.logits
}

// Output is the vector of the last appended position (D numbers) after the last
// norm: Logits are its products with the rows of W_E. The slice is the run's
// own and holds until the next call.
func (r *Run) Output() []float32 {
	c, w := r.t.Config, &r.t.weights
	normalize(1, c.Width, r.x, w.normGain, w.normBias, r.hat, r.inverse, r.normed)
	return r.normed
}

// Hidden is the vector of the last appended position (D numbers) after the
// given block, 1 ≤ block ≤ L, or its input vector for block 0. The slice is the
// run's own and holds until the next Append.
func (r *Run) Hidden(block int) []float32 { return r.hidden[block] }

// Attended is what the attention of a block, 1 ≤ block ≤ L, added to the vector of
// the last appended position (D numbers). What stands between the block's attention
// and its feed-forward network is the sum Hidden(block−1) + Attended(block), and
// Hidden(block) is that sum + Fed(block), both in float32. The slice is the run's own
// and holds until the next Append.
func (r *Run) Attended(block int) []float32 { return r.attended[block-1] }

// Fed is what the feed-forward network of a block, 1 ≤ block ≤ L, added to the
// vector of the last appended position (D numbers). The slice is the run's own and
// holds until the next Append.
func (r *Run) Fed(block int) []float32 { return r.fed[block-1] }

// Attention is how a head, 0 ≤ head < H, of a block, 1 ≤ block ≤ L, shared the
// attention of the last appended position among all positions so far: a number from
// 0 to 1 for each, which add up to 1. It is softmax(q·K/√(D/H)) of doc.go, and
// empty before the first Append. The slice is the run's own and holds until the
// next Append.
func (r *Run) Attention(block, head int) []float32 {
	from := head * r.t.Config.Context
	return r.attention[block-1][from : from+r.length : from+r.length]
}

// vectorTimes is y = xᵀ·w + bias, w in×out.
func vectorTimes(x, w, bias, y []float32) {
	copy(y, bias)
	blas32.Gemv(blas.Trans, 1, rowMajor(len(x), len(y), w).general(), vector(x), 1, vector(y))
}

func vector(data []float32) blas32.Vector {
	return blas32.Vector{N: len(data), Inc: 1, Data: data}
}
