package page

import (
	"net/url"

	"tokenscape/embedding"
)

// NeighborsView is a token's nearest neighbours.
type NeighborsView struct {
	Head, Say, MetricSay, CentredSay string
	Trained                          bool
	Columns                          []Column
	Rows                             []Neighbor
	Metrics, Counts, Centring        []Link
	Clear                            Link
	Pin                              *Link
}

// Column is one of the scores; Sort is how the rows are sorted by it, or "".
type Column struct{ Name, Sort string }

// Neighbor is a token that lies near.
type Neighbor struct {
	Chip
	Cosine, Distance, Dot string
}

func (a *asker) neighbors(token embedding.TokenID) *NeighborsView {
	const section = "neighbors"
	t := a.T.Asking
	vector, trained := a.model.TokenVector(token)
	v := &NeighborsView{Head: sprintf(a.T.Neighbors, a.name(token)), Say: sprintf(a.T.NeighborsSay, a.model.Dim()),
		Trained: trained, CentredSay: a.centredSay(),
		Counts: a.counts(section), Centring: a.centring(section)}
	var metrics [][2]string
	for _, metric := range []struct {
		metric          embedding.Metric
		name, say, sort string
	}{
		{embedding.Cosine, a.T.Cosine, t.CosineSay, "descending"},
		{embedding.Euclidean, a.T.Euclidean, t.EuclideanSay, "ascending"},
		{embedding.Dot, t.Dot, t.DotSay, "descending"},
	} {
		metrics = append(metrics, [2]string{string(metric.metric), metric.name})
		column := Column{Name: metric.name}
		if metric.metric == a.search.Metric {
			column.Sort, v.MetricSay = metric.sort, metric.say
		}
		v.Columns = append(v.Columns, column)
	}
	v.Metrics = a.options(section, "metric", string(a.search.Metric), metrics...)
	if a.search.Centred {
		v.Say = sprintf(t.NeighborsCentred, a.model.Dim())
	}
	v.Pin = a.pin(a.name(token))
	v.Clear.Name = a.T.Clear
	v.Clear.URL, v.Clear.Submit = a.way("/map", a.state, "token", "")
	search := a.search
	search.Without = []embedding.TokenID{token}
	for _, n := range a.model.Nearest(vector, search) {
		other, _ := a.model.TokenVector(n.ID)
		likeness := a.model.Compare(vector, other, a.search.Centred)
		v.Rows = append(v.Rows, Neighbor{Chip: a.chip(n.ID),
			Cosine: number(likeness.Cosine), Distance: number(likeness.Distance), Dot: rounded(likeness.Dot)})
	}
	return v
}

// neighborsAsked is how the map asks for neighbours: as the page lists them.
func neighborsAsked(m *embedding.Model, state url.Values) url.Values {
	asked := url.Values{"model": {m.Name()}}
	for _, name := range []string{"metric", "centred"} {
		if value := state.Get(name); value != "" {
			asked.Set(name, value)
		}
	}
	return asked
}
