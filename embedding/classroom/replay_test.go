package classroom

import (
	"math"
	"slices"
	"testing"

	"tokenscape/embedding/classroom/evaluation"
	"tokenscape/embedding/classroom/replay"
)

// maxReplay is how many bytes the replay may add to the program.
const maxReplay = 5 << 20

func TestReplayRunsFromTheStartToTheModel(t *testing.T) {
	m := load(t)
	r, err := Replay()
	if err != nil {
		t.Fatal(err)
	}
	if len(recorded) > maxReplay {
		t.Errorf("%d bytes, at most %d", len(recorded), maxReplay)
	}
	start, end := &r.Snapshots[0], &r.Snapshots[len(r.Snapshots)-1]
	for row := range m.Vocab() {
		first, last := start.Gather([]int{row}).Data, end.Gather([]int{row}).Data
		if !slices.Equal(first, m.StartVector(m.Token(row))) {
			t.Fatalf("row %d does not begin at its random start", row)
		}
		if v, _ := m.TokenVector(m.Token(row)); !slices.Equal(last, v) {
			t.Fatalf("row %d does not end as the model's", row)
		}
	}
	if !slices.Equal(start.PositionEmbedding().Data, m.Start().PositionEmbedding()) ||
		!slices.Equal(end.PositionEmbedding().Data, m.PositionEmbedding().Data) {
		t.Error("W_P does not go from its random start to the model's")
	}
}

// The figures beside the snapshots were measured before their numbers were
// rounded, and are measured again after.
func TestReplayFiguresAreTrue(t *testing.T) {
	m := load(t)
	r, err := Replay()
	if err != nil {
		t.Fatal(err)
	}
	c, err := Card()
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range []int{0, len(r.Snapshots) / 2, len(r.Snapshots) - 1} {
		s := &r.Snapshots[i]
		if purity := evaluation.MeasurePurity(m, s.TokenEmbedding()).Strict; math.Abs(purity-s.Purity) > 0.01 {
			t.Errorf("step %d: purity %.3f, the replay says %.3f", s.Step, purity, s.Purity)
		}
	}
	last := r.Snapshots[len(r.Snapshots)-1]
	if last.Step != c.Training.Steps || last.Tokens != c.Training.Steps*c.Training.Batch*c.Shape.Context || last.Loss != c.Training.Validation {
		t.Errorf("the replay ends at step %d, %d tokens, loss %v; the card says %+v", last.Step, last.Tokens, last.Loss, c.Training)
	}
	if point := r.Losses[len(r.Losses)-1]; point.Step != last.Step || math.Abs(point.Loss-c.Training.Loss) > 0.2 {
		t.Errorf("the loss curve ends with %+v; the card says %.3f", point, c.Training.Loss)
	}
}

func BenchmarkReplay(b *testing.B) {
	m := load(b)
	for b.Loop() {
		if _, err := replay.Decode(recorded, m); err != nil {
			b.Fatal(err)
		}
	}
}

// What a frame of the map costs: 300 words at every snapshot.
func BenchmarkGather(b *testing.B) {
	r, err := Replay()
	if err != nil {
		b.Fatal(err)
	}
	rows := make([]int, 300)
	for i := range rows {
		rows[i] = i
	}
	for b.Loop() {
		for i := range r.Snapshots {
			r.Snapshots[i].Gather(rows)
		}
	}
}
