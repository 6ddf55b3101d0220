package scene

import (
	"cmp"
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
	n = Neighborhood{
		True: s.nearest(at, k, s.distances(at)),
		Apparent: s.nearest(at, k, func(i int) float64 {
			var sum float64
			for j, v := range places[i] {
				sum += (v - places[at][j]) * (v - places[at][j])
			}
			return math.Sqrt(sum)
		}),
	}
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

// distances are those of the rows as they were fitted, from that of one point.
func (s *Scene) distances(at int) func(i int) float64 {
	row := func(i int) []float32 {
		v, _ := s.Model.TokenVector(s.Points[i].ID)
		if !s.Choice.Unit {
			return v
		}
		x := s.Choice.Model.Gather([]embedding.TokenID{s.Points[i].ID})
		embedding.Unit(x)
		return x.Data
	}
	own := row(at)
	return func(i int) float64 { return embedding.Distance(own, row(i)) }
}

// nearest lists the k points of least distance, the one at self left out.
func (m *Map) nearest(self, k int, distance func(i int) float64) []embedding.Neighbor {
	all := make([]embedding.Neighbor, 0, len(m.Points))
	for i, p := range m.Points {
		if i != self {
			all = append(all, embedding.Neighbor{ID: p.ID, Score: distance(i)})
		}
	}
	slices.SortStableFunc(all, func(a, b embedding.Neighbor) int { return cmp.Compare(a.Score, b.Score) })
	return slices.Clone(all[:min(k, len(all))])
}
