package projection

import (
	"context"
	"slices"

	"gonum.org/v1/gonum/blas/blas32"
	"gonum.org/v1/gonum/floats"

	"tokenscape/projection/internal/distance"
)

// Limits of Compare.
const (
	MaxPreservation = 5000 // rows that are all compared, each with all others
	sampled         = 1000 // of more rows, how many at the most
)

// Fidelity says how true a picture is to what is near what, as a whole.
type Fidelity struct {
	// Trustworthiness is 1 when what the picture shows as near is near, and
	// Continuity when what is near is shown as near; 0 is as wrong as can be.
	Trustworthiness, Continuity float64

	// Preservation is of each row compared the share of its nearest rows that are
	// still among the nearest in the picture: the local agreement rate of Venna et
	// al. 2010.
	Preservation []float64
	Compared     int // rows whose neighbours were looked at: all, or every s-th
}

// Preserved is the mean of the Preservation, 1 of no rows.
func (f *Fidelity) Preserved() float64 {
	if len(f.Preservation) == 0 {
		return 1
	}
	return floats.Sum(f.Preservation) / float64(len(f.Preservation))
}

// Compare measures how well the k nearest rows of each row in x (n×d) and in y
// (n rows of few coordinates) agree, by Euclidean distance in both (Venna and
// Kaski 2001, Neighborhood preservation in nonlinear projection methods). Row j
// has the rank r(i,j) among the rows nearest to i in x: 1 for the nearest, n−1
// for the farthest. Then
//
//	trustworthiness = 1 − Σᵢ Σⱼ (r(i,j) − k) / worst
//
// over the j that are among the k nearest of i in y and not in x. Continuity is
// the same with x and y exchanged. worst is the sum at the worst: for each row
// k·(2n−3k−1)/2, or (n−k)·(n−k−1)/2 when k ≥ n/2 (Venna and Kaski 2006, Local
// multidimensional scaling); both values are from 0 to 1.
//
// Equal distances go by row order, and of fewer than k other rows all count. Up
// to MaxPreservation rows each is looked at, of more every s-th one, at most a
// thousand, each against all. Time O(compared·n·(d+k)), memory O(n).
func Compare(x blas32.General, y [][]float64, k int) *Fidelity {
	n := x.Rows
	step := 1
	if n > MaxPreservation {
		step = (n + sampled - 1) / sampled
	}
	f := &Fidelity{Trustworthiness: 1, Continuity: 1, Compared: (n + step - 1) / step}
	f.Preservation = make([]float64, f.Compared)
	k = min(k, n-1)
	if k < 1 {
		for i := range f.Preservation {
			f.Preservation[i] = 1 // of no neighbours none is lost
		}
		return f
	}
	// Whole numbers: their sum is the same in any order.
	type excess struct{ trust, continuity int64 }
	var all []*excess
	columns := transpose(y[:n])
	// The context does not end, and nothing else goes wrong.
	_ = distance.Each(context.Background(), x, step, func() distance.Visit {
		sum, flat := new(excess), make([]float64, n)
		all = append(all, sum)
		near, seen := make([]int32, 0, k+1), make([]int32, 0, k+1)
		return func(i int, full []float32) {
			apart(flat, columns, i)
			near, seen = distance.Nearest(near[:0], full, i, k), distance.Nearest(seen[:0], flat, i, k)
			f.Preservation[i/step] = float64(common(near, seen)) / float64(k)
			sum.trust += beyond(near, seen, full, i)
			sum.continuity += beyond(seen, near, flat, i)
		}
	})
	worst := float64(k) * float64(2*n-3*k-1) / 2
	if 2*k >= n {
		worst = float64(n-k) * float64(n-k-1) / 2
	}
	if worst == 0 {
		return f
	}
	var sum excess
	for _, s := range all {
		sum.trust += s.trust
		sum.continuity += s.continuity
	}
	worst *= float64(f.Compared)
	f.Trustworthiness -= float64(sum.trust) / worst
	f.Continuity -= float64(sum.continuity) / worst
	return f
}

// transpose is the columns of y.
func transpose(y [][]float64) [][]float64 {
	columns := make([][]float64, len(y[0]))
	for c := range columns {
		columns[c] = make([]float64, len(y))
		for i, row := range y {
			columns[c][i] = row[c]
		}
	}
	return columns
}

// apart sets dst to the squared distances of row i to every row.
func apart(dst []float64, columns [][]float64, i int) {
	clear(dst)
	for _, column := range columns {
		for j, v := range column {
			dst[j] += (v - column[i]) * (v - column[i])
		}
	}
}

// beyond sums, over the strangers that are not among the k nearest of row self,
// by how much their rank is past k.
func beyond[F float32 | float64](nearest, strangers []int32, distance []F, self int) (sum int64) {
	last := nearest[len(nearest)-1]
	for _, j := range strangers {
		d := distance[j]
		if d < distance[last] || d == distance[last] && j <= last {
			continue // one of them
		}
		rank := 1
		for l, other := range distance {
			if other < d {
				rank++
			} else if other == d && l < int(j) && l != self {
				rank++
			}
		}
		if distance[self] < d {
			rank-- // it is not its own neighbour
		}
		sum += int64(rank - len(nearest))
	}
	return sum
}

// common counts the numbers that are in both a and b.
func common(a, b []int32) int {
	count := 0
	for _, i := range a {
		if slices.Contains(b, i) {
			count++
		}
	}
	return count
}
