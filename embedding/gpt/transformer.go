package gpt

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
)

// Config is the shape of a transformer in GPT-2's architecture.
type Config struct {
	Vocab   int // V, rows of W_E
	Context int // n_ctx, rows of W_P
	Width   int // D, the length of a vector
	Layers  int // L
	Heads   int // H; divides Width
}

// maxSide bounds each number of a Config, so that no product of two overflows.
const maxSide = 1 << 24

func (c Config) check() error {
	for _, side := range []int{c.Vocab, c.Context, c.Width, c.Layers, c.Heads} {
		if side < 1 || side > maxSide {
			return fmt.Errorf("transformer of shape %+v: each number is from 1 to %d", c, maxSide)
		}
	}
	if c.Width%c.Heads != 0 {
		return fmt.Errorf("transformer of width %d cannot be shared by %d heads", c.Width, c.Heads)
	}
	return nil
}

// Tensor is one named parameter in GPT-2's naming, row-major.
type Tensor struct {
	Name  string
	Shape []int
	Data  []float32
}

// Transformer is a GPT-2: pre-LN blocks, causal attention, GELU (tanh), output
// tied to W_E.
type Transformer struct {
	Config  Config
	weights weights
}

// weights holds a number for every parameter: its value, gradient or moment.
type weights struct {
	tokens, positions  []float32
	blocks             []block
	normGain, normBias []float32
}

// block is the parameters of one layer; matrices are in×out.
type block struct {
	norm1Gain, norm1Bias   []float32
	attend, attendBias     []float32 // D×3D: queries, keys, values
	gather, gatherBias     []float32 // D×D
	norm2Gain, norm2Bias   []float32
	expand, expandBias     []float32 // D×4D
	contract, contractBias []float32 // 4D×D
}

type parameter struct {
	name  string
	shape []int
	data  *[]float32
}

// parameters lists every tensor with its place, in the order of the layers.
func (w *weights) parameters(c Config) []parameter {
	d := c.Width
	if w.blocks == nil {
		w.blocks = make([]block, c.Layers)
	}
	list := []parameter{
		{"wte.weight", []int{c.Vocab, d}, &w.tokens},
		{"wpe.weight", []int{c.Context, d}, &w.positions},
	}
	for i := range w.blocks {
		b := &w.blocks[i]
		for _, p := range []parameter{
			{"ln_1.weight", []int{d}, &b.norm1Gain}, {"ln_1.bias", []int{d}, &b.norm1Bias},
			{"attn.c_attn.weight", []int{d, 3 * d}, &b.attend}, {"attn.c_attn.bias", []int{3 * d}, &b.attendBias},
			{"attn.c_proj.weight", []int{d, d}, &b.gather}, {"attn.c_proj.bias", []int{d}, &b.gatherBias},
			{"ln_2.weight", []int{d}, &b.norm2Gain}, {"ln_2.bias", []int{d}, &b.norm2Bias},
			{"mlp.c_fc.weight", []int{d, 4 * d}, &b.expand}, {"mlp.c_fc.bias", []int{4 * d}, &b.expandBias},
			{"mlp.c_proj.weight", []int{4 * d, d}, &b.contract}, {"mlp.c_proj.bias", []int{d}, &b.contractBias},
		} {
			p.name = fmt.Sprintf("h.%d.%s", i, p.name)
			list = append(list, p)
		}
	}
	return append(list,
		parameter{"ln_f.weight", []int{d}, &w.normGain}, parameter{"ln_f.bias", []int{d}, &w.normBias})
}

func size(shape []int) int {
	n := 1
	for _, side := range shape {
		n *= side
	}
	return n
}

func zeros(c Config) *weights {
	w := &weights{}
	for _, p := range w.parameters(c) {
		*p.data = make([]float32, size(p.shape))
	}
	return w
}

// Standard deviations of the random start. GPT-2 draws all but the residual
// projections from N(0, 0.02); W_P starts smaller here, which lets a short
// training order the positions.
const (
	startStd    = 0.02
	positionStd = 0.01
)

// New returns a transformer at its random start, drawn from seed alone: row i
// of W_E is StartRow(seed, i), matrices N(0, 0.02), the two that end in the
// residual stream N(0, 0.02/√(2L)), gains 1, biases 0. It panics on a Config
// that has a number below 1 or heads that do not divide the width.
func New(c Config, seed uint64) *Transformer {
	if err := c.check(); err != nil {
		panic(err)
	}
	t := &Transformer{Config: c, weights: *zeros(c)}
	w := &t.weights
	for row := range c.Vocab {
		StartRow(seed, row, w.tokens[row*c.Width:(row+1)*c.Width])
	}
	random := rand.New(rand.NewPCG(seed, math.MaxUint64))
	normal(random, w.positions, positionStd)
	residual := startStd / math.Sqrt(float64(2*c.Layers))
	for i := range w.blocks {
		b := &w.blocks[i]
		normal(random, b.attend, startStd)
		normal(random, b.gather, residual)
		normal(random, b.expand, startStd)
		normal(random, b.contract, residual)
		fill(b.norm1Gain, 1)
		fill(b.norm2Gain, 1)
	}
	fill(w.normGain, 1)
	return t
}

// StartRow fills dst with the random start of one row of W_E: N(0, 0.02), a
// stream of its own for each seed and row, whatever the vocabulary's size.
func StartRow(seed uint64, row int, dst []float32) {
	normal(rand.New(rand.NewPCG(seed, uint64(row))), dst, startStd)
}

func normal(random *rand.Rand, dst []float32, std float64) {
	for i := range dst {
		dst[i] = float32(random.NormFloat64() * std)
	}
}

func fill(dst []float32, v float32) {
	for i := range dst {
		dst[i] = v
	}
}

// FromTensors builds a transformer on the given tensors, which it shares. It
// fails when one is missing, stands twice, has another shape than c asks for, or
// is unknown. GPT-2's files also hold the causal mask of each block, which is no
// parameter and is passed over.
func FromTensors(c Config, tensors []Tensor) (*Transformer, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	if c.Layers > len(tensors) { // before anything is made for each layer
		return nil, fmt.Errorf("%d tensors are too few for %d layers", len(tensors), c.Layers)
	}
	byName := make(map[string]Tensor, len(tensors))
	for _, t := range tensors {
		if _, twice := byName[t.Name]; twice {
			return nil, fmt.Errorf("tensor %s stands twice", t.Name)
		}
		if !strings.HasSuffix(t.Name, ".attn.bias") && !strings.HasSuffix(t.Name, ".attn.masked_bias") {
			byName[t.Name] = t
		}
	}
	t := &Transformer{Config: c}
	for _, p := range t.weights.parameters(c) {
		given, ok := byName[p.name]
		switch {
		case !ok:
			return nil, fmt.Errorf("tensor %s is missing", p.name)
		case !slices.Equal(given.Shape, p.shape) || len(given.Data) != size(p.shape):
			return nil, fmt.Errorf("tensor %s has shape %v and %d numbers, want %v", p.name, given.Shape, len(given.Data), p.shape)
		}
		*p.data = given.Data
		delete(byName, p.name)
	}
	for _, given := range tensors {
		if _, left := byName[given.Name]; left {
			return nil, fmt.Errorf("tensor %s is none of a GPT-2 of %d layers", given.Name, c.Layers)
		}
	}
	return t, nil
}

// Clone is a transformer with the same numbers and memory of its own.
func (t *Transformer) Clone() *Transformer {
	c := &Transformer{Config: t.Config}
	from := t.weights.parameters(t.Config)
	for i, p := range c.weights.parameters(t.Config) {
		*p.data = slices.Clone(*from[i].data)
	}
	return c
}

// Tensors lists all parameters, shared with the transformer.
func (t *Transformer) Tensors() []Tensor {
	var list []Tensor
	for _, p := range t.weights.parameters(t.Config) {
		list = append(list, Tensor{Name: p.name, Shape: p.shape, Data: *p.data})
	}
	return list
}

// TokenEmbedding is W_E, V×D, row-major, shared.
func (t *Transformer) TokenEmbedding() []float32 { return t.weights.tokens }

// PositionEmbedding is W_P, n_ctx×D, row-major, shared.
func (t *Transformer) PositionEmbedding() []float32 { return t.weights.positions }
