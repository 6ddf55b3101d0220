package figure

import (
	"bytes"
	"fmt"
	"io"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgsvg"
)

// svgCanvas is gonum's own but that it says how long each text is: a reader's
// machine may lack the font, and another one would run over the next label or the edge.
type svgCanvas struct {
	*vgsvg.Canvas
	widths []vg.Length // of each text, in order
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

// families are what an SVG, which refers to its font by name, asks a reader's
// machine for.
const families = "font-family:'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif"

// WriteTo writes the document, with what gonum leaves out: the lengths of texts,
// fonts to fall back on, and the type of pictures, which it takes for JPEGs.
func (c *svgCanvas) WriteTo(w io.Writer) (int64, error) {
	var b, out bytes.Buffer
	if _, err := c.Canvas.WriteTo(&b); err != nil {
		return 0, err
	}
	const text = "<text "
	parts := bytes.Split(b.Bytes(), []byte(text))
	for i, part := range parts {
		if i > 0 {
			fmt.Fprintf(&out, "%stextLength=\"%.5g\" lengthAdjust=\"spacingAndGlyphs\" ", text, c.widths[i-1].Points())
		}
		part = bytes.ReplaceAll(part, []byte("font-family:"+typeface), []byte(families))
		out.Write(bytes.ReplaceAll(part, []byte("data:image/jpg;base64,"), []byte("data:image/png;base64,")))
	}
	return out.WriteTo(w)
}
