package scene_test

import (
	"testing"

	"tokenscape/projection"
)

// The map is measured as it is drawn: by the components asked for, against the
// rows as they were fitted.
func TestFidelityOfAPicture(t *testing.T) {
	s := sceneOf(t, "on=category:country&on=category:capital&components=3&rows=unit")
	rows := s.Choice.Rows()
	for _, components := range [][]int{{0, 1}, {1, 2}, {0, 1, 2}} {
		places := make([][]float64, len(s.Points))
		for i, p := range s.Points {
			for _, k := range components {
				places[i] = append(places[i], p.Coordinates[k])
			}
		}
		got, err := s.Fidelity(components)
		if err != nil {
			t.Fatal(err)
		}
		want := projection.Compare(rows, places, got.K)
		if got.Trustworthiness != want.Trustworthiness || got.Continuity != want.Continuity || got.Compared != len(s.Points) {
			t.Errorf("components %v: got %v, %v of %d points, want %+v", components, got.Trustworthiness, got.Continuity, got.Compared, want)
		}
	}
}
