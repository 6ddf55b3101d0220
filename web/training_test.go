package web

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/embedding/classroom/live"
)

// school is a running server with a scheduler of its own.
type school struct {
	t         testing.TB
	url       string
	server    *http.Server
	scheduler *live.Scheduler
	client    *http.Client
}

// short is far shorter than a training: a stream must outlast it.
const short = 300 * time.Millisecond

// openSchool serves with a timeout of reading and of writing an answer.
func openSchool(t testing.TB, timeout time.Duration) *school {
	t.Helper()
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	s := &school{t: t, scheduler: live.NewScheduler(), client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}}
	s.server = New([]*embedding.Model{m}, s.scheduler, slog.New(slog.DiscardHandler))
	s.server.ReadTimeout, s.server.WriteTimeout = timeout, timeout
	listening := httptest.NewUnstartedServer(nil)
	listening.Config = s.server
	listening.Start()
	s.url = listening.URL
	t.Cleanup(func() {
		s.client.CloseIdleConnections()
		listening.Close()
		s.scheduler.Close()
	})
	return s
}

// do sends a request and decodes the answer's JSON, when there is one.
func (s *school) do(method, path, body string, headers ...string) (*http.Response, map[string]any) {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), method, s.url+path, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := s.client.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	var v map[string]any
	if strings.Contains(answer.Header.Get("Content-Type"), "json") {
		if err := json.Unmarshal(data, &v); err != nil {
			s.t.Fatal(err)
		}
	}
	return answer, v
}

// begin starts a run and returns its name and its visitor's cookie.
func (s *school) begin(steps int) (name, cookie string) {
	s.t.Helper()
	answer, run := s.do(http.MethodPost, "/api/v1/training", fmt.Sprintf(`{"seed":7,"steps":%d}`, steps))
	if answer.StatusCode != http.StatusCreated || run["seed"] != 7.0 {
		s.t.Fatalf("%s: %v", answer.Status, run)
	}
	name = run["name"].(string)
	if at := answer.Header.Get("Location"); at != "/api/v1/training/"+name {
		s.t.Errorf("Location %q", at)
	}
	for _, c := range answer.Cookies() {
		if c.Name == "visitor" && c.HttpOnly && c.SameSite == http.SameSiteLaxMode {
			return name, c.Name + "=" + c.Value
		}
	}
	s.t.Fatalf("no cookie of the visitor in %v", answer.Cookies())
	return "", ""
}

// event is one that a stream sent.
type event struct{ name, data string }

// watch opens the stream of a run; events end when it does.
func (s *school) watch(ctx context.Context, run string) (<-chan event, error) {
	return s.stream(ctx, "/api/v1/training/"+run+"/events")
}

// stream opens a stream of events, which end when it does.
func (s *school) stream(ctx context.Context, path string) (<-chan event, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+path, nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Accept-Encoding", "gzip") // a browser asks for it; a stream must not be held back by it
	answer, err := s.client.Do(r)
	if err != nil {
		return nil, err
	}
	if kind := answer.Header.Get("Content-Type"); answer.StatusCode != http.StatusOK || kind != "text/event-stream" || answer.Header.Get("Content-Encoding") != "" {
		answer.Body.Close()
		return nil, fmt.Errorf("%s, %q, encoded %q", answer.Status, kind, answer.Header.Get("Content-Encoding"))
	}
	events := make(chan event, 1000)
	go func() {
		defer close(events)
		defer answer.Body.Close()
		var e event
		for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
			name, value, _ := strings.Cut(lines.Text(), ": ")
			switch name {
			case "event":
				e.name = value
			case "data":
				e.data = value
			case "":
				if e.name != "" {
					events <- e
				}
				e = event{}
			}
		}
	}()
	return events, nil
}

// One run is watched by fifty, some of whom leave; all who stay see the same to
// its end. Its model can then be used, until it is discarded.
func TestRunFromBeginningToEnd(t *testing.T) {
	s := openSchool(t, short)
	name, cookie := s.begin(live.MinSteps)
	const watchers = 50
	var all sync.WaitGroup
	var mu sync.Mutex
	frames := map[float64]string{} // step → the data that the first watcher got
	for i := range watchers {
		all.Go(func() {
			ctx, leave := context.WithCancel(t.Context())
			defer leave()
			events, err := s.watch(ctx, name)
			if err != nil {
				t.Error(err)
				return
			}
			var got []string
			for e := range events {
				if e.name == "frame" {
					if i%5 == 0 {
						return // a client that disconnects in the middle
					}
					var f struct{ Step float64 }
					if err := json.Unmarshal([]byte(e.data), &f); err != nil {
						t.Error(err)
					}
					mu.Lock()
					if first, ok := frames[f.Step]; ok && first != e.data {
						t.Errorf("two watchers see different frames of step %v", f.Step)
					}
					frames[f.Step] = e.data
					mu.Unlock()
				}
				if len(got) == 0 || got[len(got)-1] != e.name {
					got = append(got, e.name)
				}
			}
			if order := strings.Join(got, " "); order != "run words frame done" {
				t.Errorf("watcher %d saw %s", i, order)
			}
		})
	}
	all.Wait()
	if len(frames) < 2 {
		t.Errorf("%d different frames", len(frames))
	}

	for _, path := range []string{"/api/v1/embed?text=+king", "/map?x=", "/?x=", "/plot.svg?x=", "/api/v1/projection?x="} {
		if answer, _ := s.do(http.MethodGet, path+"&model="+name, ""); answer.StatusCode != http.StatusOK {
			t.Errorf("%s of the new model: %s", path, answer.Status)
		}
	}
	if answer, _ := s.do(http.MethodDelete, "/api/v1/training/"+name, ""); answer.StatusCode != http.StatusForbidden {
		t.Errorf("discarded by another: %s", answer.Status)
	}
	if answer, _ := s.do(http.MethodDelete, "/api/v1/training/"+name, "", "Cookie", cookie, "Sec-Fetch-Site", "cross-site"); answer.StatusCode != http.StatusForbidden {
		t.Errorf("discarded from another site: %s", answer.Status)
	}
	if answer, _ := s.do(http.MethodDelete, "/api/v1/training/"+name, "", "Cookie", cookie); answer.StatusCode != http.StatusNoContent {
		t.Errorf("discarded: %s", answer.Status)
	}
	for _, path := range []string{"/api/v1/embed?text=+king&model=" + name, "/map?model=" + name, "/api/v1/training/" + name, "/api/v1/training/" + name + "/events"} {
		if answer, _ := s.do(http.MethodGet, path, ""); answer.StatusCode != http.StatusNotFound {
			t.Errorf("%s after it was discarded: %s", path, answer.Status)
		}
	}
	if answer, _ := s.do(http.MethodGet, "/train?run="+name, ""); answer.StatusCode != http.StatusOK {
		t.Errorf("the page of a run that is gone: %s", answer.Status)
	}
}

// At a stop streams end with the run's end, the server does not wait for its
// deadline, and nothing is left running.
func TestStopEndsStreams(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	s := openSchool(t, short)
	name, _ := s.begin(live.MinSteps)
	events, err := s.watch(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	if first := <-events; first.name != "run" {
		t.Errorf("first came %q", first.name)
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
	if last.name != "stopped" {
		t.Errorf("the stream ended with %q", last.name)
	}
	s.scheduler.Close()
	s.client.CloseIdleConnections()
}

func TestTrainingRefuses(t *testing.T) {
	s := openSchool(t, short)
	for name, tt := range map[string]struct {
		method, path, body string
		header             string // name=value
		status             int
		code               string
	}{
		"too many steps":         {"POST", "/api/v1/training", fmt.Sprintf(`{"steps":%d}`, live.MaxSteps+1), "", 400, "out-of-range"},
		"too few steps":          {"POST", "/api/v1/training", fmt.Sprintf(`{"steps":%d}`, live.MinSteps-1), "", 400, "out-of-range"},
		"a width between":        {"POST", "/api/v1/training", `{"width":40}`, "", 400, "out-of-range"},
		"a negative seed":        {"POST", "/api/v1/training", `{"seed":-1}`, "", 400, "out-of-range"},
		"a seed of letters":      {"POST", "/api/v1/training", `{"seed":"x"}`, "", 400, "not-a-number"},
		"no JSON":                {"POST", "/api/v1/training", `{`, "", 400, "unreadable-body"},
		"another site":           {"POST", "/api/v1/training", `{}`, "Sec-Fetch-Site=cross-site", 403, "cross-site"},
		"another origin":         {"POST", "/api/v1/training", `{}`, "Origin=http://evil.example", 403, "cross-site"},
		"an unknown run":         {"GET", "/api/v1/training/run-99", "", "", 404, "unknown-run"},
		"its events":             {"GET", "/api/v1/training/run-99/events", "", "", 404, "unknown-run"},
		"its end":                {"DELETE", "/api/v1/training/run-99", "", "", 404, "unknown-run"},
		"no such axes":           {"GET", "/api/v1/training/replay?axes=none", "", "", 400, "unknown-choice"},
		"a replay of a category": {"GET", "/api/v1/training/replay?on=category:none", "", "", 404, "unknown-category"},
		"a step on one token":    {"GET", "/api/v1/training/step?text=The", "", "", 400, "text-too-short"},
		"a step on Chinese":      {"GET", "/api/v1/training/step?text=%E8%8D%89%E8%8E%93", "", "", 400, "untrained-token"},
		"a step on a book":       {"GET", "/api/v1/training/step?text=" + strings.Repeat("the+", 100), "", "", 400, "too-many"},
		"too many steps closely": {"GET", "/api/v1/training/step?steps=21", "", "", 400, "out-of-range"},
	} {
		t.Run(name, func(t *testing.T) {
			key, value, _ := strings.Cut(tt.header, "=")
			var headers []string
			if key != "" {
				headers = []string{key, value}
			}
			answer, problem := s.do(tt.method, tt.path, tt.body, headers...)
			if answer.StatusCode != tt.status || problem["code"] != tt.code {
				t.Errorf("%s %v, want %d %s", answer.Status, problem, tt.status, tt.code)
			}
		})
	}
	if runs := s.scheduler.List(); len(runs) != 0 {
		t.Errorf("%d runs of what was refused", len(runs))
	}
}

// A visitor has one run at a time, and is led to it.
func TestOneRunAVisitor(t *testing.T) {
	s := openSchool(t, short)
	name, cookie := s.begin(live.MinSteps)
	answer, problem := s.do(http.MethodPost, "/api/v1/training", `{}`, "Cookie", cookie)
	if answer.StatusCode != http.StatusConflict || problem["code"] != "run-under-way" || fmt.Sprint(problem["near"]) != "["+name+"]" {
		t.Errorf("a second run: %s %v", answer.Status, problem)
	}
	other, _ := s.begin(live.MinSteps)
	_, list := s.do(http.MethodGet, "/api/v1/training", "")
	if runs := list["runs"].([]any); len(runs) != 2 || runs[1].(map[string]any)["state"] != "queued" {
		t.Errorf("runs %v, want %s queued", runs, other)
	}
}

// A class that watches one run costs little more than one who does: compare the
// two.
func BenchmarkWatchers(b *testing.B) {
	for _, watchers := range []int{1, 300} {
		b.Run(fmt.Sprint(watchers), func(b *testing.B) {
			s := openSchool(b, short)
			for b.Loop() {
				name, _ := s.begin(300)
				var all sync.WaitGroup
				for range watchers {
					all.Go(func() {
						events, err := s.watch(b.Context(), name)
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
