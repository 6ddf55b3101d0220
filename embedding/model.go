package embedding

import (
	"fmt"
	"sync"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding/bpe"
	"tokenscape/embedding/gpt"
)

// TokenID is the number of a token in the model's encoding. It is not the row
// of W_E: a model may hold rows for a part of its encoding only.
type TokenID = bpe.TokenID

// Tokenizer cuts text into tokens; *bpe.Encoding is one.
type Tokenizer interface {
	Name() string
	Size() int
	Encode(text string) []bpe.Token
	Bytes(id TokenID) (string, bool)
	ID(bytes string) (TokenID, bool)
}

// Category is a named group of tokens, an animal or a colour for instance.
type Category struct {
	Name   string
	Tokens []TokenID
}

// Relation is a named set of pairs of tokens that stand in one relation, a
// country and its capital for instance.
type Relation struct {
	Name  string
	Pairs []Pair
}

// Pair is two tokens that stand in a relation.
type Pair struct {
	From, To TokenID
	HeldOut  bool // no document of the training text holds both
}

// Parts is what a model is made of.
type Parts struct {
	Name       string
	Source     string // where the weights come from, for a reader
	Licence    string
	Tokenizer  Tokenizer
	Tokens     []TokenID        // the token of each row of W_E; nil when row i is token i
	Seed       uint64           // random start of the rows that training never met
	Transform  *gpt.Transformer // holds W_E and W_P; nil for a model without blocks
	Rows       blas32.General   // W_E of a model without blocks
	Positions  blas32.General   // W_P of one without blocks; none for word vectors
	File       *File            // see Model.File; nil for none
	Notes      []Note           // see Model.Notes; none for most
	Categories []Category
	Relations  []Relation
	Counts     []int // how often the token of each row stands in the training text; nil when that is unknown
}

// Model is an encoding with its token and position embedding and, when the
// file has them, its transformer blocks.
type Model struct {
	parts Parts
	we    blas32.General // V×D
	wp    blas32.General // n_ctx×D; no rows for a model without W_P
	rows  map[TokenID]int

	category map[TokenID]int
	origins  [2]func() *origin // zero and the mean row of W_E, each measured once
	ranks    func() []int      // of each row by its count, found once
	texts    func() []text     // of all tokens of the encoding, prepared once
}

// New joins the parts. It fails when there is not one W_E, when W_P has rows of
// another length, when the number of tokens is not the number of rows of W_E, or
// that of counts is not, when a token stands in two rows, or when a category or a
// relation names a token without a row.
func New(p Parts) (*Model, error) {
	m := &Model{parts: p, we: p.Rows, wp: p.Positions, category: make(map[TokenID]int)}
	if p.Transform != nil {
		if p.Rows.Rows > 0 || p.Positions.Rows > 0 {
			return nil, fmt.Errorf("model %s: matrices beside those of its transformer", p.Name)
		}
		c := p.Transform.Config
		m.we = general(c.Vocab, c.Width, p.Transform.TokenEmbedding())
		m.wp = general(c.Context, c.Width, p.Transform.PositionEmbedding())
	}
	if m.we.Rows < 1 || m.we.Cols < 1 || m.HasPosition() && m.wp.Cols != m.we.Cols {
		return nil, fmt.Errorf("model %s: W_E of %d×%d, W_P of %d×%d", p.Name, m.we.Rows, m.we.Cols, m.wp.Rows, m.wp.Cols)
	}
	if p.Tokens != nil {
		if len(p.Tokens) != m.Vocab() {
			return nil, fmt.Errorf("model %s: %d tokens for %d rows of W_E", p.Name, len(p.Tokens), m.Vocab())
		}
		m.rows = make(map[TokenID]int, len(p.Tokens))
		for row, id := range p.Tokens {
			if _, twice := m.rows[id]; twice {
				return nil, fmt.Errorf("model %s: token %d has two rows", p.Name, id)
			}
			m.rows[id] = row
		}
	}
	for i, cat := range p.Categories {
		for _, id := range cat.Tokens {
			if _, ok := m.Row(id); !ok {
				return nil, fmt.Errorf("model %s: category %s: token %d has no row", p.Name, cat.Name, id)
			}
			m.category[id] = i
		}
	}
	for _, r := range p.Relations {
		for _, pair := range r.Pairs {
			for _, id := range [2]TokenID{pair.From, pair.To} {
				if _, ok := m.Row(id); !ok {
					return nil, fmt.Errorf("model %s: relation %s: token %d has no row", p.Name, r.Name, id)
				}
			}
		}
	}
	if p.Counts != nil && len(p.Counts) != m.Vocab() {
		return nil, fmt.Errorf("model %s: %d counts for %d rows of W_E", p.Name, len(p.Counts), m.Vocab())
	}
	m.ranks, m.texts = sync.OnceValue(m.rankRows), sync.OnceValue(m.allTexts)
	m.origins = [2]func() *origin{sync.OnceValue(m.zero), sync.OnceValue(m.centre)}
	return m, nil
}

// Name is the name the model is asked for by.
func (m *Model) Name() string { return m.parts.Name }

// Source says where the weights come from.
func (m *Model) Source() string { return m.parts.Source }

// Licence is the licence of the weights.
func (m *Model) Licence() string { return m.parts.Licence }

// Tokenizer is the model's own encoding.
func (m *Model) Tokenizer() Tokenizer { return m.parts.Tokenizer }

// Vocab is V, the number of rows of W_E: the tokens that training met.
func (m *Model) Vocab() int { return m.we.Rows }

// Dim is D, the length of a vector.
func (m *Model) Dim() int { return m.we.Cols }

// Context is n_ctx, the number of positions; 0 for a model without W_P.
func (m *Model) Context() int { return m.wp.Rows }

// Layers is the number of transformer blocks.
func (m *Model) Layers() int {
	if !m.HasBlocks() {
		return 0
	}
	return m.parts.Transform.Config.Layers
}

// Heads is the number of attention heads of a block.
func (m *Model) Heads() int {
	if !m.HasBlocks() {
		return 0
	}
	return m.parts.Transform.Config.Heads
}

// Parameters counts all weights of the model, 4 bytes each in memory.
func (m *Model) Parameters() int {
	if !m.HasBlocks() {
		return m.we.Rows*m.we.Cols + m.wp.Rows*m.wp.Cols
	}
	n := 0
	for _, t := range m.parts.Transform.Tensors() {
		n += len(t.Data)
	}
	return n
}

// Categories lists the model's named groups of tokens, in the order of the
// lexicon; none for a model without them.
func (m *Model) Categories() []Category { return m.parts.Categories }

// Relations lists the model's named sets of pairs, in the order of the lexicon;
// none for a model without them.
func (m *Model) Relations() []Relation { return m.parts.Relations }

// Category is the name of the token's category, or "".
func (m *Model) Category(id TokenID) string {
	if i, ok := m.category[id]; ok {
		return m.parts.Categories[i].Name
	}
	return ""
}

// Row is the row of W_E that holds the token; false for a token that training
// never met.
func (m *Model) Row(id TokenID) (int, bool) {
	if m.parts.Tokens == nil {
		return int(id), id >= 0 && int(id) < m.we.Rows
	}
	row, ok := m.rows[id]
	return row, ok
}

// Token is the token of a row of W_E, 0 ≤ row < V.
func (m *Model) Token(row int) TokenID {
	if m.parts.Tokens == nil {
		return TokenID(row)
	}
	return m.parts.Tokens[row]
}

// Text is the token's bytes: at times a part of a character.
func (m *Model) Text(id TokenID) string {
	b, _ := m.parts.Tokenizer.Bytes(id)
	return b
}

// TokenVector is the token's row of W_E (D numbers) and whether training moved
// it. An untrained row is drawn again from the model's seed, as it stood when
// training began: see [gpt.StartRow].
func (m *Model) TokenVector(id TokenID) (v []float32, trained bool) {
	if row, ok := m.Row(id); ok {
		return rowOf(m.we, row), true
	}
	return m.StartVector(id), false
}

// StartVector is the token's row of W_E (D numbers) before the first step of
// training.
func (m *Model) StartVector(id TokenID) []float32 {
	v := make([]float32, m.Dim())
	gpt.StartRow(m.parts.Seed, int(id), v)
	return v
}

// Start is the whole transformer before the first step of training, drawn from
// the model's seed; it shares nothing with the model, which must have blocks. See
// the function [Start].
func (m *Model) Start() *gpt.Transformer {
	return Start(m.parts.Transform.Config, m.parts.Seed, m.parts.Tokens)
}

// Start is the random start of a transformer whose row i of W_E holds
// tokens[i], or token i when tokens is nil: [gpt.New], with each row drawn as
// its token's. Thus a token starts at the same vector whatever other tokens
// have rows.
func Start(c gpt.Config, seed uint64, tokens []TokenID) *gpt.Transformer {
	t := gpt.New(c, seed)
	for row, id := range tokens {
		gpt.StartRow(seed, int(id), t.TokenEmbedding()[row*c.Width:(row+1)*c.Width])
	}
	return t
}

// Transformer is the model's own, shared: whoever trains it trains a Clone. It is
// nil for a model without blocks.
func (m *Model) Transformer() *gpt.Transformer { return m.parts.Transform }

// PositionVector is row i of W_P (D numbers), 0 ≤ i < n_ctx.
func (m *Model) PositionVector(i int) []float32 { return rowOf(m.wp, i) }

// TokenEmbedding is W_E, V×D.
func (m *Model) TokenEmbedding() blas32.General { return m.we }

// PositionEmbedding is W_P, n_ctx×D.
func (m *Model) PositionEmbedding() blas32.General { return m.wp }

func general(rows, cols int, data []float32) blas32.General {
	return blas32.General{Rows: rows, Cols: cols, Stride: cols, Data: data}
}

func rowOf(x blas32.General, i int) []float32 {
	return x.Data[i*x.Stride : i*x.Stride+x.Cols : i*x.Stride+x.Cols]
}

// dot is aᵀb, accumulated in float64.
func dot(a, b []float32) float64 {
	return blas32.DDot(blas32.Vector{N: len(a), Inc: 1, Data: a}, blas32.Vector{N: len(b), Inc: 1, Data: b})
}
