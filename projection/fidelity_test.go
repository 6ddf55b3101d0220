package projection_test

import (
	"cmp"
	"fmt"
	"math"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/projection"
)

// Worked out by hand.
func TestCompare(t *testing.T) {
	line := func(values ...float64) (x [][]float64) {
		for _, v := range values {
			x = append(x, []float64{v})
		}
		return x
	}
	for name, tt := range map[string]struct {
		x, y              [][]float64
		k                 int
		trust, continuity float64
	}{
		"the same picture": {line(0, 1, 10, 11), line(0, 1, 10, 11), 1, 1, 1},
		// Of 0, 10, 1, 11 the nearest in y have the ranks 2, 3, 3, 2 in x, and the
		// other way round; at the worst each would have 3: 1 − (1+2+2+1)/(4·2).
		"pairs torn apart":     {line(0, 1, 10, 11), line(0, 10, 1, 11), 1, 0.25, 0.25},
		"as wrong as can be":   {line(0, 1, 3), line(0, 3, 1), 1, 0, 0},
		"all of them are near": {line(0, 1, 10, 11), line(0, 10, 1, 11), 9, 1, 1},
		"all but one":          {line(0, 1, 3), line(0, 3, 1), 2, 1, 1},
		// In y row 3 falls upon row 0: each is shown nearest to the other, and has the
		// rank 3 in x. In x the nearest are 1, 0, 1, 2, in y of the ranks 2, 1, 1, 3.
		"one upon another": {line(0, 1, 3, 6), line(0, 1, 3, 0), 1, 1 - 4./8, 1 - 3./8},
		"none":             {line(0, 1, 3), line(0, 3, 1), 0, 1, 1},
		"equal rows":       {line(2, 2, 2), line(5, 5, 5), 1, 1, 1},
		"one row":          {line(2), line(5), 3, 1, 1},
	} {
		t.Run(name, func(t *testing.T) {
			x := matrix(len(tt.x), 1, nil)
			for _, row := range tt.x {
				x.Data = append(x.Data, float32(row[0]))
			}
			got := projection.Compare(x, tt.y, tt.k)
			if got.Trustworthiness != tt.trust || got.Continuity != tt.continuity || got.Compared != len(tt.x) {
				t.Errorf("got %+v, want %v and %v", got, tt.trust, tt.continuity)
			}
		})
	}
	if got := projection.Compare(matrix(0, 1, nil), nil, 5); got.Trustworthiness != 1 || got.Continuity != 1 || got.Preserved() != 1 || got.Compared != 0 {
		t.Errorf("no rows: %+v", got)
	}
}

// wave is n rows of six numbers and a picture of them that anybody can compute.
func wave(n int) (x blas32.General, y [][]float64) {
	x = matrix(n, 6, make([]float32, n*6))
	for i := range n {
		for j := range 6 {
			x.Data[i*6+j] = float32(math.Sin(1.7*float64(i) + 0.9*float64(j*j) + 0.013*float64(i*i*(j+1))))
		}
		row := x.Data[i*6:]
		y = append(y, []float64{float64(row[0]) + float64(row[1])/2, float64(row[2])})
	}
	return x, y
}

// The values of sklearn.manifold.trustworthiness, scikit-learn 1.2.1, in float64
// on wave(120); continuity is that with both arguments exchanged.
func TestCompareIsScikitLearns(t *testing.T) {
	x, y := wave(120)
	for _, want := range []struct {
		k                 int
		trust, continuity float64
	}{
		{1, 0.767443502825, 0.936370056497},
		{5, 0.797723214286, 0.897157738095},
		{10, 0.793875598086, 0.866507177033},
		{30, 0.795969425802, 0.826249067860},
		{59, 0.752838527428, 0.774722070348},
	} {
		got := projection.Compare(x, y, want.k)
		if math.Abs(got.Trustworthiness-want.trust) > 1e-6 || math.Abs(got.Continuity-want.continuity) > 1e-6 || got.Compared != 120 {
			t.Errorf("k = %d: got %+v, want %v", want.k, got, want)
		}
	}
}

// definition is Compare of every step-th row as the paper has it, by
// sorting.
func definition(x blas32.General, y [][]float64, k, step int) (trust, continuity float64) {
	n := x.Rows
	full := func(i, j int) (sum float64) {
		for c := range x.Cols {
			d := float64(x.Data[i*x.Stride+c]) - float64(x.Data[j*x.Stride+c])
			sum += d * d
		}
		return sum
	}
	flat := func(i, j int) float64 { return math.Hypot(y[i][0]-y[j][0], y[i][1]-y[j][1]) }
	ranks := func(i int, distance func(i, j int) float64) []int {
		from, order := make([]float64, n), make([]int, n)
		for j := range n {
			from[j], order[j] = distance(i, j), j
		}
		from[i] = -1 // first, of rank 0
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(from[a], from[b]) })
		ranks := make([]int, n)
		for rank, j := range order {
			ranks[j] = rank
		}
		return ranks
	}
	rows := 0
	for i := 0; i < n; i += step {
		rows++
		inFull, inFlat := ranks(i, full), ranks(i, flat)
		for j := range n {
			if j == i {
				continue
			}
			if inFlat[j] <= k && inFull[j] > k {
				trust += float64(inFull[j] - k)
			}
			if inFull[j] <= k && inFlat[j] > k {
				continuity += float64(inFlat[j] - k)
			}
		}
	}
	worst := 0.0 // the farthest k have the ranks n−1, n−2, …
	for r := n - 1; r > k && r >= n-k; r-- {
		worst += float64(r - k)
	}
	worst *= float64(rows)
	return 1 - trust/worst, 1 - continuity/worst
}

func TestCompareIsTheDefinition(t *testing.T) {
	x := cloud(150, 20)
	p, err := projection.Fit(x, 2)
	if err != nil {
		t.Fatal(err)
	}
	y := p.Apply(x)
	for _, k := range []int{1, 10, 74, 75, 76, 148} {
		trust, continuity := definition(x, y, k, 1)
		var first *projection.Fidelity
		for _, cores := range []int{1, 2, 5} {
			before := runtime.GOMAXPROCS(cores)
			got := projection.Compare(x, y, k)
			runtime.GOMAXPROCS(before)
			if math.Abs(got.Trustworthiness-trust) > 1e-9 || math.Abs(got.Continuity-continuity) > 1e-9 {
				t.Errorf("k = %d: got %+v, want %v and %v", k, got, trust, continuity)
			}
			if cores == 1 {
				first = got
			} else if !reflect.DeepEqual(got, first) {
				t.Errorf("k = %d: %+v on one core, %+v on %d", k, first, got, cores)
			}
		}
	}
}

func TestCompareOfASample(t *testing.T) {
	n := projection.MaxPreservation + 1
	const step = 6 // of 5,001 rows at most a thousand
	x, y := wave(n)
	trust, continuity := definition(x, y, 10, step)
	got := projection.Compare(x, y, 10)
	if math.Abs(got.Trustworthiness-trust) > 1e-5 || math.Abs(got.Continuity-continuity) > 1e-5 || got.Compared != (n+step-1)/step {
		got.Preservation = nil
		t.Errorf("got %+v, want %v and %v", got, trust, continuity)
	}
}

// What the preservation says of each point, the trustworthiness says of all: a
// turned picture loses nothing.
func ExampleCompare() {
	x := matrix(5, 2, []float32{0, 0, 1, 0, 3, 0, 0, 5, 8, 8})
	turned := make([][]float64, 5)
	for i := range turned {
		turned[i] = []float64{-float64(x.Data[2*i+1]), float64(x.Data[2*i])}
	}
	f := projection.Compare(x, turned, 2)
	fmt.Printf("trustworthiness %.2f, continuity %.2f, preserved %.2f of %d rows\n",
		f.Trustworthiness, f.Continuity, f.Preserved(), f.Compared)
	// Output: trustworthiness 1.00, continuity 1.00, preserved 1.00 of 5 rows
}
