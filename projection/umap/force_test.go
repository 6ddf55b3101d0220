package umap

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/optimize"
)

// The fit of the curve by least squares at 300 distances up to 3, as umap-learn
// has it, which prints 1.577 and 0.895.
func TestCurveIsTheBestFit(t *testing.T) {
	misfit := func(p []float64) float64 {
		sum := 0.0
		for i := range 300 {
			x := 3 * float64(i) / 299
			want := 1.0
			if x >= 0.1 {
				want = math.Exp(0.1 - x)
			}
			off := 1/(1+p[0]*math.Pow(x, 2*p[1])) - want
			sum += off * off
		}
		return sum
	}
	best, err := optimize.Minimize(optimize.Problem{Func: misfit}, []float64{1, 1}, nil, &optimize.NelderMead{})
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(best.X[0]-a) > 1e-4 || math.Abs(best.X[1]-b) > 1e-4 {
		t.Errorf("a, b = %v, %v, the best fit is %v", a, b, best.X)
	}
	if math.Abs(a-1.577) > 5e-4 || math.Abs(b-0.895) > 5e-4 {
		t.Errorf("a, b = %v, %v, published are 1.577, 0.895", a, b)
	}
}

func TestPower(t *testing.T) {
	f := newForces()
	for _, s := range []float64{1e-300, 1e-12, 0.1, 0.5, 0.75, 1, 1.0001, 1.9999, 2, 3, 100, 12345.678, 1e30} {
		if got, want := f.power(s), a*math.Pow(s, b); math.Abs(got-want) > 2e-8*want {
			t.Errorf("%v: %v, want %v", s, got, want)
		}
	}
}

// The forces are the slopes of what they make less, by a small difference.
func TestForcesAreTheDifference(t *testing.T) {
	f := newForces()
	near := func(d float64) float64 { return 1 / (1 + a*math.Pow(d, 2*b)) }
	const h = 1e-6
	for _, d := range []float64{0.3, 0.7, 1, 2, 5} {
		attract := -(-math.Log(near(d+h)) + math.Log(near(d-h))) / (2 * h)
		if got := d * f.pull(d*d); math.Abs(got-attract) > 1e-5 {
			t.Errorf("a neighbour at %v pulls by %v, want %v", d, got, attract)
		}
		// The paper adds 0.001 to the square that divides.
		repel := -(-math.Log(1-near(d+h)) + math.Log(1-near(d-h))) / (2 * h) * d * d / (0.001 + d*d)
		if got := d * f.push(d*d); math.Abs(got-repel) > 1e-5 {
			t.Errorf("a row at %v pushes by %v, want %v", d, got, repel)
		}
	}
	if f.pull(0) != 0 || f.push(0) != 0 {
		t.Error("rows upon one another move")
	}
}
