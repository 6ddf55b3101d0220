package projection

import (
	"context"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/projection/internal/distance"
)

// visit is told the squared distances of row i to every row, in the full space,
// each less the same number, and in the picture. They are overwritten after it.
type visit func(i int, full []float32, flat []float64)

// compare visits every step-th row of x (n×d) with its picture y, each once;
// every worker has a visit of its own. Memory is O(n) a worker.
func compare(x blas32.General, y [][]float64, step int, worker func() visit) {
	columns := transpose(y[:x.Rows])
	// The context does not end, and nothing else goes wrong.
	_ = distance.Each(context.Background(), x, step, func() distance.Visit {
		flat, do := make([]float64, x.Rows), worker()
		return func(i int, full []float32) {
			clear(flat)
			for _, column := range columns {
				for j, v := range column {
					flat[j] += (v - column[i]) * (v - column[i])
				}
			}
			do(i, full, flat)
		}
	})
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
