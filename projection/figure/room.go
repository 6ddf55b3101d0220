package figure

import (
	"math"

	"gonum.org/v1/plot/vg"
)

// room knows which places of a frame are taken, in small cells of a bit each:
// what a box costs depends on its own size alone, not on how many were taken.
type room struct {
	frame  vg.Rectangle
	cell   vg.Length // side
	stride int       // words a row
	bits   []uint64
}

const (
	finest    = vg.Length(0.5) // side of a cell
	mostCells = 1 << 22
)

func newRoom(frame vg.Rectangle) *room {
	width, height := float64(frame.Max.X-frame.Min.X), float64(frame.Max.Y-frame.Min.Y)
	cell := max(float64(finest), math.Sqrt(width*height/mostCells))
	r := &room{frame: frame, cell: vg.Length(cell), stride: int(width/cell)/64 + 1}
	r.bits = make([]uint64, r.stride*(int(height/cell)+1))
	return r
}

// each calls do for every word of cells that the box touches within the frame,
// until do says no.
func (r *room) each(b vg.Rectangle, do func(word *uint64, mask uint64) bool) bool {
	index := func(v, from vg.Length) int { return int(math.Floor(float64((v - from) / r.cell))) }
	rows, columns := len(r.bits)/r.stride, 64*r.stride
	x0, x1 := max(0, index(b.Min.X, r.frame.Min.X)), min(columns-1, index(b.Max.X, r.frame.Min.X))
	y0, y1 := max(0, index(b.Min.Y, r.frame.Min.Y)), min(rows-1, index(b.Max.Y, r.frame.Min.Y))
	for y := y0; y <= y1; y++ {
		for word := x0 / 64; word <= x1/64 && x0 <= x1; word++ {
			mask := ^uint64(0)
			if word == x0/64 {
				mask &= ^uint64(0) << (x0 % 64)
			}
			if word == x1/64 {
				mask &= ^uint64(0) >> (63 - x1%64)
			}
			if !do(&r.bits[y*r.stride+word], mask) {
				return false
			}
		}
	}
	return true
}

// take marks the part of the box that is in the frame.
func (r *room) take(b vg.Rectangle) {
	r.each(b, func(word *uint64, mask uint64) bool {
		*word |= mask
		return true
	})
}

// free tells whether the box lies in the frame and over nothing that is taken.
func (r *room) free(b vg.Rectangle) bool {
	if b.Min.X < r.frame.Min.X || b.Max.X > r.frame.Max.X || b.Min.Y < r.frame.Min.Y || b.Max.Y > r.frame.Max.Y {
		return false
	}
	return r.each(b, func(word *uint64, mask uint64) bool { return *word&mask == 0 })
}

func box(middle vg.Point, halfWidth, halfHeight vg.Length) vg.Rectangle {
	return vg.Rectangle{
		Min: vg.Point{X: middle.X - halfWidth, Y: middle.Y - halfHeight},
		Max: vg.Point{X: middle.X + halfWidth, Y: middle.Y + halfHeight},
	}
}
