package embedding

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Metric says how nearness is measured.
type Metric string

const (
	// Cosine of the angle between two vectors, 1 for the same direction; a
	// vector of length 0 has cosine 0 with any other.
	Cosine Metric = "cosine"
	// Euclidean is the straight-line distance, 0 for the same place.
	Euclidean Metric = "euclidean"
)

// UnknownMetricError names a metric that is neither of the two.
type UnknownMetricError struct{ Name string }

func (e *UnknownMetricError) Error() string {
	return fmt.Sprintf("unknown metric %q: it is %s or %s", e.Name, Cosine, Euclidean)
}

// ParseMetric reads a metric by its name; "" is Cosine.
func ParseMetric(name string) (Metric, error) {
	switch Metric(name) {
	case "", Cosine:
		return Cosine, nil
	case Euclidean:
		return Euclidean, nil
	}
	return "", &UnknownMetricError{Name: name}
}

// Neighbor is a token with its nearness to a query.
type Neighbor struct {
	ID    TokenID
	Score float64 // cosine, or distance
}

// Nearest ranks the rows of W_E around query (D numbers), nearest first, in
// the full space and of the vectors as they are. It returns at most k and
// leaves out the tokens named. The scan is exact: V·D multiplications.
// Equal scores come in the order of the rows.
func (m *Model) Nearest(query []float32, k int, metric Metric, without ...TokenID) []Neighbor {
	if k <= 0 {
		return nil
	}
	norms := m.norms()
	length := math.Sqrt(dot(query, query))
	all := make([]Neighbor, 0, m.Vocab())
	for row := range m.Vocab() {
		id := m.Token(row)
		if slices.Contains(without, id) {
			continue
		}
		v := rowOf(m.we, row)
		var score float64
		switch {
		case metric == Euclidean:
			score = Distance(query, v)
		case length > 0 && norms[row] > 0:
			score = dot(query, v) / (length * norms[row])
		}
		all = append(all, Neighbor{ID: id, Score: score})
	}
	nearer := func(a, b Neighbor) int { return cmp.Compare(b.Score, a.Score) }
	if metric == Euclidean {
		nearer = func(a, b Neighbor) int { return cmp.Compare(a.Score, b.Score) }
	}
	slices.SortStableFunc(all, nearer)
	return all[:min(k, len(all))]
}

// Distance is ‖a − b‖, accumulated in float64.
func Distance(a, b []float32) float64 {
	var sum float64
	for i, x := range a {
		d := float64(x) - float64(b[i])
		sum += d * d
	}
	return math.Sqrt(sum)
}
