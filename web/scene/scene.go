package scene

import (
	"cmp"
	"context"
	"slices"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding"
	"tokenscape/projection"
)

// Point is a token on the map.
type Point struct {
	ID          embedding.TokenID
	Text        string // the token's bytes
	Category    string // "" for none
	Trained     bool
	Fitted      bool      // the axes are fitted on it
	Coordinates []float64 // one a component
}

// Kinds of coordinates.
const (
	Principal = "pc"        // a principal component
	Direction = "direction" // from words to words
	Rest      = "rest"      // a principal component of what directions leave
	ByTSNE    = "tsne"
	ByUMAP    = "umap"
)

// Coordinate says what a coordinate of the points is.
type Coordinate struct {
	Kind      string
	Component int                 // 0-based, of its kind
	Share     float64             // of the variance of what was fitted on; 0 for a computed method
	From, To  []embedding.TokenID // of a direction
}

// Map is a set of tokens with their places.
type Map struct {
	Model  *embedding.Model
	FitSay FitSay
	Axes   []Coordinate
	Kept   float64 // share of the variance of the points shown that the first two axes keep
	Points []Point

	choice    Choice    // that it was made by, of those that make the same
	projector projector // nil for a computed method
	shares    []float64 // of the variance of the points shown, one an axis
	second    float64   // of it along the second of two directions but not the first, see Keeps
	pairs     []Pairs   // of each relation that has some here
}

// projector puts vectors on the axes of a map.
type projector interface {
	Apply(x blas32.General) [][]float64
}

// Step is one token of the sentence on the map's axes, by its input vector.
type Step struct {
	embedding.EmbeddedToken
	Coordinates []float64
}

// Scene is a map with a sentence on it.
type Scene struct {
	*Map
	Choice  Choice
	Pairs   []Pairs // of the relations chosen; none for one without pairs here
	Path    []Step  // none with a computed method, which has no place for a vector more
	Dropped int     // tokens of the text that fell out past the context length

	maps *Maps
	key  string // of the map
}

// Of fits the map that is chosen, or takes it from the maps kept, and puts the
// text on it. It waits for its turn to fit until ctx ends; the error is then a
// *request.Fault with the code Busy, or NotReady for a map that takes longer.
func (m *Maps) Of(ctx context.Context, c Choice, text string) (*Scene, error) {
	c.Method = cmp.Or(c.Method, PCA)
	sequence := c.Model.Embed(text)
	key := c.key(sequence)
	fitted, err := m.fitted(ctx, c, key, sequence)
	if err != nil {
		return nil, err
	}
	s := &Scene{Map: fitted, Choice: c, Pairs: fitted.chosen(c.Relations), Dropped: len(sequence.Dropped), maps: m, key: key}
	if len(sequence.Tokens) == 0 || fitted.projector == nil {
		return s, nil
	}
	places := fitted.projector.Apply(c.scale(sequence.Inputs(c.Model.Dim())))
	s.Path = make([]Step, len(sequence.Tokens))
	for i, t := range sequence.Tokens {
		s.Path[i] = Step{EmbeddedToken: t, Coordinates: places[i]}
	}
	return s, nil
}

func (m *Maps) fitted(ctx context.Context, c Choice, key string, sequence *embedding.Sequence) (*Map, error) {
	if !c.Method.Computed() {
		return m.maps.Get(ctx, c.Model, key, func() (*Map, error) { return fit(c, sequence) })
	}
	// More maps are kept than layouts: one that is needs its layout no more.
	if kept, ok := m.maps.Kept(c.Model, key); ok {
		return kept, nil
	}
	places, err := m.computed(ctx, c)
	if err != nil {
		return nil, err
	}
	return m.maps.Get(ctx, c.Model, key, func() (*Map, error) {
		t := newMap(c, c.IDs(), c.rows(c.IDs()), places)
		for i := range 2 {
			t.Axes = append(t.Axes, Coordinate{Kind: string(c.Method), Component: i})
		}
		return t, nil
	})
}

// fit puts the tokens chosen on axes: principal components, or directions.
func fit(c Choice, sequence *embedding.Sequence) (*Map, error) {
	ids := c.shown()
	x := c.rows(ids)
	if c.Method == Directed {
		a, err := fitAlong(c, c.rows(c.IDs()))
		if err != nil {
			return nil, err
		}
		m := newMap(c, ids, x, a.Apply(x))
		m.projector = a
		m.nameDirections(x, a)
		return m, nil
	}
	on := x
	switch {
	case c.Fit.Sentence:
		if len(sequence.Tokens) < minFit {
			return nil, shortSentence()
		}
		on = c.scale(sequence.Inputs(c.Model.Dim()))
	case c.Fit.Kind() != FitShown || len(c.Also) > 0:
		on = c.rows(c.fitted())
	}
	pca, err := projection.Fit(on, c.Components)
	if err != nil {
		return nil, err
	}
	places := pca.Apply(x)
	m := newMap(c, ids, x, places)
	m.projector, m.FitSay.N = pca, pca.FittedOn
	ratio := pca.Ratio()
	for i, share := range ratio {
		m.Axes = append(m.Axes, Coordinate{Kind: Principal, Component: i, Share: share})
	}
	if m.shares = ratio; &on.Data[0] != &x.Data[0] {
		m.shares = shares(x, places)
	}
	m.Kept = m.Keeps([]int{0, 1})
	return m, nil
}

// newMap is the map of tokens with the rows x at their places, with all that does
// not depend on the method.
func newMap(c Choice, ids []embedding.TokenID, x blas32.General, places [][]float64) *Map {
	m := &Map{Model: c.Model, choice: c, Points: make([]Point, len(ids)), pairs: pairs(c.Model, ids, x, places)}
	on := make(map[embedding.TokenID]bool, len(ids))
	if !(c.Method == PCA && c.Fit.Sentence) {
		for _, id := range c.fitted() {
			on[id] = true
		}
	}
	m.FitSay = FitSay{Kind: FitShown, N: len(on)}
	if c.Method == PCA {
		m.FitSay.Kind, m.FitSay.Names = c.Fit.Kind(), c.Fit.Categories
	}
	for i, id := range ids {
		_, trained := c.Model.Row(id)
		m.Points[i] = Point{ID: id, Text: c.Model.Text(id), Category: c.Model.Category(id),
			Trained: trained, Fitted: on[id], Coordinates: places[i]}
	}
	return m
}

// nameDirections says what the axes of a map along directions are, and how much
// they keep of the rows x.
func (m *Map) nameDirections(x blas32.General, a *along) {
	c := m.choice
	named := 1
	m.Axes = []Coordinate{{Kind: Direction, From: c.From, To: c.To}}
	if len(c.UpFrom) > 0 {
		m.Axes = append(m.Axes, Coordinate{Kind: Direction, Component: 1, From: c.UpFrom, To: c.UpTo})
		named = 2
	}
	for i := range max(0, c.Components-named) {
		m.Axes = append(m.Axes, Coordinate{Kind: Rest, Component: i})
	}
	m.Axes = m.Axes[:c.Components]
	places := make([][]float64, len(m.Points))
	for i, p := range m.Points {
		places[i] = p.Coordinates
	}
	m.shares = shares(x, places)
	for i := range m.Axes {
		m.Axes[i].Share = m.shares[i]
	}
	if _, oblique := m.Oblique(); oblique {
		m.second = shares(x, a.apart(places))[0]
	}
	m.Kept = m.Keeps([]int{0, 1})
}

// Shares lists the share of each axis, 0 for a computed method.
func (m *Map) Shares() []float64 {
	all := make([]float64, len(m.Axes))
	for k, axis := range m.Axes {
		all[k] = axis.Share
	}
	return all
}

// Keeps is the share of the variance of the points shown that a picture of these
// components keeps: 0 for a computed method, whose axes are no directions. What
// two directions have in common counts once.
func (m *Map) Keeps(components []int) float64 {
	_, oblique := m.Oblique()
	var kept float64
	for _, k := range components {
		switch {
		case k == 1 && oblique && slices.Contains(components, 0):
			kept += m.second
		case k < len(m.shares):
			kept += m.shares[k]
		}
	}
	return min(1, kept)
}
