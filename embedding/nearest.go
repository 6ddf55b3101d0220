package embedding

import (
	"cmp"
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
	// Dot is the dot product: the cosine times both lengths, so that among
	// vectors of one direction the longest is the nearest.
	Dot Metric = "dot"
)

// Metrics lists every metric, the default first.
func Metrics() []Metric { return []Metric{Cosine, Euclidean, Dot} }

// Search says how the rows of W_E are ranked around a vector.
type Search struct {
	Metric  Metric    // Cosine when empty
	K       int       // how many rows at the most
	Centred bool      // take the mean row of W_E off the vector and off every row first
	Without []TokenID // leave these out
}

// Neighbor is a token with its nearness to a query.
type Neighbor struct {
	ID    TokenID
	Score float64 // cosine, distance or dot product
}

// Nearest ranks the rows of W_E around query (D numbers) in the full space,
// nearest first; equal scores come in the order of the rows. Only tokens that
// training met have rows, so no other is an answer, though query may be one's
// vector.
//
// Rows are taken as they are, or with the mean row taken off (the first step of
// Mu and Viswanath 2018, All-but-the-Top): what all rows share is then no
// likeness. Distances are the same either way.
//
// The scan is exact and reads W_E once, V·D multiplications on all cores. The
// first of a model also measures its rows, the first centred one their mean.
func (m *Model) Nearest(query []float32, s Search) []Neighbor {
	o := m.origin(s.Centred && s.Metric != Euclidean)
	a := o.aim(query)
	score := a.cosine
	switch s.Metric {
	case Dot:
		score = a.dot
	case Euclidean:
		score = a.closeness
	}
	best, _ := m.rank(ranking{score: func(row int) float64 { return score(rowOf(m.we, row), o.lengths[row]) },
		k: s.K, without: m.rowsOf(s.Without)})
	near := make([]Neighbor, len(best))
	for i, r := range best {
		near[i] = Neighbor{ID: m.Token(r.row), Score: r.score}
	}
	if s.Metric == Euclidean {
		// A difference of large squares tells order, not small distances.
		for i, r := range best {
			near[i].Score = Distance(query, rowOf(m.we, r.row))
		}
		slices.SortStableFunc(near, func(a, b Neighbor) int { return cmp.Compare(a.Score, b.Score) })
	}
	return near
}

// rowsOf are the rows of those of the tokens that have one.
func (m *Model) rowsOf(ids []TokenID) []int {
	var rows []int
	for _, id := range ids {
		if row, ok := m.Row(id); ok {
			rows = append(rows, row)
		}
	}
	return rows
}

// Likeness is how near two vectors are, by every metric.
type Likeness struct{ Cosine, Distance, Dot float64 }

// Compare measures the likeness of a and b (D numbers each), as they are or with
// the mean row of W_E taken off both.
func (m *Model) Compare(a, b []float32, centred bool) Likeness {
	o := m.origin(centred)
	x, y := o.see(a), o.see(b)
	l := Likeness{Distance: Distance(a, b)}
	for j := range x {
		l.Dot += x[j] * y[j]
	}
	if lengths := norm(x) * norm(y); lengths > 0 {
		l.Cosine = l.Dot / lengths
	}
	return l
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
