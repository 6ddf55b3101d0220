//go:build !(avx2 && amd64)

package gpt

func (p *multiplier) multiply(alpha float32, x, w matrix, beta float32, y matrix) {
	p.viaGonum(alpha, x, w, beta, y)
}

// Kernel names what the sums are computed with: they differ in their last bits
// between kernels.
func Kernel() string { return kernelGonum }
