package layouttest

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
	"tokenscape/projection/internal/distance"
)

// Layout puts the rows of x in the plane.
type Layout func(ctx context.Context, x blas32.General, seed uint64, told projection.Progress) ([][]float64, error)

// Words are the first n rows of the classroom model, those of its categories
// before the others, and their categories.
func Words(t testing.TB, n int) (x blas32.General, categories []string) {
	t.Helper()
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	var ids, others []embedding.TokenID
	for _, c := range m.Categories() {
		ids = append(ids, c.Tokens...)
	}
	for row := range m.Vocab() {
		if id := m.Token(row); m.Category(id) == "" {
			others = append(others, id)
		}
	}
	ids = append(ids, others...)
	if len(ids) < n {
		t.Fatalf("the classroom model has %d words, fewer than %d", len(ids), n)
	}
	ids = ids[:n]
	for _, id := range ids {
		categories = append(categories, m.Category(id))
	}
	return m.Gather(ids), categories
}

// Check runs the tests of a layout that takes so many steps.
func Check(t *testing.T, layout Layout, steps int) {
	t.Run("words", func(t *testing.T) { checkWords(t, layout) })
	t.Run("the same on any cores", func(t *testing.T) { checkCores(t, layout) })
	t.Run("few", func(t *testing.T) { checkFew(t, layout) })
	t.Run("tells and stops", func(t *testing.T) { checkStages(t, layout, steps) })
	t.Run("no number", func(t *testing.T) {
		var bad *projection.NotFiniteError
		x := blas32.General{Rows: 2, Cols: 1, Stride: 1, Data: []float32{1, float32(math.NaN())}}
		if _, err := layout(t.Context(), x, 1, nil); !errors.As(err, &bad) || bad.Row != 1 {
			t.Errorf("%v", err)
		}
	})
}

// Bench times layouts of the words of categories, and of the whole vocabulary.
func Bench(b *testing.B, layout Layout) {
	for _, n := range []int{1485, 3743} {
		x, _ := Words(b, n)
		b.Run(fmt.Sprintf("%dx%d", x.Rows, x.Cols), func(b *testing.B) {
			for b.Loop() {
				if _, err := layout(b.Context(), x, 1, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func places(t *testing.T, layout Layout, x blas32.General, seed uint64) [][]float64 {
	t.Helper()
	y, err := layout(t.Context(), x, seed, nil)
	if err != nil {
		t.Fatal(err)
	}
	return y
}

// Neighbourhoods are better kept than by the two principal components, in both
// directions, and words of a category are nearer to one another.
func checkWords(t *testing.T, layout Layout) {
	x, categories := Words(t, 500)
	pca, err := projection.Fit(x, 2)
	if err != nil {
		t.Fatal(err)
	}
	flat, y := pca.Apply(x), places(t, layout, x, 1)
	was, is := projection.Compare(x, flat, 10), projection.Compare(x, y, 10)
	if is.Trustworthiness <= was.Trustworthiness || is.Continuity <= was.Continuity {
		t.Errorf("got %+v, of the components %+v", is, was)
	}
	if got, least := purity(y, categories), purity(flat, categories); got <= least {
		t.Errorf("purity %v, of the components %v", got, least)
	}
	for c := range 2 {
		mean := 0.0
		for _, place := range y {
			mean += place[c]
		}
		if math.Abs(mean) > 1e-6 {
			t.Errorf("coordinate %d sums to %v", c, mean)
		}
	}
}

// purity is the share of each point's ten nearest that are of its category.
func purity(y [][]float64, categories []string) float64 {
	const k = 10
	same, from := 0, make([]float64, len(y))
	for i, p := range y {
		for j, q := range y {
			from[j] = math.Hypot(p[0]-q[0], p[1]-q[1])
		}
		for _, j := range distance.Nearest(nil, from, i, k) {
			if categories[i] == categories[j] {
				same++
			}
		}
	}
	return float64(same) / float64(k*len(y))
}

func checkCores(t *testing.T, layout Layout) {
	x, _ := Words(t, 300)
	before := runtime.GOMAXPROCS(1)
	one := places(t, layout, x, 1)
	runtime.GOMAXPROCS(2)
	two := places(t, layout, x, 1)
	runtime.GOMAXPROCS(before)
	if !reflect.DeepEqual(one, two) {
		t.Error("two cores give another layout than one")
	}
	if reflect.DeepEqual(one, places(t, layout, x, 2)) {
		t.Error("two seeds give the same layout")
	}
}

func checkFew(t *testing.T, layout Layout) {
	row := []float32{1, 2, 3}
	for name, rows := range map[string][][]float32{
		"none":             nil,
		"one":              {row},
		"two":              {row, {4, 5, 6}},
		"three":            {row, {4, 5, 6}, {0, 0, 0}},
		"two that are one": {row, row},
		"all equal":        slices.Repeat([][]float32{row}, 50),
		"on a line":        {{1, 0, 0}, {2, 0, 0}, {3, 0, 0}, {4, 0, 0}, {5, 0, 0}},
		"one dimension":    {{1}, {2}, {3}, {4}, {50}},
		"very far":         {{1e30, 0, 0}, {-1e30, 0, 0}, {0, 1e30, 0}, {0, 0, 1}},
		"very near":        {{1e-30, 0, 0}, {-1e-30, 0, 0}, {0, 1e-30, 0}, {0, 0, 0}},
	} {
		t.Run(name, func(t *testing.T) {
			x := blas32.General{Rows: len(rows), Cols: 3, Stride: 3}
			for _, r := range rows {
				x.Cols, x.Stride = len(r), len(r)
				x.Data = append(x.Data, r...)
			}
			y := places(t, layout, x, 1)
			if len(y) != len(rows) {
				t.Fatalf("%d places", len(y))
			}
			for i, p := range y {
				if length := math.Hypot(p[0], p[1]); len(p) != 2 || math.IsNaN(length) || length > 1e4 {
					t.Errorf("row %d lies at %v", i, p)
				}
			}
		})
	}
}

// It tells of both stages in turn, and stops in either.
func checkStages(t *testing.T, layout Layout, steps int) {
	x, _ := Words(t, 300)
	for _, stop := range []projection.Stage{"", projection.Neighbors, projection.Steps} {
		t.Run("in "+string(stop), func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			last := map[projection.Stage]int{}
			_, err := layout(ctx, x, 1, func(stage projection.Stage, done, of int) {
				if done < last[stage] || done > of || stage == projection.Neighbors && last[projection.Steps] > 0 {
					t.Errorf("%s: %d of %d after %v", stage, done, of, last)
				}
				last[stage] = done
				if stage == stop && done > of/10 {
					cancel()
				}
			})
			switch {
			case stop == "" && (err != nil || last[projection.Neighbors] != x.Rows || last[projection.Steps] != steps):
				t.Errorf("%v after %v", err, last)
			case stop != "" && (!errors.Is(err, context.Canceled) || last[projection.Steps] > steps/2):
				t.Errorf("%v after %v", err, last)
			}
		})
	}
}
