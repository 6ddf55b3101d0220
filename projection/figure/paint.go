package figure

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Sizes in points, at any DPI.
const (
	titleSize   = vg.Length(13)
	pictureSize = vg.Length(10.5) // of a picture's own title
	labelSize   = vg.Length(7.5)
	tokenSize   = vg.Length(9.5)
	legendSize  = vg.Length(9)
	noteSize    = vg.Length(7.5)
	radius      = vg.Length(2.2)
	margin      = vg.Length(18)
	between     = vg.Length(16)   // two pictures
	leading     = vg.Length(1.35) // from line to line, of the font's size
	smallest    = vg.Length(72)   // side of a frame worth drawing
)

// painter draws one figure on one canvas.
type painter struct {
	*Figure
	theme   *Theme
	magnify vg.Length
	raster  *raster // what is drawn on; nil for lines and text
	flat    bool    // marks are pressed on a picture
	crowded bool    // it has more points than crowd
	stage   *stage  // of an animation; nil for a still

	legendSize vg.Length // of its words
}

func (p *painter) paint(c draw.Canvas) {
	if p.raster == nil { // which begins with its background
		c.SetColor(p.theme.Background)
		c.Fill(c.Rectangle.Path())
	}
	for _, picture := range p.Pictures {
		p.crowded = p.crowded || len(picture.Points) > crowd
	}
	c = draw.Crop(c, margin, -margin, margin, -margin)
	c = p.words(c)
	c = p.legend(c)
	n := vg.Length(len(p.Pictures))
	each := (c.Max.X - c.Min.X - (n-1)*between) / max(n, 1)
	for i := range p.Pictures {
		left := vg.Length(i) * (each + between)
		right := left + each
		s := &scatter{painter: p, Picture: &p.Pictures[i]}
		s.draw(draw.Crop(c, left, right-(c.Max.X-c.Min.X), 0, 0))
	}
}

// words writes the title above and the footnote below, each on a quarter of the
// height at most, and returns what is left between them.
func (p *painter) words(c draw.Canvas) draw.Canvas {
	height, width := (c.Max.Y-c.Min.Y)/4, c.Max.X-c.Min.X
	title := lines(p.Title, titleSize, width, height)
	note := lines(p.Footnote, noteSize, width, height)
	write := func(lines []string, size, from vg.Length) {
		c.SetColor(p.theme.Text)
		for i, line := range lines {
			c.FillString(face(size), vg.Point{X: c.Min.X, Y: from - size - vg.Length(i)*leading*size}, line)
		}
	}
	top, bottom := vg.Length(len(title))*leading*titleSize, vg.Length(len(note))*leading*noteSize
	write(title, titleSize, c.Max.Y)
	write(note, noteSize, c.Min.Y+bottom)
	if p.stage != nil {
		top += p.stage.room(vg.Point{X: c.Min.X, Y: c.Max.Y - top}, width)
	}
	if top > 0 {
		top += 6
	}
	if bottom > 0 {
		bottom += 6
	}
	return draw.Crop(c, 0, 0, bottom, -top)
}
