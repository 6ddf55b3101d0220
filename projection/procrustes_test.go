package projection_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"

	"tokenscape/projection"
)

func TestAlign(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	cloud := func(n int) [][]float64 {
		rows := make([][]float64, n)
		for i := range rows {
			rows[i] = []float64{random.NormFloat64(), 3 * random.NormFloat64()}
		}
		return rows
	}
	turned := func(rows [][]float64, angle, mirror float64) [][]float64 {
		out := make([][]float64, len(rows))
		for i, p := range rows {
			x, y := p[0], mirror*p[1]
			out[i] = []float64{math.Cos(angle)*x - math.Sin(angle)*y, math.Sin(angle)*x + math.Cos(angle)*y}
		}
		return out
	}
	original := cloud(20)
	for name, tt := range map[string]struct{ angle, mirror float64 }{
		"as it was":           {0, 1},
		"a quarter turn":      {math.Pi / 2, 1},
		"half a turn":         {math.Pi, 1},
		"mirrored":            {0, -1},
		"mirrored and turned": {2.5, -1},
	} {
		t.Run(name, func(t *testing.T) {
			places := turned(original, tt.angle, tt.mirror)
			projection.Align(places, original)
			for i, p := range places {
				if d := math.Hypot(p[0]-original[i][0], p[1]-original[i][1]); d > 1e-12 {
					t.Fatalf("row %d is %g from where it was", i, d)
				}
			}
		})
	}
	// The oracle: Q = V·Uᵀ of the singular value decomposition of placesᵀ·target.
	for range 50 {
		places, target := cloud(7), cloud(7)
		product := mat.NewDense(2, 2, nil)
		for i, p := range places {
			for a := range 2 {
				for b := range 2 {
					product.Set(a, b, product.At(a, b)+p[a]*target[i][b])
				}
			}
		}
		var svd mat.SVD
		if !svd.Factorize(product, mat.SVDFull) {
			t.Fatal("no decomposition")
		}
		var u, v, q mat.Dense
		svd.UTo(&u)
		svd.VTo(&v)
		q.Mul(&v, u.T())
		var want [][]float64
		for _, p := range places {
			want = append(want, []float64{q.At(0, 0)*p[0] + q.At(0, 1)*p[1], q.At(1, 0)*p[0] + q.At(1, 1)*p[1]})
		}
		projection.Align(places, target)
		for i, p := range places {
			if d := math.Hypot(p[0]-want[i][0], p[1]-want[i][1]); d > 1e-9 {
				t.Fatalf("row %d is %g from where the decomposition puts it", i, d)
			}
		}
	}
	projection.Align([][]float64{{0, 0}}, [][]float64{{1, 1}}) // no direction: nothing to turn
}

func ExampleAlign() {
	places := [][]float64{{0, 1}, {0, 3}}
	projection.Align(places, [][]float64{{2, 0}, {6, 0}})
	fmt.Printf("%.1f\n", places)
	// Output: [[1.0 0.0] [3.0 0.0]]
}
