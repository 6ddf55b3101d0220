package lesson

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"tokenscape/embedding/classroom/replay"
)

// Map is words at their places, to circle groups of.
type Map struct {
	Width, Height int // of the picture, as are all places in it
	Labels        []Label
	Groups        []Group
}

// Label is a word beside its point.
type Label struct {
	Text         string
	X, Y         string // of the point
	TextX, TextY string // where the text begins, on its base line
}

// Group is the words of a category, and the path around them.
type Group struct {
	Category string
	Words    []string
	Path     string
}

const (
	mapWidth, mapHeight, mapMargin = 680.0, 460.0, 24.0
	letterWidth, lineHeight        = 9.5, 18.0 // of a label, at the least
	around                         = 9.0       // from the words of a group to the line around it
)

// box is what a label and its point take up.
type box struct{ left, top, right, bottom float64 }

// covers is the area that both take up.
func (b box) covers(o box) float64 {
	width := math.Min(b.right, o.right) - math.Max(b.left, o.left)
	height := math.Min(b.bottom, o.bottom) - math.Max(b.top, o.top)
	return math.Max(0, width) * math.Max(0, height)
}

// drawMap sets the words at their places, at one scale on both axes, each label
// where it covers the least of the others.
func drawMap(spots []Spot) *Map {
	x := func(s Spot) float64 { return s.X }
	y := func(s Spot) float64 { return s.Y }
	lowX, highX, lowY, highY := least(spots, x), -least(spots, func(s Spot) float64 { return -s.X }), least(spots, y), -least(spots, func(s Spot) float64 { return -s.Y })
	longest := 0
	for _, s := range spots {
		longest = max(longest, len(s.Word))
	}
	room := mapMargin + float64(longest)*letterWidth
	scale := math.Min((mapWidth-2*room)/(highX-lowX), (mapHeight-2*mapMargin)/(highY-lowY))
	m := &Map{Width: int(mapWidth), Height: int(mapHeight)}
	var taken []box
	at := func(s Spot) (float64, float64) {
		return mapWidth/2 + scale*(s.X-(lowX+highX)/2), mapHeight/2 - scale*(s.Y-(lowY+highY)/2)
	}
	for _, s := range spots {
		px, py := at(s)
		taken = append(taken, box{px - 4, py - 4, px + 4, py + 4})
	}
	boxes := map[string][]box{}
	for _, s := range spots {
		px, py := at(s)
		width := float64(len(s.Word)) * letterWidth
		covered := func(b box) (area float64) {
			for _, t := range taken {
				area += b.covers(t)
			}
			return area
		}
		const gap = 6
		right, left, middle := px+gap, px-gap-width, px-width/2
		above, below, level := py-gap-lineHeight, py+gap, py-lineHeight/2
		var candidates []box
		for _, p := range [][2]float64{{right, level}, {left, level}, {middle, above}, {middle, below}, {right, above + 4}, {right, below - 4}, {left, above + 4}, {left, below - 4}} {
			candidates = append(candidates, box{p[0], p[1], p[0] + width, p[1] + lineHeight})
		}
		best := slices.MinFunc(candidates, func(a, b box) int { return cmp.Compare(covered(a), covered(b)) })
		taken = append(taken, best)
		m.Labels = append(m.Labels, Label{s.Word, place(px), place(py), place(best.left), place(best.bottom - 4)})
		if _, met := boxes[s.Category]; !met {
			m.Groups = append(m.Groups, Group{Category: s.Category})
		}
		i := slices.IndexFunc(m.Groups, func(g Group) bool { return g.Category == s.Category })
		m.Groups[i].Words = append(m.Groups[i].Words, s.Word)
		boxes[s.Category] = append(boxes[s.Category], best, box{px, py, px, py})
	}
	for i, g := range m.Groups {
		m.Groups[i].Path = surround(boxes[g.Category])
	}
	return m
}

func least(spots []Spot, of func(Spot) float64) float64 {
	low := math.Inf(1)
	for _, s := range spots {
		low = math.Min(low, of(s))
	}
	return low
}

func place(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

// surround is the path around boxes: the convex hull of their corners, a little
// apart (Andrew 1979, Another efficient algorithm for convex hulls in two
// dimensions).
func surround(boxes []box) string {
	var corners [][2]float64
	for _, b := range boxes {
		l, t, r, d := b.left-around, b.top-around, b.right+around, b.bottom+around
		corners = append(corners, [2]float64{l, t}, [2]float64{r, t}, [2]float64{l, d}, [2]float64{r, d})
	}
	slices.SortFunc(corners, func(a, b [2]float64) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	half := func() (hull [][2]float64) {
		for _, c := range corners {
			for n := len(hull); n >= 2; n = len(hull) {
				a, b := hull[n-2], hull[n-1]
				if (b[0]-a[0])*(c[1]-a[1])-(b[1]-a[1])*(c[0]-a[0]) > 0 {
					break
				}
				hull = hull[:n-1]
			}
			hull = append(hull, c)
		}
		return hull[:len(hull)-1]
	}
	hull := half()
	slices.Reverse(corners)
	hull = append(hull, half()...)
	var points []string
	for _, p := range hull {
		points = append(points, place(p[0])+" "+place(p[1]))
	}
	return "M" + strings.Join(points, "L") + "Z"
}

// Chart is axes to draw a curve in, and the curve.
type Chart struct {
	Width, Height    int
	Grid             string
	XTicks, YTicks   []Tick
	XName, YName     string
	XNameAt, YNameAt [2]string
	Curve            string
	Dots             [][2]string
}

// Tick is a number on an axis.
type Tick struct{ Text, X, Y string }

const (
	chartWidth, chartHeight           = 680.0, 300.0
	chartLeft, chartBottom, chartEdge = 50.0, 45.0, 22.0
	mostLoss, lossTick, stepTick      = 9, 1, 1000
)

// drawChart draws the axes of losses by step, and the curve through them.
func drawChart(losses []replay.Loss, xName, yName string) *Chart {
	last := losses[len(losses)-1].Step
	most := (last + stepTick - 1) / stepTick * stepTick
	x := func(step int) float64 {
		return chartLeft + (chartWidth-chartLeft-chartEdge)*float64(step)/float64(most)
	}
	y := func(loss float64) float64 {
		return chartHeight - chartBottom - (chartHeight-chartBottom-chartEdge)*loss/mostLoss
	}
	c := &Chart{Width: int(chartWidth), Height: int(chartHeight), XName: xName, YName: yName,
		XNameAt: [2]string{place((chartLeft + chartWidth) / 2), place(chartHeight - 6)}, YNameAt: [2]string{place(chartLeft), place(chartEdge - 8)}}
	var grid strings.Builder
	for step := 0; step <= most; step += stepTick {
		grid.WriteString("M" + place(x(step)) + " " + place(y(0)) + "V" + place(y(mostLoss)))
		c.XTicks = append(c.XTicks, Tick{count(step), place(x(step)), place(y(0) + 18)})
	}
	for loss := 0; loss <= mostLoss; loss += lossTick {
		grid.WriteString("M" + place(x(0)) + " " + place(y(float64(loss))) + "H" + place(x(most)))
		c.YTicks = append(c.YTicks, Tick{strconv.Itoa(loss), place(chartLeft - 8), place(y(float64(loss)) + 5)})
	}
	c.Grid = grid.String()
	for i, l := range losses {
		to := place(x(l.Step)) + " " + place(y(l.Loss))
		c.Curve += map[bool]string{true: "M", false: "L"}[i == 0] + to
		c.Dots = append(c.Dots, [2]string{place(x(l.Step)), place(y(l.Loss))})
	}
	return c
}
