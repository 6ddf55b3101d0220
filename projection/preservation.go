package projection

import (
	"math"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
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
	square := make([]float32, n)
	for i := range square {
		row := blas32.Vector{N: x.Cols, Inc: 1, Data: x.Data[i*x.Stride:]}
		square[i] = blas32.Dot(row, row)
	}
	products := make([]float32, n)
	distance := make([]float64, n)
	full, flat := make([]int, 0, k+1), make([]int, 0, k+1)
	for i := range n {
		row := blas32.Vector{N: x.Cols, Inc: 1, Data: x.Data[i*x.Stride:]}
		blas32.Gemv(blas.NoTrans, 1, x, row, 0, blas32.Vector{N: n, Inc: 1, Data: products})
		for j := range distance {
			distance[j] = float64(square[j] - 2*products[j]) // less |x_i|², the same for all
		}
		full = nearest(full[:0], distance, i, k)
		for j := range distance {
			distance[j] = 0
			for c, v := range y[j] {
				distance[j] += (v - y[i][c]) * (v - y[i][c])
			}
		}
		flat = nearest(flat[:0], distance, i, k)
		kept := 0
		for _, a := range full {
			for _, b := range flat {
				if a == b {
					kept++
				}
			}
		}
		share[i] = float64(kept) / float64(k)
	}
	return share
}

// nearest appends the k rows of least distance to dst, nearest first, self left
// out.
func nearest(dst []int, distance []float64, self, k int) []int {
	limit := math.Inf(1)
	for j, d := range distance {
		if j == self || len(dst) == k && d >= limit {
			continue
		}
		dst = append(dst, j)
		for at := len(dst) - 1; at > 0 && distance[dst[at-1]] > d; at-- {
			dst[at-1], dst[at] = dst[at], dst[at-1]
		}
		dst = dst[:min(len(dst), k)]
		limit = distance[dst[len(dst)-1]]
	}
	return dst
}
