package figure_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"testing"
	"time"

	"tokenscape/projection/figure"
)

// journey is a figure with a way of n stops among its points.
func journey(n int) *figure.Figure {
	f := sample(40)
	p := &f.Pictures[0]
	p.Path, p.Way = nil, &figure.Way{}
	for i := range n {
		p.Way.Stops = append(p.Way.Stops, figure.Stop{
			Point: figure.Point{X: float64(i%5) + 0.5, Y: 1.5 - float64(i%3), Label: []string{"␣is", "␣Paris", "词"}[i%3]},
			Near:  []int{i, i + 3, i + 6},
			Say:   []string{"a stop on the way", "likeliest: ␣Paris 48.0 %"},
		})
	}
	for i := range 9 {
		p.Points[i].Role = figure.Near
	}
	return f
}

func animate(t testing.TB, f *figure.Figure, size figure.Size, tempo figure.Tempo) *gif.GIF {
	t.Helper()
	var b bytes.Buffer
	if err := f.Animate(&b, size, tempo); err != nil {
		t.Fatal(err)
	}
	g, err := gif.DecodeAll(&b)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// frames puts each frame over those before, as a browser does.
func frames(g *gif.GIF) []*image.RGBA {
	screen := image.NewRGBA(image.Rect(0, 0, g.Config.Width, g.Config.Height))
	var all []*image.RGBA
	for _, frame := range g.Image {
		draw.Draw(screen, frame.Rect, frame, frame.Rect.Min, draw.Over)
		shown := image.NewRGBA(screen.Rect)
		copy(shown.Pix, screen.Pix)
		all = append(all, shown)
	}
	return all
}

var brisk = figure.Tempo{Rest: 500 * time.Millisecond, End: time.Second, Glide: 260 * time.Millisecond}

func TestAnimationHasItsFramesDelaysAndLoop(t *testing.T) {
	for _, colours := range themes {
		f := journey(4)
		f.Theme = &colours
		g := animate(t, f, page, brisk)
		const glide = 12
		if want := 4 + 3*glide; len(g.Image) != want {
			t.Fatalf("%d frames, want %d", len(g.Image), want)
		}
		if g.LoopCount != 0 || g.Config.Width != page.Width || g.Config.Height != page.Height {
			t.Errorf("%d×%d, loop %d", g.Config.Width, g.Config.Height, g.LoopCount)
		}
		for i, d := range g.Delay {
			want := 2
			if i%(glide+1) == 0 {
				want = 50
			}
			if i == len(g.Delay)-1 {
				want = 100
			}
			if d != want {
				t.Errorf("frame %d is shown for %d, want %d", i, d, want)
			}
		}
		if g.Image[0].Rect != image.Rect(0, 0, page.Width, page.Height) {
			t.Errorf("the first frame is %v", g.Image[0].Rect)
		}
		for i, frame := range g.Image[1:] {
			if frame.Rect.Dx()*frame.Rect.Dy() > page.Width*page.Height/2 {
				t.Errorf("frame %d is %v: more than what differs", i+1, frame.Rect)
			}
		}
	}
}

// accents counts the pixels in about the accent, right of and above a place.
func accents(m *image.RGBA, accent color.RGBA, r image.Rectangle) int {
	n := 0
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			c := m.RGBAAt(x, y)
			far := func(a, b uint8) bool { return max(a, b)-min(a, b) > 24 }
			if !far(c.R, accent.R) && !far(c.G, accent.G) && !far(c.B, accent.B) {
				n++
			}
		}
	}
	return n
}

// The marker leaves its way behind, step by step, and ends with the same picture as
// a still of the last stop but for the lines that a still has to the other stops.
func TestTheWayGrows(t *testing.T) {
	g := animate(t, journey(3), page, brisk)
	all := frames(g)
	whole := image.Rect(0, 0, page.Width, page.Height)
	at := []int{0, 13, 26}
	for i := 1; i < len(at); i++ {
		before, now := accents(all[at[i-1]], figure.Light.Accent, whole), accents(all[at[i]], figure.Light.Accent, whole)
		if now <= before {
			t.Errorf("stop %d has %d pixels of the way, the one before %d", i+1, now, before)
		}
	}
	if accents(all[0], figure.Light.Accent, whole) == 0 {
		t.Error("no marker in the first frame")
	}
	same := 0
	for i := 1; i < len(all); i++ {
		if bytes.Equal(all[i].Pix, all[i-1].Pix) {
			same++
		}
	}
	if same > 0 {
		t.Errorf("%d frames are as the one before", same)
	}
}

// Colours are the figure's own: what the palette makes of a pixel is close to it.
func TestColoursOfAnAnimation(t *testing.T) {
	for name, colours := range themes {
		f := journey(3)
		f.Theme = &colours
		first := frames(animate(t, f, page, brisk))[0]
		if got := first.RGBAAt(2, 2); got != colours.Background {
			t.Errorf("%s: the paper is %v, want %v", name, got, colours.Background)
		}
		for _, ink := range []color.RGBA{colours.Accent, colours.Categories[0], colours.Categories[1]} {
			exact := 0
			for y := range page.Height {
				for x := range page.Width {
					if first.RGBAAt(x, y) == ink {
						exact++
					}
				}
			}
			if exact < 20 {
				t.Errorf("%s: %d pixels of %v", name, exact, ink)
			}
		}
	}
}

func TestAnimationsAreDeterministic(t *testing.T) {
	var once, again bytes.Buffer
	for _, b := range []*bytes.Buffer{&once, &again} {
		if err := journey(5).Animate(b, page, figure.Usual); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(once.Bytes(), again.Bytes()) {
		t.Error("two animations of one figure differ")
	}
}

func TestManyStopsHaveFewFramesBetween(t *testing.T) {
	small := figure.Size{Width: 480, Height: 360, DPI: 96}
	for _, n := range []int{1, 2, 30, 31} {
		g := animate(t, journey(n), small, brisk)
		if len(g.Image) > figure.MaxFrames || len(g.Image) < n {
			t.Errorf("%d stops: %d frames", n, len(g.Image))
		}
	}
	if g := animate(t, journey(2), figure.Size{Width: 64, Height: 64, DPI: 96}, brisk); len(g.Image) == 0 {
		t.Error("no frame where there is no room")
	}
}

func TestAnimationRefusals(t *testing.T) {
	var b bytes.Buffer
	var size *figure.SizeError
	if err := journey(3).Animate(&b, figure.Size{Width: 2000, Height: 1000, DPI: 96}, brisk); !errors.As(err, &size) || !size.Moving {
		t.Errorf("too large: %v", err)
	}
	if err := journey(3).Animate(&b, figure.Size{Width: 10, Height: 100, DPI: 96}, brisk); !errors.As(err, &size) || size.Moving {
		t.Errorf("too small: %v", err)
	}
	for name, f := range map[string]*figure.Figure{"no way": sample(3), "no stop": journey(0), "no picture": {}} {
		if err := f.Animate(&b, page, brisk); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	long := journey(3)
	way := long.Pictures[0].Way
	for len(way.Stops) <= figure.MaxFrames {
		way.Stops = append(way.Stops, way.Stops[0])
	}
	if err := long.Animate(&b, page, brisk); err == nil {
		t.Error("too many stops: no error")
	}
	if b.Len() > 0 {
		t.Errorf("%d bytes written", b.Len())
	}
}

// A stop without a place, or outside a window, is passed over.
func TestStopsWithoutAPlace(t *testing.T) {
	f := journey(5)
	f.Pictures[0].Way.Stops[2].X = 1e200
	f.Pictures[0].Window = &figure.Window{X: 0, Y: 0, Zoom: 4}
	f.Pictures[0].Way.Here = 3
	animate(t, f, page, brisk)
	encode(t, f, figure.SVG, page)
}

func BenchmarkAnimate(b *testing.B) {
	f := journey(5)
	for b.Loop() {
		var out bytes.Buffer
		if err := f.Animate(&out, page, figure.Usual); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(out.Len()), "bytes")
	}
}
