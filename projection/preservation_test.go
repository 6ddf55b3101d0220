package projection_test

import (
	"cmp"
	"fmt"
	"math"
	"runtime"
	"slices"
	"testing"

	"tokenscape/projection"
)

func TestPreservation(t *testing.T) {
	x := matrix(4, 1, []float32{0, 1, 10, 11})
	for name, tt := range map[string]struct {
		y    [][]float64
		k    int
		want string
	}{
		"the same picture":    {[][]float64{{0}, {1}, {10}, {11}}, 1, "[1 1 1 1]"},
		"pairs torn apart":    {[][]float64{{0}, {10}, {1}, {11}}, 1, "[0 0 0 0]"},
		"half of two":         {[][]float64{{0}, {5}, {1}, {100}}, 2, "[1 1 0.5 1]"},
		"more than there are": {[][]float64{{0}, {10}, {1}, {11}}, 9, "[1 1 1 1]"},
		"none":                {[][]float64{{0}, {1}, {10}, {11}}, 0, "[1 1 1 1]"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := fmt.Sprint(projection.Compare(x, tt.y, tt.k).Preservation); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// The plain definition, in float64, on more rows than are compared at a time.
func TestPreservationIsTheDefinition(t *testing.T) {
	const n, k = 300, 10
	x := cloud(n, 20)
	p, err := projection.Fit(x, 2)
	if err != nil {
		t.Fatal(err)
	}
	y := p.Apply(x)
	near := func(i int, distance func(j int) float64) []int {
		var others []int
		from := make([]float64, n)
		for j := range n {
			from[j] = distance(j)
			if j != i {
				others = append(others, j)
			}
		}
		slices.SortStableFunc(others, func(a, b int) int { return cmp.Compare(from[a], from[b]) })
		return others[:k]
	}
	want := make([]float64, n)
	for i := range n {
		full := near(i, func(j int) float64 {
			var sum float64
			for c := range 20 {
				d := float64(x.Data[i*20+c] - x.Data[j*20+c])
				sum += d * d
			}
			return sum
		})
		flat := near(i, func(j int) float64 { return math.Hypot(y[i][0]-y[j][0], y[i][1]-y[j][1]) })
		for _, j := range full {
			if slices.Contains(flat, j) {
				want[i] += 1. / k
			}
		}
	}
	for _, cores := range []int{1, 2, 5} {
		before := runtime.GOMAXPROCS(cores)
		got := projection.Compare(x, y, k).Preservation
		runtime.GOMAXPROCS(before)
		for i := range n {
			if math.Abs(got[i]-want[i]) > 1e-9 {
				t.Errorf("row %d: %v, want %v", i, got[i], want[i])
			}
		}
	}
}
