package api

import (
	"github.com/labstack/echo/v4"

	"tokenscape/embedding"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

type neighbor struct {
	named
	Score float64 `json:"score"`
}

func scored(m *embedding.Model, list []embedding.Neighbor) []neighbor {
	all := make([]neighbor, len(list))
	for i, n := range list {
		all[i] = neighbor{name(m, n.ID), n.Score}
	}
	return all
}

func neighbors(_ echo.Context, q *request.Query) (any, error) {
	m := q.Model()
	id := q.Needed(m, "token")
	search := embedding.Search{
		Metric:  q.Metric(),
		K:       q.Int("k", request.NeighborsAskedFor, 1, request.MaxNeighbors),
		Centred: q.Switch("centred"),
		Without: []embedding.TokenID{id},
	}
	if q.Err() != nil {
		return nil, q.Err()
	}
	v, _ := m.TokenVector(id)
	return map[string]any{"model": m.Name(), "metric": search.Metric, "centred": search.Centred,
		"token": name(m, id), "neighbors": scored(m, m.Nearest(v, search))}, nil
}

type ranked struct {
	neighbor
	Rank *int `json:"rank"` // null for a token without one
}

func analogy(_ echo.Context, q *request.Query) (any, error) {
	m := q.Model()
	a, b, c := q.Needed(m, "a"), q.Needed(m, "b"), q.Needed(m, "c")
	how := embedding.AnalogyOptions{
		K:       q.Int("k", request.NeighborsAskedFor, 1, request.MaxNeighbors),
		Centred: q.Switch("centred"),
	}
	if id, ok := q.Token(m, "expect"); ok {
		how.Expected = append(how.Expected, id)
	}
	if q.Err() != nil {
		return nil, q.Err()
	}
	found := m.Analogy(a, b, c, how)
	var expected *ranked
	for _, e := range found.Expected {
		expected = &ranked{neighbor: neighbor{name(m, e.ID), e.Score}}
		if e.Rank > 0 {
			expected.Rank = &e.Rank
		}
	}
	return map[string]any{"model": m.Name(), "centred": how.Centred,
		"a": name(m, a), "b": name(m, b), "c": name(m, c), "left_out": scored(m, found.LeftOut),
		"answers": scored(m, found.Answers), "expected": expected}, nil
}

type place struct {
	named
	Coordinate float64 `json:"coordinate"`
	Dot        float64 `json:"dot"`
}

func axis(_ echo.Context, q *request.Query) (any, error) {
	choice, err := scene.Read(q)
	if err != nil {
		return nil, err
	}
	m := choice.Model
	from, to := q.Group(m, "from"), q.Group(m, "to")
	if q.Err() != nil {
		return nil, q.Err()
	}
	line, err := m.Axis(from, to, choice.IDs())
	if err != nil {
		return nil, err
	}
	places := make([]place, len(line.Places))
	for i, p := range line.Places {
		places[i] = place{name(m, p.ID), p.Coordinate, p.Dot}
	}
	return map[string]any{"model": m.Name(), "from": names(m, from), "to": names(m, to),
		"length": line.Length, "tokens": places}, nil
}

func names(m *embedding.Model, ids []embedding.TokenID) []named {
	all := make([]named, len(ids))
	for i, id := range ids {
		all[i] = name(m, id)
	}
	return all
}
