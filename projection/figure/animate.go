package figure

import (
	"fmt"
	"image/gif"
	"io"
	"math"
	"slices"
	"time"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// GIF is what Animate writes.
const GIF Format = "gif"

// Limits of an animation.
const (
	MaxMovingPixels = 1 << 20 // of a frame
	MaxFrames       = 160
	maxGlide        = 12 // frames from stop to stop

	fresh = 4 // steps behind the marker that are not pale
)

// Tempo is how long an animation stays at a stop, and at the last one before it begins
// again, and how long it takes from stop to stop, to hundredths of a second.
type Tempo struct{ Rest, End, Glide time.Duration }

// Usual is time enough to read three short lines at each stop.
var Usual = Tempo{Rest: 2200 * time.Millisecond, End: 4 * time.Second, Glide: 600 * time.Millisecond}

// Animate draws the figure to w as an animated GIF that runs for ever: a marker goes
// along the way of the first picture from stop to stop, leaves the way behind it, and
// at each stop joins it with the points that it is read as, while a line or more above
// the picture say what Stop.Say does. Of a way of n stops it has n frames at rest and,
// within MaxFrames, up to 12 between two. It returns a *SizeError when the size is
// outside the limits, and an error for a figure without a way or with more stops than
// MaxFrames, before anything is drawn.
//
// The picture is drawn once. A frame is what differs from the one before, in a palette
// of the figure's own colours and their shades towards its background.
func (f *Figure) Animate(w io.Writer, size Size, t Tempo) error {
	if err := size.CheckMoving(); err != nil {
		return err
	}
	if len(f.Pictures) == 0 || f.Pictures[0].Way == nil || len(f.Pictures[0].Way.Stops) == 0 {
		return fmt.Errorf("animating a figure: it has no way")
	}
	stops := f.Pictures[0].Way.Stops
	if len(stops) > MaxFrames {
		return fmt.Errorf("animating a figure: %d stops, at most %d", len(stops), MaxFrames)
	}
	if err := loadFont(); err != nil {
		return err
	}
	width, height := size.extent()
	p := f.painter()
	p.flat = true
	p.raster = newRaster(width, height, float64(size.DPI), p.theme.Background)
	p.stage = newStage(stops)
	p.paint(draw.New(p.raster))
	reel := newFilm(p.raster.pixels, p.palette())
	p.stage.play(t, reel.add)
	if err := gif.EncodeAll(w, &reel.GIF); err != nil {
		return fmt.Errorf("animating a figure: %w", err)
	}
	return nil
}

// CheckMoving returns a *SizeError when the size is outside the limits of an
// animation.
func (s Size) CheckMoving() error {
	if err := s.Check(); err != nil {
		return err
	}
	if s.Width*s.Height > MaxMovingPixels {
		return &SizeError{Size: s, Moving: true}
	}
	return nil
}

// stage is a picture that stands still, over which a marker moves.
type stage struct {
	stops   []Stop
	corner  vg.Point // left top of the lines that are said
	width   vg.Length
	most    int // lines
	scatter *scatter
	canvas  draw.Canvas
}

const sayingSize = pictureSize

func newStage(stops []Stop) *stage {
	s := &stage{stops: stops}
	for _, stop := range stops {
		s.most = max(s.most, len(stop.Say))
	}
	return s
}

// room is how high the lines are that are said, from a corner downwards.
func (s *stage) room(corner vg.Point, width vg.Length) vg.Length {
	s.corner, s.width = corner, width
	return vg.Length(s.most) * leading * sayingSize
}

// set keeps where the way of a picture lies: that of the first one.
func (s *stage) set(of *scatter, c draw.Canvas) {
	if s.scatter == nil {
		s.scatter, s.canvas = of, c
	}
}

// play draws each frame, calls add with its pixels still on the canvas, and says for
// how many hundredths of a second it is shown.
func (s *stage) play(t Tempo, add func(delay int)) {
	if s.scatter == nil { // no room for a picture
		add(hundredths(t.Rest))
		return
	}
	pixels := s.scatter.raster.pixels.Pix
	still := slices.Clone(pixels) // without anything that moves
	var left []byte               // with all that is behind the marker between two stops
	last := len(s.stops) - 1
	glide := min(maxGlide, (MaxFrames-len(s.stops))/max(1, last))
	for i := range s.stops {
		copy(pixels, still)
		s.rest(i)
		if i == last {
			add(hundredths(t.End))
			return
		}
		add(hundredths(t.Rest))
		copy(pixels, still)
		s.leave(i)
		left = append(left[:0], pixels...)
		for g := 1; g <= glide; g++ {
			copy(pixels, left)
			s.between(i, ease(float64(g)/float64(glide+1)))
			add(max(2, hundredths(t.Glide)/(glide+1)))
		}
	}
}

// hundredths is a time in the unit of a GIF.
func hundredths(d time.Duration) int { return int(d / (10 * time.Millisecond)) }

// ease goes from 0 to 1, slower at both ends.
func ease(share float64) float64 { return share * share * (3 - 2*share) }

// rest is the frame with the marker at a stop.
func (s *stage) rest(at int) {
	s.scatter.travel(s.canvas, at, fresh)
	s.scatter.arrive(s.canvas, at)
	s.scatter.discs(s.canvas, at)
	s.say(at)
}

// leave draws what is behind the marker when it has left a stop.
func (s *stage) leave(from int) {
	s.scatter.travel(s.canvas, from, fresh)
	s.scatter.discs(s.canvas, from)
	s.say(from)
}

// between draws the marker a share of the way from a stop to the next, and the way
// that it has left behind on that.
func (s *stage) between(from int, share float64) {
	if !s.stops[from].drawable() || !s.stops[from+1].drawable() {
		return
	}
	a, b := s.scatter.stops[from].at, s.scatter.stops[from+1].at
	on := func(share float64) vg.Point {
		return vg.Point{X: a.X + vg.Length(share)*(b.X-a.X), Y: a.Y + vg.Length(share)*(b.Y-a.Y)}
	}
	at, r := on(share), stopRadius*radius*s.scatter.magnify
	s.canvas.SetColor(s.scatter.theme.Accent)
	s.canvas.SetLineWidth(1.4)
	if edge := float64(r) / math.Hypot(float64(b.X-a.X), float64(b.Y-a.Y)); edge < share { // its disc stays uncovered
		if p, q, ok := cut(s.canvas.Rectangle, on(edge), at); ok {
			stroke(s.canvas, p, q)
		}
	}
	if s.canvas.Contains(at) {
		s.canvas.Fill(outline(at, r, Circle))
		ring(s.canvas, at, r+2.6, 1.6, s.scatter.theme.Accent)
	}
}

// say writes what a stop says, each line as long as there is room.
func (s *stage) say(at int) {
	for i, line := range s.stops[at].Say {
		if fits := lines(line, sayingSize, s.width, leading*sayingSize); len(fits) > 0 {
			y := s.corner.Y - (vg.Length(i)+0.5)*leading*sayingSize
			beside(s.canvas, vg.Point{X: s.corner.X, Y: y}, fits[0], sayingSize, s.scatter.theme.Text)
		}
	}
}
