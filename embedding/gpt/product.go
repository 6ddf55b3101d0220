package gpt

import (
	"fmt"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
)

// A multiplier computes products of matrices and keeps the copies that it makes
// of their operands, so that it allocates no more once it has met the largest.
// It serves one goroutine.
type multiplier struct{ left, right []float32 }

// product sets y to alpha·x·w + beta·y; x is n×k, w k×m, y n×m. Either operand
// may be a transpose; the rows of y are not cut up. Where beta is 0, what y held
// does not count. It panics on sides that do not fit.
func (p *multiplier) product(alpha float32, x, w matrix, beta float32, y matrix) {
	if x.cols != w.rows || y.rows != x.rows || y.cols != w.cols || y.across != 1 {
		panic(fmt.Sprintf("gpt: product of %d×%d and %d×%d into %d×%d", x.rows, x.cols, w.rows, w.cols, y.rows, y.cols))
	}
	switch {
	case y.rows == 0 || y.cols == 0:
	case x.cols == 0 || alpha == 0:
		for i := range y.rows {
			scale(beta, y.row(i))
		}
	default:
		p.multiply(alpha, x, w, beta, y)
	}
}

const kernelGonum = "gonum blas32"

// tileRows×tileCols of a result are computed by one call of gonum: at most three
// of its blocks of 64, which it does not cut further, so that a dot product
// runs over all of the summed index.
const (
	tileRows = 64
	tileCols = 192
)

// viaGonum lays both operands out with the summed index along the row: gonum
// then takes dot products of whole rows, measured at 13 to 20 GFLOP/s on one
// core, where it adds scaled rows at 5 to 8 for other layouts. Copying an operand
// costs a few per cent of the product.
func (p *multiplier) viaGonum(alpha float32, x, w matrix, beta float32, y matrix) {
	if x.across != 1 {
		x = x.padded(&p.left, 1)
	}
	wT := w.transpose()
	if wT.across != 1 {
		wT = wT.padded(&p.right, 1)
	}
	for i := 0; i < y.rows; i += tileRows {
		for j := 0; j < y.cols; j += tileCols {
			blas32.Gemm(blas.NoTrans, blas.Trans, alpha,
				x.block(i, 0, tileRows, x.cols).general(), wT.block(j, 0, tileCols, x.cols).general(),
				beta, y.block(i, j, tileRows, tileCols).general())
		}
	}
}
