package motion

import (
	"context"
	"crypto/sha256"
	"fmt"
	"math"
	"slices"
	"time"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding"
	"tokenscape/web/memo"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

const (
	kept     = 64              // motions
	reading  = 2               // read at a time
	patience = 5 * time.Second // waiting for a turn
)

// Path is a way through a model on a map.
type Path struct {
	Choice   Choice
	Scene    *scene.Scene // the map, with the input vectors of the text as its path
	Sequence *embedding.Sequence
	Stops    []Stop
	Earlier  int           // tokens before the first stop that have none
	Named    []scene.Point // tokens read at a stop by the lens that are not on the map, placed on it
	Kept     *float64      // share of the length of all steps that the first two axes keep; nil without steps, and on oblique axes
}

// Stop is where a vector is on its way.
type Stop struct {
	embedding.Reading
	Nearest     []embedding.Neighbor // rows of W_E by cosine with the vector, in the full space
	Coordinates []float64            // on the axes of the map
	Moved       float64              // distance from the stop before in the full space, of vectors as they lie on the map; 0 at the first
	Kept        *float64             // share of it that the first two axes keep; nil when it did not move, and on oblique axes
}

// Motions follows ways, a few at a time, and keeps those asked for last. It is safe
// for concurrent use.
type Motions struct {
	maps  *scene.Maps
	walks *memo.Memo[*walk]
}

// walk is a way before it is put on a map: its stops have no places.
type walk struct {
	sequence *embedding.Sequence
	stops    []Stop
	earlier  int
}

// New returns the motions through models, on maps that are shared with the pages.
func New(models request.Models, maps *scene.Maps) *Motions {
	return &Motions{maps, memo.New[*walk](models, request.NewTurns(reading, patience), kept)}
}

// Of follows the way chosen. The error is [embedding.ErrEmptyText] for a text without
// tokens, or a *request.Fault with the code Busy when it has waited too long.
func (m *Motions) Of(ctx context.Context, c Choice) (*Path, error) {
	k := max(c.K, ownRead)
	key := fmt.Sprintf("%s %d %d %x", c.Way, c.At, k, sha256.Sum256([]byte(c.Text)))
	w, err := m.walks.Get(ctx, c.Map.Model, key, func() (*walk, error) { return follow(c, k) })
	if err != nil {
		return nil, err
	}
	if c.Own {
		c.Map = w.own(c.Map)
	}
	s, err := m.maps.Of(ctx, c.Map, c.Text)
	if err != nil {
		return nil, err
	}
	p := &Path{Choice: c, Scene: s, Sequence: w.sequence, Stops: slices.Clone(w.stops), Earlier: w.earlier}
	x := rows(len(p.Stops), c.Map.Model.Dim())
	for i := range p.Stops {
		stop := &p.Stops[i]
		copy(x.Data[i*x.Stride:], stop.Vector)
		stop.Likeliest, stop.Nearest = stop.Likeliest[:min(c.K, len(stop.Likeliest))], stop.Nearest[:min(c.K, len(stop.Nearest))]
	}
	for i, place := range s.Place(x) {
		p.Stops[i].Coordinates = place
	}
	p.measure(x)
	p.name()
	return p, nil
}

// follow reads k tokens at each stop.
func follow(c Choice, k int) (*walk, error) {
	model := c.Map.Model
	w := &walk{sequence: model.Embed(c.Text)}
	var readings []embedding.Reading
	var err error
	if c.Way == Tokens {
		w.earlier = max(0, len(w.sequence.Tokens)-MaxStops)
		readings, err = model.AlongText(w.sequence, embedding.Position(w.earlier), k)
	} else {
		readings, err = model.ThroughBlocks(w.sequence, c.At, k)
	}
	for _, r := range readings {
		w.stops = append(w.stops, Stop{Reading: r, Nearest: model.Nearest(r.Vector, embedding.Search{K: k})})
	}
	return w, err
}

// ownRead is how many tokens of a stop, by the lens and by cosine, are on a map of the
// way's own.
const ownRead = 3

// own is the map of the tokens that the stops are read as, and of those that really
// come next, on principal components fitted on them.
func (w *walk) own(on scene.Choice) scene.Choice {
	c := scene.Choice{Model: on.Model, Unit: on.Unit, Components: on.Components, Method: scene.PCA}
	take := func(id embedding.TokenID) {
		if !slices.Contains(c.Tokens, id) {
			c.Tokens = append(c.Tokens, id)
		}
	}
	for _, s := range w.stops {
		for _, r := range s.Likeliest[:min(ownRead, len(s.Likeliest))] {
			take(r.ID)
		}
		for _, n := range s.Nearest[:min(ownRead, len(s.Nearest))] {
			take(n.ID)
		}
		if s.Watched != nil && s.Watched.Rank > 0 {
			take(s.Watched.ID)
		}
	}
	return c
}

// measure says how long each step is, of the vectors as they were placed, and how
// much of it is in sight.
func (p *Path) measure(x blas32.General) {
	_, oblique := p.Scene.Oblique()
	var whole, seen float64
	for i := 1; i < len(p.Stops); i++ {
		s, before := &p.Stops[i], p.Stops[i-1].Coordinates
		s.Moved = embedding.Distance(x.Data[i*x.Stride:][:x.Cols], x.Data[(i-1)*x.Stride:][:x.Cols])
		if s.Moved == 0 || oblique || before == nil {
			continue
		}
		inSight := math.Hypot(s.Coordinates[0]-before[0], at(s.Coordinates, 1)-at(before, 1))
		share := min(1, inSight/s.Moved)
		s.Kept = &share
		whole, seen = whole+s.Moved, seen+inSight
	}
	if whole > 0 {
		share := min(1, seen/whole)
		p.Kept = &share
	}
}

// at is a coordinate, 0 past those that there are.
func at(coordinates []float64, k int) float64 {
	if k < len(coordinates) {
		return coordinates[k]
	}
	return 0
}

// name places the tokens that the lens reads and the map does not show.
func (p *Path) name() {
	model := p.Choice.Map.Model
	known := make(map[embedding.TokenID]bool, len(p.Scene.Points))
	for _, q := range p.Scene.Points {
		known[q.ID] = true
	}
	var ids []embedding.TokenID
	for _, s := range p.Stops {
		for _, c := range s.Likeliest {
			if !known[c.ID] {
				known[c.ID] = true
				ids = append(ids, c.ID)
			}
		}
	}
	for i, place := range p.Scene.Place(model.Gather(ids)) {
		p.Named = append(p.Named, scene.Point{ID: ids[i], Text: model.Text(ids[i]), Category: model.Category(ids[i]), Trained: true, Coordinates: place})
	}
}

func rows(n, d int) blas32.General {
	return blas32.General{Rows: n, Cols: d, Stride: d, Data: make([]float32, n*d)}
}
