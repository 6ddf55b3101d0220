package weights

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding/classroom"
)

func dense(rows, cols int, data ...float32) blas32.General {
	return blas32.General{Rows: rows, Cols: cols, Stride: cols, Data: data}
}

func TestMeasure(t *testing.T) {
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	s, err := Measure(m)
	if err != nil {
		t.Fatal(err)
	}
	for name, counts := range map[string][Bins]int{"start": s.Spread.Start, "trained": s.Spread.Trained} {
		var sum int
		for _, n := range counts {
			sum += n
		}
		if sum != m.Vocab()*m.Dim() {
			t.Errorf("%s: %d numbers counted of %d", name, sum, m.Vocab()*m.Dim())
		}
	}
	// GPT-2's start is N(0, 0.02); of 359,328 draws the deviation is known to 0.1 %.
	if d := s.Spread.Deviation[0]; math.Abs(d-0.02) > 4*0.02/math.Sqrt(2*float64(m.Vocab()*m.Dim())) {
		t.Errorf("deviation of the start is %v, want 0.02", d)
	}
	n := m.Context()
	for i := range n {
		for j := range n {
			v := s.Positions.Data[i*n+j]
			if i == j && math.Abs(float64(v)-1) > 1e-6 || v != s.Positions.Data[j*n+i] {
				t.Fatalf("cosine of positions %d and %d is %v, its mirror %v", i, j, v, s.Positions.Data[j*n+i])
			}
		}
	}
	// Coordinates keep the share of the variance that the ratio says.
	var along, all float64
	mean := make([]float64, m.Dim())
	for i := range n {
		for j, v := range m.PositionVector(i) {
			mean[j] += float64(v) / float64(n)
		}
	}
	for i := range n {
		along += s.Curve[i][0] * s.Curve[i][0]
		for j, v := range m.PositionVector(i) {
			all += (float64(v) - mean[j]) * (float64(v) - mean[j])
		}
	}
	if got := along / all; math.Abs(got-s.CurveRatio[0]) > 1e-6 {
		t.Errorf("the first component keeps %v, said to be %v", got, s.CurveRatio[0])
	}
}

func TestCross(t *testing.T) {
	along := dense(4, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0, 1, 0, 0, 0, -1, 0, 0) // varies in the first two dimensions
	apart := dense(4, 4, 0, 0, 1, 0, 0, 0, -1, 0, 0, 0, 0, 2, 0, 0, 0, -2) // in the last two
	for name, tt := range map[string]struct {
		wp             blas32.General
		cosine, shared float64
	}{
		"the same directions":   {along, 0.5, 1},
		"directions of its own": {apart, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			c, err := cross(along, tt.wp)
			if err != nil {
				t.Fatal(err)
			}
			if math.Abs(c.Cosine-tt.cosine) > 1e-6 || math.Abs(c.Shared-tt.shared) > 1e-6 || c.Within != 2 || c.Random != 0.5 {
				t.Errorf("%+v, want cosine %v and a share of %v in 2 of 4 dimensions", c, tt.cosine, tt.shared)
			}
		})
	}
}

func TestBins(t *testing.T) {
	h := Histogram{Low: -1, Width: 2.0 / Bins}
	for x, want := range map[float64]int{-9: 0, -1: 0, 0: Bins / 2, 0.999: Bins - 1, 9: Bins - 1} {
		if got := h.bin(x); got != want {
			t.Errorf("%v falls into bin %d, want %d", x, got, want)
		}
	}
	var none Histogram
	if none.bin(3) != Bins/2 {
		t.Error("without a width all fall into the middle")
	}
}

func TestGeometry(t *testing.T) {
	a, b := []float32{3, 4}, []float32{-4, 3}
	if Length(a) != 5 || Cosine(a, b) != 0 || Cosine(a, a) != 1 || Cosine(a, []float32{0, 0}) != 0 {
		t.Errorf("length %v, cosine %v", Length(a), Cosine(a, b))
	}
	if got := cosines(dense(1, 2, a...), dense(2, 2, 4, -3, 0, 0)).Data; !slices.Equal(got, []float32{0, 0}) {
		t.Errorf("cosines %v", got)
	}
}

func BenchmarkMeasure(b *testing.B) {
	m, err := classroom.Load()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Measure(m); err != nil {
			b.Fatal(err)
		}
	}
}
