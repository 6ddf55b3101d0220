package figure

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"io"
	"math"
	"regexp"

	"codeberg.org/go-pdf/fpdf"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// pdfCanvas draws to a PDF of one page. Gonum's own canvas writes text in code
// page 1252 and so has no Chinese; this one embeds the characters used, which can
// be searched for and copied.
//
// The coordinates of vg are those of a PDF, in points from the lower left; fpdf
// counts from the upper left, so every y is turned once, in at.
type pdfCanvas struct {
	doc      *fpdf.Fpdf
	width    vg.Length
	height   vg.Length
	states   []pdfState // the last is the current one
	pictures int        // drawn
}

// pdfState is what Push saves and Pop restores.
type pdfState struct {
	color  color.Color
	line   vg.Length
	dashes []vg.Length
	offset vg.Length
}

func newPDF(width, height vg.Length, title string) *pdfCanvas {
	doc := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: width.Points(), Ht: height.Points()}})
	doc.SetCatalogSort(true)
	doc.SetTitle(title, true)
	doc.SetMargins(0, 0, 0)
	doc.SetAutoPageBreak(false, 0)
	doc.AddUTF8FontFromBytes(typeface, "", bytes.Clone(notoSansSC)) // fpdf writes into it
	doc.AddPage()
	c := &pdfCanvas{doc: doc, width: width, height: height, states: make([]pdfState, 1)}
	vg.Initialize(c)
	return c
}

func (c *pdfCanvas) Size() (width, height vg.Length) { return c.width, c.height }

func (c *pdfCanvas) at(p vg.Point) (x, y float64) {
	return p.X.Points(), (c.height - p.Y).Points()
}

func (c *pdfCanvas) state() *pdfState { return &c.states[len(c.states)-1] }

func (c *pdfCanvas) SetLineWidth(w vg.Length) {
	c.state().line = w
	c.doc.SetLineWidth(max(0, w.Points()))
}

func (c *pdfCanvas) SetLineDash(dashes []vg.Length, offset vg.Length) {
	c.state().dashes, c.state().offset = dashes, offset
	points := make([]float64, len(dashes))
	for i, d := range dashes {
		points[i] = d.Points()
	}
	c.doc.SetDashPattern(points, offset.Points())
}

func (c *pdfCanvas) SetColor(ink color.Color) {
	if ink == nil {
		ink = color.Black
	}
	c.state().color = ink
	plain := color.NRGBAModel.Convert(ink).(color.NRGBA)
	r, g, b := int(plain.R), int(plain.G), int(plain.B)
	c.doc.SetFillColor(r, g, b)
	c.doc.SetDrawColor(r, g, b)
	c.doc.SetTextColor(r, g, b)
	c.doc.SetAlpha(float64(plain.A)/0xff, "Normal")
}

func (c *pdfCanvas) Rotate(angle float64) {
	sin, cos := math.Sincos(angle)
	c.doc.Transform(fpdf.TransformMatrix{A: cos, B: sin, C: -sin, D: cos})
}

func (c *pdfCanvas) Translate(p vg.Point) {
	c.doc.Transform(fpdf.TransformMatrix{A: 1, D: 1, E: p.X.Points(), F: p.Y.Points()})
}

func (c *pdfCanvas) Scale(x, y float64) {
	c.doc.Transform(fpdf.TransformMatrix{A: x, D: y})
}

func (c *pdfCanvas) Push() {
	c.states = append(c.states, *c.state())
	c.doc.TransformBegin()
}

// Pop says the earlier state anew, because fpdf does not know that the page has
// gone back to it.
func (c *pdfCanvas) Pop() {
	c.doc.TransformEnd()
	c.states = c.states[:len(c.states)-1]
	s := *c.state()
	c.SetColor(s.color)
	c.SetLineWidth(s.line)
	c.SetLineDash(s.dashes, s.offset)
}

func (c *pdfCanvas) Stroke(path vg.Path) {
	if c.state().line > 0 {
		c.path(path)
		c.doc.DrawPath("D")
	}
}

func (c *pdfCanvas) Fill(path vg.Path) {
	c.path(path)
	c.doc.DrawPath("F")
}

func (c *pdfCanvas) path(path vg.Path) {
	for _, part := range path {
		x, y := c.at(part.Pos)
		switch part.Type {
		case vg.MoveComp:
			c.doc.MoveTo(x, y)
		case vg.LineComp:
			c.doc.LineTo(x, y)
		case vg.ArcComp:
			const degrees = 180 / math.Pi
			r := part.Radius.Points()
			c.doc.ArcTo(x, y, r, r, 0, part.Start*degrees, (part.Start+part.Angle)*degrees)
		case vg.CurveComp:
			x0, y0 := c.at(part.Control[0])
			if len(part.Control) == 1 {
				c.doc.CurveTo(x0, y0, x, y)
				continue
			}
			x1, y1 := c.at(part.Control[1])
			c.doc.CurveBezierCubicTo(x0, y0, x1, y1, x, y)
		case vg.CloseComp:
			c.doc.ClosePath()
		}
	}
}

func (c *pdfCanvas) FillString(f font.Face, p vg.Point, text string) {
	if f.Font.Size == 0 {
		return
	}
	c.doc.SetFont(typeface, "", f.Font.Size.Points())
	x, y := c.at(p)
	c.doc.Text(x, y, text)
}

// DrawImage puts a picture of this package's own kind into the rectangle. What
// cannot be encoded makes the document fail when it is written.
func (c *pdfCanvas) DrawImage(place vg.Rectangle, picture image.Image) {
	var b bytes.Buffer
	if err := writePNG(&b, picture.(*image.RGBA)); err != nil {
		c.doc.SetError(err)
		return
	}
	c.pictures++
	name, options := fmt.Sprintf("picture %d", c.pictures), fpdf.ImageOptions{ImageType: "png"}
	c.doc.RegisterImageOptionsReader(name, options, &b)
	x, y := c.at(vg.Point{X: place.Min.X, Y: place.Max.Y})
	size := place.Size()
	c.doc.ImageOptions(name, x, y, size.X.Points(), size.Y.Points(), false, options, 0, "")
}

// WriteTo ends the document; the canvas cannot be drawn on any more.
func (c *pdfCanvas) WriteTo(w io.Writer) (int64, error) {
	var b bytes.Buffer
	if err := c.doc.Output(&b); err != nil {
		return 0, err
	}
	n, err := w.Write(undated(b.Bytes()))
	return int64(n), err
}

var pdfDate = regexp.MustCompile(`/(CreationDate|ModDate) \(D:\d{14}\)`)

// undated blanks the times in a PDF, so that the same figure is the same file
// tomorrow. The offsets in its table stay right: the blanks are as long.
func undated(pdf []byte) []byte {
	return pdfDate.ReplaceAllFunc(pdf, func(date []byte) []byte {
		return bytes.Repeat([]byte(" "), len(date))
	})
}
