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

// padded is a copy of x in the buffer, row after row, filled up with columns of
// zeros to a multiple of a number.
func (x matrix) padded(buffer *[]float32, multiple int) matrix {
	const group = 16 // rows read at once, so that writes fill whole cache lines
	cols := (x.cols + multiple - 1) / multiple * multiple
	y := rowMajor(x.rows, cols, grow(buffer, x.rows*cols))
	if cols > x.cols {
		clear(y.data)
	}
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

// grow is a buffer of n numbers at *buffer, made anew when that is shorter.
func grow(buffer *[]float32, n int) []float32 {
	if cap(*buffer) < n {
		*buffer = make([]float32, n)
	}
	return (*buffer)[:n]
}

// general is x for gonum; its rows must not be cut up.
func (x matrix) general() blas32.General {
	return blas32.General{Rows: x.rows, Cols: x.cols, Stride: x.down, Data: x.data}
}
