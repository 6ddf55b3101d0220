package gpt

import (
	"fmt"
	"math"
	"testing"
)

// The oracle is math.Exp in float64. The numbers are float32 from 2⁻³⁰ to 87, at
// steps that no pattern of bits survives, on both sides of 0.
func TestExponentials(t *testing.T) {
	const bound = 1e-7
	for name, f := range map[string]func([]float32, float32) float64{"go": exponentialsGo, Kernel(): exponentials} {
		t.Run(name, func(t *testing.T) {
			for bits := math.Float32bits(0x1p-30); bits < math.Float32bits(86); bits += 8 * 1021 {
				var x, row [16]float32
				for i := range x {
					x[i] = math.Float32frombits(bits + uint32(i/2)*1021)
					if i%2 == 0 {
						x[i] = -x[i]
					}
				}
				row = x
				var total float64
				sum := f(row[:], 0)
				for i, got := range row {
					want := math.Exp(float64(x[i]))
					total += float64(got)
					if !(math.Abs(float64(got)-want) <= bound*want) {
						t.Fatalf("exp(%v) = %v, want %v", x[i], got, want)
					}
				}
				if math.Abs(sum-total) > 1e-12*total {
					t.Fatalf("the sum is %v, of the numbers %v", sum, total)
				}
			}
		})
	}
}

func TestExponentialsAtTheEnds(t *testing.T) {
	inf, nan := float32(math.Inf(1)), float32(math.NaN())
	for name, f := range map[string]func([]float32, float32) float64{"go": exponentialsGo, Kernel(): exponentials} {
		for _, tt := range []struct{ x, top, want float32 }{
			{0, 0, 1}, {5, 5, 1}, {-1e30, -1e30, 1}, {-87.1, 0, 0}, {-1e30, 1e30, 0}, {-inf, 0, 0}, {nan, 0, nan}, {-inf, -inf, nan},
		} {
			row := make([]float32, 11) // eight at once, and three more
			fill(row, tt.x)
			f(row, tt.top)
			for i, got := range row {
				if got != tt.want && (got == got || tt.want == tt.want) {
					t.Errorf("%s: exp(%v − %v) = %v at %d, want %v", name, tt.x, tt.top, got, i, tt.want)
				}
			}
		}
	}
}

// Whatever its length, each number of a row is met once and none beside it.
func TestExponentialsOfEveryLength(t *testing.T) {
	for n := range 34 {
		row := make([]float32, n+1)
		sum := exponentials(row[:n], 0)
		if sum != float64(n) || row[n] != 0 {
			t.Errorf("%d times exp(0): sum %v, and %v after the row", n, sum, row[n])
		}
		for i, v := range row[:n] {
			if v != 1 {
				t.Errorf("%d of %d: exp(0) = %v", i, n, v)
			}
		}
	}
}

func BenchmarkSoftmaxRow(b *testing.B) {
	for _, n := range []int{32, 3450} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			scores, row := make([]float32, n), make([]float32, n)
			for i := range scores {
				scores[i] = float32(i%17) - 8
			}
			for b.Loop() {
				copy(row, scores)
				softmaxRow(row)
			}
		})
	}
}
