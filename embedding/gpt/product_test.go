package gpt

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// ways are the ways to a product that this build has.
var ways = map[string]func(*multiplier, float32, matrix, matrix, float32, matrix){
	kernelGonum: (*multiplier).viaGonum,
	Kernel():    (*multiplier).product,
}

// randomMatrix draws a rows×cols view into a wider matrix, a transpose if asked for.
func randomMatrix(random *rand.Rand, rows, cols, margin int, transposed bool) matrix {
	if transposed {
		return randomMatrix(random, cols, rows, margin, false).transpose()
	}
	x := rowMajor(rows, cols+margin, make([]float32, rows*(cols+margin)))
	normal(random, x.data, 1)
	return x.block(0, 0, rows, cols)
}

func (x matrix) at(i, j int) float64 { return float64(x.data[i*x.down+j*x.across]) }

// The oracle is the definition, summed in float64. Sides around the tiles, the
// panels and the blocks are where an index goes wrong, and views into wider
// matrices show a write beside the result.
func TestProduct(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, tt := range []struct {
		n, m, k, margin int
		alpha, beta     float32
	}{
		{1, 1, 1, 0, 1, 0},
		{1, 17, 4, 3, 1, 1},
		{6, 16, 8, 0, 1, 0},
		{6, 16, 8, 5, 0.5, 2},
		{7, 15, 5, 1, -1, 1},
		{5, 33, 3, 2, 1, -0.5},
		{64, 64, 32, 64, 0.25, 0},
		{64, 192, 64, 1, 1, 1},
		{65, 193, 3, 4, 0.5, 2},
		{130, 385, 70, 0, 1, 0},
		{3, 2, 600, 1, 1, 2},
		{145, 31, 257, 3, 2, 0.5},
		{150, 2100, 5, 1, 1, 1},
		{13, 2049, 300, 0, 1, 0},
	} {
		for _, transposed := range [][2]bool{{false, false}, {true, false}, {false, true}, {true, true}} {
			x := randomMatrix(random, tt.n, tt.k, tt.margin, transposed[0])
			w := randomMatrix(random, tt.k, tt.m, tt.margin, transposed[1])
			before := randomMatrix(random, tt.n, tt.m, tt.margin+1, false)
			for name, product := range ways {
				t.Run(fmt.Sprintf("%s/%d×%d×%d,%v", name, tt.n, tt.k, tt.m, transposed), func(t *testing.T) {
					y := before
					y.data = append([]float32(nil), before.data...)
					product(new(multiplier), tt.alpha, x, w, tt.beta, y)
					for i := range tt.n {
						for j := range tt.m {
							want, size := float64(tt.beta)*before.at(i, j), 1.0
							for l := range tt.k {
								part := float64(tt.alpha) * x.at(i, l) * w.at(l, j)
								want += part
								size += math.Abs(part)
							}
							if got := y.at(i, j); !(math.Abs(got-want) <= 1e-6*size) {
								t.Fatalf("y[%d,%d] = %v, want %v", i, j, got, want)
							}
						}
						for j := tt.m; j < min(y.down, len(y.data)-i*y.down); j++ {
							if y.at(i, j) != before.at(i, j) {
								t.Fatalf("wrote y[%d,%d], beside the result", i, j)
							}
						}
					}
				})
			}
		}
	}
}

// A side of 0 leaves no sum: y is beta·y, also where x or w hold nothing.
func TestProductOfNothing(t *testing.T) {
	for name, tt := range map[string]struct {
		n, m, k     int
		alpha, beta float32
		want        float32
	}{
		"no summed index":       {2, 2, 0, 1, 0.5, 1},
		"no summed index, set":  {2, 2, 0, 1, 0, 0},
		"alpha 0":               {2, 2, 2, 0, 3, 6},
		"no row":                {0, 2, 2, 1, 0, 2},
		"no column":             {2, 0, 2, 1, 0, 2},
		"nothing of everything": {0, 0, 0, 1, 0, 2},
	} {
		t.Run(name, func(t *testing.T) {
			x, w := rowMajor(tt.n, tt.k, make([]float32, 4)), rowMajor(tt.k, tt.m, make([]float32, 4))
			y := []float32{2, 2, 2, 2}
			new(multiplier).product(tt.alpha, x, w, tt.beta, rowMajor(tt.n, tt.m, y))
			for i, v := range y {
				if v != tt.want {
					t.Errorf("y[%d] = %v, want %v", i, v, tt.want)
				}
			}
		})
	}
}

// What y held does not count where beta is 0, be it no number.
func TestProductOverwrites(t *testing.T) {
	for name, product := range ways {
		for _, n := range []int{1, 6} { // an edge, and a whole tile
			y := rowMajor(n, 16, make([]float32, n*16))
			fill(y.data, float32(math.NaN()))
			x, w := rowMajor(n, 1, make([]float32, n)), rowMajor(1, 16, make([]float32, 16))
			product(new(multiplier), 1, x, w, 0, y)
			for i, v := range y.data {
				if v != 0 {
					t.Fatalf("%s: y[%d] = %v after a product of zeros", name, i, v)
				}
			}
		}
	}
}

func TestProductRefusesSides(t *testing.T) {
	number := make([]float32, 6)
	for name, sides := range map[string][3]matrix{
		"summed index": {rowMajor(1, 2, number), rowMajor(3, 1, number), rowMajor(1, 1, number)},
		"rows":         {rowMajor(2, 1, number), rowMajor(1, 1, number), rowMajor(1, 1, number)},
		"columns":      {rowMajor(1, 1, number), rowMajor(1, 2, number), rowMajor(1, 1, number)},
		"cut-up rows":  {rowMajor(2, 1, number), rowMajor(1, 3, number), rowMajor(3, 2, number).transpose()},
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			new(multiplier).product(1, sides[0], sides[1], 0, sides[2])
		})
	}
}

func TestProductAllocatesOnce(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	x, w := randomMatrix(random, 70, 30, 0, true), randomMatrix(random, 30, 200, 0, false)
	y := randomMatrix(random, 70, 200, 0, false)
	p := new(multiplier)
	if n := testing.AllocsPerRun(5, func() { p.product(1, x, w, 0, y) }); n != 0 {
		t.Errorf("%v allocations a product", n)
	}
}

// The shapes are those of a batch of 16×64 tokens, D=128, V=3450.
func BenchmarkProduct(b *testing.B) {
	random := rand.New(rand.NewPCG(5, 6))
	for _, shape := range []struct {
		name    string
		n, k, m int
		xT, wT  bool
	}{
		{"logits", 1024, 128, 3450, false, true},
		{"logitsToTokens", 3450, 1024, 128, true, false},
		{"logitsToHidden", 1024, 3450, 128, false, false},
		{"expand", 1024, 128, 512, false, false},
		{"expandToWeights", 128, 1024, 512, true, false},
		{"expandToHidden", 1024, 512, 128, false, true},
		{"scores", 64, 32, 64, false, true},
		{"mix", 64, 64, 32, false, false},
	} {
		x, w := randomMatrix(random, shape.n, shape.k, 0, shape.xT), randomMatrix(random, shape.k, shape.m, 0, shape.wT)
		y := randomMatrix(random, shape.n, shape.m, 0, false)
		b.Run(shape.name, func(b *testing.B) {
			p := new(multiplier)
			for b.Loop() {
				p.product(1, x, w, 0, y)
			}
			b.ReportMetric(2e-9*float64(b.N*shape.n*shape.k*shape.m)/b.Elapsed().Seconds(), "GFLOP/s")
		})
	}
}
