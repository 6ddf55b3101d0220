package page

import (
	"math"
	"strconv"
	"strings"

	"golang.org/x/text/language"
	xmessage "golang.org/x/text/message"
)

// levels is the number of colours of a strip, an odd number: the middle is 0.
const levels = 17

// Shade is all cells of one colour, as the path of an SVG.
type Shade struct {
	Class string
	Path  string
}

// Strip is a vector as a row of coloured cells, one a number.
type Strip struct {
	Name    string
	Row     string // where the vector stands in its matrix
	Cells   int
	ViewBox string
	Shades  []Shade
}

// strip colours the numbers of v from −top to top.
func strip(name, row string, v []float32, top float64) Strip {
	var paths [levels]strings.Builder
	for i, x := range v {
		level := levels / 2
		if top > 0 {
			level += int(math.Round(float64(x) / top * (levels / 2)))
		}
		level = min(max(level, 0), levels-1)
		b := &paths[level]
		b.WriteString("M" + strconv.Itoa(i) + " 0h1v1h-1z")
	}
	s := Strip{Name: name, Row: row, Cells: len(v), ViewBox: "0 0 " + strconv.Itoa(len(v)) + " 1"}
	for i := range paths {
		if paths[i].Len() > 0 {
			s.Shades = append(s.Shades, Shade{Class: "q" + strconv.Itoa(i), Path: paths[i].String()})
		}
	}
	return s
}

// largest is the greatest absolute value among the vectors.
func largest(vectors ...[]float32) float64 {
	var top float64
	for _, v := range vectors {
		for _, x := range v {
			top = math.Max(top, math.Abs(float64(x)))
		}
	}
	return top
}

// count writes a whole number with its thousands apart.
func count(n int) string { return grouped.Sprint(n) }

var grouped = xmessage.NewPrinter(language.English)

// number writes a weight for reading, with a true minus sign.
func number(x float64) string {
	return strings.Replace(strconv.FormatFloat(x, 'f', 3, 64), "-", "−", 1)
}

// rounded writes a number of any size for reading: its first three digits.
func rounded(x float64) string {
	return strings.ReplaceAll(strconv.FormatFloat(x, 'g', 3, 64), "-", "−")
}
