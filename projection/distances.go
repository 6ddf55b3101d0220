package projection

import (
	"math"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
)

// visit is told the squared distances of row i to every row, in the full space
// and in the picture, each less or more the same for all. They are overwritten
// after it.
type visit func(i int, full, flat []float64)

// compare visits every step-th row of x (n×d) with its picture y, each once;
// every worker has a visit of its own. Memory is O(n) a worker.
func compare(x blas32.General, y [][]float64, step int, worker func() visit) {
	n := x.Rows
	square := make([]float32, n)
	for i := range square {
		row := blas32.Vector{N: x.Cols, Inc: 1, Data: x.Data[i*x.Stride:]}
		square[i] = blas32.Dot(row, row)
	}
	columns := transpose(y[:n])
	some := blas32.General{Rows: (n + step - 1) / step, Cols: x.Cols, Stride: step * x.Stride, Data: x.Data}
	rows := divide(some.Rows, some.Rows*n)
	scratch := make([]float32, rows.workers*compared*n)
	distances := make([]float64, rows.workers*2*n)
	visits := make([]visit, rows.workers)
	for i := range visits {
		visits[i] = worker()
	}
	rows.each(func(worker, _, from, to int) {
		products := scratch[worker*compared*n:][:compared*n]
		full, flat := distances[worker*2*n:][:n], distances[(worker*2+1)*n:][:n]
		for r := from; r < to; r++ {
			at := (r - from) % compared * n
			if at == 0 {
				multiply(products, slice(some, r, min(to, r+compared)), x)
			}
			for j, product := range products[at : at+n] {
				full[j] = float64(square[j] - 2*product) // less |x_i|², the same for all
			}
			i := r * step
			clear(flat)
			for _, column := range columns {
				for j, v := range column {
					flat[j] += (v - column[i]) * (v - column[i])
				}
			}
			visits[worker](i, full, flat)
		}
	})
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
