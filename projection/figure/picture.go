package figure

import "math"

// Picture is a scatter of points in two coordinates, or in three that are turned.
type Picture struct {
	Title  string   // above it; "" for none
	Axes   []string // what x, y and, of three coordinates, z are: "PC1 (12.3 %)"
	Blank  bool     // the coordinates mean nothing by themselves: no numbers on the axes
	Points []Point  // the first are labelled first, and lie on top
	Lines  []Line   // below the points
	Path   []Point  // the sentence, in order
	Way    *Way     // nil for none
	Hold   []Point  // places that the frame holds too, not drawn: figures of a series have one frame
	Window *Window  // nil: everything
	Turn   *Turn    // nil: two coordinates
}

// Point is one mark of the scatter.
type Point struct {
	X, Y, Z float64 // Z counts when the picture is turned
	Label   string  // drawn where it fits; "" for none
	Group   int     // index into Figure.Groups; -1 for none
	Number  float64 // for Figure.Scale; NaN for none
	Hollow  bool    // an untrained row
	Role    Role
}

// Role says how much a point stands out.
type Role uint8

// The roles.
const (
	Ordinary Role = iota
	Hidden        // not drawn; the frame holds it all the same
	Pale          // not of the selection
	Near          // joined to a marked point
	Selected
	Pinned // in a ring
	Chosen // in a ring of the accent
	Goal   // a place that is no token: a cross
)

// layers are the roles drawn, each over those before it; labels go to the last
// ones first.
var layers = []Role{Pale, Ordinary, Near, Selected, Pinned, Goal, Chosen}

// Window is the part that a picture shows: around a place, in coordinates after
// the turn, at a zoom of which 1 shows everything.
type Window struct{ X, Y, Zoom float64 }

// Turn turns three coordinates about the middle of the points' bounding box: by
// Yaw about the vertical axis, then by Pitch about the horizontal one of the
// screen, both in degrees. They are seen without perspective.
type Turn struct{ Yaw, Pitch float64 }

// spot is where a point lies in the picture; a greater depth is nearer.
type spot struct{ x, y, depth float64 }

// rotation has the rows of x′, y″ and depth:
//
//	x′ = x·cos y + z·sin y     y″    = y·cos p − z′·sin p
//	z′ = −x·sin y + z·cos y    depth = y·sin p + z′·cos p
type rotation [3][3]float64

func (t Turn) rotation() rotation {
	sy, cy := math.Sincos(t.Yaw * math.Pi / 180)
	sp, cp := math.Sincos(t.Pitch * math.Pi / 180)
	return rotation{{cy, 0, sy}, {sy * sp, cp, -cy * sp}, {-sy * cp, sp, cy * cp}}
}

func (r *rotation) of(x, y, z float64) spot {
	row := func(i int) float64 { return r[i][0]*x + r[i][1]*y + r[i][2]*z }
	return spot{row(0), row(1), row(2)}
}

// placing puts points where they lie in the picture.
func (p *Picture) placing() func(Point) spot {
	if p.Turn == nil {
		return func(q Point) spot { return spot{x: q.X, y: q.Y} }
	}
	r := p.Turn.rotation()
	mx, my, mz := p.middle()
	return func(q Point) spot {
		s := r.of(q.X-mx, q.Y-my, q.Z-mz)
		return spot{mx + s.x, my + s.y, s.depth}
	}
}

// extent is that of some points in three coordinates; least > greatest
// without any.
type extent struct{ least, greatest [3]float64 }

func (p *Picture) box(lists ...[]Point) extent {
	inf := math.Inf(1)
	b := extent{[3]float64{inf, inf, inf}, [3]float64{-inf, -inf, -inf}}
	for _, list := range lists {
		for _, q := range list {
			if !q.drawable() || q.Role == Goal {
				continue
			}
			for i, v := range [3]float64{q.X, q.Y, q.Z} {
				b.least[i], b.greatest[i] = min(b.least[i], v), max(b.greatest[i], v)
			}
		}
	}
	return b
}

func (p *Picture) middle() (x, y, z float64) {
	b := p.box(p.Points)
	if b.least[0] > b.greatest[0] {
		b = p.box(p.Path, p.Hold, p.Way.places())
	}
	if b.least[0] > b.greatest[0] {
		return 0, 0, 0
	}
	half := func(i int) float64 { return b.least[i]/2 + b.greatest[i]/2 }
	return half(0), half(1), half(2)
}

// bounds is the extent of everything with a border, never empty. That of three
// coordinates is one of a ball around them: it stays when they are turned.
func (p *Picture) bounds() (x0, x1, y0, y1 float64) {
	b := p.box(p.Points, p.Path, p.Hold, p.Way.places())
	x0, x1, y0, y1 = b.least[0], b.greatest[0], b.least[1], b.greatest[1]
	if x0 > x1 {
		return -1, 1, -1, 1
	}
	if p.Turn != nil {
		mx, my, _ := p.middle()
		r := p.reach()
		x0, x1, y0, y1 = mx-r, mx+r, my-r, my+r
	}
	border := 0.05 * max(x1-x0, y1-y0)
	if border == 0 {
		border = max(1e-6, 0.1*math.Abs(x0), 0.1*math.Abs(y0))
	}
	return x0 - border, x1 + border, y0 - border, y1 + border
}

// reach is the radius of the ball around the middle that holds everything.
func (p *Picture) reach() float64 {
	r := 0.0
	mx, my, mz := p.middle()
	for _, list := range [][]Point{p.Points, p.Path, p.Hold, p.Way.places()} {
		for _, q := range list {
			if q.drawable() && q.Role != Goal {
				r = max(r, math.Hypot(math.Hypot(q.X-mx, q.Y-my), q.Z-mz))
			}
		}
	}
	return r
}

// drawable says whether the point has a place: numbers past 1e100 would leave
// nothing of the others, and of NaN there is no place.
func (q Point) drawable() bool {
	return math.Abs(q.X) < 1e100 && math.Abs(q.Y) < 1e100 && math.Abs(q.Z) < 1e100
}
