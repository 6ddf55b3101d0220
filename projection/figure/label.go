package figure

import (
	"image/color"
	"strings"
	"unicode/utf8"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// caption is a label to be placed beside a point.
type caption struct {
	text   string
	at     vg.Point
	gap    vg.Length // from the point to the label
	size   vg.Length
	ink    color.Color
	first  side      // to be tried
	apart  vg.Length // to be kept from other labels
	backed bool      // it may lie over marks and lines, which are dimmed below it
}

// side is where a label stands, seen from its point.
type side int

const (
	rightSide side = iota
	leftSide
	above
	below
	sides
)

// label writes a caption on the first side where it fits into the frame and over
// nothing that is taken; nowhere when there is none. It tells whether it did.
func (r *room) label(c draw.Canvas, l caption, back color.RGBA) bool {
	found := r.find(l)
	if found == nil {
		return false
	}
	found.write(c, back)
	return true
}

// inscription is a caption with its place.
type inscription struct {
	caption
	middle        vg.Point
	width, height vg.Length
}

// find takes the room for a caption on the first side where there is some; nil when
// there is none.
func (r *room) find(l caption) *inscription {
	if l.text == "" || !r.worth(l) {
		return nil
	}
	l.text = drawable(l.text)
	width, height := widthOf(l.text, l.size), l.size
	for i := range sides {
		middle := l.middle((l.first+i)%sides, width, height)
		if !r.free(box(middle, width/2, height/2)) {
			continue
		}
		r.take(box(middle, width/2+l.apart, height/2+l.apart))
		return &inscription{l, middle, width, height}
	}
	return nil
}

// write draws a caption where it was found room.
func (w *inscription) write(c draw.Canvas, back color.RGBA) {
	if w.backed {
		c.SetColor(color.NRGBA{R: back.R, G: back.G, B: back.B, A: 0xc0})
		c.Fill(box(w.middle, w.width/2+1, w.height/2).Path())
	}
	centre(c, w.middle, w.text, w.size, w.ink)
}

// middle is that of a label on a side of its point.
func (l caption) middle(on side, width, height vg.Length) vg.Point {
	switch on {
	case leftSide:
		return vg.Point{X: l.at.X - l.gap - width/2, Y: l.at.Y}
	case above:
		return vg.Point{X: l.at.X, Y: l.at.Y + l.gap + height/2}
	case below:
		return vg.Point{X: l.at.X, Y: l.at.Y - l.gap - height/2}
	}
	return vg.Point{X: l.at.X + l.gap + width/2, Y: l.at.Y}
}

// worth tells whether the narrowest character would fit on any side: most points
// of a full map are done with here, before any text is measured.
func (r *room) worth(l caption) bool {
	narrow := l.size / 5
	for on := range sides {
		if r.free(box(l.middle(on, narrow, l.size), narrow/2, l.size/2)) {
			return true
		}
	}
	return false
}

// capitals is the height of a capital letter, as a share of the font's size.
const capitals = 0.73

// centre writes s around a point. Gonum's own alignment centres the line, and
// in a Chinese font that stands well above its letters.
func centre(c draw.Canvas, middle vg.Point, s string, size vg.Length, ink color.Color) {
	c.SetColor(ink)
	c.FillString(face(size), vg.Point{X: middle.X - widthOf(s, size)/2, Y: middle.Y - capitals*size/2}, s)
}

// beside writes s from a point rightwards, level with its middle.
func beside(c draw.Canvas, at vg.Point, s string, size vg.Length, ink color.Color) {
	c.SetColor(ink)
	c.FillString(face(size), vg.Point{X: at.X, Y: at.Y - capitals*size/2}, s)
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

// lines is s on as many lines as there is room for; … says that it goes on.
func lines(s string, size, width, height vg.Length) []string {
	most := int(height / (leading * size))
	if most < 1 || width < 4*size {
		return nil
	}
	if longest := most * int(width) * 4; len(s) > longest { // no character is narrower than a quarter of a point
		s = s[:longest]
	}
	wrapped := wrap(drawable(s), width, size)
	if len(wrapped) > most {
		wrapped = wrapped[:most]
		last := []rune(wrapped[most-1])
		wrapped[most-1] = string(last[:max(0, len(last)-2)]) + "…"
	}
	return wrapped
}
