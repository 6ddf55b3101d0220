package figure

import (
	"image/color"
	"strings"
	"unicode/utf8"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// label writes s beside a point, on the first side where it fits into the
// frame and over no other; nowhere when there is none. The first side is the
// right one, or the left.
func (p *painter) label(c draw.Canvas, at vg.Point, s string, size vg.Length, ink color.Color, left bool) {
	if s == "" {
		return
	}
	s = drawable(s)
	width, height := widthOf(s, size), size
	gap := 1.6 * radius
	if size == tokenSize {
		gap = 2.8 * radius
	}
	aside := gap + width/2
	if left {
		aside = -aside
	}
	for _, middle := range []vg.Point{
		{X: at.X + aside, Y: at.Y}, {X: at.X - aside, Y: at.Y},
		{X: at.X, Y: at.Y + gap + height/2}, {X: at.X, Y: at.Y - gap - height/2},
	} {
		place := box(middle, width/2, height/2)
		if !p.taken.free(place) {
			continue
		}
		p.taken.take(place)
		if size == tokenSize { // arrows may run under it
			back := p.theme.Background
			c.SetColor(color.NRGBA{R: back.R, G: back.G, B: back.B, A: 0xc0})
			c.Fill(place.Path())
		}
		centre(c, middle, s, size, ink)
		return
	}
}

// capitals is the height of a capital letter, as a share of the font's size.
const capitals = 0.73

// centre writes s around a point. Gonum's own alignment centres the line, and
// in a Chinese font that stands well above its letters.
func centre(c draw.Canvas, middle vg.Point, s string, size vg.Length, ink color.Color) {
	c.SetColor(ink)
	c.FillString(face(size), vg.Point{X: middle.X - widthOf(s, size)/2, Y: middle.Y - capitals*size/2}, s)
}

func box(middle vg.Point, halfWidth, halfHeight vg.Length) vg.Rectangle {
	return vg.Rectangle{
		Min: vg.Point{X: middle.X - halfWidth, Y: middle.Y - halfHeight},
		Max: vg.Point{X: middle.X + halfWidth, Y: middle.Y + halfHeight},
	}
}

// grid finds the boxes near a place without asking all.
type grid struct {
	frame vg.Rectangle
	cells map[[2]int][]vg.Rectangle
}

// cell is the side of a grid cell, about a label's width.
const cell = vg.Length(40)

func newGrid(frame vg.Rectangle) grid {
	return grid{frame: frame, cells: make(map[[2]int][]vg.Rectangle)}
}

// each calls do for every cell that the box touches, until do says no.
func (g grid) each(b vg.Rectangle, do func([2]int) bool) bool {
	for x := int(b.Min.X / cell); x <= int(b.Max.X/cell); x++ {
		for y := int(b.Min.Y / cell); y <= int(b.Max.Y/cell); y++ {
			if !do([2]int{x, y}) {
				return false
			}
		}
	}
	return true
}

func (g grid) take(b vg.Rectangle) {
	g.each(b, func(at [2]int) bool {
		g.cells[at] = append(g.cells[at], b)
		return true
	})
}

func (g grid) free(b vg.Rectangle) bool {
	if b.Min.X < g.frame.Min.X || b.Max.X > g.frame.Max.X || b.Min.Y < g.frame.Min.Y || b.Max.Y > g.frame.Max.Y {
		return false
	}
	return g.each(b, func(at [2]int) bool {
		for _, o := range g.cells[at] {
			if b.Min.X < o.Max.X && o.Min.X < b.Max.X && b.Min.Y < o.Max.Y && o.Min.Y < b.Max.Y {
				return false
			}
		}
		return true
	})
}

// wrap breaks s into lines of at most width, at spaces where there are any, or
// else between characters, as Chinese is broken.
func wrap(s string, width, fontSize vg.Length) []string {
	var lines []string
	for s != "" {
		fits, space := 0, 0
		for at := 0; at < len(s); {
			_, bytes := utf8.DecodeRuneInString(s[at:])
			if widthOf(s[:at+bytes], fontSize) > width && at > 0 {
				break
			}
			if s[at] == ' ' {
				space = at
			}
			at += bytes
			fits = at
		}
		if fits < len(s) && space > fits/2 {
			fits = space
		}
		lines = append(lines, s[:fits])
		s = strings.TrimLeft(s[fits:], " ")
	}
	return lines
}
