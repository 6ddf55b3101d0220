package umap

import (
	"context"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/projection"
	"tokenscape/projection/knn"
)

// Options of a layout.
type Options struct {
	// Neighbors is how many near rows pull at a row, itself counted; see the
	// function Neighbors for few rows.
	Neighbors int
	// Seed chooses the rows that push off, and by how little rows are moved at
	// the start.
	Seed uint64
	// Told hears of the progress.
	Told projection.Progress
}

// Of the descent: umap-learn's, for less than 10,000 rows.
const (
	epochs    = 500
	negatives = 5   // rows that push off, for each that pulls
	steepest  = 4   // of one coordinate of a force
	spread    = 2.5 // of the start: the layout is then about 10 wide
	toldEvery = 5   // epochs
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
	graph, err := memberships(ctx, x, Neighbors(o.Neighbors, n), o.Told)
	if err != nil {
		return nil, err
	}
	d := descend(graph, start, o.Seed)
	for epoch := range epochs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if epoch%toldEvery == 0 {
			o.Told.Tell(projection.Steps, epoch, epochs)
		}
		d.epoch(epoch)
	}
	o.Told.Tell(projection.Steps, epochs, epochs)
	return d.centred(), nil
}

// Neighbors is how many near rows pull at each of n when k are wanted, itself
// counted: at least 2, and at most all.
func Neighbors(k, n int) int { return min(max(2, k), n) }

// A descent lets the edges of a graph pull at the places of their rows, each as
// often as its weight says, and other rows push off.
type descent struct {
	places [][2]float64
	edges  []edge
	random *rand.PCG
	forces *forces
}

// edge is one that pulls once in every so many epochs.
type edge struct {
	from, to int32
	every    float64
	next     float64 // epoch in which it pulls
	push     float64 // epoch up to which others have pushed off
}

func descend(g *knn.Graph, start [][]float64, seed uint64) *descent {
	d := &descent{places: make([][2]float64, len(start)), random: rand.NewPCG(seed, 1), forces: newForces()}
	for i, place := range start {
		d.places[i] = [2]float64{place[0], place[1]}
	}
	if len(g.Weight) == 0 {
		return d
	}
	strongest := slices.Max(g.Weight)
	for i := range start {
		for e := g.Start[i]; e < g.Start[i+1]; e++ {
			if every := strongest / g.Weight[e]; every <= epochs {
				d.edges = append(d.edges, edge{int32(i), g.To[e], every, every, every / negatives})
			}
		}
	}
	return d
}

// epoch lets those edges pull whose turn it is, by steps that shrink to nothing.
func (d *descent) epoch(epoch int) {
	now, rate := float64(epoch), 1-float64(epoch)/epochs
	for i := range d.edges {
		e := &d.edges[i]
		if e.next > now {
			continue
		}
		e.next += e.every
		from, to := &d.places[e.from], &d.places[e.to]
		dx, dy := from[0]-to[0], from[1]-to[1]
		force := d.forces.pull(dx*dx + dy*dy)
		dx, dy = rate*clip(force*dx), rate*clip(force*dy)
		from[0] += dx
		from[1] += dy
		to[0] -= dx
		to[1] -= dy
		count := int((now - e.push) / (e.every / negatives))
		e.push += float64(count) * e.every / negatives
		for range count {
			other := d.places[d.any()]
			dx, dy := from[0]-other[0], from[1]-other[1]
			force := d.forces.push(dx*dx + dy*dy)
			from[0] += rate * clip(force*dx)
			from[1] += rate * clip(force*dy)
		}
	}
}

// any is a row by chance.
func (d *descent) any() int {
	// The high half of a product: of n ≤ 2³² rows none is chosen more often than
	// another by more than 2⁻³² of the time.
	return int(d.random.Uint64() >> 32 * uint64(len(d.places)) >> 32)
}

func clip(force float64) float64 { return max(-steepest, min(steepest, force)) }

// centred are the places less their mean.
func (d *descent) centred() [][]float64 {
	var mean [2]float64
	for _, p := range d.places {
		mean[0] += p[0] / float64(len(d.places))
		mean[1] += p[1] / float64(len(d.places))
	}
	places := make([][]float64, len(d.places))
	for i, p := range d.places {
		places[i] = []float64{p[0] - mean[0], p[1] - mean[1]}
	}
	return places
}
