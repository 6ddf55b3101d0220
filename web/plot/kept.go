package plot

import (
	"container/list"
	"context"
	"sync"
	"time"
	"weak"

	"tokenscape/embedding"
	"tokenscape/web/request"
)

// Limits of the figures kept.
const (
	keptBytes = 32 << 20
	keptFor   = time.Minute
)

// gallery draws each figure once, however many ask for it at a time, and keeps it
// for a short while: a class asks for the same one within a minute. It is safe for
// concurrent use.
type gallery struct {
	mu      sync.Mutex
	bytes   int
	ordered *list.List // of *picture, the last drawn first; without those being drawn
	byKey   map[key]*picture
}

// key is all that a figure depends on. The model is told by what it is and not
// kept in memory by that: a later one may bear the same name.
type key struct {
	model weak.Pointer[embedding.Model]
	asked string
}

// picture is a file that is drawn or being drawn.
type picture struct {
	key     key
	done    chan struct{}
	file    []byte
	err     error
	expires time.Time
}

func newGallery() *gallery {
	return &gallery{ordered: list.New(), byKey: make(map[key]*picture)}
}

// get returns the file of a key, which is shared and must not be modified. An error
// is not kept: the next asker tries again.
func (g *gallery) get(ctx context.Context, k key, draw func(ctx context.Context) ([]byte, error)) ([]byte, error) {
	p, first := g.picture(k)
	if first {
		// Others may be waiting for it: it is drawn also when the one who asked
		// first has left.
		g.fill(context.WithoutCancel(ctx), p, draw)
		return p.file, p.err
	}
	select {
	case <-p.done:
		return p.file, p.err
	case <-ctx.Done():
		return nil, &request.Fault{Code: request.Busy}
	}
}

// picture finds or makes the picture of a key; first is true for its maker, who
// must fill it.
func (g *gallery) picture(k key) (p *picture, first bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.let(func(p *picture) bool { return time.Now().After(p.expires) })
	if p, ok := g.byKey[k]; ok {
		return p, false
	}
	p = &picture{key: k, done: make(chan struct{})}
	g.byKey[k] = p
	return p, true
}

func (g *gallery) fill(ctx context.Context, p *picture, draw func(ctx context.Context) ([]byte, error)) {
	p.err = &request.Fault{Code: request.Busy} // of those who wait, should drawing panic
	defer func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		defer close(p.done)
		if p.err != nil || len(p.file) > keptBytes {
			delete(g.byKey, p.key)
			return
		}
		p.expires = time.Now().Add(keptFor)
		g.ordered.PushFront(p)
		g.bytes += len(p.file)
		g.let(func(*picture) bool { return g.bytes > keptBytes })
	}()
	p.file, p.err = draw(ctx)
}

// let goes of the oldest pictures for as long as when says so.
func (g *gallery) let(when func(*picture) bool) {
	for at := g.ordered.Back(); at != nil && when(at.Value.(*picture)); at = g.ordered.Back() {
		p := g.ordered.Remove(at).(*picture)
		g.bytes -= len(p.file)
		delete(g.byKey, p.key)
	}
}
