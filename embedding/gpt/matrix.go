package gpt

import "gonum.org/v1/gonum/blas/blas32"

// matrix is a view of rows×cols numbers: element i, j is data[i*down+j*across].
// One of the two steps is 1, so that a transpose is a view as well.
type matrix struct {
	rows, cols   int
	down, across int
	data         []float32
}

// rowMajor is the matrix of rows×cols numbers that lie row after row.
func rowMajor(rows, cols int, data []float32) matrix {
	return matrix{rows: rows, cols: cols, down: cols, across: 1, data: data}
}

// transpose is the view xᵀ.
func (x matrix) transpose() matrix {
	return matrix{rows: x.cols, cols: x.rows, down: x.across, across: x.down, data: x.data}
}

// block is the view of at most rows×cols numbers from row i and column j on.
func (x matrix) block(i, j, rows, cols int) matrix {
	x.data = x.data[i*x.down+j*x.across:]
	x.rows, x.cols = min(rows, x.rows-i), min(cols, x.cols-j)
	return x
}

// row is row i of a matrix whose rows are not cut up: across is 1.
func (x matrix) row(i int) []float32 { return x.data[i*x.down:][:x.cols] }

// copyTo lays the numbers of x row after row into the front of dst, which it
// returns as a matrix.
func (x matrix) copyTo(dst []float32) matrix {
	const group = 16 // rows read at once, so that writes fill whole cache lines
	y := rowMajor(x.rows, x.cols, dst[:x.rows*x.cols])
	for j := 0; j < x.cols; j += group {
		n := min(group, x.cols-j)
		for i := range x.rows {
			to := y.data[i*y.down+j:][:n]
			from := x.data[i*x.down+j*x.across:]
			for k := range to {
				to[k] = from[k*x.across]
			}
		}
	}
	return y
}

// general is x for gonum; its rows must not be cut up.
func (x matrix) general() blas32.General {
	return blas32.General{Rows: x.rows, Cols: x.cols, Stride: x.down, Data: x.data}
}
