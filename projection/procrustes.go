package projection

import (
	"fmt"
	"math"
)

// Align turns places, and mirrors them where that is nearer, until they lie as
// near as may be to the same rows of target: the orthogonal Q (2×2) that makes
// Σᵢ‖Q·placesᵢ − targetᵢ‖² least (orthogonal Procrustes; Schönemann 1966). In
// the plane it has a closed form: of all rotations, and of all reflections, the
// best is that at the angle of the summed products, and the better of the two
// is taken; of two equally good the rotation.
//
// Both are taken about the origin, where a PCA has put their means. Distances
// between places stay as they are. places is turned in place: rows of the first
// two coordinates. It panics when the numbers of rows differ. Cost: O(n).
func Align(places, target [][]float64) {
	if len(places) != len(target) {
		panic(fmt.Sprintf("projection: %d places to align with %d", len(places), len(target)))
	}
	var xx, xy, yx, yy float64 // placesᵀ·target
	for i, p := range places {
		t := target[i]
		xx += p[0] * t[0]
		xy += p[0] * t[1]
		yx += p[1] * t[0]
		yy += p[1] * t[1]
	}
	cos, sin, mirror := xx+yy, xy-yx, 1.0
	if math.Hypot(xx-yy, xy+yx) > math.Hypot(cos, sin) {
		cos, sin, mirror = xx-yy, xy+yx, -1
	}
	norm := math.Hypot(cos, sin)
	if norm == 0 {
		return // every angle is as good
	}
	cos, sin = cos/norm, sin/norm
	for _, p := range places {
		x, y := p[0], mirror*p[1]
		p[0], p[1] = cos*x-sin*y, sin*x+cos*y
	}
}
