package tsne

import (
	"context"
	"math"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/projection"
	"tokenscape/projection/internal/partition"
	"tokenscape/projection/knn"
)

// Options of a layout.
type Options struct {
	// Perplexity is about how many neighbours a row attends to; see the function
	// Perplexity for few rows.
	Perplexity float64
	// Seed chooses by how little rows are moved at the start.
	Seed uint64
	// Told hears of the progress.
	Told projection.Progress
}

// Of the descent (Belkina et al. 2019; van der Maaten and Hinton 2008).
const (
	steps        = 750 // 250 with affinities exaggerated and little momentum
	early        = 250
	exaggeration = 12
	spread       = 1e-4
	toldSteps    = 5 // the caller is told once in so many
)

// Layout puts the n rows of x (n×d) in the plane: n rows of two coordinates with
// the mean 0. Errors are those of [projection.Fit], but for no rows, which have
// no places, and ctx's when it ends first.
func Layout(ctx context.Context, x blas32.General, o Options) ([][]float64, error) {
	n := x.Rows
	if n == 0 {
		return nil, ctx.Err()
	}
	start, err := projection.Start(x, spread, o.Seed)
	if err != nil {
		return nil, err
	}
	p, err := affinities(ctx, x, Perplexity(o.Perplexity, n), o.Told)
	if err != nil {
		return nil, err
	}
	d := descend(p, start, theta)
	for step := range steps {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if step%toldSteps == 0 {
			o.Told.Tell(projection.Steps, step, steps)
		}
		d.step(step < early)
	}
	o.Told.Tell(projection.Steps, steps, steps)
	for i, place := range d.places {
		start[i][0], start[i][1] = place[0], place[1]
	}
	return start, nil
}

// Perplexity is the one that n rows have when p is wanted: it is lowered to
// (n−1)/3, and at least 1.
func Perplexity(p float64, n int) float64 { return max(1, min(p, float64(n-1)/3)) }

// A descent makes the Kullback–Leibler divergence of the places' affinities from
// p less and less.
type descent struct {
	p                *knn.Graph
	places, velocity [][2]float64
	gains, gradient  [][2]float64
	rate             float64
	tree             tree
	rows             partition.Partition
	sums             []float64 // of q, one a part of the rows
}

func descend(p *knn.Graph, start [][]float64, theta float64) *descent {
	n := len(start)
	d := &descent{p: p, places: make([][2]float64, n), velocity: make([][2]float64, n), gains: make([][2]float64, n),
		gradient: make([][2]float64, n), rate: rate(n), tree: tree{theta: theta}}
	for i, place := range start {
		d.places[i] = [2]float64{place[0], place[1]}
		d.gains[i] = [2]float64{1, 1}
	}
	// A row meets hundreds of cells and neighbours.
	d.rows = partition.Divide(n, 512*n)
	d.sums = make([]float64, d.rows.Parts)
	return d
}

// rate is the learning rate of n rows, a twelfth of them; the gradient's factor 4
// is in it. Programs that take no less than 200 leave few rows far from settled.
func rate(n int) float64 { return float64(n) / exaggeration / 4 }

// slope sets the gradient: for row i
//
//	4 Σⱼ (exaggerate·pᵢⱼ − qᵢⱼ/Z)·qᵢⱼ·(yᵢ − yⱼ), qᵢⱼ = 1/(1 + |yᵢ − yⱼ|²), Z = Σₖ≠ₗ qₖₗ
func (d *descent) slope(exaggerate float64) {
	d.tree.build(d.places)
	d.rows.Each(func(_, part, from, to int) {
		sum := 0.0
		for i := from; i < to; i++ {
			x, y, q := d.tree.repulsion(d.places[i])
			d.gradient[i] = [2]float64{x, y}
			sum += q - 1 // its own is none
		}
		d.sums[part] = sum
	})
	z := math.SmallestNonzeroFloat64 // one row has no others
	for _, sum := range d.sums {
		z += sum
	}
	d.rows.Each(func(_, _, from, to int) {
		for i := from; i < to; i++ {
			at := d.places[i]
			var x, y float64
			for e := d.p.Start[i]; e < d.p.Start[i+1]; e++ {
				other := d.places[d.p.To[e]]
				dx, dy := at[0]-other[0], at[1]-other[1]
				pq := d.p.Weight[e] / (1 + dx*dx + dy*dy)
				x += pq * dx
				y += pq * dy
			}
			g := &d.gradient[i]
			g[0] = 4 * (exaggerate*x - g[0]/z)
			g[1] = 4 * (exaggerate*y - g[1]/z)
		}
	})
}

// step moves the places down the slope: with momentum, and a gain for each
// coordinate that rises while it goes one way (Jacobs 1988).
func (d *descent) step(early bool) {
	exaggerate, momentum := 1., 0.8
	if early {
		exaggerate, momentum = exaggeration, 0.5
	}
	d.slope(exaggerate)
	var mean [2]float64
	for i := range d.places {
		for c, g := range d.gradient[i] {
			gain, v := &d.gains[i][c], &d.velocity[i][c]
			if (g > 0) != (*v > 0) {
				*gain += 0.2
			} else {
				*gain = max(0.01, *gain*0.8)
			}
			*v = momentum**v - d.rate**gain*g
			d.places[i][c] += *v
			mean[c] += d.places[i][c] / float64(len(d.places))
		}
	}
	for i := range d.places {
		d.places[i][0] -= mean[0]
		d.places[i][1] -= mean[1]
	}
}
