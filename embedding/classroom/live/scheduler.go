package live

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"tokenscape/embedding"
)

// Limits of a scheduler.
const (
	Concurrent = 1 // runs trained at a time: one fills two cores
	MaxQueue   = 8 // runs that wait
	MaxModels  = 8 // finished runs whose models are kept

	Grace     = 10 * time.Second // until a run that nobody watches is stopped
	Heartbeat = 5 * time.Second  // a watcher hears at least this often
)

// ErrClosed is returned by a scheduler that was closed.
var ErrClosed = errors.New("no more runs: the server is stopping")

// ErrNotOwner is returned to a visitor who did not start the run.
var ErrNotOwner = errors.New("the run was started by somebody else")

// QueueFullError is returned when as many runs wait as may.
type QueueFullError struct{ Limit int }

func (e *QueueFullError) Error() string { return fmt.Sprintf("%d runs wait already", e.Limit) }

// BusyError is returned to a visitor whose earlier run has not ended.
type BusyError struct{ Run string }

func (e *BusyError) Error() string { return fmt.Sprintf("%s has not ended", e.Run) }

// UnknownRunError is returned for a name that no run has, or has no longer.
type UnknownRunError struct{ Name string }

func (e *UnknownRunError) Error() string { return fmt.Sprintf("no run %q", e.Name) }

// Scheduler trains the runs that are asked for, one at a time, and keeps what
// they leave.
type Scheduler struct {
	recipe recipe
	grace  time.Duration
	text   func() (*text, error)
	all    sync.WaitGroup // the training goroutine

	mu       sync.Mutex
	closed   bool
	started  int    // runs so far, for their names
	clock    int64  // uses of models so far
	training int    // runs that train now
	runs     []*Run // in the order of their start; ended ones while they are kept
}

// NewScheduler is a scheduler without runs. Close it.
func NewScheduler() *Scheduler {
	return &Scheduler{recipe: classroomRecipe, grace: Grace, text: classroomText}
}

// Start puts a run into the queue. A visitor is whatever tells visitors apart;
// each has at most one run that has not ended. The errors are *OptionError,
// *BusyError, *QueueFullError and ErrClosed.
func (s *Scheduler) Start(visitor string, o Options) (*Run, error) {
	o, err := o.complete()
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, ErrClosed
	}
	waiting := 0
	for _, r := range s.runs {
		if r.visitor == visitor && !r.event.State.Ended() {
			return nil, &BusyError{Run: r.name}
		}
		if r.event.State == Queued {
			waiting++
		}
	}
	if waiting >= MaxQueue {
		return nil, &QueueFullError{Limit: MaxQueue}
	}
	s.started++
	r := &Run{name: fmt.Sprintf("run-%d", s.started), visitor: visitor, options: o, s: s, changed: make(chan struct{})}
	r.lonely = time.AfterFunc(s.grace, r.abandon)
	s.runs = append(s.runs, r)
	s.advance()
	return r, nil
}

// advance starts the next runs while there is room, and tells those that wait
// how many are ahead. s.mu is held.
func (s *Scheduler) advance() {
	ahead := s.training
	for _, r := range s.runs {
		if r.event.State != Queued {
			continue
		}
		if s.training < Concurrent && !s.closed {
			ctx, cancel := context.WithCancel(context.Background())
			r.stop = cancel
			s.training++
			r.publish(Event{State: Training})
			s.all.Go(func() { s.train(ctx, r) })
		} else {
			r.publish(Event{State: Queued, Ahead: ahead})
		}
		ahead++
	}
}

// train runs the training of r to its end.
func (s *Scheduler) train(ctx context.Context, r *Run) {
	m, err := s.pretrain(ctx, r)
	s.mu.Lock()
	defer s.mu.Unlock()
	r.stop()
	s.training--
	e := r.event
	switch {
	case err == nil:
		e.State, r.model = Done, m
		s.use(r)
	case errors.Is(err, context.Canceled):
		e.State = Stopped
	default:
		e.State, e.Err = Failed, err
	}
	r.publish(e)
	s.trim()
	s.advance()
}

// end stops a run that has not ended. s.mu is held.
func (s *Scheduler) end(r *Run) {
	switch r.event.State {
	case Training:
		r.stop() // train publishes the end
	case Queued:
		r.publish(Event{State: Stopped})
		s.trim()
		s.advance()
	}
}

// abandon stops the run if nobody watches it.
func (r *Run) abandon() {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	if r.watchers == 0 {
		r.s.end(r)
	}
}

// Stop ends the visitor's run, queued or training; one that has ended stays.
// The errors are *UnknownRunError and ErrNotOwner.
func (s *Scheduler) Stop(visitor, name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, err := s.owned(visitor, name)
	if err != nil {
		return err
	}
	s.end(r)
	return nil
}

// Discard forgets the visitor's run and its model; it stops first if need be.
// The errors are *UnknownRunError and ErrNotOwner.
func (s *Scheduler) Discard(visitor, name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, err := s.owned(visitor, name)
	if err != nil {
		return err
	}
	s.end(r)
	s.forget(r)
	return nil
}

func (s *Scheduler) owned(visitor, name string) (*Run, error) {
	r := s.find(name)
	if r == nil {
		return nil, &UnknownRunError{Name: name}
	}
	if r.visitor != visitor {
		return nil, ErrNotOwner
	}
	return r, nil
}

func (s *Scheduler) find(name string) *Run {
	for _, r := range s.runs {
		if r.name == name {
			return r
		}
	}
	return nil
}

// forget drops the run, and its model even if somebody still holds the run.
func (s *Scheduler) forget(r *Run) {
	r.model = nil
	s.runs = slices.DeleteFunc(s.runs, func(other *Run) bool { return other == r })
}

// trim forgets ended runs past MaxModels: of the finished ones those whose
// model was used the longest ago, of the others the oldest. s.mu is held.
func (s *Scheduler) trim() {
	for _, finished := range []bool{true, false} {
		var ended []*Run
		for _, r := range s.runs {
			if r.event.State.Ended() && (r.model != nil) == finished {
				ended = append(ended, r)
			}
		}
		slices.SortStableFunc(ended, func(a, b *Run) int { return int(a.used - b.used) })
		for _, r := range ended[:max(0, len(ended)-MaxModels)] {
			s.forget(r)
		}
	}
}

// use notes that the run's model is used now. s.mu is held.
func (s *Scheduler) use(r *Run) {
	s.clock++
	r.used = s.clock
}

// Get is the run of that name.
func (s *Scheduler) Get(name string) (*Run, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.find(name)
	return r, r != nil
}

// List is all runs in the order of their start: those that train and wait, and
// those that ended and are kept.
func (s *Scheduler) List() []*Run {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.runs)
}

// Model is the model that the run of that name left; asking for it is using it.
func (s *Scheduler) Model(name string) (*embedding.Model, bool) {
	r, ok := s.Get(name)
	if !ok {
		return nil, false
	}
	return r.Model()
}

// Models are the models that are kept, in the order of the runs' start.
func (s *Scheduler) Models() []*embedding.Model {
	s.mu.Lock()
	defer s.mu.Unlock()
	var models []*embedding.Model
	for _, r := range s.runs {
		if r.model != nil {
			models = append(models, r.model)
		}
	}
	return models
}

// Close stops every run and waits until no goroutine is left.
func (s *Scheduler) Close() {
	s.mu.Lock()
	s.closed = true
	for _, r := range slices.Clone(s.runs) {
		s.end(r)
	}
	s.mu.Unlock()
	s.all.Wait()
}
