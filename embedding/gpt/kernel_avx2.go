//go:build avx2 && amd64

package gpt

import "golang.org/x/sys/cpu"

const kernelAVX2 = "AVX2 6×16 panels"

// haveAVX2 says whether this processor and its system know the instructions.
var haveAVX2 = cpu.X86.HasAVX2 && cpu.X86.HasFMA

// Kernel names what the sums are computed with: they differ in their last bits
// between kernels.
func Kernel() string {
	if haveAVX2 {
		return kernelAVX2
	}
	return kernelGonum
}

func (p *multiplier) multiply(alpha float32, x, w matrix, beta float32, y matrix) {
	if haveAVX2 {
		p.viaPanels(alpha, x, w, beta, y)
	} else {
		p.viaGonum(alpha, x, w, beta, y)
	}
}

// The functions of rows below do eight numbers at once, and leave what remains to
// their counterparts in Go, where it stands what they do.

// eights is how many numbers of a row can be done eight at once.
func eights(row []float32) int {
	if !haveAVX2 {
		return 0
	}
	return len(row) &^ 7
}

func exponentials(row []float32, top float32) (sum float64) {
	n := eights(row)
	if n > 0 {
		sum = exponentials8(n, &row[0], top, &exponentialConstants[0])
	}
	return sum + exponentialsGo(row[n:], top)
}

func greatest(row []float32) float32 {
	n := eights(row)
	if n == 0 {
		return greatestGo(row)
	}
	top := greatest8(n, &row[0])
	for _, v := range row[n:] {
		if v > top {
			top = v
		}
	}
	return top
}

func multiplyRow(factor float32, row []float32) {
	n := eights(row)
	if n > 0 {
		multiplyRow8(n, factor, &row[0])
	}
	multiplyRowGo(factor, row[n:])
}

func (s move) apply(weights, gradient, first, second []float32) {
	n := eights(weights)
	if n > 0 {
		move8(n, &s, &weights[:n][0], &gradient[:n][0], &first[:n][0], &second[:n][0], &moveConstants[0])
	}
	s.applyGo(weights[n:], gradient[n:], first[n:], second[n:])
}

// The functions in assembly take n numbers, a multiple of 8 and at least 8.

//go:noescape
func exponentials8(n int, row *float32, top float32, constants *float32) float64

//go:noescape
func greatest8(n int, row *float32) float32

//go:noescape
func multiplyRow8(n int, factor float32, row *float32)

//go:noescape
func move8(n int, s *move, weights, gradient, first, second, constants *float32)

// The constants of two of them, in the order in which they read them.
var (
	exponentialConstants = [...]float32{
		log2e, roundBy, ln2High, ln2Low, series5, series4, series3, series2, series1, series0, leastPower, 1,
	}
	moveConstants = [...]float32{beta1, 1 - beta1, beta2, 1 - beta2, epsilon}
)
