package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// outline is a shape of about the size of a circle of radius r.
func outline(at vg.Point, r vg.Length, shape Shape) vg.Path {
	var path vg.Path
	corners := func(angles ...float64) {
		for i, a := range angles {
			q := vg.Point{X: at.X + 1.3*r*vg.Length(math.Cos(a)), Y: at.Y + 1.3*r*vg.Length(math.Sin(a))}
			if i == 0 {
				path.Move(q)
			} else {
				path.Line(q)
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
		path.Move(vg.Point{X: at.X + r, Y: at.Y})
		path.Arc(at, r, 0, 2*math.Pi)
	}
	path.Close()
	return path
}

// drawMark fills a shape, or draws its rim for an untrained row.
func drawMark(c vg.Canvas, at vg.Point, r vg.Length, shape Shape, hollow bool, tint color.Color) {
	c.SetColor(tint)
	if !hollow {
		c.Fill(outline(at, r, shape))
		return
	}
	c.SetLineWidth(min(0.8, r/2))
	c.Stroke(outline(at, r, shape))
}

// tint is the colour and shape of a point: its group's, or its group's shape in
// the colour of its number.
func (p *painter) tint(q Point) (color.RGBA, Shape) {
	tint, shape := p.theme.Plain, Circle
	if p.crowded && q.Hollow {
		tint = mixed(tint, p.theme.Background, standBack)
	}
	if q.Group >= 0 {
		i := p.Groups[q.Group].Index
		tint, shape = p.theme.Color(i), ShapeOf(i)
	}
	if p.Scale != nil {
		tint = p.theme.Plain
		if !math.IsNaN(q.Number) {
			tint = p.theme.At(p.Scale.share(q.Number))
		}
	}
	return tint, shape
}

// Where there are more points than crowd, those of no group that are hollow stand back
// by a share of their colour.
const (
	crowd     = 10_000
	standBack = 0.45
)

// What a colour loses to the background: that of points that are not selected, and
// at most that of the farthest in three dimensions.
const (
	paleness = 0.71
	fog      = 0.57
)

// faded is the colour of a point by its role and by how far it is, from 0 for the
// nearest to 1.
func (p *painter) faded(tint color.RGBA, role Role, far float64) color.RGBA {
	loss := fog * math.Round(far*16) / 16 // in steps: stamps need few inks
	switch {
	case role >= Near:
		loss = 0
	case role == Pale:
		loss = max(loss, paleness)
	}
	if loss == 0 {
		return tint
	}
	return mixed(tint, p.theme.Background, loss)
}

// share is where a number lies on the ramp, in one of 256 steps: no eye tells more
// apart, and stamps need few inks.
func (s *Scale) share(v float64) float64 {
	if !(s.High > s.Low) {
		return 0.5
	}
	return math.Round(255*min(1, max(0, (v-s.Low)/(s.High-s.Low)))) / 255
}

// radiusOf is the radius of the marks of a picture: the more points, the smaller,
// and the closer one looks, the larger.
func (p *painter) radiusOf(picture *Picture) vg.Length {
	size := min(1, math.Pow(1500/float64(max(1, len(picture.Points))), 0.2))
	if w := picture.Window; w != nil {
		size = min(1.2, size*math.Pow(max(1, w.Zoom), 0.2))
	}
	return radius * p.magnify * vg.Length(size)
}

// ring marks a point that is chosen or pinned.
func ring(c draw.Canvas, at vg.Point, r, width vg.Length, ink color.Color) {
	c.SetColor(ink)
	c.SetLineWidth(width)
	c.Stroke(outline(at, r, Circle))
}

// cross marks a place that is no token.
func cross(c draw.Canvas, at vg.Point, r vg.Length, ink color.Color) {
	c.SetColor(ink)
	c.SetLineWidth(1.2)
	for _, d := range []vg.Length{r, -r} {
		stroke(c, vg.Point{X: at.X - r, Y: at.Y - d}, vg.Point{X: at.X + r, Y: at.Y + d})
	}
}
