package live

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"
)

func TestRunThatNobodyWatchesStops(t *testing.T) {
	for name, leave := range map[string]func(*Run){
		"never watched":          func(*Run) {},
		"touched once":           func(r *Run) { r.Touch() },
		"watched for a moment":   func(r *Run) { r.Watch(context.Background())(func(Event) bool { return false }) },
		"watched until training": func(r *Run) { r.Watch(context.Background())(func(e Event) bool { return e.Frame == nil }) },
	} {
		t.Run(name, func(t *testing.T) {
			s := scheduler(t)
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

// watched starts a run that is watched until leave is called; from then on runs
// of s have hardly any grace.
func watched(t testing.TB, s *Scheduler, steps int) (r *Run, leave func()) {
	r = start(t, s, "watched", Options{Steps: steps})
	leave = r.enter()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.grace = time.Millisecond
	return r, leave
}

func TestQueuedRunThatNobodyWatchesIsDropped(t *testing.T) {
	s := scheduler(t)
	first, leave := watched(t, s, long)
	defer leave()
	left := start(t, s, "b", Options{Steps: long})
	wait(left, Stopped)
	if left.Now().Frame != nil || first.Now().State != Training {
		t.Errorf("the run nobody watched is %v, the other %v", left.Now().State, first.Now().State)
	}
}

func TestWatchedRunGoesOn(t *testing.T) {
	s := scheduler(t)
	r, leave := watched(t, s, 60)
	defer leave()
	r.Touch() // another watcher leaves
	wait(r, Done)
	if state := r.Now().State; state != Done {
		t.Errorf("ended as %v", state)
	}
}

func TestStop(t *testing.T) {
	s := scheduler(t)
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
	s := scheduler(t)
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
	s := scheduler(t)
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
	s := scheduler(t)
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
	s := scheduler(t)
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
	s := scheduler(t)
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
	s := scheduler(t)
	broken := errors.New("no text")
	s.text = func() (*text, error) { return nil, broken }
	events := watch(start(t, s, "a", Options{}))
	if last := events[len(events)-1]; last.State != Failed || !errors.Is(last.Err, broken) {
		t.Errorf("the run ended as %v: %v", last.State, last.Err)
	}
}

func TestStartRefuses(t *testing.T) {
	s := scheduler(t)
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
