package api

import (
	"encoding/hex"
	"strconv"

	"github.com/labstack/echo/v4"

	"tokenscape/embedding"
	"tokenscape/web/request"
)

// maxWeights is how many attention weights an answer holds at most: one head of a
// context of 1,024 tokens has 524,800.
const maxWeights = 1_000_000

// positioned is a token of the text at its position.
type positioned struct {
	token
	Position embedding.Position `json:"position"`
	Trained  bool               `json:"trained"`
}

// residual is what one block does to the vector of one token.
type residual struct {
	Block       int       `json:"block"`
	In          []float32 `json:"in"`
	Attention   []float32 `json:"attention"`
	FeedForward []float32 `json:"feed_forward"`
	Out         []float32 `json:"out"`
}

type head struct {
	Block   int         `json:"block"`
	Head    int         `json:"head"`
	Weights [][]float32 `json:"weights"` // a row a query, with the keys up to it
}

func (a *API) attention(c echo.Context, q *request.Query) (any, error) {
	m, text := q.Model(), q.Text("")
	block, only := q.Int("block", 0, 0, m.Layers()), q.Int("head", 0, 0, m.Heads())
	if q.Err() != nil {
		return nil, q.Err()
	}
	s := m.Embed(text)
	n := len(s.Tokens)
	at := q.Int("at", n, min(n, 1), n)
	if q.Err() != nil {
		return nil, q.Err()
	}
	heads := []head{}
	for l := 1; l <= m.Layers(); l++ {
		for h := 1; h <= m.Heads(); h++ {
			if (block == 0 || block == l) && (only == 0 || only == h) {
				heads = append(heads, head{Block: l, Head: h})
			}
		}
	}
	if len(heads)*n*(n+1)/2 > maxWeights {
		return nil, &request.Fault{Code: request.TooMany, Parameter: "head", Limit: strconv.Itoa(maxWeights)}
	}
	giveBack, err := a.turns.Take(c.Request().Context())
	if err != nil {
		return nil, err
	}
	defer giveBack()
	in, err := m.Inside(s)
	if err != nil {
		return nil, err
	}
	for i, h := range heads {
		heads[i].Weights = in.Attention[h.Block-1][h.Head-1]
	}
	tokens, streams := []positioned{}, []residual{}
	for _, t := range s.Tokens {
		tokens = append(tokens, positioned{token{t.ID, valid(t.Bytes), hex.EncodeToString([]byte(t.Bytes)), t.Start, t.End}, t.Position, t.Trained})
	}
	for l, b := range in.Blocks[at-1] {
		streams = append(streams, residual{l + 1, b.In, b.Attention, b.FeedForward, b.Out})
	}
	return map[string]any{"model": m.Name(), "layers": m.Layers(), "head_count": m.Heads(), "context_used": n, "dropped": len(s.Dropped),
		"tokens": tokens, "heads": heads, "at": at, "stream": streams, "output": in.Output}, nil
}
