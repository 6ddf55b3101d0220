package api

import (
	"encoding/hex"
	"strconv"

	"github.com/labstack/echo/v4"

	"tokenscape/embedding"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

type embedded struct {
	token
	Position       embedding.Position `json:"position"`
	Trained        bool               `json:"trained"`
	TokenVector    []float32          `json:"token_vector"`
	PositionVector []float32          `json:"position_vector,omitempty"` // none without W_P
	InputVector    []float32          `json:"input_vector"`
}

func embed(_ echo.Context, q *request.Query) (any, error) {
	m, text := q.Model(), q.Text("")
	if q.Err() != nil {
		return nil, q.Err()
	}
	s := m.Embed(text)
	tokens := []embedded{}
	for _, t := range s.Tokens {
		tokens = append(tokens, embedded{
			token:    token{t.ID, valid(t.Bytes), hex.EncodeToString([]byte(t.Bytes)), t.Start, t.End},
			Position: t.Position, Trained: t.Trained,
			TokenVector: t.TokenVector, PositionVector: t.PositionVector, InputVector: t.InputVector,
		})
	}
	return map[string]any{"model": m.Name(), "dim": m.Dim(), "context": m.Context(),
		"dropped": len(s.Dropped), "tokens": tokens, "unknown": spans(text, s.Unknown)}, nil
}

type point struct {
	ID           embedding.TokenID `json:"id"`
	Text         string            `json:"text"`
	Bytes        string            `json:"bytes"`
	Category     string            `json:"category"`
	Trained      bool              `json:"trained"`
	Fitted       bool              `json:"fitted"`
	Coordinates  []float64         `json:"coordinates"`
	Preservation *float64          `json:"preservation"` // null past the number it is measured for
}

type step struct {
	ID          embedding.TokenID  `json:"id"`
	Text        string             `json:"text"`
	Bytes       string             `json:"bytes"`
	Position    embedding.Position `json:"position"`
	Trained     bool               `json:"trained"`
	Coordinates []float64          `json:"coordinates"`
}

type pair struct {
	Relation string            `json:"relation"`
	From     embedding.TokenID `json:"from"`
	To       embedding.TokenID `json:"to"`
	HeldOut  bool              `json:"held_out"`
}

type relation struct {
	Name       string   `json:"name"`
	Pairs      int      `json:"pairs"`
	MeanCosine *float64 `json:"mean_cosine"` // in all D dimensions; null for one pair
	Exchanged  *float64 `json:"mean_cosine_exchanged"`
	OnMap      *float64 `json:"mean_cosine_on_map"` // in the first two components
}

func (a *API) projection(c echo.Context, q *request.Query) (any, error) {
	s, err := a.scene(c, q)
	if err != nil {
		return nil, err
	}
	if err := listable(len(s.Points)); err != nil {
		return nil, err
	}
	preservation, err := s.Preservation(s.All())
	if err != nil && !scene.TooManyPoints(err) {
		return nil, err
	}
	return a.encoded(c, func() any {
		points := make([]point, len(s.Points))
		for i, p := range s.Points {
			points[i] = point{ID: p.ID, Text: valid(p.Text), Bytes: hex.EncodeToString([]byte(p.Text)),
				Category: p.Category, Trained: p.Trained, Fitted: p.Fitted, Coordinates: p.Coordinates}
			if preservation != nil {
				points[i].Preservation = &preservation[i]
			}
		}
		joined, relations := joins(s)
		return map[string]any{
			"fit": fittedOn(s), "axes": axes(s), "kept": kept(s),
			"model": s.Model.Name(), "method": s.Choice.Method, "rows": rowsName(s.Choice), "fitted_on": s.FitSay.N,
			"explained_variance_ratio": s.Shares(), "neighborhood": scene.Near,
			"categories": modelCategories(s.Model), "points": points, "path": path(s), "dropped": s.Dropped,
			"pairs": joined, "relations": relations,
		}
	})
}

// maxListed is how many points an answer in JSON has, some hundred bytes each. The
// calls layout and coordinates.csv have all.
const maxListed = 100_000

// listable is nil for as many points, else a *request.Fault with the code TooMany.
func listable(points int) error {
	if points > maxListed {
		return &request.Fault{Code: request.TooMany, Parameter: "on", Value: strconv.Itoa(points), Limit: strconv.Itoa(maxListed)}
	}
	return nil
}

// joins lists the pairs on the map, and how parallel those of each relation are.
func joins(s *scene.Scene) ([]pair, []relation) {
	joined, relations := []pair{}, []relation{}
	for _, p := range s.Pairs {
		r := relation{Name: p.Relation, Pairs: len(p.Lines)}
		if p.Compared {
			r.MeanCosine, r.Exchanged, r.OnMap = &p.Cosine, &p.Exchanged, &p.OnMap
		}
		relations = append(relations, r)
		for _, l := range p.Lines {
			joined = append(joined, pair{p.Relation, s.Points[l.From].ID, s.Points[l.To].ID, l.HeldOut})
		}
	}
	return joined, relations
}

func path(s *scene.Scene) []step {
	steps := make([]step, len(s.Path))
	for i, t := range s.Path {
		steps[i] = step{ID: t.ID, Text: valid(t.Bytes), Bytes: hex.EncodeToString([]byte(t.Bytes)),
			Position: t.Position, Trained: t.Trained, Coordinates: t.Coordinates}
	}
	return steps
}

// modelCategories lists all categories in the model's order, which gives each
// its colour and shape.
func modelCategories(m *embedding.Model) []string {
	names := []string{}
	for _, c := range m.Categories() {
		names = append(names, c.Name)
	}
	return names
}

func modelRelations(m *embedding.Model) []string {
	names := []string{}
	for _, r := range m.Relations() {
		names = append(names, r.Name)
	}
	return names
}

type named struct {
	ID       embedding.TokenID `json:"id"`
	Text     string            `json:"text"`
	Bytes    string            `json:"bytes"`
	Category string            `json:"category"`
	Trained  bool              `json:"trained"`
}

func name(m *embedding.Model, id embedding.TokenID) named {
	text := m.Text(id)
	_, trained := m.Row(id)
	return named{id, valid(text), hex.EncodeToString([]byte(text)), m.Category(id), trained}
}
