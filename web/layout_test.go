package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// A hundred watch one t-SNE, some of whom leave, while others wait for the points
// and for figures: nobody waits behind a second computation, and all get the same
// map.
func TestComputedMapOfAClass(t *testing.T) {
	s := openSchool(t, writeTimeout)
	const watchers, query = 100, "?method=tsne&seed=3"
	var all sync.WaitGroup
	var mu sync.Mutex
	tags := map[string]bool{}
	for i := range watchers {
		all.Go(func() {
			ctx, leave := context.WithCancel(t.Context())
			defer leave()
			events, err := s.stream(ctx, "/api/v1/layout/events"+query)
			if err != nil {
				t.Error(err)
				return
			}
			last := event{}
			done := -1.0
			for e := range events {
				var p struct {
					Stage    string
					Done, Of float64
				}
				if err := json.Unmarshal([]byte(e.data), &p); err != nil {
					t.Error(err)
				}
				if p.Stage == "queued" || p.Stage == "steps" && (p.Done < done || p.Done > p.Of) {
					t.Errorf("watcher %d: %v after %v", i, e, last)
				}
				if p.Stage == "steps" {
					done = p.Done
				}
				last = e
				if i%5 == 0 {
					return // a client that disconnects in the middle
				}
			}
			if last.name != "ready" {
				t.Errorf("watcher %d: the last event is %v", i, last)
			}
		})
	}
	for range 10 {
		for _, path := range []string{"/api/v1/layout", "/plot.svg", "/api/v1/coordinates.json", "/map"} {
			all.Go(func() {
				answer, _ := s.do(http.MethodGet, path+query, "")
				if answer.StatusCode != http.StatusOK {
					t.Errorf("%s: %s", path, answer.Status)
				}
				if path == "/api/v1/layout" {
					mu.Lock()
					defer mu.Unlock()
					tags[answer.Header.Get("ETag")] = true
				}
			})
		}
	}
	all.Wait()
	if len(tags) != 1 {
		t.Errorf("different layouts: %v", tags)
	}
}

// A stop does not wait for what is computed, and leaves nothing running.
func TestStopEndsComputing(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	s := openSchool(t, writeTimeout)
	events, err := s.stream(t.Context(), "/api/v1/layout/events?method=tsne&on=vocabulary")
	if err != nil {
		t.Fatal(err)
	}
	if first := <-events; first.name != "progress" {
		t.Errorf("first came %v", first)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	if err := s.server.Shutdown(ctx); err != nil {
		t.Fatalf("stopping: %v", err)
	}
	last := event{}
	for e := range events {
		last = e
	}
	if last.name != "failed" || !strings.Contains(last.data, `"code":"busy"`) {
		t.Errorf("the stream ended with %v", last)
	}
	s.scheduler.Close()
	s.client.CloseIdleConnections()
}

func TestLayoutEventsRefuse(t *testing.T) {
	s := openSchool(t, writeTimeout)
	for name, tt := range map[string]struct {
		query  string
		status int
		code   string
	}{
		"axes are there at once": {"method=pca", 400, "unknown-choice"},
		"too many points":        {"method=tsne&on=encoding", 400, "too-many"},
		"an unknown method":      {"method=isomap", 400, "unknown-choice"},
		"an unknown model":       {"method=tsne&model=none", 404, "unknown-model"},
		"a perplexity past all":  {"method=tsne&perplexity=101", 400, "out-of-range"},
	} {
		t.Run(name, func(t *testing.T) {
			answer, problem := s.do(http.MethodGet, "/api/v1/layout/events?"+tt.query, "")
			if answer.StatusCode != tt.status || problem["code"] != tt.code {
				t.Errorf("%s %v, want %d %s", answer.Status, problem, tt.status, tt.code)
			}
		})
	}
	if answer, _ := s.do(http.MethodHead, "/api/v1/layout/events?method=tsne", ""); answer.StatusCode != http.StatusOK {
		t.Errorf("HEAD: %s", answer.Status)
	}
}

// A class that watches one layout costs little more than one who does: compare
// the two.
func BenchmarkLayoutWatchers(b *testing.B) {
	for _, watchers := range []int{1, 100} {
		b.Run(fmt.Sprint(watchers), func(b *testing.B) {
			s := openSchool(b, writeTimeout)
			seed := 0
			for b.Loop() {
				seed++
				var all sync.WaitGroup
				for range watchers {
					all.Go(func() {
						events, err := s.stream(b.Context(), fmt.Sprintf("/api/v1/layout/events?method=tsne&on=vocabulary&seed=%d", seed))
						if err != nil {
							b.Error(err)
							return
						}
						for range events {
						}
					})
				}
				all.Wait()
			}
		})
	}
}
