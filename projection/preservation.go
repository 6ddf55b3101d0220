package projection

import (
	"slices"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/projection/internal/distance"
)

// MaxPreservation is the most rows that Preservation compares, each with all
// others.
const MaxPreservation = 5000

// Preservation is, for each row, the share of its k nearest rows in x (n×d)
// that are still among its k nearest in y (n rows of few coordinates), by
// Euclidean distance in both: how truly the picture shows that point's
// neighbourhood (the local agreement rate of Venna et al. 2010). With fewer
// than k other rows, all of them count. Equal distances go by row order. It
// returns nil past MaxPreservation rows. Time O(n²·d), memory O(n).
func Preservation(x blas32.General, y [][]float64, k int) []float64 {
	n := x.Rows
	if n > MaxPreservation {
		return nil
	}
	k = min(k, n-1)
	share := make([]float64, n)
	if k < 1 {
		return share
	}
	compare(x, y, 1, func() visit {
		near, seen := make([]int32, 0, k+1), make([]int32, 0, k+1)
		return func(i int, full []float32, flat []float64) {
			near, seen = distance.Nearest(near[:0], full, i, k), distance.Nearest(seen[:0], flat, i, k)
			share[i] = float64(common(near, seen)) / float64(k)
		}
	})
	return share
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
