package figure

import (
	"bytes"
	"image"
	"image/color"
	stddraw "image/draw"
	"io"
	"math"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
)

// raster draws pixels. It is gonum's own canvas, but for what maps have most of:
// a mark is drawn once for its shape and pressed as a stamp wherever it
// recurs, and level text goes straight onto the picture.
type raster struct {
	*vgimg.Canvas
	pixels *image.RGBA
	height vg.Length
	states []state // the last is the current one
	stamps map[stamp]*image.Alpha
	inks   map[color.RGBA]*image.Uniform
	faces  map[vg.Length]xfont.Face
}

// state is what Push saves and Pop restores, of what text needs.
type state struct {
	ink    color.Color
	turned bool // text is not level
}

// stamp is a mark at one of the places that it can have within a pixel.
type stamp struct {
	shape  Shape
	hollow bool
	r      vg.Length
	x, y   int // in parts of a pixel
}

// parts of a pixel in which a stamp is placed, each way: it is at most an eighth
// of a pixel off.
const parts = 4

func newRaster(width, height vg.Length, dpi float64, back color.Color) *raster {
	c := vgimg.NewWith(vgimg.UseWH(width, height), vgimg.UseDPI(int(dpi)), vgimg.UseBackgroundColor(back))
	return &raster{Canvas: c, pixels: c.Image().(*image.RGBA), height: height, states: make([]state, 1),
		stamps: make(map[stamp]*image.Alpha), inks: make(map[color.RGBA]*image.Uniform), faces: make(map[vg.Length]xfont.Face)}
}

// press draws a mark, cut at the rectangle of pixels within.
func (c *raster) press(within *image.RGBA, at vg.Point, r vg.Length, shape Shape, hollow bool, tint color.RGBA) {
	dpi := c.DPI()
	x, y := at.X.Dots(dpi), (c.height - at.Y).Dots(dpi)
	left, top := math.Floor(x), math.Floor(y)
	key := stamp{shape, hollow, r, int((x - left) * parts), int((y - top) * parts)}
	mask, ok := c.stamps[key]
	if !ok {
		mask = key.draw(dpi)
		c.stamps[key] = mask
	}
	ink, ok := c.inks[tint]
	if !ok {
		ink = image.NewUniform(tint)
		c.inks[tint] = ink
	}
	half := mask.Rect.Dx() / 2
	to := mask.Rect.Add(image.Pt(int(left)-half, int(top)-half))
	stddraw.DrawMask(within, to, ink, image.Point{}, mask, image.Point{}, stddraw.Over)
}

// draw makes the stamp's mask: its middle pixel is the one that the point is in.
func (s stamp) draw(dpi float64) *image.Alpha {
	half := int(math.Ceil(1.3*s.r.Dots(dpi))) + 2
	side := 2*half + 1
	pixel := vg.Inch / vg.Length(dpi)
	c := vgimg.NewWith(vgimg.UseWH(vg.Length(side)*pixel, vg.Length(side)*pixel), vgimg.UseDPI(int(dpi)), vgimg.UseBackgroundColor(color.Transparent))
	within := func(part int) vg.Length { return (vg.Length(part) + 0.5) / parts * pixel }
	at := vg.Point{X: vg.Length(half)*pixel + within(s.x), Y: vg.Length(half+1)*pixel - within(s.y)}
	drawMark(c, at, s.r, s.shape, s.hollow, color.RGBA{A: 0xff})
	mask := image.NewAlpha(image.Rect(0, 0, side, side))
	stddraw.Draw(mask, mask.Rect, c.Image(), image.Point{}, stddraw.Src)
	return mask
}

// within is the part of the picture inside the rectangle.
func (c *raster) within(r vg.Rectangle) *image.RGBA {
	dpi := c.DPI()
	return c.pixels.SubImage(image.Rect(
		int(math.Floor(r.Min.X.Dots(dpi))), int(math.Floor((c.height - r.Max.Y).Dots(dpi))),
		int(math.Ceil(r.Max.X.Dots(dpi))), int(math.Ceil((c.height - r.Min.Y).Dots(dpi))))).(*image.RGBA)
}

func (c *raster) state() *state { return &c.states[len(c.states)-1] }

func (c *raster) SetColor(ink color.Color) {
	c.state().ink = ink
	c.Canvas.SetColor(ink)
}

func (c *raster) Push() {
	c.states = append(c.states, *c.state())
	c.Canvas.Push()
}

func (c *raster) Pop() {
	c.states = c.states[:len(c.states)-1]
	c.Canvas.Pop()
}

func (c *raster) Rotate(angle float64) {
	c.state().turned = true
	c.Canvas.Rotate(angle)
}

// FillString draws text; gonum's own way reads the font anew for every string.
func (c *raster) FillString(f font.Face, at vg.Point, text string) {
	if c.state().turned {
		c.Canvas.FillString(f, at, text)
		return
	}
	size := f.Font.Size
	if c.faces[size] == nil {
		c.faces[size] = f.FontFace(c.DPI())
	}
	dpi := c.DPI()
	place := func(l vg.Length) fixed.Int26_6 { return fixed.Int26_6(math.Round(l.Dots(dpi) * 64)) }
	d := xfont.Drawer{Dst: c.pixels, Src: image.NewUniform(c.state().ink), Face: c.faces[size],
		Dot: fixed.Point26_6{X: place(at.X), Y: place(c.height - at.Y)}}
	d.DrawString(text)
}

// WriteTo writes a PNG.
func (c *raster) WriteTo(w io.Writer) (int64, error) {
	var b bytes.Buffer
	if err := writePNG(&b, c.pixels); err != nil {
		return 0, err
	}
	return b.WriteTo(w)
}
