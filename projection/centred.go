package projection

import (
	"math"

	"gonum.org/v1/gonum/blas/blas32"
	"gonum.org/v1/gonum/blas/blas64"

	"tokenscape/projection/internal/partition"
)

const (
	// blockNumbers of X stay in a core's cache while a product reads them twice:
	// X itself is read once.
	blockNumbers = 64 << 10
	// maxBlockRows bounds how many rows are summed in float32 before the sum
	// goes into a float64.
	maxBlockRows = 128
)

// blockRows is how many of n rows of length d are taken at a time.
func blockRows(n, d int) int { return min(n, maxBlockRows, max(4, blockNumbers/d)) }

// centred is the matrix C = X − 1mᵀ (n×d) of vectors less their mean. It is
// never formed as a whole: X stays as it came.
type centred struct {
	x       blas32.General
	mean    []float64 // m, of length d
	squares float64   // ‖C‖², the sum of the squares of all its numbers
	rows    partition.Partition
}

// centre finds the mean of x and the squares about it, in one reading.
func centre(x blas32.General) (*centred, error) {
	n, d := x.Rows, x.Cols
	if n == 0 || d == 0 {
		return nil, ErrNoRows
	}
	c := &centred{x: x, rows: partition.Divide(n, n*d)}
	// Differences from the first row, not from zero: far from the origin the
	// squares would cancel (Chan, Golub and LeVeque 1983, Algorithms for
	// computing the sample variance).
	first := make([]float64, d)
	for j, v := range x.Data[:d] {
		first[j] = float64(v)
	}
	sums := make([]float64, c.rows.Parts*d)
	squares := make([]float64, c.rows.Parts)
	c.rows.Each(func(_, part, from, to int) {
		squares[part] = c.moments(sums[part*d:(part+1)*d], first, from, to)
	})
	c.mean = sums[:d:d]
	for part := 1; part < c.rows.Parts; part++ {
		add(c.mean, sums[part*d:])
		squares[0] += squares[part]
	}
	if math.IsNaN(squares[0]) || math.IsInf(squares[0], 0) {
		return nil, notFinite(x)
	}
	c.squares = squares[0]
	for j, sum := range c.mean {
		c.squares -= sum / float64(n) * sum
		c.mean[j] = first[j] + sum/float64(n)
	}
	c.squares = max(0, c.squares)
	return c, nil
}

// moments adds rows [from, to) less first to sums and returns the sum of the
// squares. Four rows at a time spare three of four additions to sums in memory,
// and are four chains of additions to do at once.
func (c *centred) moments(sums, first []float64, from, to int) float64 {
	d := len(first)
	row := func(i int) []float32 { return c.x.Data[i*c.x.Stride:][:d] }
	sums = sums[:d]
	var s0, s1, s2, s3 float64
	for ; from+3 < to; from += 4 {
		r0, r1, r2, r3 := row(from), row(from+1), row(from+2), row(from+3)
		for j, f := range first {
			u0, u1, u2, u3 := float64(r0[j])-f, float64(r1[j])-f, float64(r2[j])-f, float64(r3[j])-f
			sums[j] += (u0 + u1) + (u2 + u3)
			s0 += u0 * u0
			s1 += u1 * u1
			s2 += u2 * u2
			s3 += u3 * u3
		}
	}
	for ; from < to; from++ {
		for j, v := range row(from) {
			u := float64(v) - first[j]
			sums[j] += u
			s0 += u * u
		}
	}
	return (s0 + s1) + (s2 + s3)
}

// notFinite names the first number of x that is none, or infinite.
func notFinite(x blas32.General) error {
	for i := range x.Rows {
		for j, v := range x.Data[i*x.Stride:][:x.Cols] {
			if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
				return &NotFiniteError{Row: i, Column: j}
			}
		}
	}
	return nil
}

// slice is rows [from, to) of x.
func slice(x blas32.General, from, to int) blas32.General {
	return blas32.General{Rows: to - from, Cols: x.Cols, Stride: x.Stride, Data: x.Data[from*x.Stride:]}
}

// widen writes rows [from, to) of x less mean to dst, in float64.
func widen(dst []float64, x blas32.General, mean []float64, from, to int) blas64.General {
	d := len(mean)
	for i := from; i < to; i++ {
		row := x.Data[i*x.Stride:][:d]
		out := dst[(i-from)*d:][:d]
		for j, m := range mean {
			out[j] = float64(row[j]) - m
		}
	}
	return general64(to-from, d, dst)
}

// add adds x to sum, as far as sum goes.
func add(sum, x []float64) {
	blas64.Axpy(1, vector64(x[:len(sum)]), vector64(sum))
}

// vector64 is data as a vector.
func vector64(data []float64) blas64.Vector {
	return blas64.Vector{N: len(data), Inc: 1, Data: data}
}

// general64 is the start of data as a row-major matrix.
func general64(rows, columns int, data []float64) blas64.General {
	return blas64.General{Rows: rows, Cols: columns, Stride: columns, Data: data}
}

// general32 is the start of data as a row-major matrix.
func general32(rows, columns int, data []float32) blas32.General {
	return blas32.General{Rows: rows, Cols: columns, Stride: columns, Data: data}
}
