package figure

import (
	"image/color"
	"math"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Sizes in points, at any DPI.
const (
	titleSize  = vg.Length(13)
	labelSize  = vg.Length(7.5)
	tokenSize  = vg.Length(9.5)
	legendSize = vg.Length(9)
	noteSize   = vg.Length(7.5)
	radius     = vg.Length(2.2)
	margin     = vg.Length(18)
	leading    = vg.Length(1.35) // from line to line, of the font's size
	smallest   = vg.Length(72)   // side of a frame worth drawing
)

// painter draws one figure on one canvas.
type painter struct {
	*Figure
	theme *Theme
	taken grid // where labels and tokens are
}

func (p *painter) style(size vg.Length, c color.Color) text.Style {
	return text.Style{Color: c, Font: fontOf(size), Handler: handler, YAlign: text.YTop}
}

func (p *painter) paint(c draw.Canvas) {
	c.SetColor(p.theme.Background)
	c.Fill(c.Rectangle.Path())
	c = draw.Crop(c, margin, -margin, margin, -margin)
	c = p.words(c)
	c = p.legend(c)
	p.axes(c)
}

// words writes the title above and the footnote below, each on a quarter of the
// height at most, and returns what is left between them.
func (p *painter) words(c draw.Canvas) draw.Canvas {
	room := (c.Max.Y - c.Min.Y) / 4
	title := p.lines(p.Title, titleSize, c.Max.X-c.Min.X, room)
	note := p.lines(p.Footnote, noteSize, c.Max.X-c.Min.X, room)
	write := func(lines []string, size, from vg.Length) {
		c.SetColor(p.theme.Text)
		for i, line := range lines {
			c.FillString(face(size), vg.Point{X: c.Min.X, Y: from - size - vg.Length(i)*leading*size}, line)
		}
	}
	top, bottom := vg.Length(len(title))*leading*titleSize, vg.Length(len(note))*leading*noteSize
	write(title, titleSize, c.Max.Y)
	write(note, noteSize, c.Min.Y+bottom)
	if top > 0 {
		top += 6
	}
	if bottom > 0 {
		bottom += 6
	}
	return draw.Crop(c, 0, 0, bottom, -top)
}

// lines is s on as many lines as there is room for; … says that it goes on.
func (p *painter) lines(s string, size, width, room vg.Length) []string {
	most := int(room / (leading * size))
	if most < 1 || width < 4*size {
		return nil
	}
	if longest := most * int(width) * 4; len(s) > longest { // no character is narrower than a quarter of a point
		s = s[:longest]
	}
	lines := wrap(drawable(s), width, size)
	if len(lines) > most {
		lines = lines[:most]
		last := []rune(lines[most-1])
		lines[most-1] = string(last[:max(0, len(last)-2)]) + "…"
	}
	return lines
}

// legend names the groups that have points, on the right, and returns what is
// left beside it. A figure too narrow for both goes without.
func (p *painter) legend(c draw.Canvas) draw.Canvas {
	used := make([]bool, len(p.Groups))
	for _, point := range p.Points {
		if point.Group >= 0 {
			used[point.Group] = true
		}
	}
	var width vg.Length
	for i, g := range p.Groups {
		if used[i] {
			width = max(width, widthOf(drawable(g.Name), legendSize)+24)
		}
	}
	if width == 0 || width > (c.Max.X-c.Min.X)/3 {
		return c
	}
	y := c.Max.Y
	for i, g := range p.Groups {
		if !used[i] || y-1.5*legendSize < c.Min.Y {
			continue
		}
		middle := vg.Point{X: c.Max.X - width + 14, Y: y - legendSize/2}
		p.mark(c, middle, 1.4*radius, g.Index, false)
		c.SetColor(p.theme.Text)
		c.FillString(face(legendSize), vg.Point{X: middle.X + 8, Y: middle.Y - capitals*legendSize/2}, drawable(g.Name))
		y -= 1.55 * legendSize
	}
	return draw.Crop(c, 0, -width, 0, 0)
}

// axes draws the frame with the data in it, at one scale.
func (p *painter) axes(c draw.Canvas) {
	frame := plot.New()
	frame.BackgroundColor = color.Transparent
	for axis, label := range map[*plot.Axis]string{&frame.X: p.XLabel, &frame.Y: p.YLabel} {
		axis.Label.Text = drawable(label)
		axis.Label.TextStyle = p.style(legendSize, p.theme.Text)
		axis.Label.TextStyle.XAlign = text.XCenter
		axis.Label.TextStyle.YAlign = text.YBottom
		axis.Label.Position = draw.PosCenter
		axis.Tick.Label.Handler, axis.Tick.Label.Font = handler, fontOf(noteSize)
		axis.Tick.Label.Color = p.theme.Line
		axis.Color, axis.Tick.Color = p.theme.Line, p.theme.Line
		axis.Width, axis.Tick.Width = 0.5, 0.5
		axis.Tick.Marker = fewTicks{}
		axis.Padding = 0
	}
	frame.X.Min, frame.X.Max, frame.Y.Min, frame.Y.Max = p.bounds()
	if c.Max.X-c.Min.X < smallest || c.Max.Y-c.Min.Y < smallest {
		return // no room for axes: words alone
	}
	// The frame's inner size depends on the ticks a little: twice is enough.
	for range 2 {
		inner := frame.DataCanvas(c)
		equalScale(frame, inner.Max.X-inner.Min.X, inner.Max.Y-inner.Min.Y)
	}
	frame.Add(p)
	frame.Draw(c)
}

// bounds is the extent of all points with a border, never empty.
func (p *painter) bounds() (x0, x1, y0, y1 float64) {
	x0, y0 = math.Inf(1), math.Inf(1)
	x1, y1 = math.Inf(-1), math.Inf(-1)
	for _, list := range [][]Point{p.Points, p.Path, p.Hold} {
		for _, q := range list {
			if !q.drawable() {
				continue
			}
			x0, x1, y0, y1 = min(x0, q.X), max(x1, q.X), min(y0, q.Y), max(y1, q.Y)
		}
	}
	if x0 > x1 {
		return -1, 1, -1, 1
	}
	border := 0.05 * max(x1-x0, y1-y0)
	if border == 0 {
		border = max(1e-6, 0.1*math.Abs(x0), 0.1*math.Abs(y0))
	}
	return x0 - border, x1 + border, y0 - border, y1 + border
}

// drawable says whether the point has a place: numbers past 1e100 would leave
// nothing of the others, and of NaN there is no place.
func (q Point) drawable() bool {
	return math.Abs(q.X) < 1e100 && math.Abs(q.Y) < 1e100
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
	var ticks []plot.Tick
	first := math.Ceil(low / step)
	for i := range most + 1 {
		v := (first + float64(i)) * step
		if v > high {
			break
		}
		ticks = append(ticks, plot.Tick{Value: v, Label: strconv.FormatFloat(v+0, 'g', 3, 64)})
	}
	return ticks
}

// Plot draws lines, points, path and labels; it makes painter a plot.Plotter.
func (p *painter) Plot(c draw.Canvas, frame *plot.Plot) {
	x, y := frame.Transforms(&c)
	at := func(q Point) vg.Point { return vg.Point{X: x(q.X), Y: y(q.Y)} }
	p.taken = newGrid(c.Rectangle)
	leftward := make([]bool, len(p.Points)) // a line goes right: the label goes left
	for _, l := range p.Lines {
		if from, to := p.Points[l.From], p.Points[l.To]; from.drawable() && to.drawable() {
			p.line(c, at(from), at(to), l.Dashed)
			leftward[l.From] = leftward[l.From] || from.X < to.X
			leftward[l.To] = leftward[l.To] || to.X < from.X
		}
	}
	for i := len(p.Points) - 1; i >= 0; i-- { // the first lie on top
		if q := p.Points[i]; q.drawable() {
			p.mark(c, at(q), radius, p.index(q), q.Hollow)
		}
	}
	for i := 1; i < len(p.Path); i++ {
		if p.Path[i-1].drawable() && p.Path[i].drawable() {
			p.arrow(c, at(p.Path[i-1]), at(p.Path[i]))
		}
	}
	for i, q := range p.Path {
		if !q.drawable() {
			continue
		}
		p.token(c, at(q), strconv.Itoa(i+1), q.Hollow)
	}
	for _, q := range p.Path {
		if !q.drawable() {
			continue
		}
		p.label(c, at(q), q.Label, tokenSize, p.theme.Accent, false)
	}
	// The sentence's labels may run over other points, those of points may not.
	for _, q := range p.Points {
		if q.drawable() {
			p.taken.take(box(at(q), 0.7*radius, 0.7*radius))
		}
	}
	for i, q := range p.Points {
		if q.drawable() {
			p.label(c, at(q), q.Label, labelSize, p.theme.Text, leftward[i])
		}
	}
}

func (p *painter) index(q Point) int {
	if q.Group < 0 {
		return -1
	}
	return p.Groups[q.Group].Index
}
