package gpt

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
)

// Products are written as x·wᵀ, both with the summed index along the row: gonum
// then takes dot products of whole rows, measured at 13 to 20 GFLOP/s on one
// core, where its x·w and xᵀ·w add scaled rows at 5 to 8. Transposing an operand
// first costs a few per cent of the product.

// tileRows×tileCols of a result are computed by one call: at most three of
// gonum's blocks of 64, which it does not cut further, so that a dot product
// runs over all of the summed index.
const (
	tileRows = 64
	tileCols = 192
)

func matrix(rows, cols int, data []float32) blas32.General {
	return blas32.General{Rows: rows, Cols: cols, Stride: cols, Data: data}
}

// product sets y to alpha·x·wᵀ + beta·y; x is n×k, w m×k, y n×m.
func product(alpha float32, x, w blas32.General, beta float32, y blas32.General) {
	for i := 0; i < y.Rows; i += tileRows {
		a := rows(x, i, tileRows)
		for j := 0; j < y.Cols; j += tileCols {
			c := rows(y, i, tileRows)
			c.Data, c.Cols = c.Data[j:], min(tileCols, y.Cols-j)
			blas32.Gemm(blas.NoTrans, blas.Trans, alpha, a, rows(w, j, tileCols), beta, c)
		}
	}
}

// rows is the view of at most n rows of x from row i on.
func rows(x blas32.General, i, n int) blas32.General {
	return blas32.General{Rows: min(n, x.Rows-i), Cols: x.Cols, Stride: x.Stride, Data: x.Data[i*x.Stride:]}
}

// transpose writes xᵀ into the front of dst, which it returns as a matrix.
func transpose(x blas32.General, dst []float32) blas32.General {
	const block = 16 // rows read at once, so that writes fill whole cache lines
	y := matrix(x.Cols, x.Rows, dst[:x.Cols*x.Rows])
	for i := 0; i < x.Rows; i += block {
		n := min(block, x.Rows-i)
		for j := range x.Cols {
			to := y.Data[j*y.Stride+i:][:n]
			from := x.Data[i*x.Stride+j:]
			for k := range to {
				to[k] = from[k*x.Stride]
			}
		}
	}
	return y
}
