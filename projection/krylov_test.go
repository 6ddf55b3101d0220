package projection_test

import (
	"errors"
	"fmt"
	"math"
	"runtime"
	"testing"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/projection"
)

// ways are all ways to components, with the errors that each may make, as
// shares of the largest eigenvalue: of an eigenvalue, and of an eigenvector's
// residual.
var ways = []struct {
	name            string
	fit             func(blas32.General, int) (*projection.PCA, error)
	value, residual float64
}{
	{"dense", projection.FitDense, 1e-11, 1e-9},
	{"double", func(x blas32.General, k int) (*projection.PCA, error) {
		return projection.FitDouble(x, k, projection.MaxDimensions)
	}, 2e-8, 2e-6},
	{"single", func(x blas32.General, k int) (*projection.PCA, error) {
		return projection.FitSingle(x, k, projection.MaxDimensions)
	}, 1e-6, 2e-4},
}

// The singular values are given, so the variances and the plane are known: the
// bar is 1e-5 of a variance and 1e-3 rad, on every way.
func TestFitFindsWhatWasPutIn(t *testing.T) {
	for name, tt := range map[string]struct {
		n, d, k int
		sigma   func(j int) float64
	}{
		"like GPT-2's W_E": {2000, 256, 2, func(j int) float64 { return 70 * math.Pow(float64(j+1), -0.25) }},
		"ten components":   {1200, 256, 10, func(j int) float64 { return math.Pow(float64(j+1), -0.5) }},
		"second near the third": {1500, 256, 2, func(j int) float64 {
			return []float64{1.2, math.Sqrt(1.01), 1}[min(j, 2)] * math.Pow(0.999, float64(max(0, j-2)))
		}},
		"one component": {900, 220, 1, func(j int) float64 { return 1 / float64(j+1) }},
		"tiny numbers":  {900, 220, 2, func(j int) float64 { return 1e-25 / float64(j+1) }},
		"huge numbers":  {900, 220, 2, func(j int) float64 { return 1e25 / float64(j+1) }},
	} {
		s := withSpectrum(tt.n, tt.d, tt.k, tt.sigma)
		for _, way := range ways {
			t.Run(name+"/"+way.name, func(t *testing.T) {
				p, err := way.fit(s.x, tt.k)
				if err != nil {
					t.Fatal(err)
				}
				for c, got := range p.Variance {
					want := s.sigma[c] * s.sigma[c] / float64(tt.n-1)
					if math.Abs(got/want-1) > 1e-6 {
						t.Errorf("variance %d: %v, want %v", c, got, want)
					}
				}
				if a := angle(p.Axes, s.axes); a > 1e-4 {
					t.Errorf("the space is off by %.1g rad", a)
				}
			})
		}
	}
}

// degenerate are matrices that an iteration may stumble on.
func degenerate() map[string]blas32.General {
	equal := func(count int) func(int) float64 {
		return func(j int) float64 { return math.Pow(0.97, float64(max(0, j-count+1))) }
	}
	oneHot := matrix(210, 210, make([]float32, 210*210))
	for i := range 210 {
		oneHot.Data[i*211] = 1
	}
	twice := cloud(230, 220)
	for i := range 230 {
		copy(twice.Data[i*220+110:(i+1)*220], twice.Data[i*220:])
	}
	constant := cloud(230, 220)
	for i := range constant.Data {
		if i%220 > 3 {
			constant.Data[i] = 7
		}
	}
	far := cloud(230, 220)
	for i := range far.Data {
		far.Data[i] += 1e5
	}
	outlier := cloud(230, 220)
	for j := range 220 {
		outlier.Data[100*220+j] *= 1e4
	}
	repeated := cloud(300, 220)
	for i := range repeated.Data {
		repeated.Data[i] = repeated.Data[i%(5*220)]
	}
	padded := cloud(230, 220)
	padded.Cols = 213
	return map[string]blas32.General{
		"two equal variances":    withSpectrum(400, 220, 0, equal(2)).x,
		"three equal variances":  withSpectrum(400, 220, 0, equal(3)).x,
		"twelve equal variances": withSpectrum(400, 220, 0, equal(12)).x,
		"all variances equal":    withSpectrum(400, 220, 0, equal(220)).x,
		"one-hot rows":           oneHot,
		"rank 1":                 withSpectrum(400, 220, 0, func(j int) float64 { return max(0, float64(1-j)) }).x,
		"rank 3":                 withSpectrum(400, 220, 0, func(j int) float64 { return max(0, float64(3-j)) }).x,
		"a steep fall":           withSpectrum(400, 220, 0, func(j int) float64 { return math.Pow(10, -float64(j)/2) }).x,
		"columns twice":          twice,
		"constant columns":       constant,
		"five rows again":        repeated,
		"far from the origin":    far,
		"an outlier":             outlier,
		"wide":                   cloud(210, 400),
		"very wide":              cloud(12, 900),
		"a stride":               padded,
		"two rows":               cloud(2, 300),
		"one column":             cloud(300, 1),
		"three columns":          cloud(300, 3),
	}
}

// Every way gives stat.PC's variances, and axes that are eigenvectors to them
// of the covariance that float64 computes here: together that is all there is
// to be right where eigenvectors are not unique.
func TestFitOfDegenerate(t *testing.T) {
	for name, x := range degenerate() {
		want, _ := oracle(t, x)
		var total float64
		for _, v := range want {
			total += v
		}
		for _, way := range ways {
			for _, k := range []int{2, 10} {
				t.Run(fmt.Sprintf("%s/%s/%d", name, way.name, k), func(t *testing.T) {
					if way.name == "single" && name == "far from the origin" {
						return // Fit takes float64 there, as TestFitEqualsStatPC sees
					}
					p, err := way.fit(x, k)
					if err != nil {
						t.Fatal(err)
					}
					if math.Abs(p.Total/total-1) > 1e-9 {
						t.Errorf("total variance %v, want %v", p.Total, total)
					}
					for c, got := range p.Variance {
						var variance float64
						if c < len(want) {
							variance = want[c]
						}
						if math.Abs(got-variance) > way.value*want[0] {
							t.Errorf("variance %d: %v, want %v", c, got, variance)
						}
						checkAxis(t, x, p, c, way.residual*want[0])
					}
				})
			}
		}
	}
}

// checkAxis holds component c to what an eigenvector of the covariance is, in
// float64: of length 1, at right angles to those before it, and multiplied by
// its variance but for residual. It may be 0 where there is no variance.
func checkAxis(t *testing.T, x blas32.General, p *projection.PCA, c int, residual float64) {
	t.Helper()
	axis := p.Axes[c]
	for before := range c + 1 {
		var product float64
		for j, v := range axis {
			product += v * p.Axes[before][j]
		}
		want := 0.
		if before == c && p.Variance[c] > 0 {
			want = 1
		}
		if math.Abs(product-want) > 1e-12 {
			t.Errorf("axis %d with axis %d: %v, want %v", c, before, product, want)
		}
	}
	rest := make([]float64, x.Cols)
	for i := range x.Rows {
		row := x.Data[i*x.Stride:][:x.Cols]
		var along float64
		for j, v := range row {
			along += (float64(v) - p.Mean[j]) * axis[j]
		}
		for j, v := range row {
			rest[j] += (float64(v) - p.Mean[j]) * along / float64(x.Rows-1)
		}
	}
	var square float64
	for j, v := range rest {
		square += (v - p.Variance[c]*axis[j]) * (v - p.Variance[c]*axis[j])
	}
	if r := math.Sqrt(square); r > residual {
		t.Errorf("axis %d: residual %.2g, want at most %.2g", c, r, residual)
	}
}

func TestFitNotConverged(t *testing.T) {
	s := withSpectrum(400, 220, 0, func(j int) float64 { return math.Pow(0.9999, float64(j)) })
	var failed *projection.NotConvergedError
	_, err := projection.FitDouble(s.x, 2, 20)
	if !errors.As(err, &failed) || failed.Components != 2 || failed.Dimensions != 20 || failed.Residual <= 1 {
		t.Errorf("got %v", err)
	}
}

// The same bits at every call, on any number of cores.
func TestFitIsRepeatable(t *testing.T) {
	x := withSpectrum(1300, 210, 0, func(j int) float64 { return math.Pow(float64(j+1), -0.25) }).x
	for _, way := range ways {
		t.Run(way.name, func(t *testing.T) {
			var first string
			for _, cores := range []int{1, 2, 2, 5} {
				before := runtime.GOMAXPROCS(cores)
				p, err := way.fit(x, 3)
				var points [][]float64
				if err == nil {
					points = p.Apply(x)
				}
				runtime.GOMAXPROCS(before)
				if err != nil {
					t.Fatal(err)
				}
				got := fmt.Sprintf("%x %x %x", p.Variance, p.Axes, points)
				if first == "" {
					first = got
				}
				if got != first {
					t.Errorf("other numbers with %d cores", cores)
				}
			}
		})
	}
}
