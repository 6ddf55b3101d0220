package figure

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/plot/vg"
)

// The oracle asks every box taken. Boxes that only touch may count as meeting: the
// cells are half a point wide.
func TestRoomKnowsWhatIsTaken(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	frame := vg.Rectangle{Min: vg.Point{X: 30, Y: 20}, Max: vg.Point{X: 430, Y: 320}}
	r := newRoom(frame)
	var taken []vg.Rectangle
	meets := func(b vg.Rectangle, by vg.Length) bool {
		for _, o := range taken {
			if b.Min.X < o.Max.X+by && o.Min.X < b.Max.X+by && b.Min.Y < o.Max.Y+by && o.Min.Y < b.Max.Y+by {
				return true
			}
		}
		return false
	}
	free := 0
	for range 3000 {
		at := vg.Point{X: vg.Length(random.Float64()*460 - 5), Y: vg.Length(random.Float64() * 350)}
		b := box(at, vg.Length(random.Float64()*40), vg.Length(2+random.Float64()*5))
		inside := b.Min.X >= frame.Min.X && b.Max.X <= frame.Max.X && b.Min.Y >= frame.Min.Y && b.Max.Y <= frame.Max.Y
		got := r.free(b)
		switch {
		case got && (!inside || meets(b, 0)):
			t.Fatalf("%v is said to be free", b)
		case !got && inside && !meets(b, 2*finest):
			t.Fatalf("%v is said to be taken", b)
		}
		if got || !inside && random.IntN(20) == 0 { // boxes over the edge are taken as well
			free++
			r.take(b)
			taken = append(taken, b)
		}
	}
	if free < 100 {
		t.Errorf("only %d boxes were free", free)
	}
}

// A large figure at a low resolution is many points wide.
func TestRoomIsBounded(t *testing.T) {
	r := newRoom(vg.Rectangle{Max: vg.Point{X: 24_000, Y: 12_000}})
	if n := len(r.bits) * 64; n > 2*mostCells {
		t.Errorf("%d cells", n)
	}
	b := box(vg.Point{X: 23_000, Y: 11_000}, 20, 10)
	if !r.free(b) {
		t.Error("taken at the start")
	}
	if r.take(b); r.free(b) {
		t.Error("free when it is taken")
	}
}

// Formulas of the contract of /map, and what they mean.
func TestTurn(t *testing.T) {
	turn := Turn{Yaw: 37, Pitch: -21}
	y, p := turn.Yaw*math.Pi/180, turn.Pitch*math.Pi/180
	r := turn.rotation()
	for _, v := range [][3]float64{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {0.3, -2, 5}} {
		got := r.of(v[0], v[1], v[2])
		z := -v[0]*math.Sin(y) + v[2]*math.Cos(y)
		want := spot{v[0]*math.Cos(y) + v[2]*math.Sin(y), v[1]*math.Cos(p) - z*math.Sin(p), v[1]*math.Sin(p) + z*math.Cos(p)}
		if math.Abs(got.x-want.x)+math.Abs(got.y-want.y)+math.Abs(got.depth-want.depth) > 1e-12 {
			t.Errorf("%v is at %v, want %v", v, got, want)
		}
		before, after := math.Hypot(math.Hypot(v[0], v[1]), v[2]), math.Hypot(math.Hypot(got.x, got.y), got.depth)
		if math.Abs(before-after) > 1e-12 {
			t.Errorf("%v has length %g, turned %g", v, before, after)
		}
	}
	// What lies in the middle of the box stays where it is.
	q := Picture{Turn: &turn, Points: []Point{{X: 1, Y: 2, Z: 3}, {X: 3, Y: 6, Z: 13}, {X: 2, Y: 4, Z: 8}}}
	if got := q.placing()(q.Points[2]); math.Abs(got.x-2)+math.Abs(got.y-4)+math.Abs(got.depth) > 1e-12 {
		t.Errorf("the middle went to %v", got)
	}
}

// Stamps look as gonum's own path filling does: the oracle fills each path.
func TestStampsLookLikePaths(t *testing.T) {
	const side, dpi = 400, 144
	size := vg.Length(side) * vg.Inch / dpi
	random := rand.New(rand.NewPCG(5, 6))
	stamped, filled := newRaster(size, size, dpi, Light.Background), newRaster(size, size, dpi, Light.Background)
	for i := range 60 {
		at := vg.Point{X: size * vg.Length(random.Float64()), Y: size * vg.Length(random.Float64())}
		tint := Light.Color(i)
		stamped.press(stamped.pixels, at, radius, ShapeOf(i), i%3 == 0, tint)
		drawMark(filled.Canvas, at, radius, ShapeOf(i), i%3 == 0, tint)
	}
	var differ, ink float64
	for i := range stamped.pixels.Pix {
		differ += math.Abs(float64(stamped.pixels.Pix[i]) - float64(filled.pixels.Pix[i]))
		ink += 255 - float64(filled.pixels.Pix[i])
	}
	if share := differ / ink; share > 0.06 || ink == 0 {
		t.Errorf("stamps differ from paths by %.3f of the ink", share)
	}
}

// Marks near the edge are cut at the frame, and those outside are not drawn.
func TestMarksAreCutAtTheFrame(t *testing.T) {
	f := &Figure{Pictures: []Picture{{Window: &Window{X: 0, Y: 0, Zoom: 4}, Blank: true}}}
	for i := range 4000 {
		a := float64(i)
		f.Pictures[0].Points = append(f.Pictures[0].Points, Point{X: 5 * math.Cos(a), Y: 5 * math.Sin(a*1.7), Group: -1})
	}
	var b bytes.Buffer
	if err := f.Encode(&b, PNG, Size{Width: 500, Height: 500, DPI: 96}); err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	inked := func(r image.Rectangle) int {
		n := 0
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				if c, _, _, _ := img.At(x, y).RGBA(); c != 0xffff {
					n++
				}
			}
		}
		return n
	}
	edge := int(margin * 96 / 72)
	if n := inked(image.Rect(0, 0, 500, edge-1)) + inked(image.Rect(500-edge+2, 0, 500, 500)); n > 0 {
		t.Errorf("%d pixels outside the frame are inked", n)
	}
	if n := inked(image.Rect(edge+10, edge+10, 500-edge-10, 500-edge-10)); n < 1000 {
		t.Errorf("%d pixels inside the frame are inked", n)
	}
}

// The oracle is the standard library's reader.
func TestPNGIsReadBack(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for name, alpha := range map[string]func() uint8{
		"opaque": func() uint8 { return 0xff }, "clear": func() uint8 { return 0 }, "between": func() uint8 { return uint8(random.Uint32()) },
	} {
		for _, size := range []image.Point{{1, 1}, {7, 3}, {64, 33}} {
			m := image.NewRGBA(image.Rectangle{Max: size})
			for y := range size.Y {
				for x := range size.X {
					a := alpha()
					m.Set(x, y, color.NRGBA{R: uint8(random.Uint32()), G: uint8(x), B: uint8(y), A: a})
				}
			}
			var b bytes.Buffer
			if err := writePNG(&b, m); err != nil {
				t.Fatal(err)
			}
			got, err := png.Decode(&b)
			if err != nil || got.Bounds() != m.Rect {
				t.Fatalf("%s %v: %v", name, size, err)
			}
			for y := range size.Y {
				for x := range size.X {
					want, have := m.RGBAAt(x, y), color.RGBAModel.Convert(got.At(x, y)).(color.RGBA)
					for _, d := range []int{int(want.R) - int(have.R), int(want.G) - int(have.G), int(want.B) - int(have.B), int(want.A) - int(have.A)} {
						if d < -1 || d > 1 { // premultiplied numbers are rounded
							t.Fatalf("%s %v: %v became %v", name, size, want, have)
						}
					}
				}
			}
		}
	}
}
