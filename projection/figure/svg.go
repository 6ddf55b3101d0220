package figure

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"io"
	"regexp"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgsvg"
)

// svgCanvas is gonum's own with what that leaves out: how long each text is, since a
// reader's machine may lack the font, and another one would run over the next label or
// the edge; and pictures packed fast, and by their type.
type svgCanvas struct {
	*vgsvg.Canvas
	widths   []vg.Length   // of each text, in order
	pictures []*image.RGBA // in order
}

func newSVG(width, height vg.Length) *svgCanvas {
	return &svgCanvas{Canvas: vgsvg.New(width, height)}
}

func (c *svgCanvas) FillString(f font.Face, at vg.Point, text string) {
	if text == "" || f.Font.Size == 0 {
		return
	}
	c.widths = append(c.widths, f.Width(text))
	c.Canvas.FillString(f, at, text)
}

// DrawImage puts a picture of this package's own kind into the rectangle; gonum
// writes one of a pixel for it, which WriteTo replaces.
func (c *svgCanvas) DrawImage(place vg.Rectangle, picture image.Image) {
	c.pictures = append(c.pictures, picture.(*image.RGBA))
	c.Canvas.DrawImage(place, image.NewGray(image.Rect(0, 0, 1, 1)))
}

// families are what an SVG, which refers to its font by name, asks a reader's
// machine for.
const families = `style="font-family:'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif`

// open is where something is to be put in; with its quotation mark, which a text has
// escaped, none of it can be text.
var open = regexp.MustCompile(`<text |xlink:href="data:image/jpg;base64,[^"]*|style="font-family:` + typeface)

// WriteTo writes the document, with the lengths of texts, fonts to fall back on, and
// the pictures.
func (c *svgCanvas) WriteTo(w io.Writer) (int64, error) {
	var b, out bytes.Buffer
	if _, err := c.Canvas.WriteTo(&b); err != nil {
		return 0, err
	}
	texts, pictures, done := 0, 0, 0
	for _, at := range open.FindAllIndex(b.Bytes(), -1) {
		out.Write(b.Bytes()[done:at[0]])
		done = at[1]
		switch b.Bytes()[at[0]] {
		case '<':
			fmt.Fprintf(&out, `<text textLength="%.5g" lengthAdjust="spacingAndGlyphs" `, c.widths[texts].Points())
			texts++
		case 's':
			out.WriteString(families)
		default:
			out.WriteString(`xlink:href="data:image/png;base64,`)
			packed := base64.NewEncoder(base64.StdEncoding, &out)
			if err := writePNG(packed, c.pictures[pictures]); err != nil {
				return 0, err
			}
			if err := packed.Close(); err != nil {
				return 0, err
			}
			pictures++
		}
	}
	out.Write(b.Bytes()[done:])
	return out.WriteTo(w)
}
