package layout

import (
	"context"
	"errors"
	"log/slog"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
	"weak"

	"go.uber.org/goleak"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/projection"
	"tokenscape/projection/tsne"
	"tokenscape/projection/umap"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func model(t testing.TB) *embedding.Model {
	t.Helper()
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// choice is the model's first map by t-SNE with a seed.
func choice(m *embedding.Model, seed int) scene.Choice {
	c := scene.Default(m)
	c.Method, c.Seed = scene.TSNE, seed
	return c
}

// open is layouts of a model that the test closes.
func open(t testing.TB, m *embedding.Model) *Layouts {
	l := New(request.Only(m))
	t.Cleanup(l.Close)
	return l
}

// held are layouts whose computations count themselves and wait until they are
// let go or stopped.
func held(t testing.TB, m *embedding.Model) (l *Layouts, begun *atomic.Int32, letGo chan struct{}) {
	l, begun, letGo = open(t, m), new(atomic.Int32), make(chan struct{})
	l.compute = func(ctx context.Context, _ scene.Choice, _ projection.Progress) ([][]float64, error) {
		begun.Add(1)
		select {
		case <-letGo:
			return [][]float64{{1, 2}}, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return l, begun, letGo
}

// isFault tells whether err is a fault of that code.
func isFault(err error, code request.Code) bool {
	var fault *request.Fault
	return errors.As(err, &fault) && fault.Code == code
}

// watch collects the events of a layout; the channel closes when there are no
// more.
func watch(t testing.TB, ctx context.Context, l *Layouts, c scene.Choice) <-chan Event {
	t.Helper()
	events := make(chan Event, 1000)
	go func() {
		defer close(events)
		if err := l.Watch(ctx, c, func(e Event) error { events <- e; return nil }); err != nil {
			events <- Event{State: Failed, Err: err}
		}
	}()
	return events
}

// A layout is that of the packages which compute it.
func TestLayoutIsTrue(t *testing.T) {
	m := model(t)
	l := open(t, m)
	for _, unit := range []bool{false, true} {
		c := choice(m, 7)
		c.Unit = unit
		want, err := tsne.Layout(t.Context(), c.Rows(), tsne.Options{Perplexity: float64(c.Perplexity), Seed: 7})
		if err != nil {
			t.Fatal(err)
		}
		if got, err := l.Layout(t.Context(), c); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("t-SNE, unit rows %v: another layout, %v", unit, err)
		}
		c.Method = scene.UMAP
		want, err = umap.Layout(t.Context(), c.Rows(), umap.Options{Neighbors: c.Neighbors, Seed: 7})
		if err != nil {
			t.Fatal(err)
		}
		if got, err := l.Layout(t.Context(), c); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("UMAP, unit rows %v: another layout, %v", unit, err)
		}
	}
}

// A hundred who watch and a hundred who wait cost one computation, and see it
// through to its end.
func TestOneComputationForAll(t *testing.T) {
	m := model(t)
	l := open(t, m)
	var computed atomic.Int32
	inner := l.compute
	l.compute = func(ctx context.Context, c scene.Choice, told projection.Progress) ([][]float64, error) {
		computed.Add(1)
		return inner(ctx, c, told)
	}
	c := choice(m, 1)
	var all sync.WaitGroup
	for range 100 {
		all.Go(func() {
			if places, err := l.Layout(t.Context(), c); err != nil || len(places) != len(c.IDs()) {
				t.Errorf("%d places, %v", len(places), err)
			}
		})
		all.Go(func() {
			var last Event
			for e := range watch(t, t.Context(), l, c) {
				if e.State < last.State || e.Stage == last.Stage && e.Done < last.Done {
					t.Errorf("%+v after %+v", e, last)
				}
				last = e
			}
			if last.State != Done {
				t.Errorf("the last event is %+v", last)
			}
		})
	}
	all.Wait()
	if _, err := l.Layout(t.Context(), c); err != nil || computed.Load() != 1 {
		t.Errorf("computed %d times, %v", computed.Load(), err)
	}
}

// What differs is computed by itself, what does not matter is not.
func TestWhatIsTheSame(t *testing.T) {
	m := model(t)
	c := choice(m, 1)
	same := func(change func(*scene.Choice)) bool {
		other := c
		change(&other)
		return keyOf(other) == keyOf(c)
	}
	for name, tt := range map[string]struct {
		change func(*scene.Choice)
		same   bool
	}{
		"seed":                  {func(c *scene.Choice) { c.Seed++ }, false},
		"perplexity":            {func(c *scene.Choice) { c.Perplexity++ }, false},
		"rows":                  {func(c *scene.Choice) { c.Unit = true }, false},
		"method":                {func(c *scene.Choice) { c.Method = scene.UMAP }, false},
		"a word more":           {func(c *scene.Choice) { c.Tokens = []embedding.TokenID{262} }, false},
		"another model":         {func(c *scene.Choice) { c.Model = model(t) }, false},
		"UMAP's neighbours":     {func(c *scene.Choice) { c.Neighbors++ }, true},
		"a word that is there":  {func(c *scene.Choice) { c.Tokens = c.IDs()[:1] }, true},
		"categories' order":     {func(c *scene.Choice) { c.Categories = slices.Clone(c.Categories); slices.Reverse(c.Categories) }, true},
		"components, which are": {func(c *scene.Choice) { c.Components = 5 }, true},
	} {
		if same(tt.change) != tt.same {
			t.Errorf("%s: the same is %v", name, !tt.same)
		}
	}
}

// One is computed at a time, in the order of asking; those behind know how many
// are ahead, and past the queue's end nobody is let in.
func TestQueue(t *testing.T) {
	m := model(t)
	l, begun, letGo := held(t, m)
	var watched []<-chan Event
	for seed := range 1 + MaxQueue {
		events := watch(t, t.Context(), l, choice(m, seed))
		if first := <-events; first.Ahead != seed || first.State.Ended() {
			t.Fatalf("number %d begins with %+v", seed, first)
		}
		watched = append(watched, events)
	}
	if _, err := l.Layout(t.Context(), choice(m, 99)); !isFault(err, request.Busy) {
		t.Errorf("one too many: %v", err)
	}
	for seed, events := range watched {
		letGo <- struct{}{}
		last := Event{}
		for e := range events {
			if e.Ahead > seed {
				t.Errorf("number %d has %d ahead", seed, e.Ahead)
			}
			last = e
		}
		if n := int(begun.Load()); last.State != Done || n > seed+2 {
			t.Errorf("number %d ends with %+v, when %d have begun", seed, last, n)
		}
	}
}

func TestPatience(t *testing.T) {
	m := model(t)
	l, begun, letGo := held(t, m)
	l.patience = 10 * time.Millisecond
	for range 2 {
		if _, err := l.Layout(t.Context(), choice(m, 1)); !isFault(err, request.NotReady) {
			t.Errorf("%v", err)
		}
	}
	letGo <- struct{}{} // it went on
	l.patience = time.Minute
	if places, err := l.Layout(t.Context(), choice(m, 1)); err != nil || len(places) != 1 || begun.Load() != 1 {
		t.Errorf("%v, %v, computed %d times", places, err, begun.Load())
	}
}

// What nobody waits for any more is stopped, also in the queue, and begins anew
// for the next who asks.
func TestAbandoned(t *testing.T) {
	m := model(t)
	l, begun, letGo := held(t, m)
	l.grace = time.Millisecond
	ctx, leave := context.WithCancel(t.Context())
	first, second := watch(t, ctx, l, choice(m, 1)), watch(t, ctx, l, choice(m, 2))
	<-first
	<-second
	leave()
	empty := func() bool {
		l.mu.Lock()
		defer l.mu.Unlock()
		return len(l.jobs) == 0 && len(l.queue) == 0 && !l.computing
	}
	for !empty() {
		time.Sleep(time.Millisecond)
	}
	before := begun.Load() // the second may have begun for a moment
	again := watch(t, t.Context(), l, choice(m, 1))
	letGo <- struct{}{}
	last := Event{}
	for e := range again {
		last = e
	}
	if last.State != Done || begun.Load() != before+1 {
		t.Errorf("asked again it ends with %+v, begun %d times, %d before", last, begun.Load(), before)
	}
}

// A layout that fails is not kept.
func TestFailure(t *testing.T) {
	m := model(t)
	l := open(t, m)
	wrong := errors.New("wrong")
	l.compute = func(context.Context, scene.Choice, projection.Progress) ([][]float64, error) { return nil, wrong }
	if _, err := l.Layout(t.Context(), choice(m, 1)); !errors.Is(err, wrong) {
		t.Errorf("%v", err)
	}
	l.compute = compute
	if _, err := l.Layout(t.Context(), choice(m, 1)); err != nil {
		t.Errorf("asked again: %v", err)
	}
	many := choice(m, 1)
	many.Encoding = true
	if _, err := l.Layout(t.Context(), many); !isFault(err, request.TooMany) {
		t.Errorf("too many points: %v", err)
	}
	axes := choice(m, 1)
	axes.Method = scene.PCA
	if _, err := l.Layout(t.Context(), axes); err == nil {
		t.Error("principal components by steps")
	}
}

func TestKept(t *testing.T) {
	m := model(t)
	l := open(t, m)
	computed := 0
	l.compute = func(_ context.Context, c scene.Choice, _ projection.Progress) ([][]float64, error) {
		computed++
		return [][]float64{{float64(c.Seed), 0}}, nil
	}
	ask := func(seed int) {
		if places, err := l.Layout(t.Context(), choice(m, seed)); err != nil || places[0][0] != float64(seed) {
			t.Errorf("%v, %v", places, err)
		}
	}
	for seed := range kept {
		ask(seed)
	}
	ask(0)    // now the last used
	ask(kept) // one has to go: 1
	ask(0)
	if computed != kept+1 {
		t.Errorf("computed %d times, want %d", computed, kept+1)
	}
	ask(1)
	if computed != kept+2 {
		t.Error("all are still kept")
	}
}

// Who keeps a layout keeps its model: once that is discarded, the next question
// lets go of both, and stops what is computed of it.
func TestDiscardedModels(t *testing.T) {
	stays, goes := model(t), model(t)
	listed := []*embedding.Model{stays, goes}
	l, _, letGo := held(t, stays)
	l.models = func() []*embedding.Model { return listed }
	done := watch(t, t.Context(), l, choice(goes, 1))
	letGo <- struct{}{}
	for range done {
	}
	under := watch(t, t.Context(), l, choice(goes, 2))
	<-under
	listed = listed[:1]
	other := watch(t, t.Context(), l, choice(stays, 1))
	last := Event{}
	for e := range under {
		last = e
	}
	if last.State != Failed || !isFault(last.Err, request.UnknownModel) {
		t.Errorf("the discarded model's ends with %+v", last)
	}
	for range 2 { // one may come to the computation that was just stopped
		go func() {
			select {
			case letGo <- struct{}{}:
			case <-t.Context().Done():
			}
		}()
	}
	for e := range other {
		last = e
	}
	if last.State != Done {
		t.Errorf("the other's ends with %+v", last)
	}
	gone := weak.Make(goes)
	goes = nil
	clear(listed[:2][1:]) // the list's own
	runtime.GC()
	if gone.Value() != nil {
		t.Error("the discarded model is still kept")
	}
	runtime.KeepAlive(l)
}

// A layout that panics has failed, and is noted; the next one is computed.
func TestPanicFailsOneLayout(t *testing.T) {
	m := model(t)
	l := open(t, m)
	var log strings.Builder
	l.Log = slog.New(slog.NewTextHandler(&log, nil))
	sound := l.compute
	l.compute = func(ctx context.Context, c scene.Choice, told projection.Progress) ([][]float64, error) {
		if c.Seed == 1 {
			panic("out of its wits")
		}
		return sound(ctx, c, told)
	}
	_, err := l.Layout(t.Context(), choice(m, 1))
	if err == nil || request.FaultOf(err).Code != request.Internal {
		t.Errorf("the error is %v", err)
	}
	if !strings.Contains(log.String(), "out of its wits") || !strings.Contains(log.String(), "layouts_test.go") {
		t.Errorf("the log does not say what and where: %s", log.String())
	}
	if _, err := l.Layout(t.Context(), choice(m, 2)); err != nil {
		t.Errorf("the next one: %v", err)
	}
}

// After a stop no goroutine is left, who waited is told, and nobody is let in.
func TestClose(t *testing.T) {
	m := model(t)
	l := New(request.Only(m))
	under, queued := watch(t, t.Context(), l, choice(m, 1)), watch(t, t.Context(), l, choice(m, 2))
	<-under
	<-queued
	l.Close()
	for _, events := range []<-chan Event{under, queued} {
		last := Event{}
		for e := range events {
			last = e
		}
		if last.State != Failed || !isFault(last.Err, request.Busy) {
			t.Errorf("it ends with %+v", last)
		}
	}
	if _, err := l.Layout(t.Context(), choice(m, 1)); !isFault(err, request.Busy) {
		t.Errorf("asked later: %v", err)
	}
	goleak.VerifyNone(t)
}

// A watcher who takes no more is left alone.
func TestWatcherGone(t *testing.T) {
	m := model(t)
	l, _, _ := held(t, m)
	gone := errors.New("gone")
	if err := l.Watch(t.Context(), choice(m, 1), func(Event) error { return gone }); err != gone {
		t.Errorf("%v", err)
	}
}
