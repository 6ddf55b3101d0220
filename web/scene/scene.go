package scene

import (
	"context"

	"tokenscape/embedding"
	"tokenscape/projection"
)

// Neighborhood is the k of each point's preservation.
const Neighborhood = 10

// Point is a token on the map.
type Point struct {
	ID           embedding.TokenID
	Text         string // the token's bytes
	Category     string // "" for none
	Trained      bool
	Coordinates  []float64 // one a component
	Preservation float64   // share of its nearest neighbours that the map keeps
}

// Map is a set of tokens with the PCA that was fitted on them.
type Map struct {
	Model    *embedding.Model
	FittedOn int       // tokens
	Ratio    []float64 // of the variance, one a component
	Points   []Point
	Measured bool // false: too many points for their preservation

	pca   *projection.PCA
	pairs []Pairs // of each relation that has some here
}

// Step is one token of the sentence on the map's axes, by its input vector.
type Step struct {
	embedding.EmbeddedToken
	Coordinates []float64
}

// Scene is a map with a sentence on it.
type Scene struct {
	*Map
	Pairs   []Pairs // of the relations chosen; none for one without pairs here
	Path    []Step
	Dropped int // tokens of the text that fell out past the context length
}

// Of fits the map that is chosen, or takes it from the maps kept, and puts the
// text on it. It waits for its turn to fit until ctx ends; the error is then a
// *request.Fault with the code Busy.
func (m *Maps) Of(ctx context.Context, c Choice, text string) (*Scene, error) {
	fitted, err := m.maps.Get(ctx, c.Model, c.key(), func() (*Map, error) { return fit(c) })
	if err != nil {
		return nil, err
	}
	s := &Scene{Map: fitted, Pairs: fitted.chosen(c.Relations)}
	sequence := c.Model.Embed(text)
	s.Dropped = len(sequence.Dropped)
	if len(sequence.Tokens) == 0 {
		return s, nil
	}
	inputs := sequence.Inputs(c.Model.Dim())
	if c.Unit {
		embedding.Unit(inputs)
	}
	places := fitted.pca.Apply(inputs)
	s.Path = make([]Step, len(sequence.Tokens))
	for i, t := range sequence.Tokens {
		s.Path[i] = Step{EmbeddedToken: t, Coordinates: places[i]}
	}
	return s, nil
}

// fit projects the tokens chosen.
func fit(c Choice) (*Map, error) {
	ids := c.IDs()
	x := c.Model.Gather(ids)
	if c.Unit {
		embedding.Unit(x)
	}
	pca, err := projection.Fit(x, c.Components)
	if err != nil {
		return nil, err
	}
	places := pca.Apply(x)
	preserved := projection.Preservation(x, places, Neighborhood)
	m := &Map{Model: c.Model, FittedOn: len(ids), Ratio: pca.Ratio(),
		Points: make([]Point, len(ids)), Measured: preserved != nil, pca: pca, pairs: pairs(c.Model, ids, x, places)}
	for i, id := range ids {
		_, trained := c.Model.Row(id)
		m.Points[i] = Point{ID: id, Text: c.Model.Text(id), Category: c.Model.Category(id),
			Trained: trained, Coordinates: places[i]}
		if preserved != nil {
			m.Points[i].Preservation = preserved[i]
		}
	}
	return m, nil
}
