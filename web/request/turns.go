package request

import (
	"context"
	"time"
)

// Turns lets a few do heavy work at a time; the others wait. It is safe for
// concurrent use.
type Turns struct {
	places   chan struct{}
	patience time.Duration
}

// NewTurns lets n work at a time, and the others wait for as long as patience.
func NewTurns(n int, patience time.Duration) Turns {
	return Turns{make(chan struct{}, n), patience}
}

// Patience is how long Take waits.
func (t Turns) Patience() time.Duration { return t.patience }

// Take waits for a turn, which the caller must give back. When ctx ends or
// patience does before one is free, the error is a *Fault with the code Busy.
func (t Turns) Take(ctx context.Context) (giveBack func(), err error) {
	ctx, cancel := context.WithTimeout(ctx, t.patience)
	defer cancel()
	select {
	case t.places <- struct{}{}:
		return func() { <-t.places }, nil
	case <-ctx.Done():
		return nil, &Fault{Code: Busy}
	}
}
