package weights

import "tokenscape/embedding"

// Shape is what the size of a GPT follows from.
type Shape struct {
	Vocab   int // V, rows of W_E
	Width   int // D, the length of a vector
	Context int // n_ctx, rows of W_P
	Layers  int // L, transformer blocks
}

// MaxShape is the largest of each number that is counted with: the weights of such
// a GPT, 1.2·10¹⁷, still fit into 64 bits.
var MaxShape = Shape{Vocab: 10_000_000, Width: 1_000_000, Context: 100_000_000, Layers: 10_000}

// Preset is a published shape.
type Preset struct {
	Name string
	Shape
}

// GPT3 is the largest GPT-3: Brown et al. 2020, Language Models are Few-Shot
// Learners, table 2.1.
var GPT3 = Preset{"GPT-3", Shape{50257, 12288, 2048, 96}}

// Presets are the shapes of GPT-2 (Radford et al. 2019, table 2) and of GPT-3,
// which share a vocabulary.
var Presets = []Preset{
	{"GPT-2 small", Shape{50257, 768, 1024, 12}},
	{"GPT-2 medium", Shape{50257, 1024, 1024, 24}},
	{"GPT-2 large", Shape{50257, 1280, 1024, 36}},
	{"GPT-2 XL", Shape{50257, 1600, 1024, 48}},
	GPT3,
}

// TokenWeights is the number of weights in W_E, V·D.
func (s Shape) TokenWeights() int { return s.Vocab * s.Width }

// PositionWeights is the number of weights in W_P, n_ctx·D.
func (s Shape) PositionWeights() int { return s.Context * s.Width }

// BlockWeights is the number of weights in all blocks, L·(12D² + 13D): matrices
// D×3D, D×D, D×4D and 4D×D with their biases, and two norms.
func (s Shape) BlockWeights() int { return s.Layers * (12*s.Width*s.Width + 13*s.Width) }

// Weights is the number of all weights: of W_E, W_P, the blocks and the last norm.
// The matrix of the output is W_E once more, so it is not counted again.
func (s Shape) Weights() int {
	return s.TokenWeights() + s.PositionWeights() + s.BlockWeights() + 2*s.Width
}

// Bytes is the memory of so many weights at so many bits each.
func Bytes(weights, bits int) float64 { return float64(weights) * float64(bits) / 8 }

// Of is the shape of a model.
func Of(m *embedding.Model) Shape {
	return Shape{Vocab: m.Vocab(), Width: m.Dim(), Context: m.Context(), Layers: m.Layers()}
}
