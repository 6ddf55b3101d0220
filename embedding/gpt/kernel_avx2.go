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

// exponentials is exponentialsGo, eight numbers at once.
func exponentials(row []float32, top float32) (sum float64) {
	if n := len(row) &^ 7; haveAVX2 && n > 0 {
		sum = exponentials8(n, &row[0], top)
		row = row[n:]
	}
	return sum + exponentialsGo(row, top)
}
