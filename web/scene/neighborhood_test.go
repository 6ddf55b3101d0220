package scene_test

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/floats"

	"tokenscape/embedding"
	"tokenscape/projection"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// row is a point's vector as it was fitted.
func row(s *scene.Scene, p scene.Point, unit bool) []float64 {
	v, _ := s.Model.TokenVector(p.ID)
	x := make([]float64, len(v))
	for j := range v {
		x[j] = float64(v[j])
	}
	if unit {
		floats.Scale(1/floats.Norm(x, 2), x)
	}
	return x
}

// The true and the apparent neighbours are those of a look at all distances.
func TestNeighborhood(t *testing.T) {
	for name, tt := range map[string]struct {
		query      string
		token      string
		components []int
		unit       bool
	}{
		"rows as they are":    {"on=category:animal&on=category:bird&components=3", " dog", []int{0, 1}, false},
		"at length one":       {"on=category:animal&on=category:bird&rows=unit&components=3", " dog", []int{1, 2}, true},
		"in space":            {"on=vocabulary&components=3", " king", []int{0, 1, 2}, false},
		"of what is besides":  {"on=category:animal&also=+king", " king", []int{0, 1}, false},
		"of an untrained one": {"on=category:animal&tokens=id:30000", "id:30000", []int{0, 1}, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := sceneOf(t, tt.query)
			id, err := s.Model.Lookup(tt.token)
			if err != nil {
				t.Fatal(err)
			}
			at := slices.IndexFunc(s.Points, func(p scene.Point) bool { return p.ID == id })
			flat := func(p scene.Point) []float64 {
				var v []float64
				for _, k := range tt.components {
					v = append(v, p.Coordinates[k])
				}
				return v
			}
			nearest := func(vector func(scene.Point) []float64) []embedding.Neighbor {
				own := vector(s.Points[at])
				var all []embedding.Neighbor
				for i, p := range s.Points {
					if i != at {
						all = append(all, embedding.Neighbor{ID: p.ID, Score: floats.Distance(own, vector(p), 2)})
					}
				}
				slices.SortStableFunc(all, func(a, b embedding.Neighbor) int { return cmp.Compare(a.Score, b.Score) })
				return all
			}
			for _, k := range []int{1, 10, 100, len(s.Points) + 1} {
				got, ok := s.Neighborhood(id, tt.components, k)
				if !ok {
					t.Fatal("not on the map")
				}
				truly, seen := nearest(func(p scene.Point) []float64 { return row(s, p, tt.unit) }), nearest(flat)
				most := min(k, len(truly))
				kept := 0
				for i, want := range truly[:most] {
					if got.True[i].ID != want.ID || math.Abs(got.True[i].Score-want.Score) > 1e-6 {
						t.Fatalf("%d of %d: %v, want %v", i, k, got.True[i], want)
					}
					if slices.ContainsFunc(seen[:most], func(n embedding.Neighbor) bool { return n.ID == want.ID }) {
						kept++
					}
				}
				for i, want := range seen[:most] {
					if got.Apparent[i].ID != want.ID || math.Abs(got.Apparent[i].Score-want.Score) > 1e-9 {
						t.Fatalf("apparent %d of %d: %v, want %v", i, k, got.Apparent[i], want)
					}
				}
				if len(got.True) != most || len(got.Apparent) != most || got.Kept != float64(kept)/float64(most) {
					t.Errorf("k=%d: %d and %d, keeps %v, want %d/%d", k, len(got.True), len(got.Apparent), got.Kept, kept, most)
				}
			}
		})
	}
	s := sceneOf(t, "on=category:animal")
	if _, ok := s.Neighborhood(5822, []int{0, 1}, 10); ok {
		t.Error("a token that is not on the map has neighbours there")
	}
	if n, ok := s.Neighborhood(s.Points[0].ID, []int{0, 1}, 0); !ok || len(n.True) != 0 || n.Kept != 0 {
		t.Errorf("no neighbours: %+v", n)
	}
}

func TestFidelity(t *testing.T) {
	s := sceneOf(t, "on=category:animal&on=category:country&components=3")
	for _, components := range [][]int{{0, 1}, {1, 2}, {0, 1, 2}} {
		f, err := s.Fidelity(components)
		if err != nil {
			t.Fatal(err)
		}
		ids := make([]embedding.TokenID, len(s.Points))
		places := make([][]float64, len(s.Points))
		for i, p := range s.Points {
			ids[i] = p.ID
			for _, k := range components {
				places[i] = append(places[i], p.Coordinates[k])
			}
		}
		want := projection.Compare(s.Model.Gather(ids), places, scene.Near)
		if !slices.Equal(f.Preservation, want.Preservation) || f.K != scene.Near || f.Compared != len(ids) ||
			f.Trustworthiness != want.Trustworthiness || f.Continuity != want.Continuity || f.Preserved != want.Preserved() {
			t.Errorf("%v: %+v, want %+v", components, f, want)
		}
		// The share of one point is what its neighbourhood says.
		n, _ := s.Neighborhood(ids[3], components, scene.Near)
		if f.Preservation[3] != n.Kept {
			t.Errorf("%v: preservation %v of a neighbourhood that keeps %v", components, f.Preservation[3], n.Kept)
		}
		again, err := s.Fidelity(components)
		if err != nil || again != f {
			t.Errorf("measured again: %v", err)
		}
		colored, err := s.Colors(scene.Color{Kind: scene.ByPreservation}, scene.View{Components: components})
		if err != nil || !slices.Equal(colored, f.Preservation) {
			t.Errorf("coloured by %v, %v", colored, err)
		}
	}
	// Of more points than are all measured some are, and no number is of each.
	var fault *request.Fault
	large := sceneOf(t, "on=encoding")
	if f, err := large.Fidelity([]int{0, 1}); err != nil || f.Preservation != nil || f.Compared >= len(large.Points) || f.Compared < 500 ||
		!(f.Trustworthiness > 0 && f.Trustworthiness < 1 && f.Continuity > 0 && f.Continuity < 1 && f.Preserved < 1) {
		t.Errorf("of the whole encoding: %+v, %v", f, err)
	}
	if _, err := large.Preservation([]int{0, 1}); !errors.As(err, &fault) || fault.Code != request.TooMany || fault.Limit != "5000" {
		t.Errorf("of each of the whole encoding: %v", err)
	}
	if got, err := large.Colors(scene.Color{Kind: scene.ByPreservation}, scene.View{Components: []int{0, 1}}); got != nil || !errors.As(err, &fault) || fault.Code != request.TooMany {
		t.Errorf("the whole encoding is coloured by preservation: %v", err)
	}
}
