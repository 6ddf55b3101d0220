package projection

import (
	"math"
	"slices"

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
	columns := transpose(y[:n])
	rows := divide(n, n*n)
	scratch := make([]float32, rows.workers*compared*n)
	rows.each(func(worker, _, from, to int) {
		products := scratch[worker*compared*n:][:compared*n]
		distance := make([]float64, n)
		full, flat := make([]int, 0, k+1), make([]int, 0, k+1)
		for i := from; i < to; i++ {
			at := (i - from) % compared * n
			if at == 0 {
				multiply(products, slice(x, i, min(to, i+compared)), x)
			}
			for j, product := range products[at : at+n] {
				distance[j] = float64(square[j] - 2*product) // less |x_i|², the same for all
			}
			full = nearest(full[:0], distance, i, k)
			clear(distance)
			for _, column := range columns {
				for j, v := range column {
					distance[j] += (v - column[i]) * (v - column[i])
				}
			}
			flat = nearest(flat[:0], distance, i, k)
			share[i] = float64(common(full, flat)) / float64(k)
		}
	})
	return share
}

// compared is how many rows are multiplied with as many others at a time: both
// stay in the cache.
const compared = 64

// multiply sets products to those of each row of some with each of x.
func multiply(products []float32, some, x blas32.General) {
	for j := 0; j < x.Rows; j += compared {
		others := slice(x, j, min(x.Rows, j+compared))
		blas32.Gemm(blas.NoTrans, blas.Trans, 1, some, others, 0,
			blas32.General{Rows: some.Rows, Cols: others.Rows, Stride: x.Rows, Data: products[j:]})
	}
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

// common counts the numbers that are in both a and b.
func common(a, b []int) int {
	count := 0
	for _, i := range a {
		if slices.Contains(b, i) {
			count++
		}
	}
	return count
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
