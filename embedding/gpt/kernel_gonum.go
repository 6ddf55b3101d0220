//go:build !(avx2 && amd64)

package gpt

// Kernel names what the sums are computed with: they differ in their last bits
// between kernels.
func Kernel() string { return kernelGonum }

func (p *multiplier) multiply(alpha float32, x, w matrix, beta float32, y matrix) {
	p.viaGonum(alpha, x, w, beta, y)
}

func exponentials(row []float32, top float32) float64 { return exponentialsGo(row, top) }

func greatest(row []float32) float32 { return greatestGo(row) }

func multiplyRow(factor float32, row []float32) { multiplyRowGo(factor, row) }

func (s move) apply(weights, gradient, first, second []float32) {
	s.applyGo(weights, gradient, first, second)
}
