package tsne_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/projection"
	"tokenscape/projection/tsne"
)

func layout(t testing.TB, x blas32.General, seed uint64) [][]float64 {
	t.Helper()
	places, err := tsne.Layout(t.Context(), x, tsne.Options{Perplexity: 30, Seed: seed})
	if err != nil {
		t.Fatal(err)
	}
	return places
}

// Neighbourhoods are better kept than by the two principal components, in both
// directions, and words of a category are nearer to one another.
func TestLayoutOfWords(t *testing.T) {
	x, categories := words(t, 500)
	pca, err := projection.Fit(x, 2)
	if err != nil {
		t.Fatal(err)
	}
	flat, places := pca.Apply(x), layout(t, x, 1)
	was, is := projection.Compare(x, flat, 10), projection.Compare(x, places, 10)
	if is.Trustworthiness < was.Trustworthiness || is.Continuity < was.Continuity {
		t.Errorf("got %+v, of the components %+v", is, was)
	}
	if got, least := purity(places, categories), purity(flat, categories); got < least {
		t.Errorf("purity %v, of the components %v", got, least)
	}
	for c := range 2 {
		mean := 0.0
		for _, place := range places {
			mean += place[c]
		}
		if math.Abs(mean) > 1e-6 {
			t.Errorf("coordinate %d sums to %v", c, mean)
		}
	}
}

// purity is the share of each point's ten nearest that are of its category.
func purity(places [][]float64, categories []string) float64 {
	const k = 10
	same := 0
	for i, p := range places {
		order := make([]int, len(places))
		from := make([]float64, len(places))
		for j, q := range places {
			order[j], from[j] = j, math.Hypot(p[0]-q[0], p[1]-q[1])
		}
		from[i] = math.Inf(1)
		slices.SortFunc(order, func(a, b int) int {
			if from[a] < from[b] {
				return -1
			}
			return 1
		})
		for _, j := range order[:k] {
			if categories[i] == categories[j] {
				same++
			}
		}
	}
	return float64(same) / float64(k*len(places))
}

func TestLayoutIsTheSameOnAnyCores(t *testing.T) {
	x, _ := words(t, 300)
	before := runtime.GOMAXPROCS(1)
	one := layout(t, x, 1)
	runtime.GOMAXPROCS(2)
	two := layout(t, x, 1)
	runtime.GOMAXPROCS(before)
	if !reflect.DeepEqual(one, two) {
		t.Error("two cores give another layout than one")
	}
	if reflect.DeepEqual(one, layout(t, x, 2)) {
		t.Error("two seeds give the same layout")
	}
}

func TestLayoutOfFew(t *testing.T) {
	row := []float32{1, 2, 3}
	for name, tt := range map[string]struct {
		rows [][]float32
	}{
		"none":             {nil},
		"one":              {[][]float32{row}},
		"two":              {[][]float32{row, {4, 5, 6}}},
		"three":            {[][]float32{row, {4, 5, 6}, {0, 0, 0}}},
		"two that are one": {[][]float32{row, row}},
		"all equal":        {slices.Repeat([][]float32{row}, 50)},
		"on a line":        {[][]float32{{1, 0, 0}, {2, 0, 0}, {3, 0, 0}, {4, 0, 0}, {5, 0, 0}}},
		"one dimension":    {[][]float32{{1}, {2}, {3}, {4}, {50}}},
		"very far":         {[][]float32{{1e30, 0, 0}, {-1e30, 0, 0}, {0, 1e30, 0}, {0, 0, 1}}},
		"very near":        {[][]float32{{1e-30, 0, 0}, {-1e-30, 0, 0}, {0, 1e-30, 0}, {0, 0, 0}}},
	} {
		t.Run(name, func(t *testing.T) {
			x := blas32.General{Rows: len(tt.rows), Cols: 3, Stride: 3}
			for _, r := range tt.rows {
				x.Cols, x.Stride = len(r), len(r)
				x.Data = append(x.Data, r...)
			}
			places := layout(t, x, 1)
			if len(places) != len(tt.rows) {
				t.Fatalf("%d places", len(places))
			}
			for i, p := range places {
				if len(p) != 2 || math.IsNaN(p[0]+p[1]) || math.IsInf(p[0]+p[1], 0) || math.Hypot(p[0], p[1]) > 1e4 {
					t.Errorf("row %d lies at %v", i, p)
				}
			}
		})
	}
}

func TestLayoutRefuses(t *testing.T) {
	x := blas32.General{Rows: 2, Cols: 1, Stride: 1, Data: []float32{1, float32(math.NaN())}}
	var bad *projection.NotFiniteError
	if _, err := tsne.Layout(t.Context(), x, tsne.Options{}); !errors.As(err, &bad) || bad.Row != 1 {
		t.Errorf("%v", err)
	}
}

// It tells of both stages in turn, and stops at either.
func TestLayoutTellsAndStops(t *testing.T) {
	x, _ := words(t, 300)
	for _, stop := range []tsne.Stage{"", tsne.Neighbors, tsne.Steps} {
		t.Run("at "+string(stop), func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			last := map[tsne.Stage]int{}
			told := func(stage tsne.Stage, done, of int) {
				if done < last[stage] || done > of || stage == tsne.Neighbors && last[tsne.Steps] > 0 {
					t.Errorf("%s: %d of %d after %v", stage, done, of, last)
				}
				last[stage] = done
				if stage == stop && done > of/10 {
					cancel()
				}
			}
			_, err := tsne.Layout(ctx, x, tsne.Options{Perplexity: 30, Told: told})
			switch {
			case stop == "" && (err != nil || last[tsne.Neighbors] != x.Rows || last[tsne.Steps] != 750):
				t.Errorf("%v after %v", err, last)
			case stop != "" && (!errors.Is(err, context.Canceled) || last[stop] > x.Rows/2):
				t.Errorf("%v after %v", err, last)
			}
		})
	}
}

func ExampleLayout() {
	m, err := classroom.Load()
	if err != nil {
		panic(err)
	}
	var ids []embedding.TokenID
	for _, c := range m.Categories() {
		if c.Name == "country" || c.Name == "element" {
			ids = append(ids, c.Tokens...)
		}
	}
	x := m.Gather(ids)
	places, err := tsne.Layout(context.Background(), x, tsne.Options{Perplexity: 30, Seed: 1})
	if err != nil {
		panic(err)
	}
	pca, err := projection.Fit(x, 2)
	if err != nil {
		panic(err)
	}
	flat, curved := projection.Compare(x, pca.Apply(x), 10), projection.Compare(x, places, 10)
	fmt.Println("more trustworthy than two components:", curved.Trustworthiness > flat.Trustworthiness)
	// Output: more trustworthy than two components: true
}
