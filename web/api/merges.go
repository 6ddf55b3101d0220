package api

import (
	"encoding/hex"
	"errors"
	"strconv"

	"github.com/labstack/echo/v4"

	"tokenscape/embedding/bpe"
	"tokenscape/web/request"
)

// merge is one step of the merging of a word. A piece that is no valid UTF-8 has no text: its
// bytes stand beside it in hex.
type merge struct {
	Pieces []string  `json:"pieces"`
	Bytes  []string  `json:"bytes"`
	Pair   [2]string `json:"pair"`
	Rank   int       `json:"rank"`
}

func merges(_ echo.Context, q *request.Query) (any, error) {
	name := q.Encoding().Name()
	if q.Err() != nil {
		return nil, q.Err()
	}
	encoding, err := bpe.Get(name)
	if err != nil {
		return nil, err
	}
	trace, err := encoding.Merges(q.Values().Get("word"))
	var long *bpe.TooLongError
	if errors.As(err, &long) {
		return nil, &request.Fault{Code: request.OutOfRange, Parameter: "word", Value: strconv.Itoa(long.Bytes), Limit: strconv.Itoa(bpe.MaxTraced) + " bytes"}
	}
	if err != nil {
		return nil, err
	}
	steps := []merge{}
	for _, m := range trace {
		s := merge{Pair: [2]string{valid(m.Left), valid(m.Right)}, Rank: m.Rank}
		for _, piece := range m.Pieces {
			s.Pieces = append(s.Pieces, valid(piece))
			s.Bytes = append(s.Bytes, hex.EncodeToString([]byte(piece)))
		}
		steps = append(steps, s)
	}
	return map[string]any{"encoding": name, "steps": steps}, nil
}
