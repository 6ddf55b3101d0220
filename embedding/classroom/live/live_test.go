package live

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tokenscape/embedding/classroom"
	"tokenscape/embedding/gpt"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// small trains really, on the real text, with the smallest batches: a step
// takes about a millisecond.
var small = recipe{
	documents:  classroomRecipe.documents,
	categories: classroom.DefaultCategories,
	shape:      gpt.Config{Context: 8, Layers: 1, Heads: 2},
	training:   gpt.Training{Sequences: 2, Rate: 5e-3, Warmup: 5, Clip: 1},
	every:      5,
}

var sharedText = sync.OnceValues(small.prepare)

func scheduler(t testing.TB, r recipe) *Scheduler {
	t.Helper()
	s := newScheduler(r)
	s.text = sharedText
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
	s := scheduler(t, small)
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
	s := scheduler(t, small)
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
	s := scheduler(t, small)
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
	s := scheduler(t, small)
	r := start(t, s, "a", Options{Steps: 100})
	events := 0
	for e := range r.Watch(t.Context()) {
		if events++; events == 1 {
			wait(r, Done)
			continue
		}
		if e.State != Done || e.Frame.Step != 100 {
			t.Errorf("after the end comes %v", e.State)
		}
	}
	if events != 2 {
		t.Errorf("%d events, want the first and the last", events)
	}
}

func TestClientDisconnectsInTheMiddle(t *testing.T) {
	s := scheduler(t, small)
	s.grace = time.Hour
	r := start(t, s, "a", Options{Steps: 100})
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

func TestRunThatNobodyWatchesStops(t *testing.T) {
	for name, leave := range map[string]func(*Run){
		"never watched":          func(*Run) {},
		"touched once":           func(r *Run) { r.Touch() },
		"watched for a moment":   func(r *Run) { r.Watch(context.Background())(func(Event) bool { return false }) },
		"watched until training": func(r *Run) { r.Watch(context.Background())(func(e Event) bool { return e.Frame == nil }) },
	} {
		t.Run(name, func(t *testing.T) {
			s := scheduler(t, small)
			s.grace = time.Millisecond
			r := start(t, s, "a", Options{Steps: long})
			leave(r)
			wait(r, Stopped)
			if e := r.Now(); e.State != Stopped {
				t.Errorf("ended as %v", e.State)
			}
			if _, ok := r.Model(); ok {
				t.Error("a stopped run left a model")
			}
		})
	}
}

func TestWatchedRunGoesOn(t *testing.T) {
	s := scheduler(t, small)
	s.grace = time.Millisecond
	// The first run is watched before the grace can pass, the second waits for
	// it, watched too.
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	first := start(t, s, "a", Options{Steps: 200})
	leave := first.enter()
	second := start(t, s, "b", Options{Steps: 20})
	defer second.enter()()
	var last Event
	for e := range second.Watch(ctx) {
		last = e
	}
	leave()
	if first.Now().State != Done || last.State != Done {
		t.Errorf("ended as %v and %v", first.Now().State, last.State)
	}
}

func TestStop(t *testing.T) {
	s := scheduler(t, small)
	training := start(t, s, "a", Options{Steps: long})
	queued := start(t, s, "b", Options{Steps: long})
	if err := s.Stop("b", training.Name()); !errors.Is(err, ErrNotOwner) {
		t.Errorf("stopping somebody else's run: %v", err)
	}
	var unknown *UnknownRunError
	if err := s.Stop("a", "run-99"); !errors.As(err, &unknown) {
		t.Errorf("stopping an unknown run: %v", err)
	}
	wait(training, Training)
	if err := s.Stop("b", queued.Name()); err != nil || queued.Now().State != Stopped {
		t.Errorf("the queued run is %v: %v", queued.Now().State, err)
	}
	if err := s.Stop("a", training.Name()); err != nil {
		t.Fatal(err)
	}
	wait(training, Stopped)
	if training.Now().State != Stopped {
		t.Errorf("the run in training ended as %v", training.Now().State)
	}
	if err := s.Stop("a", training.Name()); err != nil || training.Now().State != Stopped {
		t.Errorf("stopping it again: %v, %v", training.Now().State, err)
	}
	if events := watch(training); len(events) != 1 || events[0].State != Stopped {
		t.Errorf("a watcher who comes after the end gets %v", events)
	}
}

func TestQueueIsInOrderAndBounded(t *testing.T) {
	s := scheduler(t, small)
	runs := []*Run{start(t, s, "first", Options{Steps: long})}
	wait(runs[0], Training)
	for i := range MaxQueue {
		r := start(t, s, fmt.Sprint(i), Options{Steps: MinSteps})
		if e := r.Now(); e.State != Queued || e.Ahead != i+1 {
			t.Errorf("run %d is %v behind %d", i, e.State, e.Ahead)
		}
		runs = append(runs, r)
	}
	var full *QueueFullError
	if _, err := s.Start("late", Options{}); !errors.As(err, &full) || full.Limit != MaxQueue {
		t.Errorf("one too many: %v", err)
	}
	var busy *BusyError
	if _, err := s.Start("3", Options{}); !errors.As(err, &busy) || busy.Run != runs[4].Name() {
		t.Errorf("a second run of one visitor: %v", err)
	}
	if err := s.Stop("1", runs[2].Name()); err != nil {
		t.Fatal(err)
	}
	if e := runs[3].Now(); e.Ahead != 2 {
		t.Errorf("after one before it left, %d are ahead, want 2", e.Ahead)
	}
	var order []string
	var mu sync.Mutex
	var all sync.WaitGroup
	for _, r := range runs[1:] {
		all.Go(func() {
			for e := range r.Watch(context.Background()) {
				if e.State == Training && e.Frame == nil || e.State == Done {
					mu.Lock()
					if !slices.Contains(order, r.Name()) {
						order = append(order, r.Name())
					}
					mu.Unlock()
				}
			}
		})
	}
	if err := s.Stop("first", runs[0].Name()); err != nil {
		t.Fatal(err)
	}
	all.Wait()
	if len(order) != MaxQueue-1 {
		t.Fatalf("%v were trained", order)
	}
	used := make([]int64, 0, MaxQueue)
	for _, r := range runs[1:] {
		if r.Now().State == Done {
			used = append(used, r.used)
		}
	}
	if !slices.IsSorted(used) {
		t.Errorf("the runs ended in the order %v", used)
	}
}

func TestModelsAreBounded(t *testing.T) {
	s := scheduler(t, small)
	finish := func() *Run {
		r := start(t, s, "a", Options{Steps: MinSteps})
		watch(r)
		return r
	}
	first, second := finish(), finish()
	for range MaxModels - 2 {
		finish()
	}
	if _, ok := s.Model(first.Name()); !ok {
		t.Fatal("the first model is gone too early")
	}
	finish()
	if n := len(s.Models()); n != MaxModels || len(s.List()) != MaxModels {
		t.Errorf("%d models of %d runs are kept, want %d", n, len(s.List()), MaxModels)
	}
	if _, ok := s.Model(first.Name()); !ok {
		t.Error("the model that was used last is gone")
	}
	if _, ok := s.Model(second.Name()); ok {
		t.Error("the model that was unused the longest is kept")
	}
	if _, ok := second.Model(); ok {
		t.Error("a forgotten run holds its model")
	}
	if err := s.Discard("b", first.Name()); !errors.Is(err, ErrNotOwner) {
		t.Errorf("discarding somebody else's model: %v", err)
	}
	if err := s.Discard("a", first.Name()); err != nil {
		t.Fatal(err)
	}
	if _, ok := s.Get(first.Name()); ok || len(s.Models()) != MaxModels-1 {
		t.Error("a discarded run is still there")
	}
}

func TestStoppedRunsAreForgottenInTime(t *testing.T) {
	s := scheduler(t, small)
	for range 3 * MaxModels {
		r := start(t, s, "a", Options{Steps: long})
		if err := s.Stop("a", r.Name()); err != nil {
			t.Fatal(err)
		}
		wait(r, Stopped)
	}
	if n := len(s.List()); n > MaxModels {
		t.Errorf("%d stopped runs are kept", n)
	}
}

func TestDiscardStopsATraining(t *testing.T) {
	s := scheduler(t, small)
	r := start(t, s, "a", Options{Steps: long})
	next := start(t, s, "b", Options{Steps: MinSteps})
	if err := s.Discard("a", r.Name()); err != nil {
		t.Fatal(err)
	}
	if e := watch(next); e[len(e)-1].State != Done || r.Now().State != Stopped || len(s.List()) != 1 {
		t.Errorf("the next run ended as %v, the discarded one as %v, %d are listed", e[len(e)-1].State, r.Now().State, len(s.List()))
	}
}

// Every watcher learns of the end, and goleak finds no goroutine afterwards.
func TestCloseEndsEverything(t *testing.T) {
	s := newScheduler(small)
	s.text = sharedText
	var all sync.WaitGroup
	var runs []*Run
	for i := range 4 {
		r := start(t, s, fmt.Sprint(i), Options{Steps: long})
		runs = append(runs, r)
		for range 10 {
			all.Go(func() { watch(r) })
		}
	}
	for e := range runs[0].Watch(t.Context()) {
		if e.Frame != nil {
			break
		}
	}
	s.Close()
	all.Wait()
	for _, r := range runs {
		if r.Now().State != Stopped {
			t.Errorf("%s is %v", r.Name(), r.Now().State)
		}
	}
	if _, err := s.Start("late", Options{}); !errors.Is(err, ErrClosed) {
		t.Errorf("a start after the end: %v", err)
	}
	s.Close() // a second time changes nothing
}

func TestFailureIsTold(t *testing.T) {
	s := newScheduler(small)
	broken := errors.New("no text")
	s.text = func() (*text, error) { return nil, broken }
	t.Cleanup(s.Close)
	events := watch(start(t, s, "a", Options{}))
	if last := events[len(events)-1]; last.State != Failed || !errors.Is(last.Err, broken) {
		t.Errorf("the run ended as %v: %v", last.State, last.Err)
	}
}

func TestStartRefuses(t *testing.T) {
	s := scheduler(t, small)
	for name, o := range map[string]Options{
		"a width between":    {Width: 48},
		"a negative width":   {Width: -32},
		"a width past all":   {Width: 1 << 40},
		"too few steps":      {Steps: MinSteps - 1},
		"too many steps":     {Steps: MaxSteps + 1},
		"fewer than nothing": {Steps: -1},
	} {
		t.Run(name, func(t *testing.T) {
			var option *OptionError
			if _, err := s.Start("a", o); !errors.As(err, &option) {
				t.Errorf("Start: %v", err)
			}
		})
	}
	if len(s.List()) != 0 {
		t.Error("a refused run is listed")
	}
}
