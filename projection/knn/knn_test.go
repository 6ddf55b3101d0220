package knn_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/projection/knn"
)

// cloud is n points of d dimensions, far from the origin.
func cloud(n, d int) blas32.General {
	random := rand.New(rand.NewPCG(1, 2))
	x := blas32.General{Rows: n, Cols: d, Stride: d + 1, Data: make([]float32, n*(d+1))}
	for i := range x.Data {
		x.Data[i] = float32(300 + random.NormFloat64())
	}
	return x
}

func apart(x blas32.General, i, j int) float64 {
	var sum float64
	for c := range x.Cols {
		d := float64(x.Data[i*x.Stride+c]) - float64(x.Data[j*x.Stride+c])
		sum += d * d
	}
	return math.Sqrt(sum)
}

// All distances in float64, sorted.
func TestFindIsTheDefinition(t *testing.T) {
	x := cloud(300, 24)
	var first *knn.Neighbors
	for _, cores := range []int{1, 2, 5} {
		before := runtime.GOMAXPROCS(cores)
		got, err := knn.Find(t.Context(), x, 12, nil)
		runtime.GOMAXPROCS(before)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = got
		} else if !reflect.DeepEqual(got, first) {
			t.Errorf("other neighbours on %d cores", cores)
		}
	}
	for i := range x.Rows {
		var want []float64
		for j := range x.Rows {
			if j != i {
				want = append(want, apart(x, i, j))
			}
		}
		slices.Sort(want)
		index, away := first.Of(i)
		for c, j := range index {
			if math.Abs(away[c]-want[c]) > 1e-4 || math.Abs(away[c]-apart(x, i, int(j))) > 1e-4 || int(j) == i {
				t.Fatalf("row %d, neighbour %d: row %d at %v, want one at %v", i, c, j, away[c], want[c])
			}
		}
	}
}

func TestFindFew(t *testing.T) {
	line := func(values ...float32) blas32.General {
		return blas32.General{Rows: len(values), Cols: 1, Stride: 1, Data: values}
	}
	for name, tt := range map[string]struct {
		x    blas32.General
		k    int
		want string
	}{
		"no rows":        {line(), 3, "{0 0 [] []}"},
		"one":            {line(5), 3, "{1 0 [] []}"},
		"two":            {line(5, 7), 3, "{2 1 [1 0] [2 2]}"},
		"equal rows":     {line(5, 5, 5), 1, "{3 1 [1 0 0] [0 0 0]}"},
		"nearest first":  {line(0, 4, 1), 2, "{3 2 [2 1 2 0 0 1] [1 4 3 4 1 3]}"},
		"none asked for": {line(0, 4, 1), 0, "{3 0 [] []}"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := knn.Find(t.Context(), tt.x, tt.k, nil)
			if err != nil || fmt.Sprint(*got) != tt.want {
				t.Errorf("got %v, %v, want %s", *got, err, tt.want)
			}
		})
	}
}

func TestFindTellsAndStops(t *testing.T) {
	x := cloud(1000, 4)
	var told []int
	if _, err := knn.Find(t.Context(), x, 3, func(done, of int) { told = append(told, done) }); err != nil {
		t.Fatal(err)
	}
	if !slices.IsSorted(told) || len(told) < 10 || told[len(told)-1] != x.Rows {
		t.Errorf("told of %v rows", told)
	}
	ctx, cancel := context.WithCancel(t.Context())
	last := 0
	_, err := knn.Find(ctx, x, 3, func(done, of int) { last = done; cancel() })
	if !errors.Is(err, context.Canceled) || last == x.Rows {
		t.Errorf("%d rows done, %v", last, err)
	}
}

// Of 0, 1 and 3 on a line the middle is the nearest of both ends, and its own
// nearest is the first: one pair is mutual, one is not, one is none.
func ExampleNeighbors_Graph() {
	x := blas32.General{Rows: 3, Cols: 1, Stride: 1, Data: []float32{0, 1, 3}}
	neighbors, err := knn.Find(context.Background(), x, 1, nil)
	if err != nil {
		panic(err)
	}
	g := neighbors.Graph([]float64{0.5, 0.25, 1}, func(there, back float64) float64 { return there + back })
	fmt.Println(g.Start, g.To, g.Weight)
	// Output: [0 1 3 4] [1 0 2 1] [0.75 0.75 1 1]
}

func BenchmarkFind(b *testing.B) {
	for _, size := range [][2]int{{1485, 96}, {5000, 96}, {5000, 1600}} {
		b.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(b *testing.B) {
			x := cloud(size[0], size[1])
			for b.Loop() {
				if _, err := knn.Find(b.Context(), x, 90, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
