package figure_test

import (
	"image/color"
	"math"
	"testing"

	"github.com/lucasb-eyer/go-colorful"

	"tokenscape/projection/figure"
)

const (
	// leastDifference is the CIEDE2000 between any two colours of a theme; 1 is
	// about the least that an eye notices. Twelve is what a search reached for
	// nine colours on both backgrounds with each keeping its hue; eight colours of
	// any hue reached 18.
	leastDifference = 12

	// leastOfOneShape is the same between categories of one shape, for which
	// colour is the only cue.
	leastOfOneShape = 19

	// leastContrast is WCAG 2.2's for graphical objects, criterion 1.4.11.
	leastContrast = 3
)

// matrix takes linear RGB to the linear RGB that looks the same to everybody.
type matrix [3][3]float64

// Machado, Oliveira & Fernandes, "A Physiologically-based Model for Simulation
// of Color Vision Deficiency", IEEE TVCG 15(6), 2009: the matrices of severity
// 1.0 that its authors publish.
var (
	protanopia = matrix{
		{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998},
	}
	deuteranopia = matrix{
		{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881},
	}
	tritanopia = matrix{
		{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900},
	}
)

// Brettel, Viénot & Mollon, "Computerized simulation of color appearance for
// dichromats", JOSA A 14(10), 1997, holds better for tritanopia, which projects
// on two half planes. The numbers are those of libDaltonLens, for linear sRGB.
var (
	tritanPlane = [3]float64{0.03901, -0.02788, -0.01113}
	tritanWarm  = matrix{{1.01277, 0.13548, -0.14826}, {-0.01243, 0.86812, 0.14431}, {0.07589, 0.80500, 0.11911}}
	tritanCold  = matrix{{0.93678, 0.18979, -0.12657}, {0.06154, 0.81526, 0.12320}, {-0.37562, 1.12767, 0.24796}}
)

func (m matrix) see(c colorful.Color) colorful.Color {
	r, g, b := c.LinearRgb()
	row := func(i int) float64 { return min(1, max(0, m[i][0]*r+m[i][1]*g+m[i][2]*b)) }
	return colorful.LinearRgb(row(0), row(1), row(2))
}

func tritanopiaOfBrettel(c colorful.Color) colorful.Color {
	r, g, b := c.LinearRgb()
	if r*tritanPlane[0]+g*tritanPlane[1]+b*tritanPlane[2] >= 0 {
		return tritanWarm.see(c)
	}
	return tritanCold.see(c)
}

// visions are the kinds of colour vision that every theme is for.
var visions = map[string]func(colorful.Color) colorful.Color{
	"all cones":                func(c colorful.Color) colorful.Color { return c },
	"protanopia":               protanopia.see,
	"deuteranopia":             deuteranopia.see,
	"tritanopia":               tritanopia.see,
	"tritanopia after Brettel": tritanopiaOfBrettel,
}

var themes = map[string]figure.Theme{"light": figure.Light, "dark": figure.Dark}

func asSeen(c color.RGBA) colorful.Color {
	seen, _ := colorful.MakeColor(c)
	return seen
}

// A simulation leaves white and black alone: each row of a matrix adds up to 1.
func TestSimulationsKeepGrey(t *testing.T) {
	for name, vision := range visions {
		for _, grey := range []float64{0, 0.5, 1} {
			c := colorful.Color{R: grey, G: grey, B: grey}
			if d := 100 * vision(c).DistanceCIEDE2000(c); d > 0.1 {
				t.Errorf("%s: grey %g differs from itself by %.2f", name, grey, d)
			}
		}
	}
}

func TestEveryPairOfColoursDiffers(t *testing.T) {
	for theme, colours := range themes {
		for vision, see := range visions {
			var seen []colorful.Color
			for _, c := range append(colours.Categories[:], colours.Plain) {
				seen = append(seen, see(asSeen(c)))
			}
			least, leastOfOne := math.Inf(1), math.Inf(1)
			for i := range seen {
				for j := range i {
					d := 100 * seen[i].DistanceCIEDE2000(seen[j])
					want := leastDifference
					if i < len(colours.Categories) && figure.ShapeOf(i) == figure.ShapeOf(j) {
						want = leastOfOneShape
						leastOfOne = min(leastOfOne, d)
					}
					if d < float64(want) {
						t.Errorf("%s, %s: colours %d and %d differ by %.1f, want %d", theme, vision, j, i, d, want)
					}
					least = min(least, d)
				}
			}
			t.Logf("%s, %s: at least %.1f, of one shape %.1f", theme, vision, least, leastOfOne)
		}
	}
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(c color.RGBA) float64 {
	r, g, b := asSeen(c).LinearRgb()
	return 0.2126*r + 0.7152*g + 0.0722*b
}

func TestCategoriesStandOut(t *testing.T) {
	for name, theme := range themes {
		back := luminance(theme.Background)
		for i, c := range append(append(theme.Categories[:], theme.Plain), theme.Ramp[:]...) {
			l := luminance(c)
			if contrast := (max(l, back) + 0.05) / (min(l, back) + 0.05); contrast < leastContrast {
				t.Errorf("%s colour %d: contrast %.2f, want %d", name, i, contrast, leastContrast)
			}
		}
	}
}

// A number is read off its colour by anybody: along the ramp the contrast to the
// background grows with every stop, each stands out from it, and neighbours differ,
// for every kind of colour vision.
func TestRampIsOrdered(t *testing.T) {
	const (
		leastStep  = 6  // CIEDE2000 between neighbours
		leastReach = 40 // and between the ends
	)
	for name, theme := range themes {
		back := luminance(theme.Background)
		for vision, see := range visions {
			before, least := 0.0, math.Inf(1)
			for i, stop := range theme.Ramp {
				r, g, b := see(asSeen(stop)).LinearRgb()
				l := 0.2126*r + 0.7152*g + 0.0722*b
				contrast := (max(l, back) + 0.05) / (min(l, back) + 0.05)
				if contrast <= before {
					t.Errorf("%s, %s: stop %d has contrast %.2f, the one before %.2f", name, vision, i, contrast, before)
				}
				before = contrast
				if i > 0 {
					least = min(least, 100*see(asSeen(stop)).DistanceCIEDE2000(see(asSeen(theme.Ramp[i-1]))))
				}
			}
			ends := 100 * see(asSeen(theme.Ramp[0])).DistanceCIEDE2000(see(asSeen(theme.Ramp[8])))
			if least < leastStep || ends < leastReach {
				t.Errorf("%s, %s: neighbours differ by %.1f, the ends by %.1f, want %d and %d", name, vision, least, ends, leastStep, leastReach)
			}
			t.Logf("%s, %s: neighbours differ by at least %.1f, the ends by %.1f", name, vision, least, ends)
		}
	}
}

func TestRampAt(t *testing.T) {
	theme := figure.Light
	for i, want := range theme.Ramp {
		if got := theme.At(float64(i) / 8); got != want {
			t.Errorf("at stop %d: %v, want %v", i, got, want)
		}
	}
	if theme.At(-3) != theme.Ramp[0] || theme.At(7) != theme.Ramp[8] {
		t.Error("past its ends the ramp has not the colour of the end")
	}
}

func TestFirstCategoriesDifferByColourAndShape(t *testing.T) {
	type cue struct {
		colour int
		shape  figure.Shape
	}
	seen := make(map[cue]int)
	for i := range 40 {
		c := cue{i % 8, figure.ShapeOf(i)}
		if j, twice := seen[c]; twice {
			t.Errorf("categories %d and %d look alike", j, i)
		}
		seen[c] = i
		if figure.ShapeOf(i) == figure.ShapeOf(i+1) {
			t.Errorf("categories %d and %d share a shape", i, i+1)
		}
	}
}
