//go:build avx2 && amd64

package gpt

// exponentials8 is exponentialsGo for a multiple of 8 numbers, at least 8.
//
//go:noescape
func exponentials8(n int, row *float32, top float32) float64

// exponentialConstants are what exponentials8 reads, in its order.
var exponentialConstants = [...]float32{
	log2e, roundBy, ln2High, ln2Low, series5, series4, series3, series2, series1, series0, leastPower, 1,
}
