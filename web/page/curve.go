package page

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// The loss curve's SVG is this large, and stretched to its box by the style
// sheet; static/js/curve.js counts in the same units.
const (
	curveWidth  = 1000
	curveHeight = 100
)

// CurveView is a loss curve, as paths of an SVG.
type CurveView struct {
	Name, Alt        string
	Grid, Line       string
	Now, Dot         string   // the marker; "" for none
	Top              string   // the loss at the upper edge
	Losses           []string // at the horizontal lines, from above
	From, Middle, To string   // steps below; Middle may be ""
}

// Spot is a point of a loss curve, X from 0 to 1.
type Spot struct{ X, Loss float64 }

// curve draws the spots with vertical lines at marks, and the marker at now. Its
// upper edge is at least at top.
func curve(spots []Spot, marks []float64, now *Spot, top float64) CurveView {
	for _, s := range spots {
		top = max(top, 2*math.Ceil(s.Loss/2))
	}
	x := func(v float64) string { return coordinate(v * curveWidth) }
	y := func(loss float64) string { return coordinate((1 - loss/top) * curveHeight) }
	v := CurveView{Top: coordinate(top)}
	var grid, line strings.Builder
	for loss := 0.0; loss <= top; loss += 2 {
		v.Losses = append(v.Losses, coordinate(loss))
		grid.WriteString("M0 " + y(loss) + "H" + coordinate(curveWidth))
	}
	slices.Reverse(v.Losses)
	for _, at := range marks {
		grid.WriteString("M" + x(at) + " 0V" + coordinate(curveHeight))
	}
	for i, s := range spots {
		if i > 0 {
			line.WriteByte(' ')
		}
		line.WriteString(x(s.X) + "," + y(s.Loss))
	}
	v.Grid, v.Line = grid.String(), line.String()
	if now != nil {
		v.Now = "M" + x(now.X) + " 0V" + coordinate(curveHeight)
		v.Dot = "M" + x(now.X) + " " + y(now.Loss) + "h0"
	}
	return v
}

// coordinate writes a coordinate in as few digits as a screen needs.
func coordinate(v float64) string {
	return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
}
