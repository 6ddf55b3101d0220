package scene_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http/httptest"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/embedding/gpt"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

func TestTrajectory(t *testing.T) {
	c := choose(t, "on=category:animal&rows=unit")
	maps := scene.NewMaps(request.Only(c.Model))
	fixed, err := maps.Trajectory(t.Context(), c, false)
	if err != nil {
		t.Fatal(err)
	}
	refitted, err := maps.Trajectory(t.Context(), c, true)
	if err != nil {
		t.Fatal(err)
	}
	// The oracle of the last snapshot is the map of the model.
	last := len(fixed.Snapshots) - 1
	today, err := maps.Of(t.Context(), c, "")
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range today.Points {
		for _, tr := range []*scene.Trajectory{fixed, refitted} {
			at := tr.Snapshots[last].Coordinates[i]
			if d := math.Hypot(at[0]-p.Coordinates[0], at[1]-p.Coordinates[1]); d > 1e-6 {
				t.Errorf("%q is %g from its place on the map", p.Text, d)
			}
		}
	}
	kept := func(tr *scene.Trajectory, i int) float64 {
		return tr.Snapshots[i].Ratio[0] + tr.Snapshots[i].Ratio[1]
	}
	for k, ratio := range today.Shares() {
		if got := fixed.Snapshots[last].Ratio[k]; math.Abs(got-ratio) > 1e-6 {
			t.Errorf("axis %d keeps %g, on the map %g", k, got, ratio)
		}
	}
	// No two axes keep more than those of the snapshot itself; at a random start
	// those of the trained rows keep about what any two do, 2/D.
	if fixed, own := kept(fixed, 0), kept(refitted, 0); fixed >= own || fixed > 4.0/float64(c.Model.Dim()) {
		t.Errorf("at the start the fixed axes keep %g, its own %g", fixed, own)
	}
	low, high := fixed.Extent()
	for _, s := range fixed.Snapshots {
		for _, at := range s.Coordinates {
			for k := range 2 {
				if at[k] < low[k] || at[k] > high[k] {
					t.Fatalf("%v lies outside %v–%v", at, low, high)
				}
			}
		}
	}
	second, end := fixed.Snapshots[1].Step, fixed.Snapshots[last].Step
	for step, want := range map[int]int{0: 0, second - 1: 0, second: 1, second + 1: 1, end: last, end + 1: last} {
		if got := fixed.Nearest(step); got != want {
			t.Errorf("step %d: snapshot %d, want %d", step, got, want)
		}
	}
}

// A token that training never met has a row at its random start, where it stays.
func TestUntrainedTokensStay(t *testing.T) {
	c := choose(t, "on=category:animal&tokens=id:30000")
	maps := scene.NewMaps(request.Only(c.Model))
	tr, err := maps.Trajectory(t.Context(), c, false)
	if err != nil {
		t.Fatal(err)
	}
	last := len(tr.Points) - 1
	end := len(tr.Snapshots) - 1
	if p := tr.Points[last]; p.ID != 30000 || p.Trained {
		t.Fatalf("last is %+v", p)
	}
	if a, b := tr.Snapshots[0].Coordinates[last], tr.Snapshots[end].Coordinates[last]; a[0] != b[0] || a[1] != b[1] {
		t.Errorf("it went from %v to %v", a, b)
	}
}

// Only the model that the recording is of can be replayed.
func TestNoReplay(t *testing.T) {
	c := choose(t, "")
	other, err := embedding.New(embedding.Parts{Name: "other", Tokenizer: c.Model.Tokenizer(), Tokens: []embedding.TokenID{262},
		Transform: gpt.New(gpt.Config{Vocab: 1, Context: 2, Width: 2, Layers: 1, Heads: 1}, 1)})
	if err != nil {
		t.Fatal(err)
	}
	_, err = scene.NewMaps(request.Only(other)).Trajectory(t.Context(), scene.Default(other), false)
	var fault *request.Fault
	if !errors.As(err, &fault) || fault.Code != request.NoReplay {
		t.Error(err)
	}
}

func ExampleMaps_Trajectory() {
	m, err := classroom.Load()
	if err != nil {
		panic(err)
	}
	only := request.Only(m)
	c, err := scene.Read(request.Read(httptest.NewRequest("GET", "/?on=category:season&rows=unit", nil), only()))
	if err != nil {
		panic(err)
	}
	t, err := scene.NewMaps(only).Trajectory(context.Background(), c, false)
	if err != nil {
		panic(err)
	}
	first := t.Snapshots[0]
	fmt.Printf("step %d: %d places, %.0f nats\n", first.Step, len(first.Coordinates), first.Loss)
	// Output: step 0: 4 places, 8 nats
}
