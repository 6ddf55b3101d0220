// Package figure (stub: the contract its builder fills in).
package figure

import "io"

// Point is one mark of the scatter.
type Point struct {
	X, Y   float64
	Label  string // drawn when it fits; "" for none
	Group  int    // index into Figure.Groups; -1 for none
	Hollow bool   // an untrained row
}

// Figure is a scatter of two principal components.
type Figure struct {
	Title, Footnote string
	XLabel, YLabel  string // "PC1 (12.3 %)"
	Groups          []string
	Points          []Point
	Path            []Point // the sentence, in order: numbered arrows
	Dark            bool
}

// Format is the kind of file.
type Format string

// The formats.
const (
	PNG Format = "png"
	SVG Format = "svg"
	PDF Format = "pdf"
)

// Size is the figure's extent in pixels at DPI (96 = a CSS pixel).
type Size struct {
	Width, Height int
	DPI           int
}

// Limits of a figure.
const (
	MinSide   = 64
	MaxSide   = 8192
	MaxPixels = 1 << 25
	MaxDPI    = 600
)

// Encode draws the figure to w. *SizeError when the size is outside the limits.
func (f *Figure) Encode(w io.Writer, format Format, size Size) error { panic("stub") }

// SizeError says which limit was passed.
type SizeError struct {
	Size Size
}

func (e *SizeError) Error() string { panic("stub") }
