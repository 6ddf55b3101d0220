package figure

import "image/color"

// Theme is the set of colours a figure is drawn in.
type Theme struct {
	Background color.RGBA
	Text       color.RGBA
	Line       color.RGBA // axes and ticks
	Accent     color.RGBA // the sentence's path
	Categories [8]color.RGBA
}

func rgb(v uint32) color.RGBA {
	return color.RGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}

// Light and Dark are the two themes. The category colours follow Okabe & Ito's
// set for all kinds of colour vision (2008), darkened or lightened until each
// stands out from the background by a contrast of 3 : 1 and more. The style
// sheet of the pages repeats them.
var (
	Light = Theme{
		Background: rgb(0xffffff), Text: rgb(0x1b1e23), Line: rgb(0x868c95), Accent: rgb(0xb3261e),
		Categories: [8]color.RGBA{
			rgb(0x0072b2), rgb(0xb55300), rgb(0x00805d), rgb(0xa8497f),
			rgb(0x9a8700), rgb(0x3f444c), rgb(0x5b4bb3), rgb(0x2f8fc4),
		},
	}
	Dark = Theme{
		Background: rgb(0x14161a), Text: rgb(0xe8eaed), Line: rgb(0x7b828c), Accent: rgb(0xff8a7a),
		Categories: [8]color.RGBA{
			rgb(0x56b4e9), rgb(0xe69f00), rgb(0x2bc49a), rgb(0xe08fc0),
			rgb(0xf0e442), rgb(0x7f8790), rgb(0xa99bff), rgb(0x4f7fe0),
		},
	}
)

// Shape is the form of a category's points, the second cue beside its colour.
type Shape int

// The shapes, in the order in which categories take them.
const (
	Circle Shape = iota
	Square
	TriangleUp
	Diamond
	TriangleDown
	shapes
)

// ShapeOf is the shape of category i. Shapes change with every category, so
// that two colours which some readers cannot tell apart never share one, and
// the first 40 categories have each its own pair of colour and shape.
func ShapeOf(i int) Shape { return Shape(i % int(shapes)) }

// Color is the colour of category i in the theme.
func (t *Theme) Color(i int) color.RGBA { return t.Categories[i%8] }
