package projection

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"

	"tokenscape/projection/internal/partition"
)

// dense finds the k largest eigenvalues of CᵀC, falling, and their vectors as
// rows, from the whole eigenproblem: with CᵀC = VΛVᵀ the vectors are the
// columns of V; with CCᵀ = UΛUᵀ, when that is the smaller, they are Cᵀu.
func (c *centred) dense(k int) ([]float64, blas64.General, error) {
	n, d := c.x.Rows, c.x.Cols
	k = min(k, n, d)
	if n >= d {
		return largest(c.gram(), k)
	}
	all := widen(make([]float64, n*d), c.x, c.mean, 0, n)
	outer := symmetric(n, make([]float64, n*n))
	blas64.Syrk(blas.NoTrans, 1, all, 0, outer)
	values, left, err := largest(outer, k)
	if err != nil {
		return nil, left, err
	}
	vectors := general64(k, d, make([]float64, k*d))
	blas64.Gemm(blas.NoTrans, blas.NoTrans, 1, left, all, 0, vectors)
	// Of the length √λ, and by rounding not quite at right angles to much longer
	// ones.
	axes := basis{d: d}
	for i := range k {
		axes.extend(vectors.Data[i*d:(i+1)*d], 0)
	}
	return values[:axes.size()], axes.from(0, axes.size()), nil
}

// gram is CᵀC.
func (c *centred) gram() blas64.Symmetric {
	n, d, most := c.x.Rows, c.x.Cols, blockRows(c.x.Rows, c.x.Cols)
	rows := partition.Divide(n, min(n*d*d, n/d*partition.MinPart)) // the sums need no more room than C would
	sums := make([]float64, rows.Parts*d*d)
	scratch := make([]float64, rows.Workers*most*d)
	rows.Each(func(worker, part, from, to int) {
		sum := symmetric(d, sums[part*d*d:])
		for ; from < to; from += most {
			rows := widen(scratch[worker*most*d:], c.x, c.mean, from, min(to, from+most))
			blas64.Syrk(blas.Trans, 1, rows, 1, sum)
		}
	})
	for part := 1; part < rows.Parts; part++ {
		add(sums[:d*d], sums[part*d*d:])
	}
	return symmetric(d, sums)
}

// symmetric is the start of data as a matrix given by its lower triangle.
func symmetric(n int, data []float64) blas64.Symmetric {
	return blas64.Symmetric{N: n, Stride: n, Uplo: blas.Lower, Data: data}
}
