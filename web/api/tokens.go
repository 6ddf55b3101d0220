package api

import (
	"encoding/hex"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"tokenscape/embedding"
	"tokenscape/web/request"
)

type model struct {
	Name        string   `json:"name"`
	Vocab       int      `json:"vocab"`
	Dim         int      `json:"dim"`
	Context     int      `json:"context"`
	Layers      int      `json:"layers"`
	Heads       int      `json:"heads"`
	Parameters  int      `json:"parameters"`
	HasPosition bool     `json:"has_position"`
	HasBlocks   bool     `json:"has_blocks"`
	Encoding    string   `json:"encoding"`
	Source      string   `json:"source"`
	Licence     string   `json:"licence"`
	Categories  []string `json:"categories"`
	Relations   []string `json:"relations"`
}

func (a *API) listModels(echo.Context, *request.Query) (any, error) {
	list := []model{}
	for _, m := range a.models() {
		list = append(list, model{
			Name: m.Name(), Vocab: m.Vocab(), Dim: m.Dim(), Context: m.Context(),
			Layers: m.Layers(), Heads: m.Heads(), Parameters: m.Parameters(),
			HasPosition: m.HasPosition(), HasBlocks: m.HasBlocks(),
			Encoding: m.Tokenizer().Name(), Source: m.Source(), Licence: m.Licence(), Categories: modelCategories(m), Relations: modelRelations(m),
		})
	}
	return map[string]any{"models": list}, nil
}

type token struct {
	ID    embedding.TokenID `json:"id"`
	Text  string            `json:"text"` // empty when not valid UTF-8
	Bytes string            `json:"bytes"`
	Start int               `json:"start"`
	End   int               `json:"end"`
}

func tokenize(_ echo.Context, q *request.Query) (any, error) {
	encoding, text := q.Encoding(), q.Text("")
	if q.Err() != nil {
		return nil, q.Err()
	}
	tokens, cut := []token{}, encoding.Encode(text)
	for _, t := range cut {
		tokens = append(tokens, token{t.ID, valid(t.Bytes), hex.EncodeToString([]byte(t.Bytes)), t.Start, t.End})
	}
	return map[string]any{"encoding": encoding.Name(), "tokens": tokens, "unknown": spans(text, embedding.Unknown(text, cut))}, nil
}

type span struct {
	Text  string `json:"text"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// spans are parts of a text that no token stands for.
func spans(text string, list []embedding.Span) []span {
	all := make([]span, len(list))
	for i, s := range list {
		all[i] = span{valid(text[s.Start:s.End]), s.Start, s.End}
	}
	return all
}

// valid is s when it is valid UTF-8, else empty: a part of a character has no
// text.
func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return ""
}
