package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Line joins two points, each given by its index into Picture.Points.
type Line struct {
	From, To int
	Stroke   Stroke
}

// Stroke is how a line is drawn.
type Stroke uint8

// The strokes.
const (
	Pair     Stroke = iota // of two points that belong together
	Apart                  // the same, dashed
	TrueNear               // from a point to a neighbour in the full space
	SeenNear               // to a neighbour in the picture, dashed
	Step                   // of an analogy: an arrow
	Opposite               // the other two sides of its parallelogram, dotted
	Answer                 // from where the analogy points to its best answer, dashed
)

// style is the width, the dashes and the ink of a stroke.
func (p *painter) style(s Stroke) (width vg.Length, dashes []vg.Length, ink color.RGBA) {
	switch s {
	case Apart:
		return 0.6, []vg.Length{3, 2}, p.theme.Line
	case TrueNear:
		return 1, nil, p.theme.Accent
	case SeenNear:
		return 1, []vg.Length{4, 2.5}, p.theme.Text
	case Step:
		return 1.4, nil, p.theme.Accent
	case Opposite:
		return 0.8, []vg.Length{1, 2}, p.theme.Accent
	case Answer:
		return 1.2, []vg.Length{4, 2.5}, p.theme.Accent
	}
	return 0.6, nil, p.theme.Line
}

// line draws what of a line is within the frame.
func (p *painter) line(c draw.Canvas, from, to vg.Point, s Stroke) {
	width, dashes, ink := p.style(s)
	a, b, ok := cut(c.Rectangle, from, to)
	if !ok {
		return
	}
	c.SetColor(ink)
	c.SetLineWidth(width)
	if s == Step {
		p.arrow(c, a, b, 1.4*radius*p.magnify, b == to)
		return
	}
	c.SetLineDash(dashes, 0)
	stroke(c, a, b)
	c.SetLineDash(nil, 0)
}

// arrow goes from one place to the next and ends a little before it, with a head
// if it is to have one. Color and width are those set.
func (p *painter) arrow(c draw.Canvas, from, to vg.Point, before vg.Length, headed bool) {
	dx, dy := float64(to.X-from.X), float64(to.Y-from.Y)
	length := math.Hypot(dx, dy)
	if !headed {
		stroke(c, from, to)
		return
	}
	const back, side = 5, 2.2
	if length < float64(before)+back {
		return // the places touch
	}
	ux, uy := vg.Length(dx/length), vg.Length(dy/length)
	tip := vg.Point{X: to.X - before*ux, Y: to.Y - before*uy}
	stroke(c, from, vg.Point{X: tip.X - back*ux, Y: tip.Y - back*uy})
	var head vg.Path
	head.Move(tip)
	head.Line(vg.Point{X: tip.X - back*ux + side*uy, Y: tip.Y - back*uy - side*ux})
	head.Line(vg.Point{X: tip.X - back*ux - side*uy, Y: tip.Y - back*uy + side*ux})
	head.Close()
	c.Fill(head)
}

func stroke(c vg.Canvas, from, to vg.Point) {
	var line vg.Path
	line.Move(from)
	line.Line(to)
	c.Stroke(line)
}

// cut is the part of a line inside a rectangle, after Liang & Barsky, "A New
// Concept and Method for Line Clipping", ACM Transactions on Graphics 3(1), 1984.
func cut(r vg.Rectangle, from, to vg.Point) (a, b vg.Point, ok bool) {
	start, end := 0.0, 1.0
	dx, dy := float64(to.X-from.X), float64(to.Y-from.Y)
	for _, edge := range [4][2]float64{
		{-dx, float64(from.X - r.Min.X)}, {dx, float64(r.Max.X - from.X)},
		{-dy, float64(from.Y - r.Min.Y)}, {dy, float64(r.Max.Y - from.Y)},
	} {
		inward, room := edge[0], edge[1]
		switch {
		case inward == 0 && room < 0:
			return a, b, false
		case inward < 0:
			start = max(start, room/inward)
		case inward > 0:
			end = min(end, room/inward)
		}
	}
	if start > end {
		return a, b, false
	}
	at := func(t float64) vg.Point {
		return vg.Point{X: from.X + vg.Length(t*dx), Y: from.Y + vg.Length(t*dy)}
	}
	a, b = from, to
	if start > 0 {
		a = at(start)
	}
	if end < 1 {
		b = at(end)
	}
	return a, b, true
}
