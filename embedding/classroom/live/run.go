package live

import (
	"context"
	"iter"
	"slices"
	"time"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom/replay"
)

// State is how far a run is.
type State int

// A run goes through these in order; the last three are ends.
const (
	Queued State = iota
	Training
	Done
	Stopped
	Failed
)

func (s State) String() string {
	return [...]string{"queued", "training", "done", "stopped", "failed"}[s]
}

// Ended tells whether nothing will come after the state.
func (s State) Ended() bool { return s >= Done }

// Word is a token that a run shows.
type Word struct {
	ID       embedding.TokenID
	Category string
}

// Frame is what a run shows after some steps.
type Frame struct {
	Step    int
	Tokens  int           // read by then
	Loss    float64       // mean over the batches since the frame before, nats a token; before the first step of one batch
	Purity  float64       // k = 5, among the words shown
	Elapsed time.Duration // since the first step
	Words   []Word
	Vectors blas32.General // the words' rows of W_E, len(Words)×D
}

// Event is what a watcher learns.
type Event struct {
	State State
	Ahead int    // of a queued run: how many are trained before it
	Frame *Frame // the newest; nil before the first
	Err   error  // why a run failed
}

// Run is one training that somebody asked for.
type Run struct {
	name    string
	visitor string
	options Options
	s       *Scheduler

	// Below this line is guarded by s.mu.

	event    Event
	changed  chan struct{} // closed at the next event
	losses   []replay.Loss
	model    *embedding.Model
	used     int64 // when the model was last asked for, on the scheduler's clock
	stop     context.CancelFunc
	watchers int
	lonely   *time.Timer // stops a run that nobody watches
}

// Name is the run's, and its model's.
func (r *Run) Name() string { return r.name }

// Owner is the visitor who started the run.
func (r *Run) Owner() string { return r.visitor }

// Options are those that the run was started with, defaults filled in.
func (r *Run) Options() Options { return r.options }

// Now is the newest event. To look is not to watch.
func (r *Run) Now() Event {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	return r.event
}

// Touch counts as a watcher who leaves at once: a run goes on for Grace after
// it. A page that asks again every few seconds keeps its run so.
func (r *Run) Touch() { r.enter()() }

// Model is what the run left, once it is done and until it is discarded. Asking
// for it is using it.
func (r *Run) Model() (*embedding.Model, bool) {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	if r.model == nil {
		return nil, false
	}
	r.s.use(r)
	return r.model, true
}

// Losses is the loss of every frame so far but the first.
func (r *Run) Losses() []replay.Loss {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	return slices.Clip(r.losses) // only ever appended to
}

// Watch gives the newest event at once and again whenever there is a newer one,
// and at the latest after Heartbeat the same one again, until the run has ended
// or ctx is done.
func (r *Run) Watch(ctx context.Context) iter.Seq[Event] {
	return func(yield func(Event) bool) {
		defer r.enter()()
		beat := time.NewTicker(Heartbeat)
		defer beat.Stop()
		for {
			r.s.mu.Lock()
			event, changed := r.event, r.changed
			r.s.mu.Unlock()
			if !yield(event) || event.State.Ended() {
				return
			}
			select {
			case <-changed:
			case <-beat.C:
			case <-ctx.Done():
				return
			}
		}
	}
}

// enter counts a watcher until leave is called.
func (r *Run) enter() (leave func()) {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	r.watchers++
	r.lonely.Stop()
	return func() {
		r.s.mu.Lock()
		defer r.s.mu.Unlock()
		if r.watchers--; r.watchers == 0 && !r.event.State.Ended() {
			r.lonely.Reset(r.s.grace)
		}
	}
}

// publish makes e the newest event. s.mu is held.
func (r *Run) publish(e Event) {
	r.event = e
	close(r.changed)
	r.changed = make(chan struct{})
	if e.State.Ended() {
		r.lonely.Stop()
	}
}
