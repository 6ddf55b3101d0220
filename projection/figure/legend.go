package figure

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

const (
	keyWidth  = vg.Length(20) // of the place for a mark or a stroke
	keyGap    = vg.Length(10) // between the picture and its legend
	columnGap = vg.Length(6)
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
// strokes, on the right, and returns what is left beside it. Where one column does
// not hold them there are more, of smaller words, and what does not fit then is
// counted. A figure too narrow for both goes without.
func (p *painter) legend(c draw.Canvas) draw.Canvas {
	most, room := (c.Max.X-c.Min.X)/3.5, c.Max.Y-c.Min.Y
	for _, size := range []vg.Length{legendSize, 0.8 * legendSize} {
		p.legendSize = size
		entries := p.entries(most - keyWidth - columnGap - keyGap)
		columns, width, left := flow(entries, room, size, most-keyGap)
		switch {
		case width == 0:
			return c
		case left > 0 && size == legendSize:
			continue
		case left > 0:
			last := &columns[len(columns)-1]
			*last = append((*last)[:max(0, len(*last)-1)], entry{name: []string{fmt.Sprintf("… + %d", left+1)}})
		}
		x := c.Max.X - vg.Length(len(columns))*width
		for i, column := range columns {
			p.column(c, column, x+vg.Length(i)*width)
		}
		return draw.Crop(c, 0, x-c.Max.X-keyGap, 0, 0)
	}
	return c
}

// flow fills columns of one width with entries, as many as the width most allows,
// and counts those that are left. Width is 0 when there is no room for any.
func flow(entries []entry, room, size, most vg.Length) (columns [][]entry, width vg.Length, left int) {
	for _, e := range entries {
		for _, line := range e.name {
			width = max(width, keyWidth+widthOf(line, size)+columnGap)
		}
	}
	if width == 0 || width > most {
		return nil, 0, 0
	}
	columns = [][]entry{nil}
	used := vg.Length(0)
	for i, e := range entries {
		height := e.tall(size)
		if used+height > room {
			if vg.Length(len(columns)+1)*width > most || height > room {
				return columns, width, len(entries) - i
			}
			columns, used = append(columns, nil), 0
		}
		last := &columns[len(columns)-1]
		*last = append(*last, e)
		used += height
	}
	return columns, width, 0
}

// tall is the height of an entry with the gap below it.
func (e entry) tall(size vg.Length) vg.Length {
	return max(e.height, vg.Length(len(e.name))*leading*size) + 0.2*size
}

// column draws entries below one another from the top of c.
func (p *painter) column(c draw.Canvas, entries []entry, left vg.Length) {
	y, size := c.Max.Y, p.legendSize
	for _, e := range entries {
		if e.draw != nil {
			e.draw(c, vg.Point{X: left + keyWidth/2 - 2, Y: y - size/2})
		}
		for i, line := range e.name {
			beside(c, vg.Point{X: left + keyWidth, Y: y - size/2 - vg.Length(i)*leading*size}, line, size, p.theme.Text)
		}
		y -= e.tall(size)
	}
}

// entries are the lines of the legend, none wider than width.
func (p *painter) entries(width vg.Length) []entry {
	var all []entry
	add := func(name string, draw func(c draw.Canvas, middle vg.Point)) {
		if wrapped := lines(name, p.legendSize, width, 3*leading*p.legendSize); len(wrapped) > 0 {
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
		if max(widthOf(ends[0], p.legendSize), widthOf(ends[1], p.legendSize)) > width {
			return nil
		}
		all = append(all, entry{height: barHeight + 0.6*p.legendSize, name: ends[:1], draw: func(c draw.Canvas, at vg.Point) {
			p.bar(c, vg.Point{X: at.X, Y: at.Y + capitals*p.legendSize/2}, ends[1])
		}})
	}
	used, missing := p.used()
	if missing && p.Scale.Missing != "" {
		add(p.Scale.Missing, func(c draw.Canvas, at vg.Point) {
			c.SetColor(p.theme.Plain)
			c.Fill(box(at, barWidth/2, barWidth/2).Path())
		})
	}
	// Without their colours, groups of which two have one shape are not told apart.
	shaped := p.Scale == nil || len(p.Groups) <= int(shapes)
	for i, g := range p.Groups {
		if used[i] && shaped {
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
	beside(c, vg.Point{X: top.X + keyWidth/2 + 2, Y: top.Y - barHeight + capitals*p.legendSize/2}, low, p.legendSize, p.theme.Text)
}
