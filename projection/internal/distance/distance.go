package distance

import (
	"context"
	"math"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/projection/internal/partition"
)

const (
	// blockRows is how many rows are multiplied with as many others at a time:
	// both stay in the cache.
	blockRows = 64
	// blockWork is how many multiplications of a block with all rows are done
	// before the context is looked at: some milliseconds.
	blockWork = 1 << 26
)

// Visit is told the squared Euclidean distances of row i to every row, each less
// |xᵢ|², in float32. It may overwrite them.
type Visit func(i int, squared []float32)

// Each visits every step-th row of x (n×d), each once, in no order; every worker
// has a visit of its own. When ctx ends it returns ctx's error without having
// visited all.
func Each(ctx context.Context, x blas32.General, step int, worker func() Visit) error {
	n := x.Rows
	square := make([]float32, n)
	for i := range square {
		row := blas32.Vector{N: x.Cols, Inc: 1, Data: x.Data[i*x.Stride:]}
		square[i] = blas32.Dot(row, row)
	}
	some := blas32.General{Rows: (n + step - 1) / step, Cols: x.Cols, Stride: step * x.Stride, Data: x.Data}
	block := max(1, min(blockRows, blockWork/max(1, n*x.Cols)))
	rows := partition.Divide(some.Rows, some.Rows*n)
	scratch := make([]float32, rows.Workers*block*n)
	visits := make([]Visit, rows.Workers)
	for i := range visits {
		visits[i] = worker()
	}
	rows.Each(func(worker, _, from, to int) {
		products := scratch[worker*block*n:][:block*n]
		for ; from < to && ctx.Err() == nil; from += block {
			now := slice(some, from, min(to, from+block))
			multiply(products, now, x)
			for r := range now.Rows {
				squared := products[r*n : (r+1)*n]
				for j, s := range square {
					squared[j] = s - 2*squared[j]
				}
				visits[worker]((from+r)*step, squared)
			}
		}
	})
	return ctx.Err()
}

// multiply sets products to those of each row of some with each of x.
func multiply(products []float32, some, x blas32.General) {
	for j := 0; j < x.Rows; j += blockRows {
		others := slice(x, j, min(x.Rows, j+blockRows))
		blas32.Gemm(blas.NoTrans, blas.Trans, 1, some, others, 0,
			blas32.General{Rows: some.Rows, Cols: others.Rows, Stride: x.Rows, Data: products[j:]})
	}
}

func slice(x blas32.General, from, to int) blas32.General {
	return blas32.General{Rows: to - from, Cols: x.Cols, Stride: x.Stride, Data: x.Data[from*x.Stride:]}
}

// Nearest appends the k rows of least distance to dst, nearest first and of
// equal ones the lower first, self left out.
func Nearest[F float32 | float64](dst []int32, distance []F, self, k int) []int32 {
	limit := F(math.Inf(1))
	for j, d := range distance {
		if j == self || len(dst) == k && d >= limit {
			continue
		}
		dst = append(dst, int32(j))
		for at := len(dst) - 1; at > 0 && distance[dst[at-1]] > d; at-- {
			dst[at-1], dst[at] = dst[at], dst[at-1]
		}
		dst = dst[:min(len(dst), k)]
		limit = distance[dst[len(dst)-1]]
	}
	return dst
}
