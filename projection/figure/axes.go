package figure

import (
	"math"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// draw draws the title, the frame and what is in it.
func (s *scatter) draw(c draw.Canvas) {
	if title := lines(s.Title, pictureSize, c.Max.X-c.Min.X, leading*pictureSize); len(title) > 0 {
		beside(c, vg.Point{X: c.Min.X, Y: c.Max.Y - pictureSize/2}, title[0], pictureSize, s.theme.Text)
		c = draw.Crop(c, 0, 0, 0, -leading*pictureSize-2)
	}
	if c.Max.X-c.Min.X < smallest || c.Max.Y-c.Min.Y < smallest {
		return // no room for axes: words alone
	}
	frame := plot.New()
	frame.BackgroundColor = nil // the figure has one
	for i, axis := range []*plot.Axis{&frame.X, &frame.Y} {
		axis.Color, axis.Tick.Color = s.theme.Line, s.theme.Line
		axis.Width, axis.Tick.Width = 0.5, 0.5
		axis.Padding = 0
		axis.Tick.Label.Handler, axis.Tick.Label.Font = handler, fontOf(noteSize)
		axis.Tick.Label.Color = s.theme.Plain
		axis.Tick.Marker = plot.ConstantTicks(nil)
		if s.Turn != nil {
			continue // arrows in the frame say what is where
		}
		if !s.Blank {
			axis.Tick.Marker = fewTicks{}
		}
		length := []vg.Length{c.Max.X - c.Min.X - 30, c.Max.Y - c.Min.Y - 30}[i]
		if label := lines(s.axis(i), legendSize, length, leading*legendSize); len(label) > 0 {
			axis.Label.Text = label[0]
		}
		axis.Label.TextStyle = text.Style{Color: s.theme.Text, Font: fontOf(legendSize), Handler: handler, XAlign: text.XCenter, YAlign: text.YBottom}
		axis.Label.Position = draw.PosCenter
	}
	frame.X.Min, frame.X.Max, frame.Y.Min, frame.Y.Max = s.bounds()
	// The frame's inner size depends on the ticks a little: twice is enough.
	for range 2 {
		inner := frame.DataCanvas(c)
		equalScale(frame, inner.Max.X-inner.Min.X, inner.Max.Y-inner.Min.Y)
	}
	if w := s.Window; w != nil && w.Zoom > 0 {
		around := func(axis *plot.Axis, middle float64) {
			half := (axis.Max - axis.Min) / 2 / w.Zoom
			axis.Min, axis.Max = middle-half, middle+half
		}
		around(&frame.X, w.X)
		around(&frame.Y, w.Y)
		inner := frame.DataCanvas(c)
		equalScale(frame, inner.Max.X-inner.Min.X, inner.Max.Y-inner.Min.Y)
	}
	frame.Add(s)
	frame.Draw(c)
}

// axis is the name of axis i, "" for none.
func (p *Picture) axis(i int) string {
	if i < len(p.Axes) {
		return p.Axes[i]
	}
	return ""
}

// equalScale widens one axis until a unit is as long on both.
func equalScale(frame *plot.Plot, width, height vg.Length) {
	if width <= 0 || height <= 0 {
		return
	}
	x, y := frame.X.Max-frame.X.Min, frame.Y.Max-frame.Y.Min
	unit := max(x/float64(width), y/float64(height))
	grow := func(axis *plot.Axis, have, want float64) {
		axis.Min -= (want - have) / 2
		axis.Max += (want - have) / 2
	}
	grow(&frame.X, x, unit*float64(width))
	grow(&frame.Y, y, unit*float64(height))
}

// fewTicks marks the multiples of 1, 2 or 5 times a power of ten, at most six
// of them. gonum's own ticks do not end on some ranges.
type fewTicks struct{}

func (fewTicks) Ticks(low, high float64) []plot.Tick {
	const most = 6
	span := high - low
	if !(span > 0) || math.IsInf(span, 0) {
		return nil
	}
	power := math.Pow(10, math.Floor(math.Log10(span/most)))
	step := power
	for _, by := range []float64{2, 5, 10} {
		if span/step <= most {
			break
		}
		step = by * power
	}
	// As many digits as tell two ticks apart, deep in a window too.
	digits := max(3, 1+int(math.Log10(max(math.Abs(low), math.Abs(high))/step)))
	var ticks []plot.Tick
	first := math.Ceil(low / step)
	for i := range most + 1 {
		v := (first + float64(i)) * step
		if v > high {
			break
		}
		ticks = append(ticks, plot.Tick{Value: v, Label: strconv.FormatFloat(v+0, 'g', digits, 64)})
	}
	return ticks
}

// space draws the axes of a turned picture as arrows through the middle of its
// points, named at their heads.
func (s *scatter) space(c draw.Canvas, at func(Point) vg.Point) {
	b := s.box(s.Points)
	if b.least[0] > b.greatest[0] {
		return
	}
	var middle, half [3]float64
	middle[0], middle[1], middle[2] = s.middle()
	for i := range half {
		half[i] = 1.08 * (b.greatest[i] - b.least[i]) / 2
	}
	end := func(i int, sign float64) vg.Point {
		place := middle
		place[i] += sign * half[i]
		return at(Point{X: place[0], Y: place[1], Z: place[2]})
	}
	for i := range 3 {
		from, to := end(i, -1), end(i, 1)
		c.SetColor(s.theme.Plain)
		c.SetLineWidth(0.7)
		if a, b, ok := cut(c.Rectangle, from, to); ok {
			s.arrow(c, a, b, 0, b == to)
		}
		l := caption{text: s.axis(i), at: to, gap: 4, size: legendSize, ink: s.theme.Plain, backed: true}
		if to.X < from.X {
			l.first = leftSide
		}
		s.room.label(c, l, s.theme.Background)
	}
}
