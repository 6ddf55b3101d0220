package projection_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/blas/blas32"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"tokenscape/projection"
)

func matrix(n, d int, data []float32) blas32.General {
	return blas32.General{Rows: n, Cols: d, Stride: d, Data: data}
}

// cloud is n points whose columns have unlike variances and a mean far from 0.
func cloud(n, d int) blas32.General {
	random := rand.New(rand.NewPCG(uint64(n), uint64(d)))
	data := make([]float32, n*d)
	for i := range data {
		data[i] = float32(5 + random.NormFloat64()*float64(1+i%d))
	}
	return matrix(n, d, data)
}

// oracle is gonum's stat.PC on the centred data: variances, and axes as columns.
func oracle(t *testing.T, x blas32.General) ([]float64, *mat.Dense) {
	t.Helper()
	m := mat.NewDense(x.Rows, x.Cols, nil)
	for j := range x.Cols {
		var mean float64
		for i := range x.Rows {
			mean += float64(x.Data[i*x.Stride+j]) / float64(x.Rows)
		}
		for i := range x.Rows {
			m.Set(i, j, float64(x.Data[i*x.Stride+j])-mean)
		}
	}
	var pc stat.PC
	if !pc.PrincipalComponents(m, nil) {
		t.Fatal("stat.PC failed")
	}
	var axes mat.Dense
	pc.VectorsTo(&axes)
	return pc.VarsTo(nil), &axes
}

func TestFitEqualsStatPC(t *testing.T) {
	constant := cloud(40, 5)
	for i := range 40 {
		constant.Data[i*5+2] = 3
	}
	deficient := cloud(40, 6)
	for i := range 40 {
		copy(deficient.Data[i*6+3:], deficient.Data[i*6:i*6+3])
	}
	far := cloud(1300, 210)
	for i := range far.Data {
		far.Data[i] += 1e5
	}
	for name, tt := range map[string]struct {
		x    blas32.General
		rank int
		tol  float64 // of a variance
	}{
		"more rows than columns":         {cloud(200, 7), 7, 1e-9},
		"more columns than rows":         {cloud(9, 30), 8, 1e-9},
		"square":                         {cloud(12, 12), 11, 1e-9},
		"a constant column":              {constant, 4, 1e-9},
		"columns twice":                  {deficient, 3, 1e-9},
		"some components of many":        {cloud(300, 220), 5, 1e-9},
		"some of many columns":           {cloud(210, 500), 5, 1e-9},
		"all of many":                    {cloud(230, 220), 220, 1e-9},
		"read in float32":                {cloud(1300, 210), 3, 1e-6},
		"large, far from the origin":     {far, 3, 1e-9},
		"large, a variance much smaller": {withSpectrum(1300, 210, 0, func(j int) float64 { return math.Pow(10, -float64(j)) }).x, 3, 1e-9},
	} {
		t.Run(name, func(t *testing.T) {
			keep := append([]float32(nil), tt.x.Data...)
			p, err := projection.Fit(tt.x, tt.rank)
			if err != nil {
				t.Fatal(err)
			}
			variance, axes := oracle(t, tt.x)
			var total float64
			for _, v := range variance {
				total += v
			}
			if math.Abs(p.Total/total-1) > 1e-9 {
				t.Errorf("total variance %v, want %v", p.Total, total)
			}
			for c := range tt.rank {
				if math.Abs(p.Variance[c]/variance[c]-1) > tt.tol {
					t.Errorf("variance %d: %v, want %v", c, p.Variance[c], variance[c])
				}
				var along float64
				for j, v := range p.Axes[c] {
					along += v * axes.At(j, c)
				}
				if math.Abs(math.Abs(along)-1) > 1e-7 {
					t.Errorf("axis %d has cosine %v with stat.PC's", c, along)
				}
			}
			for i, v := range keep {
				if tt.x.Data[i] != v {
					t.Fatal("the input was modified")
				}
			}
		})
	}
}

func TestFitOfLittle(t *testing.T) {
	for name, tt := range map[string]struct {
		x     blas32.General
		ratio []float64
	}{
		"one point":        {matrix(1, 3, []float32{1, 2, 3}), []float64{0, 0}},
		"two equal points": {matrix(2, 2, []float32{1, 2, 1, 2}), []float64{0, 0}},
		"two points":       {matrix(2, 2, []float32{0, 0, 3, 4}), []float64{1, 0}},
		"one column":       {matrix(3, 1, []float32{1, 2, 4}), []float64{1, 0}},
		"a line":           {matrix(3, 2, []float32{0, 0, 1, 1, 2, 2}), []float64{1, 0}},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := projection.Fit(tt.x, 2)
			if err != nil {
				t.Fatal(err)
			}
			for c, r := range p.Ratio() {
				if math.Abs(r-tt.ratio[c]) > 1e-9 {
					t.Errorf("ratio %v, want %v", p.Ratio(), tt.ratio)
				}
			}
			for _, row := range p.Apply(tt.x) {
				for _, v := range row {
					if math.IsNaN(v) || len(row) != 2 {
						t.Errorf("coordinates %v", row)
					}
				}
			}
		})
	}
}

func TestFitRefuses(t *testing.T) {
	if _, err := projection.Fit(matrix(0, 3, nil), 2); !errors.Is(err, projection.ErrNoRows) {
		t.Errorf("no rows: %v", err)
	}
	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		var bad *projection.NotFiniteError
		_, err := projection.Fit(matrix(2, 2, []float32{1, 2, 3, float32(v)}), 2)
		if !errors.As(err, &bad) || bad.Row != 1 || bad.Column != 1 {
			t.Errorf("%v: %v", v, err)
		}
	}
}

// A component and its opposite are both right: ours has its largest loading
// positive, whatever the order of the rows.
func TestSignIsFixed(t *testing.T) {
	for _, tt := range []struct {
		n, d int
		tol  float64
	}{{50, 6, 1e-9}, {300, 220, 1e-5}, {1300, 210, 1e-4}} {
		x := cloud(tt.n, tt.d)
		reversed := matrix(tt.n, tt.d, nil)
		for i := tt.n - 1; i >= 0; i-- {
			reversed.Data = append(reversed.Data, x.Data[i*tt.d:(i+1)*tt.d]...)
		}
		first, err := projection.Fit(x, 3)
		if err != nil {
			t.Fatal(err)
		}
		second, err := projection.Fit(reversed, 3)
		if err != nil {
			t.Fatal(err)
		}
		for c, axis := range first.Axes {
			largest := 0
			for j, v := range axis {
				if math.Abs(v-second.Axes[c][j]) > tt.tol {
					t.Fatalf("%d×%d: axis %d turned with the order of the rows", tt.n, tt.d, c)
				}
				if math.Abs(v) > math.Abs(axis[largest]) {
					largest = j
				}
			}
			if axis[largest] <= 0 {
				t.Errorf("%d×%d: the largest loading of axis %d is %v", tt.n, tt.d, c, axis[largest])
			}
		}
	}
}

func TestApplyIsTheDefinition(t *testing.T) {
	x := cloud(700, 90)
	p, err := projection.Fit(x, 3)
	if err != nil {
		t.Fatal(err)
	}
	for i, point := range p.Apply(x) {
		for c, axis := range p.Axes {
			var want float64
			for j, v := range axis {
				want += (float64(x.Data[i*x.Stride+j]) - p.Mean[j]) * v
			}
			if math.Abs(point[c]-want) > 1e-9 {
				t.Fatalf("row %d, component %d: %v, want %v", i, c, point[c], want)
			}
		}
	}
	if rows := p.Apply(matrix(0, 90, nil)); len(rows) != 0 {
		t.Errorf("no rows: %v", rows)
	}
}

func TestApplyKeepsDistances(t *testing.T) {
	x := cloud(20, 4)
	p, err := projection.Fit(x, 4)
	if err != nil {
		t.Fatal(err)
	}
	y := p.Apply(x)
	for i := range 20 {
		var full, flat float64
		for j := range 4 {
			d := float64(x.Data[i*4+j] - x.Data[j])
			full += d * d
			flat += (y[i][j] - y[0][j]) * (y[i][j] - y[0][j])
		}
		if math.Abs(full-flat) > 1e-4*(1+full) {
			t.Errorf("row %d: %v from row 0, %v when rotated", i, full, flat)
		}
	}
}

func ExampleFit() {
	x := matrix(3, 2, []float32{0, 0, 1, 1, 2, 2}) // three points on a line
	p, err := projection.Fit(x, 2)
	if err != nil {
		panic(err)
	}
	fmt.Printf("%.0f %% %.0f %%\n", 100*p.Ratio()[0], 100*p.Ratio()[1])
	for _, point := range p.Apply(x) {
		fmt.Printf("%.2f\n", point[0])
	}
	// Output:
	// 100 % 0 %
	// -1.41
	// 0.00
	// 1.41
}
