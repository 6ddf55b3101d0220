package figure

import (
	"fmt"
	"io"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Figure is one picture, or some side by side, with what is said about them.
type Figure struct {
	Title, Footnote string
	Pictures        []Picture // of the same points: what is marked in one is marked in all
	Groups          []Group
	Scale           *Scale  // colours points by their number; nil: by their group
	Keys            []Key   // what strokes mean, for the legend
	Theme           *Theme  // nil for Light
	Magnify         float64 // of marks and labels; 0 for 1
	Unlabelled      bool    // points have no labels but those that are marked
}

// Group is a category of points, named in the legend when a point of it is drawn.
type Group struct {
	Name  string
	Index int // of the category, for its colour and shape
}

// Scale gives the numbers of points the colours of the ramp.
type Scale struct {
	Name              string
	Low, High         float64 // the ends of the ramp
	LowText, HighText string  // what the bar says there
	Missing           string  // names points without a number, when there are any
}

// Key says what a stroke means.
type Key struct {
	Stroke Stroke
	Name   string
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

	// MostDrawn is how many marks an SVG or PDF has as shapes; more of them are
	// one picture. A shape takes some 150 bytes.
	MostDrawn = 10_000
)

// SizeError says that a size is outside the limits.
type SizeError struct {
	Size   Size
	Moving bool // of an animation
}

func (e *SizeError) Error() string {
	if e.Moving {
		return fmt.Sprintf("an animation of %d×%d pixels: it has at most %d pixels", e.Size.Width, e.Size.Height, MaxMovingPixels)
	}
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

// Raster tells whether the marks of the figure are a picture in the format, and
// no shapes of their own.
func (f *Figure) Raster(format Format) bool {
	points := 0
	for _, p := range f.Pictures {
		points += len(p.Points)
	}
	return format == PNG || points > MostDrawn
}

// canvas is what a figure is drawn on and written from.
type canvas interface {
	vg.CanvasSizer
	io.WriterTo
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
	p := f.painter()
	width, height := size.extent()
	var on canvas
	switch format {
	case PNG:
		p.raster = newRaster(width, height, float64(size.DPI), p.theme.Background)
		on = p.raster
	case SVG:
		on = newSVG(width, height)
	case PDF:
		on = newPDF(width, height, f.Title)
	default:
		return fmt.Errorf("a figure in format %q: Encode makes png, svg and pdf", format)
	}
	p.flat = f.Raster(format)
	p.paint(draw.New(on))
	if _, err := on.WriteTo(w); err != nil {
		return fmt.Errorf("drawing a figure: %w", err)
	}
	return nil
}

func (f *Figure) painter() *painter {
	p := &painter{Figure: f, theme: f.Theme, magnify: vg.Length(f.Magnify)}
	if p.theme == nil {
		p.theme = &Light
	}
	if p.magnify <= 0 {
		p.magnify = 1
	}
	return p
}

// extent is the size in points.
func (s Size) extent() (width, height vg.Length) {
	dpi := float64(s.DPI)
	return vg.Length(float64(s.Width)/dpi) * vg.Inch, vg.Length(float64(s.Height)/dpi) * vg.Inch
}
