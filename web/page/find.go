package page

import (
	"context"
	"errors"

	"tokenscape/embedding"
	"tokenscape/web/request"
)

// SearchView is what a search has found.
type SearchView struct {
	Say   string // "" when nothing is searched for
	Bad   string
	Found []FoundRow
}

// FoundRow is a token found, with the way to it.
type FoundRow struct {
	Chip
	Away bool // it is not on the map
}

const listedFound = 50

func (a *asker) find(ctx context.Context) (SearchView, error) {
	t, q := a.T.Exploring, a.state.Get("q")
	var v SearchView
	if q == "" {
		return v, nil
	}
	found, err := a.model.Find(ctx, q, listedFound)
	var pattern *embedding.PatternError
	if errors.As(err, &pattern) {
		v.Bad = a.T.Fault(request.FaultOf(err))
		return v, nil
	}
	if err != nil {
		return v, err
	}
	v.Say = sprintf(t.Found, count(found.Total), len(found.Tokens))
	if found.Total == 0 {
		v.Say = t.FoundNone
	}
	for _, id := range found.Tokens {
		v.Found = append(v.Found, FoundRow{a.chip(id), !a.onMap(id)})
	}
	return v, nil
}
