package embedding

import (
	"fmt"
	"strings"
	"unicode"

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
	PositionVector []float32 // row of W_P; nil for a model without one
	InputVector    []float32 // their sum, element by element; the TokenVector itself without W_P
}

// Sequence is a text as the model takes it in.
type Sequence struct {
	Dropped []bpe.Token     // what fell out past the context length: the oldest
	Tokens  []EmbeddedToken // what the model sees, at most its Window
	Unknown []Span          // what no token stands for: see the function Unknown
}

// Embed cuts text into tokens, keeps the newest n_ctx of them, and adds to
// each token's row of W_E the row of W_P for its place:
//
//	input_i = W_E[token_i] + W_P[i]
//
// (Radford et al. 2018, Improving Language Understanding by Generative
// Pre-Training, equation 2.) Of a model without W_P the input is the row of W_E,
// and the newest MaxWords are kept.
func (m *Model) Embed(text string) *Sequence {
	tokens := m.parts.Tokenizer.Encode(text)
	s := &Sequence{Unknown: Unknown(text, tokens)}
	if over := len(tokens) - m.Window(); over > 0 {
		s.Dropped, tokens = tokens[:over], tokens[over:]
	}
	d := m.Dim()
	var inputs []float32
	if m.HasPosition() {
		inputs = make([]float32, len(tokens)*d)
	}
	s.Tokens = make([]EmbeddedToken, len(tokens))
	for i, t := range tokens {
		v, trained := m.TokenVector(t.ID)
		s.Tokens[i] = EmbeddedToken{Token: t, Position: Position(i), Trained: trained, TokenVector: v, InputVector: v}
		if m.HasPosition() {
			p, sum := m.PositionVector(i), inputs[i*d:(i+1)*d:(i+1)*d]
			sumTo(sum, v, p)
			s.Tokens[i].PositionVector, s.Tokens[i].InputVector = p, sum
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

// Unknown lists the parts of a text that are in none of the tokens that it was cut
// into, in order and as white space parts them: the words that a vocabulary of words
// does not have. An encoding leaves none.
func Unknown(text string, tokens []bpe.Token) []Span {
	var unknown []Span
	at := 0
	upTo := func(end int) {
		for at < end {
			gap := text[at:end]
			start := len(gap) - len(strings.TrimLeftFunc(gap, unicode.IsSpace))
			gap = gap[start:]
			if gap == "" {
				break
			}
			length := strings.IndexFunc(gap, unicode.IsSpace)
			if length < 0 {
				length = len(gap)
			}
			unknown = append(unknown, Span{at + start, at + start + length})
			at += start + length
		}
	}
	for _, t := range tokens {
		upTo(t.Start)
		at = t.End
	}
	upTo(len(text))
	return unknown
}

// Span is a part of a text, by bytes.
type Span struct{ Start, End int }
