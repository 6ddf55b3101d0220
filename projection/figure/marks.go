package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// mark draws the point of a category, hollow for an untrained row.
func (p *painter) mark(c draw.Canvas, at vg.Point, r vg.Length, category int, hollow bool) {
	tint, shape := p.theme.Plain, Circle
	if category >= 0 {
		tint, shape = p.theme.Color(category), ShapeOf(category)
	}
	var outline vg.Path
	corners := func(angles ...float64) {
		for i, a := range angles {
			q := vg.Point{X: at.X + 1.3*r*vg.Length(math.Cos(a)), Y: at.Y + 1.3*r*vg.Length(math.Sin(a))}
			if i == 0 {
				outline.Move(q)
			} else {
				outline.Line(q)
			}
		}
	}
	const turn = math.Pi / 6
	switch shape {
	case Square:
		corners(1.5*turn, 4.5*turn, 7.5*turn, 10.5*turn)
	case TriangleUp:
		corners(3*turn, 7*turn, 11*turn)
	case Diamond:
		corners(0, 3*turn, 6*turn, 9*turn)
	case TriangleDown:
		corners(9*turn, 1*turn, 5*turn)
	default:
		outline.Move(vg.Point{X: at.X + r, Y: at.Y})
		outline.Arc(at, r, 0, 2*math.Pi)
	}
	outline.Close()
	c.SetColor(tint)
	if !hollow {
		c.Fill(outline)
		return
	}
	c.SetLineWidth(0.8)
	c.Stroke(outline)
}

// line joins two points.
func (p *painter) line(c draw.Canvas, from, to vg.Point, dashed bool) {
	var dashes []vg.Length
	if dashed {
		dashes = []vg.Length{3, 2}
	}
	c.SetColor(p.theme.Line)
	c.SetLineWidth(0.6)
	c.SetLineDash(dashes, 0)
	var line vg.Path
	line.Move(from)
	line.Line(to)
	c.Stroke(line)
	c.SetLineDash(nil, 0)
}

// token draws the numbered place of a token of the sentence.
func (p *painter) token(c draw.Canvas, at vg.Point, number string, hollow bool) {
	const r = 1.9 * radius
	var outline vg.Path
	outline.Move(vg.Point{X: at.X + r, Y: at.Y})
	outline.Arc(at, r, 0, 2*math.Pi)
	outline.Close()
	ink := p.theme.Background
	if hollow {
		c.SetColor(p.theme.Background)
		c.Fill(outline)
		c.SetColor(p.theme.Accent)
		c.SetLineWidth(1)
		c.Stroke(outline)
		ink = p.theme.Accent
	} else {
		c.SetColor(p.theme.Accent)
		c.Fill(outline)
	}
	size := 1.5 * r
	if len(number) > 2 {
		size = r
	}
	centre(c, at, number, size, ink)
	p.taken.take(box(at, r, r))
}

// arrow goes from one token to the next and ends at its rim.
func (p *painter) arrow(c draw.Canvas, from, to vg.Point) {
	dx, dy := float64(to.X-from.X), float64(to.Y-from.Y)
	length := math.Hypot(dx, dy)
	if length < float64(5*radius) {
		return // the places touch: the numbers tell the order
	}
	ux, uy := vg.Length(dx/length), vg.Length(dy/length)
	tip := vg.Point{X: to.X - 2.1*radius*ux, Y: to.Y - 2.1*radius*uy}
	c.SetColor(color.RGBA{R: p.theme.Accent.R, G: p.theme.Accent.G, B: p.theme.Accent.B, A: 0xff})
	c.SetLineWidth(1)
	var line, head vg.Path
	line.Move(from)
	line.Line(tip)
	c.Stroke(line)
	const back, side = 5, 2.2
	head.Move(tip)
	head.Line(vg.Point{X: tip.X - back*ux + side*uy, Y: tip.Y - back*uy - side*ux})
	head.Line(vg.Point{X: tip.X - back*ux - side*uy, Y: tip.Y - back*uy + side*ux})
	head.Close()
	c.Fill(head)
}
