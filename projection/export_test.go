package projection

import (
	"gonum.org/v1/gonum/blas/blas64"
)

// Largest finds eigenvalues and eigenvectors of the n×n matrix a, which it
// keeps.
func Largest(n int, a []float64, k int) ([]float64, blas64.General, error) {
	return largest(symmetric(n, append([]float64(nil), a...)), k)
}
