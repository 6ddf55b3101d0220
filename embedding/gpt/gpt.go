// Package gpt (stub: the contract its builder fills in).
package gpt

// Config is the shape of a transformer in GPT-2's architecture.
type Config struct {
	Vocab   int // V, rows of W_E
	Context int // n_ctx, rows of W_P
	Width   int // D, the length of a vector
	Layers  int // L
	Heads   int // H; divides Width
}

// Tensor is one named parameter in GPT-2's naming ("wte.weight", "h.0.attn.c_attn.weight", …), row-major.
type Tensor struct {
	Name  string
	Shape []int
	Data  []float32
}

// Transformer is a GPT-2: pre-LN blocks, causal attention, GELU (tanh), output tied to W_E.
type Transformer struct {
	Config Config
}

// New returns a transformer at its random start, drawn from seed alone.
func New(c Config, seed uint64) *Transformer { panic("stub") }

// FromTensors builds a transformer on the given tensors (shared, not copied).
func FromTensors(c Config, tensors []Tensor) (*Transformer, error) { panic("stub") }

// Tensors lists all parameters, shared with the transformer.
func (t *Transformer) Tensors() []Tensor { panic("stub") }

// TokenEmbedding is W_E, V×D, row-major.
func (t *Transformer) TokenEmbedding() []float32 { panic("stub") }

// PositionEmbedding is W_P, n_ctx×D, row-major.
func (t *Transformer) PositionEmbedding() []float32 { panic("stub") }

// Run is one forward pass that grows a vector at a time and keeps keys and values.
type Run struct{}

// NewRun starts an empty run.
func (t *Transformer) NewRun() *Run { panic("stub") }

// Append feeds the input vector of the next position (D numbers: token row + position row).
// It returns ErrContextFull past n_ctx.
func (r *Run) Append(input []float32) error { panic("stub") }

// Logits are the V scores of the next token after the last appended position.
func (r *Run) Logits() []float32 { panic("stub") }

// Softmax turns logits into probabilities at the given temperature (> 0).
func Softmax(logits []float32, temperature float64) []float64 { panic("stub") }

// StartRow fills dst with the random start of one row of W_E: N(0, 0.02), a stream of its own for (seed, row).
func StartRow(seed uint64, row int, dst []float32) { panic("stub") }
