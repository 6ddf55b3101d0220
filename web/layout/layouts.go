package layout

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"tokenscape/embedding"
	"tokenscape/projection"
	"tokenscape/projection/tsne"
	"tokenscape/projection/umap"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// Limits of what is computed.
const (
	MaxQueue = 8  // layouts that wait while one is computed
	kept     = 16 // that stay computed

	Patience  = 20 * time.Second // waiting for a layout
	Grace     = 10 * time.Second // until one that nobody watches or waits for is stopped
	Heartbeat = 5 * time.Second  // a watcher hears at least this often
)

// Layouts computes layouts, one at a time, and keeps those used last. It is safe
// for concurrent use. Close it.
type Layouts struct {
	Log *slog.Logger // of what should not happen; set before the first request

	models   request.Models
	compute  func(context.Context, scene.Choice, projection.Progress) ([][]float64, error)
	patience time.Duration
	grace    time.Duration
	all      sync.WaitGroup // the computing goroutine

	mu        sync.Mutex
	closed    bool
	computing bool // a goroutine is at work, perhaps on a job that is dropped
	jobs      map[key]*job
	queue     []*job // that wait, in the order of their turn
	recent    []*job // that are done, the last used last
}

// New returns layouts of the models, none computed yet.
func New(models request.Models) *Layouts {
	return &Layouts{Log: slog.New(slog.DiscardHandler), models: models, compute: compute, patience: Patience, grace: Grace, jobs: make(map[key]*job)}
}

// compute puts the rows of the tokens chosen in the plane.
func compute(ctx context.Context, c scene.Choice, told projection.Progress) ([][]float64, error) {
	seed := uint64(c.Seed)
	switch c.Method {
	case scene.TSNE:
		return tsne.Layout(ctx, c.Rows(), tsne.Options{Perplexity: float64(c.Perplexity), Seed: seed, Told: told})
	case scene.UMAP:
		return umap.Layout(ctx, c.Rows(), umap.Options{Neighbors: c.Neighbors, Seed: seed, Told: told})
	}
	return nil, fmt.Errorf("%s is no layout that is computed step by step", c.Method)
}

// Layout is where the tokens c.IDs() lie, two coordinates each, of mean 0. It
// waits for the computation; when that is not done in time or ctx ends the error
// is a *request.Fault with the code NotReady. It is one with the code Busy when
// too many wait, and TooMany for more than scene.MaxComputed tokens.
func (l *Layouts) Layout(ctx context.Context, c scene.Choice) ([][]float64, error) {
	j, leave, err := l.enter(c)
	if err != nil {
		return nil, err
	}
	defer leave()
	ctx, cancel := context.WithTimeout(ctx, l.patience)
	defer cancel()
	for {
		event, changed := l.now(j)
		if event.State.Ended() {
			return event.places, event.Err
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return nil, &request.Fault{Code: request.NotReady, Parameter: "method", Value: string(c.Method)}
		}
	}
}

// enter finds or begins the job of a choice, which has one more who waits until
// leave is called.
func (l *Layouts) enter(c scene.Choice) (j *job, leave func(), err error) {
	if err := c.Computable(); err != nil {
		return nil, nil, err
	}
	models, k := l.models(), keyOf(c)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.prune(models)
	j = l.jobs[k]
	switch {
	case j != nil && j.event.State == Done:
		l.use(j)
	case j != nil:
	case l.closed || len(l.queue) == MaxQueue:
		return nil, nil, &request.Fault{Code: request.Busy}
	default:
		j = &job{key: k, choice: c, changed: make(chan struct{})}
		j.lonely = time.AfterFunc(l.grace, func() { l.abandon(j) })
		l.jobs[k] = j
		l.queue = append(l.queue, j)
		l.advance()
	}
	j.watchers++
	j.lonely.Stop()
	return j, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		if j.watchers--; j.watchers == 0 && !j.event.State.Ended() {
			j.lonely.Reset(l.grace)
		}
	}, nil
}

// advance begins the next job when none is under way, and tells those that wait
// how many are ahead. l.mu is held.
func (l *Layouts) advance() {
	if !l.computing && len(l.queue) > 0 {
		j := l.queue[0]
		l.queue = l.queue[1:]
		ctx, cancel := context.WithCancel(context.Background())
		j.stop = cancel
		l.computing = true
		j.publish(Event{State: Computing})
		l.all.Go(func() { l.run(ctx, j) })
	}
	for ahead, j := range l.queue {
		if l.computing {
			ahead++
		}
		if ahead != j.event.Ahead {
			j.publish(Event{State: Queued, Ahead: ahead})
		}
	}
}

// run computes a job to its end.
func (l *Layouts) run(ctx context.Context, j *job) {
	places, err := l.guarded(ctx, j.choice, func(stage projection.Stage, done, of int) {
		l.mu.Lock()
		defer l.mu.Unlock()
		if !j.event.State.Ended() {
			j.publish(Event{State: Computing, Stage: stage, Done: done, Of: of})
		}
	})
	l.mu.Lock()
	defer l.mu.Unlock()
	j.stop()
	l.computing = false
	switch {
	case j.event.State.Ended(): // dropped
	case err == nil:
		j.publish(Event{State: Done, places: places})
		l.use(j)
	default:
		if request.FaultOf(err).Code == request.Internal {
			l.Log.Error("layout", "method", string(j.choice.Method), "error", err)
		}
		l.end(j, err)
	}
	l.advance()
}

// guarded computes a layout; a panic is an error of that one alone. (One in a
// goroutine that the method starts ends the process all the same.)
func (l *Layouts) guarded(ctx context.Context, c scene.Choice, told projection.Progress) (places [][]float64, err error) {
	defer func() {
		if why := recover(); why != nil {
			err = fmt.Errorf("panic: %v\n%s", why, debug.Stack())
		}
	}()
	return l.compute(ctx, c, told)
}

// use makes a job that is done the last used, and forgets the one used longest
// ago past those that are kept. l.mu is held.
func (l *Layouts) use(j *job) {
	l.recent = append(slices.DeleteFunc(l.recent, func(other *job) bool { return other == j }), j)
	if len(l.recent) > kept {
		delete(l.jobs, l.recent[0].key)
		l.recent = slices.Delete(l.recent, 0, 1)
	}
}

// end forgets a job, which fails if it is not done: who asks again begins anew.
// l.mu is held.
func (l *Layouts) end(j *job, why error) {
	delete(l.jobs, j.key)
	is := func(other *job) bool { return other == j }
	l.queue, l.recent = slices.DeleteFunc(l.queue, is), slices.DeleteFunc(l.recent, is)
	if !j.event.State.Ended() {
		if j.stop != nil {
			j.stop()
		}
		j.publish(Event{State: Failed, Err: why})
	}
}

var errAbandoned = errors.New("nobody waits for the layout")

// abandon ends a job that nobody watches or waits for.
func (l *Layouts) abandon(j *job) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if j.watchers == 0 && !j.event.State.Ended() {
		l.end(j, errAbandoned)
		l.advance()
	}
}

// prune lets go of the layouts of models that were discarded, and so of the
// models. l.mu is held.
func (l *Layouts) prune(models []*embedding.Model) {
	for k, j := range l.jobs {
		if !slices.Contains(models, k.model) {
			l.end(j, &request.Fault{Code: request.UnknownModel, Parameter: "model", Value: k.model.Name()})
		}
	}
	l.advance()
}

// Close ends what is computed and waits until no goroutine is left. Who asks
// later is told that the server is busy.
func (l *Layouts) Close() {
	l.mu.Lock()
	l.closed = true
	for _, j := range l.jobs {
		l.end(j, &request.Fault{Code: request.Busy})
	}
	l.mu.Unlock()
	l.all.Wait()
}
