package evaluation

import "tokenscape/embedding/classroom/checkpoint"

// largeCategory is the number of words from which a category must hold its own
// bar of purity.
const largeCategory = 8

// Bar is what the project asks of a figure.
type Bar struct {
	Figure string
	Value  float64
	Bound  float64
	AtMost bool // the bound is the largest value allowed, not the least
}

// Met reports whether the value is within the bound.
func (b Bar) Met() bool {
	if b.AtMost {
		return b.Value <= b.Bound
	}
	return b.Value >= b.Bound
}

// Bars holds a card's figures against what the project asks of the default
// model.
func Bars(c *checkpoint.Card) []Bar {
	f := &c.Figures
	bars := []Bar{
		{Figure: "words of the lexicon", Value: float64(c.Corpus.Words), Bound: 1300},
		{Figure: "categories", Value: float64(c.Corpus.Categories), Bound: 37},
		{Figure: "purity, strict", Value: f.Purity, Bound: 0.88},
		{Figure: "purity, lenient", Value: f.PurityLenient, Bound: 0.94},
		{Figure: "purity of the worst category of 8 words or more", Value: worstCategory(c), Bound: 0.7},
	}
	for _, relation := range []struct {
		name  string
		top5  bool
		least float64
	}{
		{"country → capital", false, 0.95},
		{"man → woman", false, 0.9},
		{"word → ing", false, 0.6},
		{"country → people", true, 0.8},
		{"word → past", false, 0.4},
	} {
		for _, a := range f.Analogies {
			if a.Relation == relation.name {
				bar := Bar{Figure: "held-out analogies " + a.Relation + ", first answer", Value: a.Top1, Bound: relation.least}
				if relation.top5 {
					bar.Figure, bar.Value = "held-out analogies "+a.Relation+", first five", a.Top5
				}
				bars = append(bars, bar)
			}
		}
	}
	queen := 0.0
	if len(f.Queen) > 0 && f.Queen[0] == " queen" {
		queen = 1
	}
	return append(bars,
		Bar{Figure: "king − man + woman = queen on top", Value: queen, Bound: 1},
		Bar{Figure: "prompts right", Value: float64(f.Prompts.Right), Bound: 37},
		Bar{Figure: "held-out capitals right as prompts", Value: float64(f.HeldOutCapitals.Right), Bound: 7},
		Bar{Figure: "validation loss", Value: c.Training.Validation, Bound: 1.65, AtMost: true},
		Bar{Figure: "silhouette of animals, countries, colours, numbers", Value: f.SilhouetteFour, Bound: 0.55},
		Bar{Figure: "silhouette of the first map", Value: f.SilhouetteDefault, Bound: 0.7},
		Bar{Figure: "silhouette at the random start", Value: f.SilhouetteStart, Bound: 0.05, AtMost: true},
		Bar{Figure: "cosine of neighbouring positions", Value: f.PositionCosine, Bound: 0.95},
		Bar{Figure: "variance of W_P in three components", Value: f.PositionShare, Bound: 0.9},
	)
}

// worstCategory is the least purity among the categories large enough to be
// judged, country, capital and nationality taken as one.
func worstCategory(c *checkpoint.Card) float64 {
	worst := c.Figures.PurityGeography
	for name, n := range c.Corpus.ByCategory {
		if _, merged := geography[name]; !merged && n >= largeCategory {
			worst = min(worst, c.Figures.ByCategory[name])
		}
	}
	return worst
}
