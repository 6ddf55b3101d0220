package distance_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync"
	"testing"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/projection/internal/distance"
)

// square is the corners of a square of side 2 about the origin, with stride 3.
var square = blas32.General{Rows: 4, Cols: 2, Stride: 3, Data: []float32{1, 1, 9, 1, -1, 9, -1, -1, 9, -1, 1}}

func TestEach(t *testing.T) {
	for name, tt := range map[string]struct {
		step int
		want map[int]string // less |x|² = 2
	}{
		"every row":  {1, map[int]string{0: "[-2 2 6 2]", 1: "[2 -2 2 6]", 2: "[6 2 -2 2]", 3: "[2 6 2 -2]"}},
		"every 2nd":  {2, map[int]string{0: "[-2 2 6 2]", 2: "[6 2 -2 2]"}},
		"every 3rd":  {3, map[int]string{0: "[-2 2 6 2]", 3: "[2 6 2 -2]"}},
		"only first": {9, map[int]string{0: "[-2 2 6 2]"}},
	} {
		t.Run(name, func(t *testing.T) {
			var mu sync.Mutex
			got := make(map[int]string)
			err := distance.Each(t.Context(), square, tt.step, func() distance.Visit {
				return func(i int, squared []float32) {
					mu.Lock()
					defer mu.Unlock()
					got[i] = fmt.Sprint(squared)
				}
			})
			if err != nil || fmt.Sprint(got) != fmt.Sprint(tt.want) {
				t.Errorf("got %v, %v, want %v", got, err, tt.want)
			}
		})
	}
}

// Thousands of rows, of which none is visited once the context has ended.
func TestEachStops(t *testing.T) {
	x := blas32.General{Rows: 3000, Cols: 4, Stride: 4, Data: make([]float32, 4*3000)}
	ctx, cancel := context.WithCancel(t.Context())
	var mu sync.Mutex
	visited := 0
	err := distance.Each(ctx, x, 1, func() distance.Visit {
		return func(int, []float32) {
			mu.Lock()
			defer mu.Unlock()
			visited++
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || visited > 1000 {
		t.Errorf("%d rows visited, %v", visited, err)
	}
}

func TestNearest(t *testing.T) {
	inf := math.Inf(1)
	for name, tt := range map[string]struct {
		distance []float64
		self, k  int
		want     string
	}{
		"two of four":      {[]float64{5, 1, 3, 4}, 3, 2, "[1 2]"},
		"self left out":    {[]float64{5, 1, 3, 4}, 1, 2, "[2 3]"},
		"equal by row":     {[]float64{1, 1, 1, 1}, 1, 2, "[0 2]"},
		"all there are":    {[]float64{5, 1}, 0, 3, "[1]"},
		"infinitely far":   {[]float64{0, inf, inf}, 0, 2, "[1 2]"},
		"none":             {[]float64{0}, 0, 1, "[]"},
		"least comes last": {[]float64{3, 2, 1, 0}, 0, 3, "[3 2 1]"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := fmt.Sprint(distance.Nearest(nil, tt.distance, tt.self, tt.k)); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func ExampleEach() {
	near := make([][]int32, square.Rows)
	err := distance.Each(context.Background(), square, 1, func() distance.Visit {
		return func(i int, squared []float32) { near[i] = distance.Nearest(nil, squared, i, 2) }
	})
	fmt.Println(near, err)
	// Output: [[1 3] [0 2] [1 3] [0 2]] <nil>
}
