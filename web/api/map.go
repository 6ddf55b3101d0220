package api

import (
	"encoding/json"
	"math"
	"strconv"

	"github.com/labstack/echo/v4"

	"tokenscape/embedding"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// labels are the tokens of a layout as they are shown, in its order.
func (a *API) labels(c echo.Context, q *request.Query) (any, error) {
	s, err := a.scene(c, q)
	if err != nil {
		return nil, err
	}
	return a.parcel(c, s, "", echo.MIMEApplicationJSON, func(s *scene.Scene) ([]byte, error) {
		return json.Marshal(map[string]any{"labels": shownLabels(s)})
	})
}

func shownLabels(s *scene.Scene) []string {
	labels := make([]string, len(s.Points))
	for i, p := range s.Points {
		labels[i], _ = scene.Shown(p.Text)
	}
	return labels
}

// view is the map chosen and how it is looked at.
func (a *API) view(c echo.Context, q *request.Query) (*scene.Scene, scene.View, error) {
	text := q.Text("")
	choice, err := scene.Read(q)
	if err != nil {
		return nil, scene.View{}, err
	}
	v, err := scene.ReadView(q, choice)
	if err != nil {
		return nil, v, err
	}
	s, err := a.maps.Of(c.Request().Context(), choice, text)
	return s, v, err
}

func (a *API) fidelity(c echo.Context, q *request.Query) (any, error) {
	s, v, err := a.view(c, q)
	if err != nil {
		return nil, err
	}
	f, err := s.Fidelity(v.Components)
	if err != nil {
		return nil, err
	}
	return map[string]any{"k": f.K, "compared": f.Compared, "preservation": f.Preservation,
		"preservation_mean": f.Preserved, "trustworthiness": f.Trustworthiness, "continuity": f.Continuity}, nil
}

// finite is x, or null for a number that there is not.
func finite(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}

// figures is a number of each point: null for none, else its first digits, as
// many as a colour can show.
type figures []float64

const figureDigits = 5

func (f figures) MarshalJSON() ([]byte, error) {
	data := make([]byte, 0, 8*len(f)+2)
	data = append(data, '[')
	for i, x := range f {
		if i > 0 {
			data = append(data, ',')
		}
		if finite(x) == nil {
			data = append(data, "null"...)
			continue
		}
		data = strconv.AppendFloat(data, x, 'g', figureDigits, 64)
	}
	return append(data, ']'), nil
}

func (a *API) numbers(c echo.Context, q *request.Query) (any, error) {
	s, v, err := a.view(c, q)
	if err != nil {
		return nil, err
	}
	numbers, err := s.Colors(v.Color, v)
	if err != nil {
		return nil, err
	}
	if numbers == nil {
		return nil, &request.Fault{Code: request.UnknownChoice, Parameter: "color", Value: v.Color.Kind,
			Limit: "rank, length, preservation, cosine, axis, pc:N"}
	}
	low, high := scene.Range(numbers)
	return tagged{map[string]any{"color": v.Color.String(), "low": finite(low), "high": finite(high), "numbers": figures(numbers)}}, nil
}

func (a *API) neighborhood(c echo.Context, q *request.Query) (any, error) {
	k := q.Int("k", request.NeighborsAskedFor, 1, request.MaxNeighbors)
	s, v, err := a.view(c, q)
	if err != nil {
		return nil, err
	}
	if v.Token == nil {
		return nil, &request.Fault{Code: request.NoToken, Parameter: "token"}
	}
	n, ok := s.Neighborhood(*v.Token, v.Components, k)
	if !ok {
		return nil, &request.Fault{Code: request.NotShown, Parameter: "token", Value: request.Short(request.Ref(s.Model, *v.Token))}
	}
	return map[string]any{"token": name(s.Model, *v.Token), "k": k,
		"true": scored(s.Model, n.True), "apparent": scored(s.Model, n.Apparent), "kept": n.Kept}, nil
}

func search(c echo.Context, q *request.Query) (any, error) {
	m := q.Model()
	k := q.Int("k", request.NeighborsAskedFor, 1, request.MaxNeighbors)
	if q.Err() != nil {
		return nil, q.Err()
	}
	found, err := m.Find(c.Request().Context(), q.Values().Get("q"), k)
	if err != nil {
		return nil, err
	}
	type match struct {
		named
		Label string `json:"label"`
	}
	matches := make([]match, len(found.Tokens))
	for i, id := range found.Tokens {
		matches[i] = match{name(m, id), labelOf(m, id).Label}
	}
	return map[string]any{"model": m.Name(), "kind": found.Kind, "total": found.Total, "matches": matches}, nil
}

func similarities(_ echo.Context, q *request.Query) (any, error) {
	m, metric, centred := q.Model(), q.Metric(), q.Switch("centred")
	ids := q.Some(m, "tokens", request.MaxCompared)
	if q.Err() == nil && len(ids) < 2 {
		q.Refuse(&request.Fault{Code: request.OutOfRange, Parameter: "tokens", Value: strconv.Itoa(len(ids)),
			Limit: "2–" + strconv.Itoa(request.MaxCompared)})
	}
	if q.Err() != nil {
		return nil, q.Err()
	}
	rows := make([][]float32, len(ids))
	for i, id := range ids {
		rows[i], _ = m.TokenVector(id)
	}
	values := make([][]float64, len(ids))
	for i := range values {
		values[i] = make([]float64, len(ids))
		for j := range values[i] {
			l := m.Compare(rows[i], rows[j], centred)
			values[i][j] = map[embedding.Metric]float64{
				embedding.Cosine: l.Cosine, embedding.Euclidean: l.Distance, embedding.Dot: l.Dot}[metric]
		}
	}
	return map[string]any{"model": m.Name(), "metric": metric, "centred": centred, "tokens": names(m, ids), "values": values}, nil
}
