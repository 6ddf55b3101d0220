package scene

import (
	"context"
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/embedding/classroom/replay"
	"tokenscape/projection"
	"tokenscape/web/request"
)

// Trajectory is the way of some tokens through the snapshots of a pretraining,
// the random start first.
type Trajectory struct {
	Model     *embedding.Model // what the last snapshot became
	Refitted  bool             // axes of each snapshot's own, not those of the last
	FittedOn  int              // tokens
	Points    []Point          // without coordinates
	Snapshots []Snapshot
	Losses    []replay.Loss
}

// Snapshot is where the tokens of a Trajectory were after some steps.
type Snapshot struct {
	Step, Tokens int     // taken and read
	Loss, Purity float64 // see [replay.Snapshot]
	Coordinates  [][]float64
	Ratio        []float64 // each axis's share of this snapshot's variance

	pairs []Pairs // of each relation that has some among the tokens
}

// Trajectory puts the tokens chosen on two axes, through all snapshots of a
// pretraining of c.Model. The axes are the principal components of the last
// snapshot, so that all motion is that of the vectors; or, refitted, those of
// each snapshot, turned to lie near the map of the one after it.
// Of another model than classroom, or when its replay is not at hand, the error
// is a *request.Fault with the code NoReplay.
func (m *Maps) Trajectory(ctx context.Context, c Choice, refit bool) (*Trajectory, error) {
	if c.Model.Name() != classroom.Name {
		return nil, &request.Fault{Code: request.NoReplay, Parameter: "model", Value: c.Model.Name(), Near: []string{classroom.Name}}
	}
	if c.Encoding {
		return nil, &request.Fault{Code: request.UnknownChoice, Parameter: "on", Value: "encoding", Limit: "vocabulary, category:NAME, tokens"}
	}
	r, err := classroom.Replay()
	if err != nil {
		return nil, errors.Join(&request.Fault{Code: request.NoReplay}, err)
	}
	c.Components, c.Method, c.Fit, c.Also = 2, PCA, Fit{}, nil
	key := fmt.Sprintf("%v %s", refit, c.Key())
	return m.trajectories.Get(ctx, c.Model, key, func() (*Trajectory, error) { return follow(c, r, refit) })
}

func follow(c Choice, r *replay.Replay, refit bool) (*Trajectory, error) {
	ids := c.IDs()
	t := &Trajectory{Model: c.Model, Refitted: refit, FittedOn: len(ids),
		Points: make([]Point, len(ids)), Snapshots: make([]Snapshot, len(r.Snapshots)), Losses: r.Losses}
	for i, id := range ids {
		_, trained := c.Model.Row(id)
		t.Points[i] = Point{ID: id, Text: c.Model.Text(id), Category: c.Model.Category(id), Trained: trained}
	}
	gather := gatherer(c, ids)
	var pca *projection.PCA
	for i := len(r.Snapshots) - 1; i >= 0; i-- {
		s := &r.Snapshots[i]
		x := gather(s)
		if pca == nil || refit {
			fitted, err := projection.Fit(x, c.Components)
			if err != nil {
				return nil, fmt.Errorf("step %d: %w", s.Step, err)
			}
			pca = fitted
		}
		places := pca.Apply(x)
		if refit && i+1 < len(r.Snapshots) {
			projection.Align(places, t.Snapshots[i+1].Coordinates)
		}
		t.Snapshots[i] = Snapshot{Step: s.Step, Tokens: s.Tokens, Loss: s.Loss, Purity: s.Purity,
			Coordinates: places, Ratio: shares(x, places), pairs: pairs(c.Model, ids, x, places)}
	}
	return t, nil
}

// gatherer gathers the tokens' rows of a snapshot's W_E. A token that training
// never met stays at its random start.
func gatherer(c Choice, ids []embedding.TokenID) func(*replay.Snapshot) blas32.General {
	var at, rows []int // in the matrix gathered, and in W_E
	for i, id := range ids {
		if row, ok := c.Model.Row(id); ok {
			at, rows = append(at, i), append(rows, row)
		}
	}
	return func(s *replay.Snapshot) blas32.General {
		x, known := c.Model.Gather(ids), s.Gather(rows)
		for i, to := range at {
			copy(x.Data[to*x.Stride:to*x.Stride+x.Cols], known.Data[i*known.Stride:])
		}
		if c.Unit {
			embedding.Unit(x)
		}
		return x
	}
}

// shares is how much of the variance of the rows of x (n×D) each coordinate of
// their places keeps, from 0 to 1.
func shares(x blas32.General, places [][]float64) []float64 {
	var total float64
	for _, s := range spreads(x.Rows, x.Cols, func(i, j int) float64 { return float64(x.Data[i*x.Stride+j]) }) {
		total += s
	}
	ratio := spreads(len(places), len(places[0]), func(i, k int) float64 { return places[i][k] })
	for k := range ratio {
		if total > 0 {
			ratio[k] /= total
		}
	}
	return ratio
}

// spreads is the sum of squares of each of d columns of n numbers about its mean.
func spreads(n, d int, at func(i, j int) float64) []float64 {
	mean, sum := make([]float64, d), make([]float64, d)
	for i := range n {
		for j := range d {
			mean[j] += at(i, j) / float64(n)
		}
	}
	for i := range n {
		for j := range d {
			v := at(i, j) - mean[j]
			sum[j] += v * v
		}
	}
	return sum
}

// At is the scene of the snapshot i, with the pairs of the relations named.
func (t *Trajectory) At(i int, relations []string) *Scene {
	s := t.Snapshots[i]
	m := &Map{Model: t.Model, FitSay: FitSay{Kind: FitShown, N: t.FittedOn},
		Points: make([]Point, len(t.Points)), pairs: s.pairs, shares: s.Ratio}
	for k, share := range s.Ratio {
		m.Axes = append(m.Axes, Coordinate{Kind: Principal, Component: k, Share: share})
	}
	m.Kept = m.Keeps([]int{0, 1})
	for j, p := range t.Points {
		p.Coordinates = s.Coordinates[j]
		m.Points[j] = p
	}
	return &Scene{Map: m, Choice: Choice{Model: t.Model}, Pairs: m.chosen(relations)}
}

// Extent is the least and the greatest coordinate on both axes over all
// snapshots: one frame for all of them.
func (t *Trajectory) Extent() (low, high [2]float64) {
	low, high = [2]float64{math.Inf(1), math.Inf(1)}, [2]float64{math.Inf(-1), math.Inf(-1)}
	for _, s := range t.Snapshots {
		for _, place := range s.Coordinates {
			for k, v := range place {
				low[k], high[k] = min(low[k], v), max(high[k], v)
			}
		}
	}
	return low, high
}

// Nearest is the snapshot at the step, or the last one before it.
func (t *Trajectory) Nearest(step int) int {
	at := 0
	for i, s := range t.Snapshots {
		if s.Step <= step {
			at = i
		}
	}
	return at
}
