package layout

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"time"

	"tokenscape/embedding"
	"tokenscape/projection"
	"tokenscape/web/scene"
)

// State is how far a computation is.
type State int

// A computation goes through these in order; the last two are ends.
const (
	Queued State = iota
	Computing
	Done
	Failed
)

// Ended tells whether nothing will come after the state.
func (s State) Ended() bool { return s >= Done }

// Event is what a watcher learns.
type Event struct {
	State    State
	Ahead    int              // of a queued one: how many are computed before it
	Stage    projection.Stage // of one that is computed, "" before the first
	Done, Of int              // of the stage
	Err      error            // why it failed

	places [][]float64 // of one that is done
}

// job is one computation that somebody asked for. Below choice it is guarded by
// Layouts.mu.
type job struct {
	key    key
	choice scene.Choice

	event    Event
	changed  chan struct{} // closed at the next event
	stop     context.CancelFunc
	watchers int         // who watch or wait
	lonely   *time.Timer // ends it when there are none
}

// publish makes e the newest event. Layouts.mu is held.
func (j *job) publish(e Event) {
	j.event = e
	close(j.changed)
	j.changed = make(chan struct{})
	if e.State.Ended() {
		j.lonely.Stop()
	}
}

func (l *Layouts) now(j *job) (Event, <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return j.event, j.changed
}

// key names what a layout depends on. The model is told by its address: a later
// one may bear the same name.
type key struct {
	model           *embedding.Model
	method          scene.Method
	seed, parameter int
	unit            bool
	tokens          [sha256.Size]byte
}

func keyOf(c scene.Choice) key {
	k := key{model: c.Model, method: c.Method, seed: c.Seed, parameter: c.Perplexity, unit: c.Unit}
	if c.Method == scene.UMAP {
		k.parameter = c.Neighbors
	}
	ids := c.IDs()
	data := make([]byte, 0, 4*len(ids))
	for _, id := range ids {
		data = binary.LittleEndian.AppendUint32(data, uint32(id))
	}
	k.tokens = sha256.Sum256(data)
	return k
}

// Watch tells what becomes of the layout of a choice, and begins it if need be:
// the newest event at once and again whenever there is a newer one, and at the
// latest after Heartbeat the same one again, until the layout is done or has
// failed, ctx ends or tell fails, whose error it returns. Before the first event
// the errors are those of Layout, but for NotReady.
func (l *Layouts) Watch(ctx context.Context, c scene.Choice, tell func(Event) error) error {
	j, leave, err := l.enter(c)
	if err != nil {
		return err
	}
	defer leave()
	beat := time.NewTicker(Heartbeat)
	defer beat.Stop()
	for {
		event, changed := l.now(j)
		if err := tell(event); err != nil || event.State.Ended() {
			return err
		}
		select {
		case <-changed:
		case <-beat.C:
		case <-ctx.Done():
			return nil
		}
	}
}
