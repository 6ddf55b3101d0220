package scene

import (
	"container/list"
	"context"
	"sync"
	"time"

	"tokenscape/web/request"
)

const (
	kept     = 64              // maps that stay fitted
	fitting  = 2               // maps fitted at a time
	patience = 5 * time.Second // waiting for a turn
)

// Maps fits maps, a few at a time, and keeps those used last. It is safe for
// concurrent use.
type Maps struct {
	turns chan struct{}

	mu     sync.Mutex
	recent *list.List // of *entry, the last used first
	byKey  map[string]*list.Element
}

// entry is a map that is fitted or being fitted.
type entry struct {
	key  string
	done chan struct{}
	m    *Map
	err  error
}

// NewMaps returns an empty store.
func NewMaps() *Maps {
	return &Maps{turns: make(chan struct{}, fitting), recent: list.New(), byKey: make(map[string]*list.Element)}
}

// fitted returns the map chosen, fitting it once however many ask at a time.
func (m *Maps) fitted(ctx context.Context, c Choice) (*Map, error) {
	e, first := m.entry(c.key())
	if first {
		// Others may be waiting for this map: it is fitted also when the one
		// who asked first has left.
		ctx = context.WithoutCancel(ctx)
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if first {
		m.fit(ctx, e, c)
	}
	select {
	case <-e.done:
		return e.m, e.err
	case <-ctx.Done():
		return nil, &request.Fault{Code: request.Busy}
	}
}

// fit fills the entry when its turn comes.
func (m *Maps) fit(ctx context.Context, e *entry, c Choice) {
	e.err = &request.Fault{Code: request.Busy}
	defer func() {
		if e.err != nil {
			m.forget(e)
		}
		close(e.done)
	}()
	select {
	case m.turns <- struct{}{}:
		defer func() { <-m.turns }()
		e.m, e.err = fit(c)
	case <-ctx.Done():
	}
}

// entry finds or makes the entry of a key; first is true for its maker, who
// must fit it.
func (m *Maps) entry(key string) (e *entry, first bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if found, ok := m.byKey[key]; ok {
		m.recent.MoveToFront(found)
		return found.Value.(*entry), false
	}
	e = &entry{key: key, done: make(chan struct{})}
	m.byKey[key] = m.recent.PushFront(e)
	if m.recent.Len() > kept {
		last := m.recent.Back()
		delete(m.byKey, m.recent.Remove(last).(*entry).key)
	}
	return e, true
}

// forget lets the next asker try again.
func (m *Maps) forget(e *entry) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if found, ok := m.byKey[e.key]; ok && found.Value == e {
		m.recent.Remove(found)
		delete(m.byKey, e.key)
	}
}
