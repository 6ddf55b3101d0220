package figure

import (
	"bytes"
	"fmt"
	"io"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgsvg"
)

// Point is one mark of the scatter.
type Point struct {
	X, Y   float64
	Label  string // drawn where it fits; "" for none
	Group  int    // index into Figure.Groups; -1 for none
	Hollow bool   // an untrained row
}

// Figure is a scatter of two principal components.
type Figure struct {
	Title, Footnote string
	XLabel, YLabel  string // "PC1 (12.3 %)"
	Groups          []Group
	Points          []Point // the first are labelled first
	Lines           []Line  // below the points
	Path            []Point // the sentence, in order
	Hold            []Point // places that the frame holds too, not drawn: figures of a series have one frame
	Theme           *Theme  // nil for Light
}

// Line joins two points, each given by its index into Figure.Points.
type Line struct {
	From, To int
	Dashed   bool
}

// Group is a category of points, named in the legend when a point is of it.
type Group struct {
	Name  string
	Index int // of the category, for its colour and shape
}

// Format is the kind of file.
type Format string

// The formats.
const (
	PNG Format = "png"
	SVG Format = "svg"
	PDF Format = "pdf"
)

// Size is the figure's extent in pixels; text and marks grow with the DPI, of
// which 96 makes a pixel a CSS pixel.
type Size struct {
	Width, Height int
	DPI           int
}

// Limits of a figure.
const (
	MinSide   = 64
	MaxSide   = 8192
	MaxPixels = 1 << 25
	MinDPI    = 24
	MaxDPI    = 600
)

// SizeError says that a size is outside the limits.
type SizeError struct{ Size Size }

func (e *SizeError) Error() string {
	return fmt.Sprintf("a figure of %d×%d pixels at %d DPI: sides are from %d to %d, with at most %d pixels, DPI from %d to %d",
		e.Size.Width, e.Size.Height, e.Size.DPI, MinSide, MaxSide, MaxPixels, MinDPI, MaxDPI)
}

// Check returns a *SizeError when the size is outside the limits.
func (s Size) Check() error {
	if s.Width < MinSide || s.Height < MinSide || s.Width > MaxSide || s.Height > MaxSide ||
		s.Width*s.Height > MaxPixels || s.DPI < MinDPI || s.DPI > MaxDPI {
		return &SizeError{Size: s}
	}
	return nil
}

// Encode draws the figure to w. It returns a *SizeError when the size is
// outside the limits, before anything is drawn.
func (f *Figure) Encode(w io.Writer, format Format, size Size) error {
	if err := size.Check(); err != nil {
		return err
	}
	if err := loadFont(); err != nil {
		return err
	}
	dpi := float64(size.DPI)
	width, height := vg.Length(float64(size.Width)/dpi)*vg.Inch, vg.Length(float64(size.Height)/dpi)*vg.Inch
	theme := f.Theme
	if theme == nil {
		theme = &Light
	}
	var canvas interface {
		vg.CanvasSizer
		io.WriterTo
	}
	switch format {
	case PNG:
		c := vgimg.NewWith(vgimg.UseWH(width, height), vgimg.UseDPI(size.DPI), vgimg.UseBackgroundColor(theme.Background))
		canvas = vgimg.PngCanvas{Canvas: c}
	case SVG:
		canvas = vgsvg.New(width, height)
	case PDF:
		canvas = newPDF(width, height, f.Title)
	default:
		return fmt.Errorf("a figure in format %q: it is png, svg or pdf", format)
	}
	(&painter{Figure: f, theme: theme}).paint(draw.New(canvas))
	var b bytes.Buffer
	if _, err := canvas.WriteTo(&b); err != nil {
		return fmt.Errorf("drawing a figure: %w", err)
	}
	out := b.Bytes()
	if format == SVG {
		out = reallyNamed(out)
	}
	if _, err := w.Write(out); err != nil {
		return fmt.Errorf("drawing a figure: %w", err)
	}
	return nil
}
