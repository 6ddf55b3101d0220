package projection_test

import (
	"math"

	"gonum.org/v1/gonum/blas/blas32"
)

// A spectrum is a matrix with known components: X = U S Vᵀ with orthogonal U
// and V, and means of 0.
type spectrum struct {
	x     blas32.General
	sigma []float64   // d, falling
	axes  [][]float64 // the first columns of V
}

// withSpectrum makes n×d numbers, d < n, from singular values. The columns of U
// are those of the discrete cosine transform but the constant one; V is three
// Householder reflections. Numbers are rounded to float32, once.
func withSpectrum(n, d, axes int, sigma func(j int) float64) *spectrum {
	s := &spectrum{x: matrix(n, d, make([]float32, n*d)), sigma: make([]float64, d)}
	mirrors := make([][]float64, 3)
	for k := range mirrors {
		mirror, square := make([]float64, d), 0.
		for j := range mirror {
			mirror[j] = math.Sin(float64((k+2)*(j+1)) + float64(j*j)/100)
			square += mirror[j] * mirror[j]
		}
		for j := range mirror {
			mirror[j] *= math.Sqrt(2 / square)
		}
		mirrors[k] = mirror
	}
	reflect := func(row []float64) {
		for _, mirror := range mirrors {
			var along float64
			for j, v := range mirror {
				along += v * row[j]
			}
			for j, v := range mirror {
				row[j] -= along * v
			}
		}
	}
	for j := range d {
		s.sigma[j] = sigma(j)
	}
	for j := range axes {
		axis := make([]float64, d)
		axis[j] = 1
		reflect(axis)
		s.axes = append(s.axes, axis)
	}
	row := make([]float64, d)
	for i := range n {
		for j := range row {
			row[j] = s.sigma[j] * math.Sqrt(2/float64(n)) *
				math.Cos(math.Pi*(float64(i)+0.5)*float64(j+1)/float64(n))
		}
		reflect(row)
		for j, v := range row {
			s.x.Data[i*d+j] = float32(v)
		}
	}
	return s
}

// angle is the largest angle between a vector of the space that a spans and the
// space that b spans, both orthonormal: its sine is the length of what is left
// of the vectors of a, at most as long as the root of the squares' sum.
func angle(a, b [][]float64) float64 {
	var square float64
	for _, v := range a {
		rest := append([]float64(nil), v...)
		for _, w := range b {
			var along float64
			for j := range w {
				along += v[j] * w[j]
			}
			for j := range w {
				rest[j] -= along * w[j]
			}
		}
		for _, r := range rest {
			square += r * r
		}
	}
	return math.Asin(min(1, math.Sqrt(square)))
}
