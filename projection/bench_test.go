package projection_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/projection"
)

// falling makes numbers whose variances fall as a vocabulary's do: at 768
// columns the first two components have 3 % of it, as in GPT-2's W_E.
func falling(n, d int) blas32.General {
	return withSpectrum(n, d, 0, func(j int) float64 { return 100 * math.Pow(float64(j+1), -0.25) }).x
}

// flat makes numbers whose variances hardly fall, as before any training.
func flat(n, d int) blas32.General {
	return withSpectrum(n, d, 0, func(j int) float64 { return 1 - float64(j)/float64(2*d) }).x
}

// Of two components. Besides the time: how many readings of the matrix, and
// products of one vector with CᵀC, take as long, the shortest of each that were
// measured in between.
func BenchmarkFit(b *testing.B) {
	for _, size := range [][2]int{{300, 32}, {300, 64}, {300, 128}, {1500, 128}, {2000, 768}} {
		for name, matrix := range map[string]func(n, d int) blas32.General{"falling": falling, "flat": flat} {
			b.Run(fmt.Sprintf("%dx%d/%s", size[0], size[1], name), func(b *testing.B) {
				x := matrix(size[0], size[1])
				for b.Loop() {
					fit(b, x)
				}
			})
		}
	}
	b.Run("50257x768", func(b *testing.B) {
		x := falling(50257, 768)
		read, product := projection.Read(x), projection.Product(x)
		whole, reading, multiplying := time.Hour, time.Hour, time.Hour
		for b.Loop() {
			whole = min(whole, elapsed(func() { fit(b, x) }))
			b.StopTimer()
			for range 5 {
				reading = min(reading, elapsed(read))
				multiplying = min(multiplying, elapsed(product))
			}
			b.StartTimer()
		}
		b.ReportMetric(whole.Seconds()/reading.Seconds(), "reads")
		b.ReportMetric(whole.Seconds()/multiplying.Seconds(), "products")
		b.ReportMetric(1000*multiplying.Seconds(), "ms/product")
	})
}

func fit(b *testing.B, x blas32.General) {
	if _, err := projection.Fit(x, 2); err != nil {
		b.Fatal(err)
	}
}

func elapsed(do func()) time.Duration {
	start := time.Now()
	do()
	return time.Since(start)
}

func BenchmarkApply(b *testing.B) {
	for _, size := range [][2]int{{20, 64}, {3500, 128}, {50257, 768}} {
		b.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(b *testing.B) {
			x := cloud(size[0], size[1])
			p, err := projection.Fit(x, 2)
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				p.Apply(x)
			}
		})
	}
}

func BenchmarkCompare(b *testing.B) {
	for _, size := range [][2]int{{1500, 96}, {5000, 96}, {50257, 96}} {
		b.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(b *testing.B) {
			x := falling(size[0], size[1])
			p, err := projection.Fit(x, 2)
			if err != nil {
				b.Fatal(err)
			}
			y := p.Apply(x)
			for b.Loop() {
				projection.Compare(x, y, 10)
			}
		})
	}
}
