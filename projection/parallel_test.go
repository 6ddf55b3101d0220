package projection_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/floats"

	"tokenscape/projection"
)

func TestMeanCosine(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	cloud := make([][]float64, 20)
	for i := range cloud {
		cloud[i] = make([]float64, 7)
		for j := range cloud[i] {
			cloud[i][j] = 0.3 + random.NormFloat64()
		}
	}
	var sum float64
	for i, a := range cloud {
		for _, b := range cloud[:i] {
			sum += floats.Dot(a, b) / (floats.Norm(a, 2) * floats.Norm(b, 2))
		}
	}
	for name, tt := range map[string]struct {
		vectors [][]float64
		want    float64
		ok      bool
	}{
		"nothing":            {nil, 0, false},
		"one":                {[][]float64{{1, 2}}, 0, false},
		"one and no vector":  {[][]float64{{1, 2}, {0, 0}}, 0, false},
		"parallel":           {[][]float64{{1, 2}, {10, 20}, {0.1, 0.2}}, 1, true},
		"opposite":           {[][]float64{{1, 2}, {-3, -6}}, -1, true},
		"square":             {[][]float64{{0, 2}, {1e-3, 0}}, 0, true},
		"three evenly apart": {[][]float64{{1, 0}, {-0.5, math.Sqrt(0.75)}, {-0.5, -math.Sqrt(0.75)}}, -0.5, true},
		"a zero is left out": {[][]float64{{1, 0}, {0, 0}, {1, 0}}, 1, true},
		"very long ones":     {[][]float64{{1e300, 1e300}, {0, 1e300}}, math.Sqrt(0.5), true},
		"pair by pair":       {cloud, sum / (20 * 19 / 2), true},
	} {
		t.Run(name, func(t *testing.T) {
			got, ok := projection.MeanCosine(tt.vectors)
			if ok != tt.ok || math.Abs(got-tt.want) > 1e-12 {
				t.Errorf("got %v, %v, want %v, %v", got, ok, tt.want, tt.ok)
			}
		})
	}
}

func ExampleMeanCosine() {
	cosine, _ := projection.MeanCosine([][]float64{{1, 0}, {1, 1}, {2, 0}})
	fmt.Printf("%.2f\n", cosine)
	// Output: 0.80
}
