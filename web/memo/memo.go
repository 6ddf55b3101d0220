package memo

import (
	"container/list"
	"context"
	"slices"
	"sync"

	"tokenscape/embedding"
	"tokenscape/web/request"
)

// Memo computes values, each once however many ask for it at a time, and keeps
// those used last, as long as their model can be asked for. It is safe for
// concurrent use.
type Memo[T any] struct {
	models request.Models
	turns  request.Turns
	kept   int // values that stay computed

	weigh func(T) int
	most  int // what those weigh together, when they are weighed

	mu     sync.Mutex
	weight int
	recent *list.List // of *entry[T], the last used first
	byKey  map[key]*list.Element
}

// key names a value. The model is told by its address: a later one may bear the
// same name.
type key struct {
	model *embedding.Model
	name  string
}

// entry is a value that is computed or being computed.
type entry[T any] struct {
	key   key
	done  chan struct{}
	value T
	err   error

	weight int // once it is computed and kept
}

// New returns an empty memo of values of the models. It computes when turns
// has a turn free, and keeps as many values as kept.
func New[T any](models request.Models, turns request.Turns, kept int) *Memo[T] {
	return &Memo[T]{models: models, turns: turns, kept: kept, recent: list.New(), byKey: make(map[key]*list.Element)}
}

// Weighed makes the memo keep no more values than weigh most together, but always
// the last. It returns the memo, and is called before the first Get.
func (m *Memo[T]) Weighed(most int, weigh func(T) int) *Memo[T] {
	m.most, m.weigh = most, weigh
	return m
}

// Get returns the model's value of that name, which is shared: it must not be
// modified. An error is not kept: the next asker tries again. Who waits
// too long gets a *request.Fault with the code Busy.
func (m *Memo[T]) Get(ctx context.Context, model *embedding.Model, name string, compute func() (T, error)) (T, error) {
	e, first := m.entry(key{model, name})
	if first {
		// Others may be waiting for this value: it is computed also when the
		// one who asked first has left.
		m.fill(context.WithoutCancel(ctx), e, compute)
		return e.value, e.err
	}
	ctx, cancel := context.WithTimeout(ctx, m.turns.Patience())
	defer cancel()
	select {
	case <-e.done:
		return e.value, e.err
	case <-ctx.Done():
		var none T
		return none, &request.Fault{Code: request.Busy}
	}
}

// Kept returns the model's value of that name if it is computed and kept, and waits
// for nothing.
func (m *Memo[T]) Kept(model *embedding.Model, name string) (value T, ok bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	found, ok := m.byKey[key{model, name}]
	if !ok {
		return value, false
	}
	e := found.Value.(*entry[T])
	select {
	case <-e.done:
		m.recent.MoveToFront(found)
		return e.value, e.err == nil
	default:
		return value, false
	}
}

// fill computes the entry when its turn comes.
func (m *Memo[T]) fill(ctx context.Context, e *entry[T], compute func() (T, error)) {
	e.err = &request.Fault{Code: request.Busy}
	defer func() {
		if e.err != nil {
			m.forget(e)
		}
		close(e.done)
	}()
	giveBack, err := m.turns.Take(ctx)
	if err != nil {
		e.err = err
		return
	}
	defer giveBack()
	e.value, e.err = compute()
	if e.err == nil && m.weigh != nil {
		m.load(e, m.weigh(e.value))
	}
}

// load notes what a value weighs, and lets go of those used longest ago until all
// are light enough.
func (m *Memo[T]) load(e *entry[T], weight int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if found, ok := m.byKey[e.key]; !ok || found.Value != e {
		return // let go of already
	}
	e.weight = weight
	m.weight += weight
	for at := m.recent.Back(); m.weight > m.most && at != nil; {
		before := at.Prev()
		if old := at.Value.(*entry[T]); old.weight > 0 && old != e {
			m.remove(at)
		}
		at = before
	}
}

// entry finds or makes the entry of a key; first is true for its maker, who
// must fill it.
func (m *Memo[T]) entry(k key) (e *entry[T], first bool) {
	models := m.models()
	m.mu.Lock()
	defer m.mu.Unlock()
	m.prune(models)
	if found, ok := m.byKey[k]; ok {
		m.recent.MoveToFront(found)
		return found.Value.(*entry[T]), false
	}
	e = &entry[T]{key: k, done: make(chan struct{})}
	m.byKey[k] = m.recent.PushFront(e)
	if m.recent.Len() > m.kept {
		m.remove(m.recent.Back())
	}
	return e, true
}

// prune lets go of the values of models that were discarded, and so of the
// models.
func (m *Memo[T]) prune(models []*embedding.Model) {
	for at := m.recent.Front(); at != nil; {
		next := at.Next()
		if !slices.Contains(models, at.Value.(*entry[T]).key.model) {
			m.remove(at)
		}
		at = next
	}
}

// forget lets the next asker try again.
func (m *Memo[T]) forget(e *entry[T]) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if found, ok := m.byKey[e.key]; ok && found.Value == e {
		m.remove(found)
	}
}

func (m *Memo[T]) remove(at *list.Element) {
	e := m.recent.Remove(at).(*entry[T])
	m.weight -= e.weight
	delete(m.byKey, e.key)
}
