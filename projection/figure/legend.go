package figure

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

const (
	keyWidth  = vg.Length(20) // of the place for a mark or a stroke
	keyGap    = vg.Length(10) // between the picture and its legend
	barWidth  = vg.Length(10)
	barHeight = vg.Length(120)
	bands     = 64 // of the colour bar
)

// entry is a line of the legend, or a few.
type entry struct {
	draw   func(c draw.Canvas, middle vg.Point) // its mark or stroke, in the middle of the first line; nil for none
	name   []string
	height vg.Length // if not that of its name
}

// legend names the groups that have points, the numbers of the ramp and the
// strokes, on the right, and returns what is left beside it. A figure too narrow
// for both goes without.
func (p *painter) legend(c draw.Canvas) draw.Canvas {
	most := (c.Max.X - c.Min.X) / 3.5
	entries := p.entries(most - keyWidth - keyGap)
	var width vg.Length
	for _, e := range entries {
		for _, line := range e.name {
			width = max(width, keyWidth+widthOf(line, legendSize))
		}
	}
	if width == 0 || width+keyGap > most {
		return c
	}
	y, left := c.Max.Y, c.Max.X-width
	for _, e := range entries {
		height := max(e.height, vg.Length(len(e.name))*leading*legendSize)
		if y-height < c.Min.Y {
			break
		}
		if e.draw != nil {
			e.draw(c, vg.Point{X: left + keyWidth/2 - 2, Y: y - legendSize/2})
		}
		for i, line := range e.name {
			beside(c, vg.Point{X: left + keyWidth, Y: y - legendSize/2 - vg.Length(i)*leading*legendSize}, line, legendSize, p.theme.Text)
		}
		y -= height + 0.2*legendSize
	}
	return draw.Crop(c, 0, -width-keyGap, 0, 0)
}

// entries are the lines of the legend, none wider than width.
func (p *painter) entries(width vg.Length) []entry {
	var all []entry
	add := func(name string, draw func(c draw.Canvas, middle vg.Point)) {
		if wrapped := lines(name, legendSize, width, 3*leading*legendSize); len(wrapped) > 0 {
			all = append(all, entry{draw: draw, name: wrapped})
		}
	}
	point := func(name string, q Point) {
		tint, shape := p.tint(q)
		add(name, func(c draw.Canvas, at vg.Point) { drawMark(c, at, 1.4*radius, shape, false, tint) })
	}
	if p.Scale != nil {
		add(p.Scale.Name, nil)
		ends := []string{drawable(p.Scale.HighText), drawable(p.Scale.LowText)}
		if max(widthOf(ends[0], legendSize), widthOf(ends[1], legendSize)) > width {
			return nil
		}
		all = append(all, entry{height: barHeight + 0.6*legendSize, name: ends[:1], draw: func(c draw.Canvas, at vg.Point) {
			p.bar(c, vg.Point{X: at.X, Y: at.Y + capitals*legendSize/2}, ends[1])
		}})
	}
	used, missing := p.used()
	if missing && p.Scale.Missing != "" {
		add(p.Scale.Missing, func(c draw.Canvas, at vg.Point) {
			c.SetColor(p.theme.Plain)
			c.Fill(box(at, barWidth/2, barWidth/2).Path())
		})
	}
	for i, g := range p.Groups {
		if used[i] {
			point(g.Name, Point{Group: i, Number: math.NaN()})
		}
	}
	for _, k := range p.Keys {
		add(k.Name, func(c draw.Canvas, at vg.Point) {
			p.line(c, vg.Point{X: at.X - keyWidth/2 + 2, Y: at.Y}, vg.Point{X: at.X + keyWidth/2 - 2, Y: at.Y}, k.Stroke)
		})
	}
	return all
}

// used are the groups of which a point is drawn; missing is true when one that is
// drawn lacks the number that it should have.
func (p *painter) used() (used []bool, missing bool) {
	used = make([]bool, len(p.Groups))
	for _, picture := range p.Pictures {
		for _, q := range picture.Points {
			if q.Role == Hidden {
				continue
			}
			if q.Group >= 0 {
				used[q.Group] = true
			}
			missing = missing || p.Scale != nil && math.IsNaN(q.Number)
		}
	}
	return used, missing
}

// bar draws the ramp from its upper end at top downwards, and names its lower one.
func (p *painter) bar(c draw.Canvas, top vg.Point, low string) {
	band := barHeight / bands
	for i := range bands {
		c.SetColor(p.theme.At((float64(i) + 0.5) / bands))
		y := top.Y - barHeight + vg.Length(i)*band
		// Each band reaches below the next one: no seam is left between them.
		c.Fill(vg.Rectangle{Min: vg.Point{X: top.X - barWidth/2, Y: y}, Max: vg.Point{X: top.X + barWidth/2, Y: min(top.Y, y+2*band)}}.Path())
	}
	beside(c, vg.Point{X: top.X + keyWidth/2 + 2, Y: top.Y - barHeight + capitals*legendSize/2}, low, legendSize, p.theme.Text)
}
