package scene_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// laid is a computed layout for the tests: a circle.
type laid struct{ asked int }

func (l *laid) Layout(_ context.Context, c scene.Choice) ([][]float64, error) {
	l.asked++
	places := make([][]float64, c.Rows().Rows)
	for i := range places {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(len(places)))
		places[i] = []float64{cos, sin}
	}
	return places, nil
}

// A computed map shows what was chosen where the layout puts it, and claims no
// share of variance and no place for what it was not computed of.
func TestComputedMap(t *testing.T) {
	c := choose(t, "method=umap&on=category:animal&also=+king&fit=vocabulary&neighbors=7")
	maps := scene.NewMaps(request.Only(c.Model))
	var fault *request.Fault
	if _, err := maps.Of(t.Context(), c, ""); !errors.As(err, &fault) || fault.Code != request.NotReady {
		t.Errorf("without layouts: %v", err)
	}
	layouts := &laid{}
	maps.Layouts = layouts
	s, err := maps.Of(t.Context(), c, "The king")
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Points) != len(c.IDs()) || len(s.Path) != 0 || s.Kept != 0 || s.FitSay.Kind != scene.FitShown || s.FitSay.N != len(s.Points) {
		t.Errorf("%d points, a path of %d, keeps %v, fitted on %+v", len(s.Points), len(s.Path), s.Kept, s.FitSay)
	}
	if s.Points[0].Coordinates[0] != 1 || s.Axes[1].Kind != scene.ByUMAP || s.Axes[1].Component != 1 || !s.Points[0].Fitted {
		t.Errorf("point %+v, axes %+v", s.Points[0], s.Axes)
	}
	if n, ok := s.Neighborhood(s.Points[0].ID, []int{0, 1}, 2); !ok || len(n.Apparent) != 2 || math.Abs(n.Apparent[0].Score-n.Apparent[1].Score) > 1e-9 {
		t.Errorf("on a circle %+v", n)
	}
	if f, err := s.Fidelity([]int{0, 1}); err != nil || len(f.Preservation) != len(s.Points) {
		t.Errorf("fidelity %v", err)
	}
	maps.Layouts = nil // the layout is let go: the map is kept
	if again, err := maps.Of(t.Context(), c, ""); err != nil || again.Map != s.Map {
		t.Errorf("a kept map is asked for again: %v", err)
	}
	maps.Layouts = layouts
	c.Categories, c.Vocabulary, c.Encoding = nil, false, true
	if _, err := maps.Of(t.Context(), c, ""); !errors.As(err, &fault) || fault.Code != request.TooMany || layouts.asked != 1 {
		t.Errorf("of the whole encoding: %v, asked %d times", err, layouts.asked)
	}
}

// What makes no difference to where points lie makes no other map.
func TestKey(t *testing.T) {
	key := func(query string) string { return choose(t, query).Key() }
	const animals = "on=category:animal"
	for _, same := range []string{"&seed=7&perplexity=9&neighbors=99", "&up_from=+dog&up_to=+cat", "&from=+man&to=+woman", "&pairs=none", "&selected=262-300", "&fit=shown"} {
		if key(animals) != key(animals+same) {
			t.Errorf("%s makes another map", same)
		}
	}
	seen := map[string]string{}
	for _, other := range []string{"", "&rows=unit", "&components=3", "&also=+king", "&tokens=+king", "&fit=vocabulary", "&fit=category:animal", "&fit=selection&selected=1-3",
		"&fit=selection&selected=1-4", "&method=tsne", "&method=tsne&seed=2", "&method=tsne&perplexity=9", "&method=umap", "&method=umap&neighbors=9",
		"&method=axis&from=+man&to=+woman", "&method=axis&to=+man&from=+woman", "&method=axis&from=+man&to=+woman&up_from=+dog&up_to=+cat"} {
		k := key(animals + other)
		if before, ok := seen[k]; ok {
			t.Errorf("%q and %q make one map", before, other)
		}
		seen[k] = other
	}
}
