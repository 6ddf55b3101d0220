package weights

import (
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"

	"github.com/lucasb-eyer/go-colorful"
	"gonum.org/v1/gonum/blas/blas32"
)

// MaxPixels is the most numbers of one picture, 512 kB of pixels before they are
// packed: larger matrices are drawn a part at a time.
const MaxPixels = 1 << 19

// Levels is the number of colours of a picture, an odd number: the middle is 0.
const Levels = 17

// Gap is the blank between two columns of a picture, in pixels.
const Gap = 8

// Ramp is the colours of the least and the greatest number, and of 0.
type Ramp struct{ Low, Zero, High color.RGBA }

// The colours are those of the style sheet's strips.
var (
	Light = Ramp{color.RGBA{0x1c, 0x5f, 0xa8, 255}, color.RGBA{0xf7, 0xf7, 0xf5, 255}, color.RGBA{0xb3, 0x26, 0x1e, 255}}
	Dark  = Ramp{color.RGBA{0x5a, 0xa9, 0xff, 255}, color.RGBA{0x23, 0x26, 0x2d, 255}, color.RGBA{0xff, 0x7b, 0x6b, 255}}
)

// palette holds the colours by level and, last, that of the gaps.
func (r Ramp) palette() color.Palette {
	zero, _ := colorful.MakeColor(r.Zero)
	p := make(color.Palette, 0, Levels+1)
	for level := range Levels {
		end, _ := colorful.MakeColor(r.Low)
		away := float64(Levels/2-level) / (Levels / 2)
		if away < 0 {
			end, _ = colorful.MakeColor(r.High)
			away = -away
		}
		red, green, blue := zero.BlendOkLab(end, away).Clamped().RGB255()
		p = append(p, color.RGBA{red, green, blue, 255})
	}
	return append(p, color.RGBA{})
}

// Level is the colour of x between −top and top, from 0 to Levels−1; what lies
// beyond has the outermost one.
func Level(x, top float64) int {
	level := Levels / 2
	if top > 0 {
		level += int(math.Round(min(max(x/top, -1), 1) * (Levels / 2)))
	}
	return level
}

// Layout is where the rows of an n×d matrix lie on a picture: one below another
// in columns side by side, as lines of a newspaper.
type Layout struct{ Rows, Dim, Columns, High int }

// Lay keeps a matrix of no more rows than columns in one piece, and makes of a
// longer one a picture half as wide again as it is high, or wider.
func Lay(rows, dim int) Layout {
	l := Layout{Rows: rows, Dim: dim, Columns: 1, High: rows}
	for rows > dim && l.High > 2*l.Columns*(dim+Gap)/3 && l.High > 1 {
		l.Columns++
		l.High = (rows + l.Columns - 1) / l.Columns
	}
	return l
}

// Size is the picture's width and height in pixels.
func (l Layout) Size() (width, height int) {
	return l.Columns*(l.Dim+Gap) - Gap, l.High
}

// At is the pixel of a row's first number.
func (l Layout) At(row int) (x, y int) {
	return row / l.High * (l.Dim + Gap), row % l.High
}

// Draw writes the matrix as a PNG, a pixel a number. It fails when there are none
// or more than MaxPixels.
func Draw(w io.Writer, x blas32.General, top float64, ramp Ramp) error {
	if n := x.Rows * x.Cols; n < 1 || n > MaxPixels {
		return fmt.Errorf("a picture of %d×%d numbers: want 1 to %d", x.Rows, x.Cols, MaxPixels)
	}
	l := Lay(x.Rows, x.Cols)
	width, height := l.Size()
	p := image.NewPaletted(image.Rect(0, 0, width, height), ramp.palette())
	for i := range p.Pix {
		p.Pix[i] = Levels
	}
	for row := range x.Rows {
		left, y := l.At(row)
		line := p.Pix[y*p.Stride+left:]
		for j, v := range x.Data[row*x.Stride : row*x.Stride+x.Cols] {
			line[j] = uint8(Level(float64(v), top))
		}
	}
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	return encoder.Encode(w, p)
}

// Reach is three standard deviations of the numbers about 0, √(Σx²/n)·3: where
// the colours of a picture end, so that a few large numbers do not pale the rest.
func Reach(x blas32.General) float64 {
	var sum float64
	for row := range x.Rows {
		for _, v := range x.Data[row*x.Stride : row*x.Stride+x.Cols] {
			sum += float64(v) * float64(v)
		}
	}
	return 3 * math.Sqrt(sum/float64(max(1, x.Rows*x.Cols)))
}
