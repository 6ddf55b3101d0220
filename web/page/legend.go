package page

import (
	"math"
	"slices"
	"strings"

	"tokenscape/web/scene"
)

// LegendView says what colours and shapes mean, and lets groups be hidden.
type LegendView struct {
	Groups []Group
	Bar    *BarView // nil for the colour by group
}

// Group is a category on the map.
type Group struct {
	Option
	Shape, Paint string // an SVG path around (0, 0); the class of its colour
	Count        string
}

// BarView is the ramp of colours with its numbers.
type BarView struct {
	Say, Low, Middle, High, Explain string
	Steps                           []string // classes of its colours
	Missing                         bool
}

// shapes of the categories' marks; those of static/js/marks.js, a test compares
// them.
var shapes = []string{
	"M-1 0a1 1 0 1 0 2 0a1 1 0 1 0-2 0Z", "M-.9-.9H.9V.9H-.9Z", "M0-1.2L1.1.8H-1.1Z", "M0-1.25L1.25 0L0 1.25L-1.25 0Z", "M0 1.2L1.1-.8H-1.1Z",
}

const (
	markColors = 8 // categories share colours past so many
	rampSteps  = 9
)

func (a *asker) legend(s sent) LegendView {
	t := a.T.Exploring
	var v LegendView
	names, of := scene.Numbering(a.scene)
	counts := make([]int, len(names)+1)
	for _, i := range of {
		counts[i+1]++
	}
	add := func(i int, value, name string) {
		g := Group{Option: Option{Value: value, Name: name, Chosen: slices.Contains(a.view.Hidden, value)}, Count: count(counts[i+1]),
			Shape: shapes[max(0, i)%len(shapes)], Paint: "mark-none"}
		if i >= 0 {
			g.Paint = sprintf("mark-%d", i%markColors)
		}
		v.Groups = append(v.Groups, g)
		if a.shows["legend"] {
			s.one("hide", value)
		}
	}
	for i, name := range names {
		add(i, name, a.T.CategoryName(name))
	}
	if counts[0] > 0 {
		add(-1, scene.NoCategory, t.NoGroup)
	}
	a.number()
	if a.numbered != nil {
		v.Bar = a.bar()
	}
	return v
}

// numbered are the numbers that colour the points.
type numbered struct {
	low, high float64
	missing   bool
}

// number takes the numbers of the colour chosen. Those of a picture that is still
// being computed are not there yet.
func (a *asker) number() {
	if a.computing || a.view.Color.Kind == scene.ByCategory {
		return
	}
	values, err := a.scene.Colors(a.view.Color, a.view)
	if err != nil {
		a.skip(err, "color")
		a.view.Color = scene.Color{Kind: scene.ByCategory}
		return
	}
	n := numbered{missing: slices.ContainsFunc(values, math.IsNaN)}
	n.low, n.high = scene.Range(values)
	if n.low <= n.high {
		a.numbered = &n
	}
}

func (a *asker) bar() *BarView {
	t, n, color := a.T.Exploring, a.numbered, a.view.Color
	v := &BarView{Low: number(n.low), Middle: number((n.low + n.high) / 2), High: number(n.high), Missing: n.missing}
	name := t.Colors[color.Kind]
	v.Explain = t.ColorSay[color.Kind]
	switch color.Kind {
	case scene.ByComponent:
		name = sprintf(t.ComponentColor, color.Component+1)
		v.Explain = sprintf(v.Explain, a.axisName(color.Component))
	case scene.ByCosine:
		v.Explain = sprintf(v.Explain, a.name(*a.view.Token))
	case scene.ByAxis:
		v.Explain = sprintf(v.Explain, a.names(a.choice.From), a.names(a.choice.To))
	}
	if a.view.Beside != nil {
		v.Explain = a.T.Join(v.Explain, t.BarBeside)
	}
	v.Say = sprintf(t.Bar, strings.TrimSpace(name), v.Low, v.High)
	for i := range rampSteps {
		v.Steps = append(v.Steps, sprintf("ramp-%d", i))
	}
	return v
}
