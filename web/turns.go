package web

import (
	"context"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// Requests under way at a time, for a class of 300 on a laptop with two cores. A
// page takes a few milliseconds of a core, so that a class that opens it at once
// is served within a second or two, one after another; more pages at a time
// would come no sooner and cost memory.
const (
	maxAnswers  = 64   // pages, API calls, files
	maxFigures  = 600  // figures: package plot draws two at a time, and equal ones once
	maxComputed = 1200 // calls and pages of a map that takes seconds: one is computed, all wait for it
	maxStreams  = 400  // event streams, which stay open: one a pupil and some to spare
	maxWaiting  = 2000 // requests that wait for a turn: six connections of each browser

	patience = 8 * time.Second // waiting for a turn
)

// turns lets a bounded number of requests go on at a time and a bounded number
// wait for that.
type turns struct {
	under, present chan struct{} // present: those under way and those waiting
}

func newTurns(under, waiting int) *turns {
	return &turns{under: make(chan struct{}, under), present: make(chan struct{}, under+waiting)}
}

// take waits for a turn; false when there is none within patience, when too many
// wait already, or when ctx ends. A turn taken has to be given back.
func (t *turns) take(ctx context.Context) bool {
	select {
	case t.present <- struct{}{}:
	default:
		return false
	}
	late := time.NewTimer(patience)
	defer late.Stop()
	select {
	case t.under <- struct{}{}:
		return true
	case <-late.C:
	case <-ctx.Done():
	}
	<-t.present
	return false
}

func (t *turns) give() {
	<-t.under
	<-t.present
}

// takeTurns bounds how many requests are under way; one that gets no turn is
// told that the server is busy. Figures, event streams and what waits for the map
// of a computed method take long and have turns of their own, so that none holds
// up the pages. A stream is a route whose path ends in /events.
func takeTurns() echo.MiddlewareFunc {
	answers, figures := newTurns(maxAnswers, maxWaiting), newTurns(maxFigures, 0)
	computed, streams := newTurns(maxComputed, 0), newTurns(maxStreams, 0)
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			t := answers
			switch route := c.Path(); {
			case strings.HasPrefix(route, "/plot."), strings.HasPrefix(route, "/motion."):
				t = figures
			case strings.HasSuffix(route, "/events"):
				t = streams
			case scene.Method(c.QueryParam("method")).Computed():
				t = computed
			}
			if !t.take(c.Request().Context()) {
				return &request.Fault{Code: request.Busy}
			}
			defer t.give()
			return next(c)
		}
	}
}
