package tsne

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/projection/internal/layouttest"
	"tokenscape/projection/knn"
)

func cloud(n, d int) blas32.General {
	random := rand.New(rand.NewPCG(uint64(n), uint64(d)))
	x := blas32.General{Rows: n, Cols: d, Stride: d, Data: make([]float32, n*d)}
	for i := range x.Data {
		x.Data[i] = float32(random.NormFloat64() * float64(1+i%d))
	}
	return x
}

// begun is a descent that has places spread widely, as late in a layout.
func begun(t *testing.T, n int, theta float64) *descent {
	t.Helper()
	p, err := affinities(t.Context(), cloud(n, 5), 10, nil)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(3, 4))
	start := make([][]float64, n)
	for i := range start {
		start[i] = []float64{3 * random.NormFloat64(), random.NormFloat64()}
	}
	return descend(p, start, theta)
}

// divergence is what a descent makes less, Σᵢⱼ pᵢⱼ·log(pᵢⱼ/qᵢⱼ), as the paper has it.
func divergence(p *knn.Graph, places [][2]float64) float64 {
	q := func(i, j int) float64 {
		dx, dy := places[i][0]-places[j][0], places[i][1]-places[j][1]
		return 1 / (1 + dx*dx + dy*dy)
	}
	z := 0.0
	for i := range places {
		for j := range places {
			if i != j {
				z += q(i, j)
			}
		}
	}
	sum := 0.0
	for i := range places {
		for e := p.Start[i]; e < p.Start[i+1]; e++ {
			if p.Weight[e] > 0 {
				sum += p.Weight[e] * math.Log(p.Weight[e]*z/q(i, int(p.To[e])))
			}
		}
	}
	return sum
}

// With no cell taken as one point, the slope is that of the divergence, found by
// moving each coordinate a little.
func TestSlopeIsTheDifference(t *testing.T) {
	const far, h = 1e-9, 1e-5
	d := begun(t, 40, far)
	d.slope(1)
	for i := range d.places {
		for c := range 2 {
			was := d.places[i][c]
			d.places[i][c] = was + h
			above := divergence(d.p, d.places)
			d.places[i][c] = was - h
			below := divergence(d.p, d.places)
			d.places[i][c] = was
			if want := (above - below) / (2 * h); math.Abs(d.gradient[i][c]-want) > 1e-7 {
				t.Errorf("row %d, coordinate %d: slope %v, want %v", i, c, d.gradient[i][c], want)
			}
		}
	}
}

// With far cells as one point it is nearly that.
func TestSlopeByCells(t *testing.T) {
	rough, true_ := begun(t, 1000, theta), begun(t, 1000, 1e-9)
	rough.slope(1)
	true_.slope(1)
	var off, all float64
	for i, g := range true_.gradient {
		off += math.Pow(g[0]-rough.gradient[i][0], 2) + math.Pow(g[1]-rough.gradient[i][1], 2)
		all += g[0]*g[0] + g[1]*g[1]
	}
	if ratio := math.Sqrt(off / all); ratio > 0.03 || ratio == 0 {
		t.Errorf("off by %v of the slope", ratio)
	}
}

// The descent goes down.
func TestStepsLessenTheDivergence(t *testing.T) {
	d := begun(t, 200, theta)
	before := divergence(d.p, d.places)
	for range 300 {
		d.step(false)
	}
	if after := divergence(d.p, d.places); after > before/2 {
		t.Errorf("the divergence went from %v to %v", before, after)
	}
}

// When a layout ends there is little left to gain, of few rows too: thousands of
// steps more lessen the divergence by less than a twentieth.
func TestLayoutHasSettled(t *testing.T) {
	for _, n := range []int{8, 30, 100} {
		x, _ := layouttest.Words(t, n)
		p, err := affinities(t.Context(), x, Perplexity(30, n), nil)
		if err != nil {
			t.Fatal(err)
		}
		y, err := Layout(t.Context(), x, Options{Perplexity: 30, Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		d := descend(p, y, theta)
		before := divergence(p, d.places)
		for range 1500 {
			d.step(false)
		}
		if after := divergence(p, d.places); after < 0.95*before {
			t.Errorf("%d rows: the divergence was %v, and could be %v", n, before, after)
		}
	}
}

func TestAffinities(t *testing.T) {
	g, err := affinities(t.Context(), cloud(100, 5), 10, nil)
	if err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	weight := make(map[[2]int]float64)
	for i := range 100 {
		for e := g.Start[i]; e < g.Start[i+1]; e++ {
			sum += g.Weight[e]
			weight[[2]int{i, int(g.To[e])}] = g.Weight[e]
		}
	}
	if math.Abs(sum-1) > 1e-12 {
		t.Errorf("they sum to %v", sum)
	}
	for at, w := range weight {
		if weight[[2]int{at[1], at[0]}] != w || at[0] == at[1] {
			t.Errorf("%v has %v", at, w)
		}
	}
}

// The entropy of what is found is log(perplexity), whatever the distances' unit.
func TestConditionalsHitThePerplexity(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for name, tt := range map[string]struct {
		unit, perplexity float64
		k                int
	}{
		"usual":          {1, 30, 90},
		"in small units": {1e-12, 30, 90},
		"in large ones":  {1e12, 30, 90},
		"few":            {1, 2, 6},
		"nearly all":     {1, 89, 90},
		"one":            {1, 1, 4},
	} {
		t.Run(name, func(t *testing.T) {
			d := make([]float64, tt.k)
			for j := range d {
				d[j] = tt.unit * (1 + float64(j) + random.Float64()/2)
			}
			p := make([]float64, tt.k)
			conditionals(p, d, tt.perplexity)
			var sum, entropy float64
			for j, v := range p {
				sum += v
				if v > 0 {
					entropy -= v * math.Log(v)
				}
				if j > 0 && v > p[j-1] {
					t.Errorf("neighbour %d weighs %v, the nearer one %v", j, v, p[j-1])
				}
			}
			if math.Abs(sum-1) > 1e-12 || math.Abs(math.Exp(entropy)-tt.perplexity) > 1e-3 {
				t.Errorf("sum %v, perplexity %v, want %v", sum, math.Exp(entropy), tt.perplexity)
			}
		})
	}
}

// No bandwidth gives the perplexity of these: the search ends, and each counts
// as much as any.
func TestConditionalsOfEqualDistances(t *testing.T) {
	for _, d := range [][]float64{{0, 0, 0, 0}, {7, 7, 7, 7}, {1e-30, 1e-30}, {5}} {
		p := make([]float64, len(d))
		conditionals(p, d, 1.5)
		for _, v := range p {
			if math.Abs(v-1/float64(len(d))) > 1e-12 {
				t.Errorf("of %v the weights are %v", d, p)
			}
		}
	}
}

// The tree's sums are those over all points, equal ones and outliers too.
func TestTreeSums(t *testing.T) {
	places := [][2]float64{{0, 0}, {0, 0}, {0, 0}, {1, 2}, {-3, 1}, {1e6, -1e6}, {1, 2.5}, {1e-9, 0}}
	build := tree{theta: 1e-9}
	build.build(places)
	for i, p := range places {
		var x, y, sum float64
		for _, other := range places {
			dx, dy := p[0]-other[0], p[1]-other[1]
			q := 1 / (1 + dx*dx + dy*dy)
			x, y, sum = x+q*q*dx, y+q*q*dy, sum+q
		}
		gotX, gotY, got := build.repulsion(p)
		if math.Abs(got-sum) > 1e-6 || math.Abs(gotX-x) > 1e-6 || math.Abs(gotY-y) > 1e-6 {
			t.Errorf("point %d: %v %v %v, want %v %v %v", i, gotX, gotY, got, x, y, sum)
		}
	}
}
