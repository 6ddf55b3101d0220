package live

import (
	"context"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tokenscape/embedding/gpt"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// small trains really, on the real text, with the smallest batches: a step
// takes about a millisecond.
var small = recipe{
	shape:    gpt.Config{Context: 8, Layers: 1, Heads: 2},
	training: gpt.Training{Sequences: 2, Rate: 5e-3, Warmup: 5, Clip: 1},
	every:    5,
}

func scheduler(t testing.TB) *Scheduler {
	t.Helper()
	s := NewScheduler()
	s.recipe, s.grace = small, time.Hour
	t.Cleanup(s.Close)
	return s
}

func start(t testing.TB, s *Scheduler, visitor string, o Options) *Run {
	t.Helper()
	r, err := s.Start(visitor, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// watch collects a run's events to its end.
func watch(r *Run) []Event { return slices.Collect(r.Watch(context.Background())) }

// wait waits for the run to be in a state, without watching it.
func wait(r *Run, want State) {
	for {
		r.s.mu.Lock()
		state, changed := r.event.State, r.changed
		r.s.mu.Unlock()
		if state == want || state.Ended() {
			return
		}
		<-changed
	}
}

const long = MaxSteps // steps of a run that is to be interrupted

func TestSeedRepeatsRun(t *testing.T) {
	s := scheduler(t)
	run := func(seed uint64) (*Run, map[int]*Frame) {
		r := start(t, s, "a", Options{Seed: seed, Steps: 20})
		frames := make(map[int]*Frame)
		for _, e := range watch(r) {
			if e.Frame != nil {
				frames[e.Frame.Step] = e.Frame
			}
		}
		return r, frames
	}
	first, frames := run(7)
	second, again := run(7)
	other, _ := run(8)
	if n := len(first.Losses()); n != 4 || !slices.Equal(first.Losses(), second.Losses()) {
		t.Errorf("seed 7 gives %v, then %v", first.Losses(), second.Losses())
	}
	if slices.Equal(first.Losses(), other.Losses()) {
		t.Error("two seeds give the same losses")
	}
	if frames[20] == nil || again[20] == nil {
		t.Fatal("the last frame is missing")
	}
	for step, f := range frames {
		g := again[step]
		if g == nil {
			continue // the watcher was late
		}
		if f.Loss != g.Loss || f.Purity != g.Purity || f.Tokens != g.Tokens || !slices.Equal(f.Vectors.Data, g.Vectors.Data) {
			t.Errorf("step %d is another the second time", step)
		}
	}
}

// A run is what package gpt does with the same seed and text.
func TestRunIsPretraining(t *testing.T) {
	s := scheduler(t)
	r := start(t, s, "a", Options{Seed: 3, Steps: 20, Width: 64})
	events := watch(r)
	last := events[len(events)-1]
	if last.State != Done {
		t.Fatalf("the run ended as %v: %v", last.State, last.Err)
	}
	m, ok := r.Model()
	if !ok {
		t.Fatal("a finished run has no model")
	}
	text, err := s.text()
	if err != nil {
		t.Fatal(err)
	}
	windows, err := text.Windows(3, 2, 8)
	if err != nil {
		t.Fatal(err)
	}
	want := m.Start()
	how := small.training
	how.Positions, how.Steps = 8, 20
	how.Rate /= math.Sqrt2
	trainer, err := gpt.NewTrainer(want, how)
	if err != nil {
		t.Fatal(err)
	}
	var sum float64
	for step := range 20 {
		if step == 15 {
			sum = 0
		}
		sum += trainer.Step(windows.Next())
	}
	if losses := r.Losses(); losses[len(losses)-1].Loss != sum/5 {
		t.Errorf("the last loss is %v, want %v", losses[len(losses)-1], sum/5)
	}
	if !slices.Equal(want.TokenEmbedding(), m.TokenEmbedding().Data) {
		t.Error("the model is not the trained transformer")
	}
	f := last.Frame
	if f.Step != 20 || f.Tokens != 20*16 || len(f.Words) != f.Vectors.Rows || f.Vectors.Cols != 64 {
		t.Fatalf("the last frame is of step %d, %d tokens, %d words, %d×%d", f.Step, f.Tokens, len(f.Words), f.Vectors.Rows, f.Vectors.Cols)
	}
	for i, w := range f.Words {
		v, trained := m.TokenVector(w.ID)
		if !trained || !slices.Equal(v, f.Vectors.Data[i*64:(i+1)*64]) || m.Category(w.ID) != w.Category {
			t.Errorf("word %d is not %q of the model", i, m.Text(w.ID))
		}
	}
	if m.Name() != r.Name() || !strings.Contains(m.Source(), "20 steps from seed 3") {
		t.Errorf("model %s: %s", m.Name(), m.Source())
	}
	if next, err := m.Predict(m.Embed("The capital of"), 3, 1); err != nil || len(next) != 3 {
		t.Errorf("the model predicts %v, %v", next, err)
	}
}

func TestFiftyWatchersCostOneRun(t *testing.T) {
	s := scheduler(t)
	r := start(t, s, "teacher", Options{Steps: 40})
	var all sync.WaitGroup
	last := make([]Event, 50)
	for i := range last {
		all.Go(func() {
			events := watch(r)
			last[i] = events[len(events)-1]
		})
	}
	all.Wait()
	for i, e := range last {
		if e.State != Done || e.Frame == nil || e.Frame != last[0].Frame {
			t.Fatalf("watcher %d ends with %+v", i, e)
		}
	}
	if n := len(s.List()); n != 1 {
		t.Errorf("%d runs", n)
	}
}

// A watcher that takes no event holds nobody up, and then gets the newest.
func TestSlowWatcherMissesFrames(t *testing.T) {
	s := scheduler(t)
	r := start(t, s, "a", Options{Steps: 40})
	events := 0
	for e := range r.Watch(t.Context()) {
		if events++; events == 1 {
			wait(r, Done)
			continue
		}
		if e.State != Done || e.Frame.Step != 40 {
			t.Errorf("after the end comes %v", e.State)
		}
	}
	if events != 2 {
		t.Errorf("%d events, want the first and the last", events)
	}
}

func TestClientDisconnectsInTheMiddle(t *testing.T) {
	s := scheduler(t)
	r := start(t, s, "a", Options{Steps: 40})
	ctx, disconnect := context.WithCancel(t.Context())
	defer disconnect()
	for e := range r.Watch(ctx) {
		if e.Frame != nil {
			disconnect()
		}
	}
	if events := watch(r); events[len(events)-1].State != Done {
		t.Errorf("the run that another went on watching ended as %v", events[len(events)-1].State)
	}
}

// What a watcher is to see, on the real recipe: the words begin as a cloud and
// come apart early.
func TestCategoriesComeApart(t *testing.T) {
	s := NewScheduler()
	t.Cleanup(s.Close)
	r := start(t, s, "a", Options{Seed: 1, Steps: 200})
	var first *Frame
	for _, e := range watch(r) {
		if first == nil {
			first = e.Frame
		}
	}
	last := r.Now()
	if last.State != Done {
		t.Fatalf("the run ended as %v: %v", last.State, last.Err)
	}
	if n := len(last.Frame.Words); n < 100 || n > 300 {
		t.Errorf("%d words are shown", n)
	}
	if first.Step == 0 && first.Purity > 0.3 || last.Frame.Purity < 0.6 {
		t.Errorf("purity goes from %.3f to %.3f, want at least 0.6", first.Purity, last.Frame.Purity)
	}
	m, ok := r.Model()
	if !ok || len(m.Categories()) < 30 || len(m.Relations()) == 0 {
		t.Error("the model lacks most of the corpus")
	}
}
