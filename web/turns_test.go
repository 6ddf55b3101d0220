package web

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/labstack/echo/v4"

	"tokenscape/embedding/classroom"
	"tokenscape/web/page"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// crowd asks a server whose every answer takes until all is released.
type crowd struct {
	server  http.Handler
	release func()
	all     sync.WaitGroup
}

func newCrowd(models request.Models) *crowd {
	hold := make(chan struct{})
	slow := func(c echo.Context) error {
		<-hold
		return c.String(http.StatusOK, "done")
	}
	e := echo.New()
	e.HTTPErrorHandler = errorHandler(slog.New(slog.DiscardHandler), page.New(models, scene.NewMaps(models), nil, nil).Fault)
	e.Use(takeTurns())
	e.GET("/", slow)
	e.GET("/plot.png", slow)
	e.GET("/api/v1/training/:run/events", slow)
	return &crowd{server: e, release: func() { close(hold) }}
}

// ask sends n requests at once and returns where their answers will be.
func (c *crowd) ask(n int, target string) []*httptest.ResponseRecorder {
	answers := make([]*httptest.ResponseRecorder, n)
	for i := range answers {
		w := httptest.NewRecorder()
		answers[i] = w
		c.all.Go(func() { c.server.ServeHTTP(w, httptest.NewRequest(http.MethodGet, target, nil)) })
	}
	synctest.Wait()
	return answers
}

// wantDone releases whoever is held and checks that their answers arrived.
func (c *crowd) wantDone(t *testing.T, held ...[]*httptest.ResponseRecorder) {
	t.Helper()
	c.release()
	c.all.Wait()
	for _, answers := range held {
		for i, w := range answers {
			if w.Code != http.StatusOK || w.Body.String() != "done" {
				t.Fatalf("held request %d: status %d, %.100q", i, w.Code, w.Body)
			}
		}
	}
}

func wantBusy(t *testing.T, w *httptest.ResponseRecorder, says string) {
	t.Helper()
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" || !strings.Contains(w.Body.String(), says) {
		t.Errorf("status %d, Retry-After %q, want 503 and %q in %.300q", w.Code, w.Header().Get("Retry-After"), says, w.Body)
	}
}

// Time in these tests is that of synctest: nobody waits for it.
func TestTurns(t *testing.T) {
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	models := request.Only(m)

	t.Run("one more than there are turns", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			c, began := newCrowd(models), time.Now()
			held := c.ask(maxAnswers, "/")
			late := c.ask(1, "/?lang=zh")[0]
			time.Sleep(patience)
			synctest.Wait()
			wantBusy(t, late, "服务器")
			if waited := time.Since(began); waited != patience {
				t.Errorf("refused after %v, want %v", waited, patience)
			}
			c.wantDone(t, held)
		})
	})
	t.Run("a turn within the wait", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			c := newCrowd(models)
			held := c.ask(maxAnswers, "/")
			waiting := c.ask(maxWaiting, "/")
			time.Sleep(patience / 2)
			c.wantDone(t, held, waiting)
		})
	})
	t.Run("too many wait already", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			c := newCrowd(models)
			held := c.ask(maxAnswers+maxWaiting, "/")
			wantBusy(t, c.ask(1, "/")[0], "busy")
			c.wantDone(t, held)
		})
	})
	t.Run("figures, streams and computed maps have turns of their own", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			c := newCrowd(models)
			streams := c.ask(maxStreams, "/api/v1/training/1/events")
			figures := c.ask(maxFigures, "/plot.png")
			computed := c.ask(maxComputed, "/?method=umap")
			pages := c.ask(maxAnswers, "/")
			wantBusy(t, c.ask(1, "/?method=tsne")[0], "busy")
			wantBusy(t, c.ask(1, "/api/v1/training/1/events")[0], `"code":"busy"`)
			wantBusy(t, c.ask(1, "/plot.png")[0], "busy")
			c.wantDone(t, streams, figures, computed, pages)
		})
	})
	t.Run("a visitor who leaves makes room", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			turns := newTurns(1, 1)
			if !turns.take(t.Context()) {
				t.Fatal("no turn on an idle server")
			}
			gone, leave := context.WithCancel(t.Context())
			left := make(chan bool)
			go func() { left <- turns.take(gone) }()
			synctest.Wait()
			leave()
			if <-left {
				t.Error("a visitor who left got a turn")
			}
			next := make(chan bool)
			go func() { next <- turns.take(t.Context()) }()
			synctest.Wait()
			turns.give()
			if !<-next {
				t.Error("no turn for the next visitor")
			}
		})
	})
}
