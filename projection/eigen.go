package projection

import (
	"errors"
	"math/rand/v2"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	lapack "gonum.org/v1/gonum/lapack/gonum"
)

// errEigenvalues has not been seen: the QL iteration takes two or three rounds
// an eigenvalue, and gives up after thirty.
var errEigenvalues = errors.New("the symmetric eigenproblem did not converge")

// largest finds the k largest eigenvalues of a, falling, and their vectors as
// rows. It overwrites a, of which it reads the lower triangle.
//
// Householder reflections make a tridiagonal, the QL iteration finds all
// eigenvalues of that, and inverse iteration only the vectors that are wanted
// (Wilkinson 1965, The Algebraic Eigenvalue Problem, chapter 5): for two of 128
// that is a fifth of the time of all, which is gonum's mat.EigenSym.
func largest(a blas64.Symmetric, k int) ([]float64, blas64.General, error) {
	n := a.N
	vectors := general64(k, n, make([]float64, k*n))
	var l lapack.Implementation
	t := tridiagonal{diagonal: make([]float64, n), beside: make([]float64, n-1)}
	reflectors := make([]float64, n-1)
	work := make([]float64, 64*n)
	l.Dsytrd(blas.Lower, n, a.Data, a.Stride, t.diagonal, t.beside, reflectors, work, len(work))

	all := append([]float64(nil), t.diagonal...)
	if !l.Dsterf(n, all, append(work[:0], t.beside...)) { // rising
		return nil, vectors, errEigenvalues
	}
	values := make([]float64, k)
	for c := range values {
		values[c] = all[n-1-c]
	}
	t.inverseIteration(vectors, values, max(values[0], -all[0]))
	if n > 1 {
		l.Dormqr(blas.Right, blas.Trans, k, n-1, n-1, a.Data[a.Stride:], a.Stride, reflectors,
			vectors.Data[1:], n, work, len(work))
	}
	return values, vectors, nil
}

// tridiagonal is a symmetric matrix T of which all but three diagonals are 0.
type tridiagonal struct{ diagonal, beside []float64 }

// inverseIteration fills the rows of vectors with eigenvectors to values. norm
// is T's. Solving (T − θI)y = x lengthens what x has of the wanted vector by
// the inverse of θ's error, so that three rounds are more than enough. Each row
// is kept orthogonal to those before it: equal eigenvalues get vectors of their
// own.
func (t tridiagonal) inverseIteration(vectors blas64.General, values []float64, norm float64) {
	random := rand.New(rand.NewPCG(1965, 1998))
	for c, value := range values {
		x := vectors.Data[c*vectors.Stride:][:vectors.Cols]
		for j := range x {
			x[j] = random.NormFloat64()
		}
		for range 3 {
			t.solve(value, norm, x)
			for before := range c {
				v := vector64(vectors.Data[before*vectors.Stride:][:vectors.Cols])
				blas64.Axpy(-blas64.Dot(v, vector64(x)), v, vector64(x))
			}
			blas64.Scal(1/blas64.Nrm2(vector64(x)), vector64(x))
		}
	}
}

// solve sets x to the solution of (T − θI)y = x. Where θ is an eigenvalue to
// the last bit there is none; it is moved by so many bits that there is.
func (t tridiagonal) solve(value, norm float64, x []float64) {
	const (
		epsilon = 0x1p-52
		least   = 1e-280 // x over this does not overflow, were T zero
	)
	n := len(x)
	scratch := make([]float64, 4*n)
	below, above, diagonal, y := scratch[:n-1], scratch[n:2*n-1], scratch[2*n:3*n], scratch[3*n:]
	for moved := 0.; ; moved++ {
		copy(below, t.beside)
		copy(above, t.beside)
		for i, v := range t.diagonal {
			diagonal[i] = v - value - moved*epsilon*max(norm, least)
		}
		copy(y, x)
		if (lapack.Implementation{}).Dgtsv(n, 1, below, diagonal, above, y, 1) {
			copy(x, y)
			return
		}
	}
}
