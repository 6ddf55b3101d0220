package gpt

import "gonum.org/v1/gonum/blas/blas32"

// add adds y to x.
func add(x, y []float32) { blas32.Axpy(1, vector(y), vector(x)) }

// scale multiplies row by factor; 0 sets it to 0, whatever it held.
func scale(factor float32, row []float32) {
	if factor == 0 {
		clear(row)
	} else {
		multiplyRow(factor, row)
	}
}

// multiplyRowGo multiplies row by factor.
func multiplyRowGo(factor float32, row []float32) {
	for i := range row {
		row[i] *= factor
	}
}

// greatestGo is the greatest number of a row that has one.
func greatestGo(row []float32) float32 {
	top := row[0]
	for _, v := range row {
		if v > top { // not max, which also looks for NaN and is slower
			top = v
		}
	}
	return top
}
