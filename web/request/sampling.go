package request

import (
	"math"

	"tokenscape/embedding"
)

// Limits of how a next token may be chosen.
const (
	MinTopP         = 0.01
	MaxDrawSeed     = math.MaxInt32
	GeneratedTokens = 10 // when no number is asked for
)

// Sampling is how the next token is to be chosen: by default one is drawn at
// temperature 1 from all tokens of the model, with the seed 1.
func (q *Query) Sampling(m *embedding.Model) embedding.Sampling {
	return embedding.Sampling{
		Temperature: q.Temperature(),
		TopK:        q.Int("top_k", 0, 0, m.Vocab()),
		TopP:        q.Float("top_p", 1, MinTopP, 1),
		Greedy:      q.Choice("how", "draw", "greedy") == "greedy",
		Seed:        uint64(q.Int("seed", 1, 0, MaxDrawSeed)),
	}
}

// How is the word for it in a query.
func How(s embedding.Sampling) string {
	if s.Greedy {
		return "greedy"
	}
	return "draw"
}

// Generated is how many tokens a model is to write.
func (q *Query) Generated() int {
	return q.Int("n", GeneratedTokens, 1, embedding.MaxGenerated)
}
