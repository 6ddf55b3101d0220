package scene

import (
	"math"
	"slices"

	"tokenscape/embedding"
)

// Neighborhood is what lies near one point of a map: in truth, by the distance of
// the rows as they were fitted, and apparently, by that in the picture.
type Neighborhood struct {
	True, Apparent []embedding.Neighbor // the nearest first, with their distances
	Kept           float64              // share of the true ones that are apparent too
}

// Neighborhood finds the k points next to a token's, in truth and in the picture
// of some components; equal distances go by the order of the points. It is false
// when the token is not on the map. n points cost O(n·D).
func (s *Scene) Neighborhood(id embedding.TokenID, components []int, k int) (n Neighborhood, ok bool) {
	at := slices.IndexFunc(s.Points, func(p Point) bool { return p.ID == id })
	if at < 0 {
		return n, false
	}
	places := s.places(components)
	apparent := s.each(func(i int) float64 {
		var sum float64
		for j, v := range places[i] {
			sum += (v - places[at][j]) * (v - places[at][j])
		}
		return math.Sqrt(sum)
	})
	n = Neighborhood{True: s.nearest(at, k, s.distances(id)), Apparent: s.nearest(at, k, apparent)}
	both := 0
	for _, t := range n.True {
		if slices.ContainsFunc(n.Apparent, func(a embedding.Neighbor) bool { return a.ID == t.ID }) {
			both++
		}
	}
	if len(n.True) > 0 {
		n.Kept = float64(both) / float64(len(n.True))
	}
	return n, true
}

// distances are those of the points' rows, as they were fitted, from a token's.
func (s *Scene) distances(id embedding.TokenID) []float64 {
	own := s.Choice.rows([]embedding.TokenID{id}).Data
	return s.ofVectors(func(row []float32) float64 {
		scale := 1.0
		if size := length(row); s.Choice.Unit && size > 0 {
			scale = 1 / size
		}
		var sum float64
		for j, x := range row {
			d := scale*float64(x) - float64(own[j])
			sum += d * d
		}
		return math.Sqrt(sum)
	})
}

// nearest lists the k points of least distance, nearest first, the one at self
// left out.
func (m *Map) nearest(self, k int, distances []float64) []embedding.Neighbor {
	near := make([]embedding.Neighbor, 0, max(0, k)+1)
	if k < 1 {
		return near
	}
	for i, p := range m.Points {
		if i == self || len(near) == k && distances[i] >= near[k-1].Score {
			continue
		}
		near = append(near, embedding.Neighbor{ID: p.ID, Score: distances[i]})
		for at := len(near) - 1; at > 0 && near[at-1].Score > distances[i]; at-- {
			near[at-1], near[at] = near[at], near[at-1]
		}
		near = near[:min(len(near), k)]
	}
	return near
}
