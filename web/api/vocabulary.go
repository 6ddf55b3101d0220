package api

import (
	"encoding/hex"

	"github.com/labstack/echo/v4"

	"tokenscape/embedding/classroom/vocabulary"
	"tokenscape/web/request"
)

// rulesAskedFor is how many rules are listed when no number is given.
const rulesAskedFor = 100

// rule is one merge of the encoding that was learnt from the corpus. A side that is
// no valid UTF-8 has no text: its bytes stand beside it in hex.
type rule struct {
	Rule       int    `json:"rule"`
	Left       string `json:"left"`
	Right      string `json:"right"`
	LeftBytes  string `json:"left_bytes"`
	RightBytes string `json:"right_bytes"`
	Count      int    `json:"count"`
}

// measure is how long a text is when it is cut into a unit.
type measure struct {
	Unit     string `json:"unit"`
	Encoding string `json:"encoding,omitempty"`
	Size     int    `json:"size"`
	Length   int    `json:"length"`
	Unknown  int    `json:"unknown"`
}

// vocabularies tells what the corpus gives for vocabularies, and how long a text,
// or else the corpus itself, is in each.
func vocabularies(_ echo.Context, q *request.Query) (any, error) {
	known, err := vocabulary.Load()
	if err != nil {
		return nil, err
	}
	all := known.Grown.Rules
	text := q.Text("")
	first := q.Int("rule", 1, 1, max(1, len(all)))
	k := q.Int("k", rulesAskedFor, 0, vocabulary.MaxRules)
	if q.Err() != nil {
		return nil, q.Err()
	}
	learnt := []rule{}
	for i := first - 1; i < min(len(all), first-1+k); i++ {
		r := all[i]
		learnt = append(learnt, rule{i + 1, valid(r.Left), valid(r.Right), hex.EncodeToString([]byte(r.Left)), hex.EncodeToString([]byte(r.Right)), r.Count})
	}
	measures, seams := known.MeasureCorpus(), []int{}
	if text != "" {
		measures, seams = known.Measure(text), known.Grown.Seams(text)
	}
	list := []measure{}
	for _, m := range measures {
		list = append(list, measure{string(m.Unit), m.Name, m.Size, m.Length, m.Unknown})
	}
	return map[string]any{"documents": vocabulary.Documents, "bytes": known.Bytes, "rules": len(all), "learnt": learnt, "measures": list, "seams": seams}, nil
}
