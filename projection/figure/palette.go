package figure

import (
	"image/color"
	"math"
)

// Theme is the set of colours a figure is drawn in.
type Theme struct {
	Background color.RGBA
	Text       color.RGBA
	Line       color.RGBA // axes and ticks
	Accent     color.RGBA // the sentence's path
	Plain      color.RGBA // points of no category
	Categories [8]color.RGBA
	Ramp       [9]color.RGBA // from the least number to the greatest
}

func rgb(v uint32) color.RGBA {
	return color.RGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}

// Light and Dark are the two themes. Their category colours began as Okabe &
// Ito's set for all kinds of colour vision (2008) and were moved, by simulated
// annealing, until any two of them and Plain differ by a CIEDE2000 of 12 to every
// kind of colour vision, those of one shape by 19, and each has a contrast of
// 3 : 1 to the background (WCAG 2.2, 1.4.11). The tests have the simulations; the
// style sheet of the pages repeats the colours.
//
// Their ramps go from the least contrast to the background to the greatest, with
// a hue for every step: from olive over teal to purple on light, from plum over blue
// and green to cream on dark. Annealing moved the stops until neighbours differ by a
// CIEDE2000 of 6 to every kind of colour vision, with steps of lightness as even as
// that leaves them; each has a contrast of 3 : 1 to the background.
var (
	Light = Theme{
		Background: rgb(0xffffff), Text: rgb(0x1b1e23), Line: rgb(0x868c95), Accent: rgb(0xb3261e), Plain: rgb(0x565c66),
		Categories: [8]color.RGBA{
			rgb(0x006ed5), rgb(0x9a4603), rgb(0x6b844a), rgb(0xc35693),
			rgb(0xa49413), rgb(0x3b3530), rgb(0x403ba2), rgb(0x009be1),
		},
		Ramp: [9]color.RGBA{
			rgb(0xa1970b), rgb(0x799143), rgb(0x5a875d), rgb(0x1e7d70), rgb(0x03637a),
			rgb(0x00487a), rgb(0x0a1d8c), rgb(0x3d0060), rgb(0x390036),
		},
	}
	Dark = Theme{
		Background: rgb(0x14161a), Text: rgb(0xe8eaed), Line: rgb(0x7b828c), Accent: rgb(0xff8a7a), Plain: rgb(0xa9afb9),
		Categories: [8]color.RGBA{
			rgb(0x22a2fb), rgb(0xde9c17), rgb(0x74deb3), rgb(0xfb4694),
			rgb(0xf4df42), rgb(0x7a7f80), rgb(0xdfc2ff), rgb(0x4177d4),
		},
		Ramp: [9]color.RGBA{
			rgb(0x86508a), rgb(0x7f62b2), rgb(0x497ee4), rgb(0x04a3e3), rgb(0x09c4e7),
			rgb(0x76d575), rgb(0xb5de50), rgb(0xffe4a0), rgb(0xfff2e4),
		},
	}
)

// At is the colour of the ramp at share, from 0 for the least number to 1 for the
// greatest; beyond them it is that of the end.
func (t *Theme) At(share float64) color.RGBA {
	last := len(t.Ramp) - 1
	x := min(max(share, 0), 1) * float64(last)
	i := min(int(x), last-1)
	return mixed(t.Ramp[i], t.Ramp[i+1], x-float64(i))
}

// mixed is a colour on the way from one to another.
func mixed(from, to color.RGBA, share float64) color.RGBA {
	mix := func(a, b uint8) uint8 { return uint8(math.Round(float64(a) + share*(float64(b)-float64(a)))) }
	return color.RGBA{R: mix(from.R, to.R), G: mix(from.G, to.G), B: mix(from.B, to.B), A: 0xff}
}

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
// that neighbours in the legend differ in both, and the first 40 categories have
// each its own pair of colour and shape.
func ShapeOf(i int) Shape { return Shape(i % int(shapes)) }

// Color is the colour of category i in the theme.
func (t *Theme) Color(i int) color.RGBA { return t.Categories[i%8] }
