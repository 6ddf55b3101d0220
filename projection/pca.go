package projection

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
	"gonum.org/v1/gonum/blas/blas64"

	"tokenscape/projection/internal/partition"
)

// ErrNoRows is returned for a fit on nothing.
var ErrNoRows = errors.New("a principal component analysis needs at least one vector")

// NotFiniteError names a number that is infinite or none.
type NotFiniteError struct{ Row, Column int }

func (e *NotFiniteError) Error() string {
	return fmt.Sprintf("row %d, column %d is not a finite number", e.Row, e.Column)
}

// PCA is the principal component analysis of one set of vectors, ready to be
// applied to another.
type PCA struct {
	FittedOn int         // n, the rows it was fitted on
	Mean     []float64   // d
	Axes     [][]float64 // k unit vectors of length d, largest variance first; zeros where no variance is left
	Variance []float64   // k, with divisor n-1
	Total    float64     // the variance of all d columns together
}

// negligible is the share of the largest variance below which a component is
// rounding error: float32 numbers carry 24 bits.
const negligible = 1e-13

// The whole eigenproblem is solved up to this order, and while forming it takes
// no more multiplications than this: beyond, the few components that are wanted
// are found sooner without the others.
const (
	denseOrder = 200
	denseWork  = 1 << 26
)

// Fit computes the first k components of x (n×d), centred. Where x has fewer
// directions with variance than k, the others are zero. It fails with
// ErrNoRows on no rows, with a *NotFiniteError on NaN or an infinity and with a
// *NotConvergedError when the spectrum hardly falls, and panics when k < 0.
func Fit(x blas32.General, k int) (*PCA, error) { return fit(x, k, (*centred).eigenpairs) }

// fit is Fit by a given way to the k largest eigenvalues of CᵀC, falling, and
// their vectors as rows.
func fit(x blas32.General, k int, find func(c *centred, k int) ([]float64, blas64.General, error)) (*PCA, error) {
	c, err := centre(x)
	if err != nil {
		return nil, err
	}
	n, d := x.Rows, x.Cols
	p := &PCA{FittedOn: n, Mean: c.mean, Axes: make([][]float64, k), Variance: make([]float64, k)}
	for j := range p.Axes {
		p.Axes[j] = make([]float64, d)
	}
	if n == 1 || c.squares == 0 {
		return p, nil
	}
	p.Total = c.squares / float64(n-1)
	if k == 0 {
		return p, nil
	}
	values, vectors, err := find(c, k)
	if err != nil {
		return nil, fmt.Errorf("principal components of a %d×%d matrix: %w", n, d, err)
	}
	for i, value := range values {
		if value <= negligible*values[0] {
			break
		}
		p.Variance[i] = value / float64(n-1)
		copy(p.Axes[i], vectors.Data[i*d:(i+1)*d])
		turn(p.Axes[i])
	}
	return p, nil
}

// eigenpairs finds the k largest eigenvalues of CᵀC by the way that is sooner
// done.
func (c *centred) eigenpairs(k int) ([]float64, blas64.General, error) {
	n, d := c.x.Rows, c.x.Cols
	if order := min(n, d); 4*k > order || order <= denseOrder && n*d <= denseWork/order {
		return c.dense(k)
	}
	return c.leading(k)
}

// tie is how much two loadings may differ and still be equal: more than
// rounding makes of equal ones.
const tie = 1e-5

// turn makes the largest loading positive, the first of equal ones: a
// component and its opposite are equally right, and the picture must not flip
// between two loads.
func turn(axis []float64) {
	largest := 0
	for j, v := range axis {
		if math.Abs(v) > math.Abs(axis[largest])*(1+tie) {
			largest = j
		}
	}
	if axis[largest] < 0 {
		for j := range axis {
			axis[j] = -axis[j]
		}
	}
}

// Ratio is each component's share of the total variance, from 0 to 1; zeros
// when there is none.
func (p *PCA) Ratio() []float64 {
	ratio := make([]float64, len(p.Variance))
	if p.Total > 0 {
		for i, v := range p.Variance {
			ratio[i] = v / p.Total
		}
	}
	return ratio
}

// Apply projects the rows of x (m×d) onto the axes: m rows of k coordinates,
// (x − mean)·axis. It panics when x has another width than the fit.
func (p *PCA) Apply(x blas32.General) [][]float64 {
	if x.Rows > 0 && x.Cols != len(p.Mean) {
		panic(fmt.Sprintf("projection: %d columns, fitted on %d", x.Cols, len(p.Mean)))
	}
	k, d := len(p.Axes), x.Cols
	all := make([]float64, x.Rows*k)
	points := make([][]float64, x.Rows)
	for i := range points {
		points[i] = all[i*k : (i+1)*k : (i+1)*k]
	}
	if len(all) == 0 {
		return points
	}
	axes := general64(k, d, make([]float64, 0, k*d))
	for _, axis := range p.Axes {
		axes.Data = append(axes.Data, axis...)
	}
	rows, most := partition.Divide(x.Rows, len(all)*d), blockRows(x.Rows, d)
	scratch := make([]float64, rows.Workers*most*d)
	rows.Each(func(worker, _, from, to int) {
		for ; from < to; from += most {
			block := widen(scratch[worker*most*d:], x, p.Mean, from, min(to, from+most))
			blas64.Gemm(blas.NoTrans, blas.Trans, 1, block, axes, 0, general64(block.Rows, k, all[from*k:]))
		}
	})
	return points
}
