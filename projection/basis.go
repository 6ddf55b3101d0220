package projection

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
)

// basis is a growing set of orthonormal vectors of length d, the rows of Q.
type basis struct {
	d    int
	rows []float64
}

// size is the dimension of the space.
func (q *basis) size() int { return len(q.rows) / q.d }

// from is the vectors from the i-th up to, not with, the j-th.
func (q *basis) from(i, j int) blas64.General {
	return general64(j-i, q.d, q.rows[i*q.d:])
}

// extend takes from w its part in the space and appends what is left at length
// 1, when it is longer than least. It returns the coefficients of w on the
// basis, on the new vector last. Twice is enough (Parlett 1998, section 6.9).
func (q *basis) extend(w []float64, least float64) []float64 {
	m := q.size()
	x := vector64(w)
	coefficients := make([]float64, m, m+1)
	if m > 0 {
		part := vector64(make([]float64, m))
		for range 2 {
			blas64.Gemv(blas.NoTrans, 1, q.from(0, m), x, 0, part)
			blas64.Gemv(blas.Trans, -1, q.from(0, m), part, 1, x)
			add(coefficients, part.Data)
		}
	}
	if length := blas64.Nrm2(x); length > least {
		blas64.Scal(1/length, x)
		q.rows = append(q.rows, w...)
		coefficients = append(coefficients, length)
	}
	return coefficients
}
