package umap

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/blas/blas32"
)

// The values of fuzzy_simplicial_set of umap-learn 0.5.3 on 120 rows of six
// sines, with exact neighbours: how many edges, their sum, and the first four of
// some rows.
func TestMembershipsAreUmapLearns(t *testing.T) {
	x := blas32.General{Rows: 120, Cols: 6, Stride: 6, Data: make([]float32, 120*6)}
	for i := range 120 {
		for j := range 6 {
			x.Data[i*6+j] = float32(math.Sin(1.7*float64(i) + 0.9*float64(j*j) + 0.013*float64(i*i*(j+1))))
		}
	}
	type first struct {
		to     [4]int32
		weight [4]float64
	}
	for _, want := range []struct {
		neighbors, edges int
		sum              float64
		rows             map[int]first
	}{
		{5, 584, 387.413269, map[int]first{
			0:  {[4]int32{22, 44, 49, 66}, [4]float64{1, 0.575959, 0.375774, 0.377958}},
			7:  {[4]int32{24, 50, 70, 96}, [4]float64{0.619492, 0.289583, 1, 1}},
			63: {[4]int32{33, 45, 55, 59}, [4]float64{0.373778, 1, 0.402776, 0.517597}},
		}},
		{15, 2062, 713.233154, map[int]first{
			0:  {[4]int32{3, 6, 22, 34}, [4]float64{0.215797, 0.067804, 1, 0.151014}},
			7:  {[4]int32{1, 4, 10, 18}, [4]float64{0.135488, 0.249910, 0.341699, 0.190544}},
			63: {[4]int32{8, 11, 17, 25}, [4]float64{0.406004, 0.341158, 0.125762, 0.060588}},
		}},
	} {
		g, err := memberships(t.Context(), x, want.neighbors, nil)
		if err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for _, w := range g.Weight {
			sum += w
		}
		if len(g.Weight) != want.edges || math.Abs(sum-want.sum) > 1e-2 {
			t.Errorf("%d neighbours: %d edges, sum %v, want %d and %v", want.neighbors, len(g.Weight), sum, want.edges, want.sum)
		}
		for row, first := range want.rows {
			from := g.Start[row]
			for e := range 4 {
				if g.To[from+e] != first.to[e] || math.Abs(g.Weight[from+e]-first.weight[e]) > 1e-4 {
					t.Errorf("%d neighbours, row %d: to %d by %v, want to %d by %v", want.neighbors, row,
						g.To[from+e], g.Weight[from+e], first.to[e], first.weight[e])
				}
			}
		}
	}
}

// The weights sum to log₂(k), the row itself counted, in any unit.
func TestSmoothHitsItsTarget(t *testing.T) {
	for _, unit := range []float64{1e-12, 1, 1e12} {
		d, w := make([]float64, 14), make([]float64, 14)
		for j := range d {
			d[j] = unit * (1 + 0.3*float64(j))
		}
		smooth(w, d, unit)
		sum := 0.0
		for _, v := range w {
			sum += v
		}
		if math.Abs(sum-math.Log2(15)) > 1e-4 || w[0] != 1 {
			t.Errorf("unit %v: the weights %v sum to %v", unit, w, sum)
		}
	}
}

func TestSmoothOfEqualRows(t *testing.T) {
	for name, d := range map[string][]float64{"all": {0, 0, 0}, "some": {0, 0, 2}, "equally far": {3, 3, 3}} {
		w := make([]float64, len(d))
		smooth(w, d, 1)
		for _, v := range w {
			if v != 1 {
				t.Errorf("%s: %v", name, w)
			}
		}
	}
}
