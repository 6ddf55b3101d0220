package projection

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
	"gonum.org/v1/gonum/blas/blas64"

	"tokenscape/projection/internal/partition"
)

// MaxDimensions bounds the search of FitDouble and FitSingle by default.
const MaxDimensions = maxDimensions

// FitDense is Fit by the whole eigenproblem.
func FitDense(x blas32.General, k int) (*PCA, error) { return fit(x, k, (*centred).dense) }

// FitDouble is Fit by block Lanczos on float64 products.
func FitDouble(x blas32.General, k, limit int) (*PCA, error) {
	return fit(x, k, func(c *centred, k int) ([]float64, blas64.General, error) {
		return c.leadingDouble(k, limit)
	})
}

// FitSingle is Fit by block Lanczos on float32 products.
func FitSingle(x blas32.General, k, limit int) (*PCA, error) {
	return fit(x, k, func(c *centred, k int) ([]float64, blas64.General, error) {
		return c.leadingSingle(k, limit)
	})
}

// Largest finds eigenvalues and eigenvectors of the n×n matrix a, which it
// keeps.
func Largest(n int, a []float64, k int) ([]float64, blas64.General, error) {
	return largest(symmetric(n, append([]float64(nil), a...)), k)
}

// Product is one product of CᵀC with one vector, in float32.
func Product(x blas32.General) func() {
	c, err := centre(x)
	if err != nil {
		panic(err)
	}
	times := c.single(1)
	w, v := general64(1, x.Cols, make([]float64, x.Cols)), general64(1, x.Cols, make([]float64, x.Cols))
	v.Data[0] = 1
	return func() { times(w, v) }
}

// Read is one reading of x by all cores: half a product.
func Read(x blas32.General) func() {
	rows := partition.Divide(x.Rows, x.Rows*x.Cols)
	ones := blas32.Vector{N: x.Cols, Inc: 1, Data: make([]float32, x.Cols)}
	sums := make([]float32, x.Rows)
	return func() {
		rows.Each(func(_, _, from, to int) {
			blas32.Gemv(blas.NoTrans, 1, slice(x, from, to), ones, 0, blas32.Vector{N: to - from, Inc: 1, Data: sums[from:]})
		})
	}
}
