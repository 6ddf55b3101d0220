package projection_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"

	"tokenscape/projection"
)

// gonum's EigenSym gives the eigenvalues; a vector is right when the matrix
// multiplies it by its eigenvalue and it is at right angles to the others.
func TestLargestEigenvalues(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	from := func(n int, number func(i, j int) float64) *mat.SymDense {
		a := mat.NewSymDense(n, nil)
		for i := range n {
			for j := range i + 1 {
				a.SetSym(i, j, number(i, j))
			}
		}
		return a
	}
	noise := func(int, int) float64 { return random.NormFloat64() }
	diagonal := func(number func(i int) float64) func(i, j int) float64 {
		return func(i, j int) float64 {
			if i != j {
				return 0
			}
			return number(i)
		}
	}
	for name, tt := range map[string]struct {
		a *mat.SymDense
		k int
	}{
		"one number":            {from(1, func(int, int) float64 { return 3 }), 1},
		"two by two":            {from(2, noise), 2},
		"noise":                 {from(100, noise), 10},
		"all of noise":          {from(40, noise), 40},
		"zero":                  {from(9, func(int, int) float64 { return 0 }), 3},
		"the unit matrix":       {from(30, diagonal(func(int) float64 { return 1 })), 30},
		"a diagonal":            {from(30, diagonal(func(i int) float64 { return float64(i * 7 % 30) })), 5},
		"equal in pairs":        {from(30, diagonal(func(i int) float64 { return float64(i / 2) })), 6},
		"next to equal":         {from(30, diagonal(func(i int) float64 { return 1 + float64(i)*1e-15 })), 6},
		"rank 1":                {from(50, func(i, j int) float64 { return float64(i+1) * float64(j+1) }), 4},
		"a block twice":         {from(20, func(i, j int) float64 { return map[bool]float64{true: 1 / float64(1+i-j)}[i/10 == j/10] }), 6},
		"all negative":          {from(20, diagonal(func(i int) float64 { return -1 - float64(i) })), 3},
		"Wilkinson's W21+":      {from(21, func(i, j int) float64 { return map[int]float64{0: math.Abs(float64(i - 10)), 1: 1}[i-j] }), 4},
		"squares near overflow": {from(20, func(i, j int) float64 { return 1e80 / float64(1+i+j) }), 3},
		"next to nothing":       {from(20, func(i, j int) float64 { return 1e-90 / float64(1+i+j) }), 3},
	} {
		t.Run(name, func(t *testing.T) {
			n := tt.a.SymmetricDim()
			lower := make([]float64, n*n)
			for i := range n {
				for j := range i + 1 {
					lower[i*n+j] = tt.a.At(i, j)
				}
			}
			values, vectors, err := projection.Largest(n, lower, tt.k)
			if err != nil {
				t.Fatal(err)
			}
			var all mat.EigenSym
			if !all.Factorize(tt.a, false) {
				t.Fatal("EigenSym failed")
			}
			want := all.Values(nil)
			small := 1e-13 * max(math.Abs(want[0]), math.Abs(want[n-1]))
			for c, value := range values {
				if math.Abs(value-want[n-1-c]) > small {
					t.Errorf("eigenvalue %d: %v, want %v", c, value, want[n-1-c])
				}
				vector := mat.NewVecDense(n, vectors.Data[c*n:(c+1)*n])
				var image mat.VecDense
				image.MulVec(tt.a, vector)
				image.AddScaledVec(&image, -value, vector)
				if r := mat.Norm(&image, 2); !(r <= small*10) {
					t.Errorf("vector %d: residual %.2g", c, r)
				}
				for before := range c + 1 {
					want := map[bool]float64{true: 1}[before == c]
					got := mat.Dot(vector, mat.NewVecDense(n, vectors.Data[before*n:(before+1)*n]))
					if !(math.Abs(got-want) < 1e-12) {
						t.Errorf("vectors %d and %d: %v, want %v", before, c, got, want)
					}
				}
			}
		})
	}
}
