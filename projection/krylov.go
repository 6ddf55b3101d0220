package projection

import (
	"fmt"
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
)

const (
	// maxDimensions bounds the space that is searched.
	maxDimensions = 1000
	// singleFrom is how many numbers X must have for float32 to be worth it.
	singleFrom = 1 << 18
	// singleRange is how much smaller than the largest eigenvalue one may be
	// that float32 finds: its error is a share of the largest.
	singleRange = 0.01
	// singleOffset is how many times the length of a typical row, centred, the
	// mean may be long: float32 rounds a share of the uncentred.
	singleOffset = 16
)

// NotConvergedError says that the components were not found within the bound on
// the search, as may be where the variances hardly fall.
type NotConvergedError struct {
	Components int     // wanted
	Dimensions int     // searched
	Residual   float64 // the largest of a component, as a multiple of what is allowed
}

func (e *NotConvergedError) Error() string {
	return fmt.Sprintf("%d components are not found in %d dimensions: the residual is %.3g times too large",
		e.Components, e.Dimensions, e.Residual)
}

// tolerance says when an eigenvector is found, by its residual r = ‖Av − θv‖.
// The angle to the true eigenspace is at most r over the gap to the next
// eigenvalue (Davis and Kahan 1970), and the eigenvalue's error at most r² over
// it (Parlett 1998, The Symmetric Eigenvalue Problem, section 11.7).
type tolerance struct {
	angle    float64 // of r over the gap that follows the wanted eigenvalues, or
	residual float64 // of r over θ, where that gap is next to none, or
	floor    float64 // of r over the largest eigenvalue: less is rounding
}

var (
	singleTolerance = tolerance{angle: 1e-4, residual: 1e-6, floor: 1e-7}
	doubleTolerance = tolerance{angle: 1e-6, residual: 1e-8, floor: 1e-13}
)

// leading finds the k largest eigenvalues of CᵀC, falling, with their vectors
// as rows, and no others.
func (c *centred) leading(k int) ([]float64, blas64.General, error) {
	if c.suitsSingle() {
		values, vectors, err := c.leadingSingle(k, maxDimensions)
		if err != nil || values[len(values)-1] > singleRange*values[0] {
			return values, vectors, err
		}
	}
	return c.leadingDouble(k, maxDimensions)
}

// suitsSingle says whether float32 is worth it, and its rounding of no account
// as far as can be told beforehand.
func (c *centred) suitsSingle() bool {
	row := math.Sqrt(c.squares / float64(c.x.Rows))
	return c.x.Rows >= singleFrom/c.x.Cols && row > 1e-30 && row < 1e30 &&
		blas64.Nrm2(vector64(c.mean)) <= singleOffset*row
}

func (c *centred) leadingSingle(k, limit int) ([]float64, blas64.General, error) {
	return blockLanczos(c.single(k), c.x.Cols, k, c.x.Rows*c.x.Cols, limit, singleTolerance)
}

func (c *centred) leadingDouble(k, limit int) ([]float64, blas64.General, error) {
	return blockLanczos(c.double(k), c.x.Cols, k, c.x.Rows*c.x.Cols, limit, doubleTolerance)
}

// blockLanczos finds the k largest eigenvalues of the positive semidefinite d×d
// matrix A that times multiplies by, falling, with their eigenvectors as rows:
// by block Lanczos (Golub and Underwood 1977) with full reorthogonalisation
// (what is lost without it: Paige 1972; Parlett 1998, chapter 13). For A = CᵀC
// that is Golub and Kahan's bidiagonalisation of C (1965), its left vectors
// left out.
//
// A block holds k vectors, since a space grown from fewer contains only as
// many of the vectors that share one eigenvalue. It starts from the same
// numbers at every call. Fewer than k pairs come back from a space that is
// whole with fewer. work is what a product with one vector costs, in
// multiplications; limit bounds the dimensions that are searched.
func blockLanczos(times product, d, k, work, limit int, tol tolerance) ([]float64, blas64.General, error) {
	s := krylov{basis: basis{d: d}}
	random := rand.New(rand.NewPCG(1901, 1933)) // the years of Pearson's and Hotelling's papers
	for range min(k, d) {
		start := make([]float64, d)
		for j := range start {
			start[j] = random.NormFloat64()
		}
		s.extend(start, 0)
	}
	limit = max(limit, 2*k)
	images := make([]float64, k*d)
	var norm float64 // a lower bound on ‖A‖
	unchecked := 0
	for last := 0; ; {
		m := s.size()
		w := general64(m-last, d, images)
		times(w, s.from(last, m))
		for i := range w.Rows {
			image := w.Data[i*d : (i+1)*d]
			norm = max(norm, blas64.Nrm2(vector64(image)))
			s.columns = append(s.columns, s.extend(image, tol.floor*norm))
		}
		whole := s.size() == m
		unchecked += w.Rows * work
		// The small problem may cost as much as the products since the last.
		if whole || m >= limit || m > k && unchecked >= 2*m*m*m {
			unchecked = 0
			values, vectors, residual, err := s.ritz(m, last, k, tol)
			if err != nil || whole || residual <= 1 {
				return values, vectors, err
			}
			if m >= limit {
				return nil, vectors, &NotConvergedError{Components: k, Dimensions: m, Residual: residual}
			}
		}
		last = m
	}
}

// krylov is the space that products with A have reached.
type krylov struct {
	basis
	columns [][]float64 // columns[j] is QAqⱼ, down to the last that is not 0
}

// ritz finds the k largest Ritz pairs of the first m vectors of the basis, the
// last block of which starts at last, and the largest of their residuals, as a
// multiple of what tol allows.
func (s *krylov) ritz(m, last, k int, tol tolerance) ([]float64, blas64.General, float64, error) {
	h := make([]float64, m*m)
	for j, column := range s.columns {
		copy(h[j*m:], column[:j+1])
	}
	values, small, err := largest(symmetric(m, h), min(k+1, m))
	if err != nil {
		return nil, blas64.General{}, 0, err
	}
	gap := values[len(values)-1]
	if len(values) > k {
		gap = values[k-1] - values[k]
	}
	values = values[:min(k, m)]
	var worst float64
	for c, value := range values {
		var square float64
		for i := m; i < s.size(); i++ {
			var sum float64
			for j := last; j < m; j++ {
				if i < len(s.columns[j]) {
					sum += s.columns[j][i] * small.Data[c*small.Stride+j]
				}
			}
			square += sum * sum
		}
		allowed := max(tol.angle*gap, tol.residual*value, tol.floor*values[0])
		worst = max(worst, math.Sqrt(square)/allowed)
	}
	vectors := general64(len(values), s.d, make([]float64, len(values)*s.d))
	small.Rows = len(values)
	blas64.Gemm(blas.NoTrans, blas.NoTrans, 1, small, s.from(0, m), 0, vectors)
	return values, vectors, worst, nil
}
