package scene

import (
	"container/list"
	"context"
	"slices"
	"sync"
	"time"

	"tokenscape/embedding"
	"tokenscape/web/request"
)

const (
	kept     = 64              // maps that stay fitted
	fitting  = 2               // maps fitted at a time
	patience = 5 * time.Second // waiting for a turn
)

// Maps fits maps, a few at a time, and keeps those used last, as long as their
// model can be asked for. It is safe for concurrent use.
type Maps struct {
	models request.Models
	turns  chan struct{}

	mu     sync.Mutex
	recent *list.List // of *entry, the last used first
	byKey  map[string]*list.Element
}

// entry is a map that is fitted or being fitted.
type entry struct {
	key   string
	model *embedding.Model
	done  chan struct{}
	m     *Map
	err   error
}

// NewMaps returns an empty store of maps of the models.
func NewMaps(models request.Models) *Maps {
	return &Maps{models: models, turns: make(chan struct{}, fitting), recent: list.New(), byKey: make(map[string]*list.Element)}
}

// fitted returns the map chosen, fitting it once however many ask at a time.
func (m *Maps) fitted(ctx context.Context, c Choice) (*Map, error) {
	e, first := m.entry(c)
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

// entry finds or makes the entry of a choice; first is true for its maker, who
// must fit it.
func (m *Maps) entry(c Choice) (e *entry, first bool) {
	key, models := c.key(), m.models()
	m.mu.Lock()
	defer m.mu.Unlock()
	m.prune(models)
	if found, ok := m.byKey[key]; ok {
		m.recent.MoveToFront(found)
		return found.Value.(*entry), false
	}
	e = &entry{key: key, model: c.Model, done: make(chan struct{})}
	m.byKey[key] = m.recent.PushFront(e)
	if m.recent.Len() > kept {
		m.remove(m.recent.Back())
	}
	return e, true
}

// prune lets go of the maps of models that were discarded, and so of the
// models.
func (m *Maps) prune(models []*embedding.Model) {
	for at := m.recent.Front(); at != nil; {
		next := at.Next()
		if !slices.Contains(models, at.Value.(*entry).model) {
			m.remove(at)
		}
		at = next
	}
}

func (m *Maps) remove(at *list.Element) {
	delete(m.byKey, m.recent.Remove(at).(*entry).key)
}

// forget lets the next asker try again.
func (m *Maps) forget(e *entry) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if found, ok := m.byKey[e.key]; ok && found.Value == e {
		m.remove(found)
	}
}
