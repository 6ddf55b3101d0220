package figure

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
)

// palette is the figure's own colours, each with its shades towards the background.
// The background is the first.
func (p *painter) palette() color.Palette {
	t := p.theme
	inks := []color.RGBA{t.Text, t.Line, t.Accent, t.Plain}
	if p.Scale != nil {
		inks = append(inks, t.Ramp[:]...)
	} else {
		known := make(map[int]bool)
		for _, g := range p.Groups {
			if i := g.Index % len(t.Categories); !known[i] {
				known[i] = true
				inks = append(inks, t.Categories[i])
			}
		}
	}
	all := color.Palette{t.Background}
	shades := (256 - 1) / len(inks)
	for _, ink := range inks {
		for i := range shades {
			all = append(all, mixed(t.Background, ink, float64(i+1)/float64(shades)))
		}
	}
	return all
}

// film takes pictures of one canvas, and keeps of each what differs from the one
// before.
type film struct {
	gif.GIF
	pixels  *image.RGBA
	before  []byte
	palette color.Palette
	index   map[color.RGBA]uint8 // of each colour met
}

func newFilm(pixels *image.RGBA, palette color.Palette) *film {
	return &film{pixels: pixels, palette: palette, index: make(map[color.RGBA]uint8)}
}

// add takes a picture that is shown for a delay in hundredths of a second.
func (f *film) add(delay int) {
	r := f.changed()
	if r.Empty() {
		f.Delay[len(f.Delay)-1] += delay
		return
	}
	frame := image.NewPaletted(r, f.palette)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		from := f.pixels.Pix[f.pixels.PixOffset(r.Min.X, y):]
		to := frame.Pix[frame.PixOffset(r.Min.X, y):]
		for x := range r.Dx() {
			to[x] = f.nearest(color.RGBA{R: from[4*x], G: from[4*x+1], B: from[4*x+2], A: 0xff})
		}
	}
	f.Image, f.Delay = append(f.Image, frame), append(f.Delay, delay)
	f.Disposal = append(f.Disposal, gif.DisposalNone)
	f.before = append(f.before[:0], f.pixels.Pix...)
}

// changed is the smallest rectangle around what differs from the frame before: of
// the first one everything.
func (f *film) changed() image.Rectangle {
	b := f.pixels.Rect
	if f.before == nil {
		return b
	}
	r := image.Rectangle{Min: b.Max, Max: b.Min}
	for y := b.Min.Y; y < b.Max.Y; y++ {
		at := f.pixels.PixOffset(b.Min.X, y)
		now, before := f.pixels.Pix[at:at+4*b.Dx()], f.before[at:at+4*b.Dx()]
		if bytes.Equal(now, before) {
			continue
		}
		left, right := 0, b.Dx()-1
		for ; bytes.Equal(now[4*left:4*left+4], before[4*left:4*left+4]); left++ {
		}
		for ; bytes.Equal(now[4*right:4*right+4], before[4*right:4*right+4]); right-- {
		}
		r.Min.X, r.Max.X = min(r.Min.X, b.Min.X+left), max(r.Max.X, b.Min.X+right+1)
		r.Min.Y, r.Max.Y = min(r.Min.Y, y), max(r.Max.Y, y+1)
	}
	return r
}

// nearest is the colour of the palette nearest to c.
func (f *film) nearest(c color.RGBA) uint8 {
	i, ok := f.index[c]
	if !ok {
		i = uint8(f.palette.Index(c))
		f.index[c] = i
	}
	return i
}
