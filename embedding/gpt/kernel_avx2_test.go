//go:build avx2 && amd64

package gpt

import "testing"

// A processor without the instructions trains by gonum.
func TestFallBack(t *testing.T) {
	if haveAVX2 != (Kernel() == kernelAVX2) {
		t.Fatalf("AVX2 is %v, and the kernel %q", haveAVX2, Kernel())
	}
	defer func(have bool) { haveAVX2 = have }(haveAVX2)
	haveAVX2 = false
	if Kernel() != kernelGonum {
		t.Errorf("without AVX2 the kernel is %q", Kernel())
	}
	TestTrainingLearnsACycle(t)
	TestExponentialsOfEveryLength(t)
	TestGreatest(t)
}
