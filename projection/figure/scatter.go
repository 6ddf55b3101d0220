package figure

import (
	"cmp"
	"image"
	"image/color"
	"math"
	"slices"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// scatter draws one picture into its frame.
type scatter struct {
	*painter
	*Picture
	room  *room // where labels and tokens are
	r     vg.Length
	at    []vg.Point // of each point
	far   []float64  // of each point, from 0 for the nearest to 1; nil on a plane
	shown []bool     // it has a place inside the frame, and is not hidden
	stops []planned  // of the way
}

// Plot draws lines, points, path and labels; it makes scatter a plot.Plotter.
func (s *scatter) Plot(c draw.Canvas, frame *plot.Plot) {
	x, y := frame.Transforms(&c)
	place := s.placing()
	at := func(q Point) (vg.Point, float64) {
		t := place(q)
		return vg.Point{X: x(t.x), Y: y(t.y)}, t.depth
	}
	flat := func(q Point) vg.Point { p, _ := at(q); return p }
	s.room, s.r = newRoom(c.Rectangle), s.radiusOf(s.Picture)
	n := len(s.Points)
	s.at, s.shown = make([]vg.Point, n), make([]bool, n)
	depth := make([]float64, n)
	for i, q := range s.Points {
		if q.drawable() {
			s.at[i], depth[i] = at(q)
			s.shown[i] = q.Role != Hidden && c.Contains(s.at[i])
		}
	}
	if s.Turn != nil {
		s.far = depth
		if reach := s.reach(); reach > 0 {
			for i, d := range depth {
				s.far[i] = min(1, max(0, (reach-d)/(2*reach)))
			}
		}
		s.border(c)
	}
	leftward := s.lines(c)
	drawn := s.order()
	s.marks(c, drawn)
	s.rings(c, drawn)
	s.sentence(c, flat)
	s.plan(c, flat)
	switch {
	case s.Way == nil:
	case s.stage != nil:
		s.stage.set(s, c)
	default:
		s.way(c)
	}
	if s.Turn != nil {
		s.space(c, flat)
	}
	s.labels(c, drawn, leftward)
}

// border is the frame of a picture without axes.
func (s *scatter) border(c draw.Canvas) {
	c.SetColor(s.theme.Line)
	c.SetLineWidth(0.5)
	c.Stroke(c.Rectangle.Path())
}

// lines draws the lines between points and tells whose label should go to the left:
// where a line goes right.
func (s *scatter) lines(c draw.Canvas) (leftward []bool) {
	leftward = make([]bool, len(s.Points))
	for _, l := range s.Lines {
		from, to := s.Points[l.From], s.Points[l.To]
		if !from.drawable() || !to.drawable() || from.Role == Hidden || to.Role == Hidden {
			continue
		}
		s.line(c, s.at[l.From], s.at[l.To], l.Stroke)
		leftward[l.From] = leftward[l.From] || s.at[l.From].X < s.at[l.To].X
		leftward[l.To] = leftward[l.To] || s.at[l.To].X < s.at[l.From].X
	}
	return leftward
}

// order lists the points shown from the lowest to the topmost: by layer, then the
// nearer over the farther, then the first over the later.
func (s *scatter) order() []int {
	order := make([]int, 0, len(s.Points))
	for _, layer := range layers {
		start := len(order)
		for i := len(s.Points) - 1; i >= 0; i-- {
			if s.shown[i] && s.Points[i].Role == layer {
				order = append(order, i)
			}
		}
		if s.Turn != nil {
			slices.SortStableFunc(order[start:], func(a, b int) int { return cmp.Compare(s.far[b], s.far[a]) })
		}
	}
	return order
}

// marks draws the points, as shapes or pressed on a picture.
func (s *scatter) marks(c draw.Canvas, drawn []int) {
	each := func(do func(at vg.Point, shape Shape, hollow bool, tint color.RGBA)) {
		for _, i := range drawn {
			q, far := s.Points[i], 0.0
			if q.Role == Goal {
				continue
			}
			if s.far != nil && s.Scale == nil { // a colour that is a number stays what it is
				far = s.far[i]
			}
			tint, shape := s.tint(q)
			do(s.at[i], shape, q.Hollow, s.faded(tint, q.Role, far))
		}
	}
	if !s.flat {
		each(func(at vg.Point, shape Shape, hollow bool, tint color.RGBA) {
			drawMark(c, at, s.r, shape, hollow, tint)
		})
		return
	}
	on, from, within := s.raster, vg.Point{}, (*image.RGBA)(nil)
	if on == nil {
		size := c.Size()
		on, from = newRaster(size.X, size.Y, layerDPI(size), color.Transparent), c.Min
		within = on.pixels
	} else {
		within = on.within(c.Rectangle)
	}
	each(func(at vg.Point, shape Shape, hollow bool, tint color.RGBA) {
		on.press(within, at.Sub(from), s.r, shape, hollow, tint)
	})
	if s.raster == nil {
		c.DrawImage(c.Rectangle, on.pixels)
	}
}

// layerDPI is the resolution of the picture of marks in an SVG or PDF: that of
// print, or less for what would have more pixels than mostPixels.
func layerDPI(size vg.Point) float64 {
	const print, mostPixels = 300, 1 << 21
	area := float64(size.X/vg.Inch) * float64(size.Y/vg.Inch)
	return max(1, math.Floor(min(print, math.Sqrt(mostPixels/area))))
}

// rings draws what sets single points apart.
func (s *scatter) rings(c draw.Canvas, drawn []int) {
	for _, i := range drawn {
		switch s.Points[i].Role {
		case Pinned:
			ring(c, s.at[i], s.r+2.6, 1, s.theme.Text)
		case Chosen:
			ring(c, s.at[i], s.r+2.6, 1.6, s.theme.Accent)
		case Goal:
			cross(c, s.at[i], 1.4*radius*s.magnify, s.theme.Accent)
		}
	}
}

// sentence draws the path: arrows, numbers and labels.
func (s *scatter) sentence(c draw.Canvas, at func(Point) vg.Point) {
	c.SetColor(s.theme.Accent)
	c.SetLineWidth(1)
	for i := 1; i < len(s.Path); i++ {
		if !s.Path[i-1].drawable() || !s.Path[i].drawable() {
			continue
		}
		from, to := at(s.Path[i-1]), at(s.Path[i])
		if math.Hypot(float64(to.X-from.X), float64(to.Y-from.Y)) < float64(5*radius*s.magnify) {
			continue // the places touch: the numbers tell the order
		}
		if a, b, ok := cut(c.Rectangle, from, to); ok {
			s.arrow(c, a, b, 2.1*radius*s.magnify, b == to)
		}
	}
	inside := func(q Point) bool { return q.drawable() && c.Contains(at(q)) }
	for i, q := range s.Path {
		if inside(q) {
			s.token(c, at(q), strconv.Itoa(i+1), q.Hollow)
		}
	}
	for _, q := range s.Path {
		if inside(q) {
			s.room.label(c, caption{text: q.Label, at: at(q), gap: 2.8 * radius * s.magnify, size: tokenSize * s.magnify,
				ink: s.theme.Accent, backed: true}, s.theme.Background)
		}
	}
}

// token draws the numbered place of a token of the sentence.
func (s *scatter) token(c draw.Canvas, at vg.Point, number string, hollow bool) {
	r := 1.9 * radius * s.magnify
	disc, ink := outline(at, r, Circle), s.theme.Background
	if hollow {
		c.SetColor(s.theme.Background)
		c.Fill(disc)
		c.SetColor(s.theme.Accent)
		c.SetLineWidth(1)
		c.Stroke(disc)
		ink = s.theme.Accent
	} else {
		c.SetColor(s.theme.Accent)
		c.Fill(disc)
	}
	size := 1.5 * r
	if len(number) > 2 {
		size = r
	}
	centre(c, at, number, size, ink)
	s.room.take(box(at, r, r))
}

// Where there are more points than uncovered, the first of them have labels that lie
// over others, some way apart.
const (
	uncovered = 600
	perLabel  = vg.Length(5000) // square points for one such label
	apart     = vg.Length(5)
)

// labels writes the labels of points: of those that stand out, the topmost layer
// first, and then of the others by layer, words of a group first and in both the first
// points first. Those of points that stand out may lie over other marks, those of the
// others not, but for the few first of many.
func (s *scatter) labels(c draw.Canvas, drawn []int, leftward []bool) {
	var loud, quiet []int
	var turns [6][]int // selected, ordinary and pale, each with a group and without
	for _, i := range slices.Backward(drawn) {
		turn := 0
		switch q := s.Points[i]; {
		case q.Role >= Near && q.Role != Selected:
			loud = append(loud, i)
			s.room.take(box(s.at[i], s.r, s.r))
			continue
		case q.Role == Ordinary:
			turn = 2
		case q.Role == Pale:
			turn = 4
		}
		if s.Points[i].Group < 0 {
			turn++
		}
		turns[turn] = append(turns[turn], i)
	}
	for _, list := range turns {
		quiet = append(quiet, list...)
	}
	for _, i := range loud {
		s.write(c, i, true, leftward[i])
	}
	if s.Unlabelled {
		return
	}
	if len(quiet) > uncovered {
		size := c.Size()
		most := max(10, int(size.X*size.Y/perLabel/(s.magnify*s.magnify)))
		rest := quiet[:0]
		for _, i := range quiet {
			if most > 0 && s.write(c, i, true, leftward[i]) {
				most--
			} else {
				rest = append(rest, i)
			}
		}
		quiet = rest
	}
	for _, i := range drawn {
		s.room.take(box(s.at[i], 0.7*s.r, 0.7*s.r))
	}
	for _, i := range quiet {
		s.write(c, i, false, leftward[i])
	}
}

// write labels a point where there is room, and tells whether there was.
func (s *scatter) write(c draw.Canvas, i int, covered, left bool) bool {
	q := s.Points[i]
	l := caption{text: q.Label, at: s.at[i], gap: s.r + 1.3*s.magnify, size: labelSize, ink: s.theme.Text, backed: covered}
	if left {
		l.first = leftSide
	}
	switch q.Role {
	case Near:
		l.size = labelSize + 1
	case Pinned:
		l.size, l.gap = tokenSize, s.r+4.2
	case Chosen:
		l.size, l.gap, l.ink = tokenSize, s.r+4.2, s.theme.Accent
	case Goal:
		l.gap, l.ink, l.first = 1.4*radius*s.magnify+2, s.theme.Accent, above
	case Pale:
		l.ink = s.theme.Line
	}
	if covered && q.Role < Near {
		l.apart = apart
	}
	l.size *= s.magnify
	return s.room.label(c, l, s.theme.Background)
}
