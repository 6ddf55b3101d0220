package figure

import (
	"math"
	"strconv"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Way leads from stop to stop among the points of a picture.
type Way struct {
	Stops []Stop
	Here  int // the stop where the marker stands, from 1; 0: none
}

// Stop is a place on a way.
type Stop struct {
	Point          // its place and label; group and role do not count
	Near  []int    // points that it is read as, the nearest first, by their index into Picture.Points
	Say   []string // what an animation says while the marker is here, a line each
}

// places are those of the stops; none of a nil way.
func (w *Way) places() []Point {
	if w == nil {
		return nil
	}
	places := make([]Point, len(w.Stops))
	for i, s := range w.Stops {
		places[i] = s.Point
		places[i].Role = Ordinary
	}
	return places
}

// planned is a stop with its place on the page, and that of its label.
type planned struct {
	at    vg.Point
	shown bool // it has a place inside the frame
	label *inscription
}

// stopRadius is that of a stop's disc, in radii of a point.
const stopRadius = 1.9

// plan finds places for the stops and their labels, and takes the room for them.
func (s *scatter) plan(c draw.Canvas, at func(Point) vg.Point) {
	if s.Way == nil {
		return
	}
	s.stops = make([]planned, len(s.Way.Stops))
	r := stopRadius * radius * s.magnify
	for i, q := range s.Way.Stops {
		if !q.drawable() {
			continue
		}
		p := &s.stops[i]
		p.at = at(q.Point)
		if p.shown = c.Contains(p.at); p.shown {
			s.room.take(box(p.at, r, r))
		}
	}
	for i, q := range s.Way.Stops {
		if !s.stops[i].shown {
			continue
		}
		l := caption{text: q.Label, at: s.stops[i].at, gap: r + 4.5, size: tokenSize * s.magnify, ink: s.theme.Accent, backed: true}
		l.first = s.clear(i)
		s.stops[i].label = s.room.find(l)
	}
}

// clear is the side of a stop that is farthest from where the way leads on either hand.
func (s *scatter) clear(at int) side {
	best, least := rightSide, math.Inf(1)
	for on, direction := range [sides]vg.Point{rightSide: {X: 1}, leftSide: {X: -1}, above: {Y: 1}, below: {Y: -1}} {
		most := math.Inf(-1) // cosine with the nearest of the two
		for _, i := range []int{at - 1, at + 1} {
			if i < 0 || i >= len(s.stops) || !s.Way.Stops[i].drawable() {
				continue
			}
			to := s.stops[i].at.Sub(s.stops[at].at)
			if length := math.Hypot(float64(to.X), float64(to.Y)); length > 0 {
				most = max(most, float64(to.Dot(direction))/length)
			}
		}
		if most < least {
			best, least = side(on), most
		}
	}
	return best
}

// way draws the whole way, with the marker where it stands.
func (s *scatter) way(c draw.Canvas) {
	here := s.Way.Here - 1
	for i, stop := range s.Way.Stops {
		if i != here && len(stop.Near) > 0 {
			s.lead(c, i, stop.Near[:1], Opposite)
		}
	}
	s.travel(c, len(s.stops)-1, len(s.stops))
	if here >= 0 && here < len(s.stops) {
		s.arrive(c, here)
	}
	s.discs(c, len(s.stops)-1)
}

// lead draws lines from a stop to points.
func (s *scatter) lead(c draw.Canvas, from int, to []int, stroke Stroke) {
	if !s.Way.Stops[from].drawable() {
		return
	}
	for _, i := range to {
		if s.Points[i].drawable() && s.Points[i].Role != Hidden {
			s.line(c, s.stops[from].at, s.at[i], stroke)
		}
	}
}

// arrive marks a stop as the one where the marker stands: lines to what it is read
// as, and rings around that and around itself.
func (s *scatter) arrive(c draw.Canvas, at int) {
	near := s.Way.Stops[at].Near
	s.lead(c, at, near, Answer)
	for _, i := range near {
		if s.shown[i] {
			ring(c, s.at[i], s.r+2.2, 1.2, s.theme.Accent)
		}
	}
	if s.stops[at].shown {
		ring(c, s.stops[at].at, stopRadius*radius*s.magnify+2.6, 1.6, s.theme.Accent)
	}
}

// travel draws the arrows from stop to stop, up to the last. Those before the fresh
// ones at the end are pale.
func (s *scatter) travel(c draw.Canvas, last, fresh int) {
	c.SetLineWidth(1.4)
	for i := 1; i <= last; i++ {
		c.SetColor(mixed(s.theme.Accent, s.theme.Background, paleness))
		if i > last-fresh {
			c.SetColor(s.theme.Accent)
		}
		if !s.Way.Stops[i-1].drawable() || !s.Way.Stops[i].drawable() {
			continue
		}
		if a, b, ok := cut(c.Rectangle, s.stops[i-1].at, s.stops[i].at); ok {
			s.arrow(c, a, b, (stopRadius+0.2)*radius*s.magnify, b == s.stops[i].at)
		}
	}
}

// discs draws the numbered stops, up to the last, with their labels.
func (s *scatter) discs(c draw.Canvas, last int) {
	for i := 0; i <= last; i++ {
		if s.stops[i].shown {
			s.token(c, s.stops[i].at, strconv.Itoa(i+1), s.Way.Stops[i].Hollow)
		}
	}
	for i := 0; i <= last; i++ {
		if s.stops[i].label != nil {
			s.stops[i].label.write(c, s.theme.Background)
		}
	}
}
