package embedding

import (
	"fmt"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding/bpe"
)

// Position is a place in the model's context window, counted from 0.
type Position int

// EmbeddedToken is one token of a text with its three vectors of D numbers.
type EmbeddedToken struct {
	bpe.Token
	Position       Position
	Trained        bool      // false: the row of W_E is at its random start
	TokenVector    []float32 // row of W_E
	PositionVector []float32 // row of W_P
	InputVector    []float32 // their sum, element by element
}

// Sequence is a text as the model takes it in.
type Sequence struct {
	Dropped []bpe.Token     // what fell out past the context length: the oldest
	Tokens  []EmbeddedToken // what the model sees, at most n_ctx
}

// Embed cuts text into tokens, keeps the newest n_ctx of them, and adds to
// each token's row of W_E the row of W_P for its place:
//
//	input_i = W_E[token_i] + W_P[i]
//
// (Radford et al. 2018, Improving Language Understanding by Generative
// Pre-Training, equation 2.)
func (m *Model) Embed(text string) *Sequence {
	tokens := m.parts.Tokenizer.Encode(text)
	s := &Sequence{}
	if over := len(tokens) - m.Context(); over > 0 {
		s.Dropped, tokens = tokens[:over], tokens[over:]
	}
	d := m.Dim()
	inputs := make([]float32, len(tokens)*d)
	s.Tokens = make([]EmbeddedToken, len(tokens))
	for i, t := range tokens {
		v, trained := m.TokenVector(t.ID)
		p := m.PositionVector(i)
		sum := inputs[i*d : (i+1)*d : (i+1)*d]
		sumTo(sum, v, p)
		s.Tokens[i] = EmbeddedToken{
			Token: t, Position: Position(i), Trained: trained,
			TokenVector: v, PositionVector: p, InputVector: sum,
		}
	}
	return s
}

// Sum is what the model reads of a token's row at a position: the two added
// element by element, as many numbers as each has. It panics when those differ.
func Sum(token, position []float32) []float32 {
	sum := make([]float32, len(token))
	sumTo(sum, token, position)
	return sum
}

func sumTo(sum, token, position []float32) {
	if len(token) != len(position) {
		panic(fmt.Sprintf("embedding: %d numbers of a token and %d of a position", len(token), len(position)))
	}
	for j := range sum {
		sum[j] = token[j] + position[j]
	}
}

// Inputs copies the input vectors into a matrix of its own, n×D.
func (s *Sequence) Inputs(d int) blas32.General {
	g := general(len(s.Tokens), d, make([]float32, len(s.Tokens)*d))
	for i, t := range s.Tokens {
		copy(rowOf(g, i), t.InputVector)
	}
	return g
}
