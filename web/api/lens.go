package api

import (
	"github.com/labstack/echo/v4"

	"tokenscape/embedding"
	"tokenscape/web/motion"
	"tokenscape/web/request"
)

// stop is where a vector is on its way, as the logit lens reads it.
type stop struct {
	Position    embedding.Position `json:"position"`
	Token       named              `json:"token"` // that stands there
	Block       int                `json:"block"`
	Vector      []float32          `json:"vector"`
	Likeliest   []candidate        `json:"likeliest"`
	Nearest     []neighbor         `json:"nearest"`
	Watched     *standing          `json:"watched"` // null after the last token of the text
	Coordinates []float64          `json:"coordinates"`
	Moved       float64            `json:"moved"`
	Kept        *float64           `json:"kept"` // null at the first stop and on oblique axes
}

// standing is where a token comes among all.
type standing struct {
	named
	Row         *int     `json:"row"` // null, as all that follows, for a token that training never met
	Rank        *int     `json:"rank"`
	Probability *float64 `json:"probability"`
	Logit       *float32 `json:"logit"`
}

// lens follows a vector through the layers, or the text as it grows, on a map.
func (a *API) lens(c echo.Context, q *request.Query) (any, error) {
	k := q.Int("k", request.NeighborsAskedFor, 1, request.MaxNeighbors)
	choice, err := motion.Read(q, "", k)
	if err != nil {
		return nil, err
	}
	p, err := a.motions.Of(c.Request().Context(), choice)
	if err != nil {
		return nil, err
	}
	m := choice.Map.Model
	stops := make([]stop, len(p.Stops))
	for i, s := range p.Stops {
		stops[i] = stop{Position: s.Position, Token: name(m, p.Sequence.Tokens[s.Position].ID), Block: s.Block, Vector: s.Vector,
			Likeliest: candidates(m, s.Likeliest), Nearest: scored(m, s.Nearest), Watched: standingOf(m, s.Watched),
			Coordinates: s.Coordinates, Moved: s.Moved, Kept: s.Kept}
	}
	type place struct {
		named
		Coordinates []float64 `json:"coordinates"`
	}
	besides := make([]place, len(p.Named))
	for i, n := range p.Named {
		besides[i] = place{name(m, n.ID), n.Coordinates}
	}
	return map[string]any{"model": m.Name(), "way": choice.Way, "dropped": len(p.Sequence.Dropped), "earlier": p.Earlier,
		"method": choice.Map.Method, "rows": rowsName(choice.Map), "fit": fittedOn(p.Scene), "axes": axes(p.Scene),
		"kept": p.Kept, "stops": stops, "named": besides}, nil
}

func standingOf(m *embedding.Model, s *embedding.Standing) *standing {
	if s == nil {
		return nil
	}
	found := &standing{named: name(m, s.ID)}
	if s.Rank > 0 {
		found.Row, found.Rank, found.Probability, found.Logit = &s.Row, &s.Rank, &s.Probability, &s.Logit
	}
	return found
}
