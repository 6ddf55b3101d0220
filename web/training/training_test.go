package training_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/embedding/classroom/descent"
	"tokenscape/embedding/classroom/live"
	"tokenscape/web/request"
	"tokenscape/web/training"
)

// trainings are those of a scheduler without runs, and of the classroom model.
func trainings(t testing.TB) (*training.Trainings, request.Models) {
	t.Helper()
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	scheduler := live.NewScheduler()
	t.Cleanup(scheduler.Close)
	return training.New(request.Only(m), scheduler), request.Only(m)
}

func read(models request.Models, query string) *request.Query {
	return request.Read(httptest.NewRequest(http.MethodGet, "/?"+query, nil), models())
}

// What the page tells of a look is what descent says of the same steps.
func TestLook(t *testing.T) {
	all, models := trainings(t)
	look := training.ReadLook(read(models, "text=The+capital+of+Italy+is+Rome&start=trained&steps=3"))
	trace, err := all.Look(t.Context(), look)
	if err != nil {
		t.Fatal(err)
	}
	want, err := descent.Follow(look.Model, look.Model.Transformer(), trace.Tokens,
		descent.Options{Rate: trace.Rate, Steps: 3, Candidates: training.Candidates})
	if err != nil {
		t.Fatal(err)
	}
	if len(trace.Losses) != 4 || trace.Losses[3] != want.Losses[3] {
		t.Errorf("losses %v, want %v", trace.Losses, want.Losses)
	}
	if target := want.Positions[0].Target; trace.Moved(target) != want.Moves[0].Distance || trace.Moved(target) == 0 {
		t.Errorf("the first target moved %g, want %g", trace.Moved(target), want.Moves[0].Distance)
	}
	if again, _ := all.Look(t.Context(), look); again != trace {
		t.Error("the same look was taken twice")
	}
}

func TestReadOptions(t *testing.T) {
	_, models := trainings(t)
	for query, want := range map[string]live.Options{
		"seed=0&width=64&steps=20": {Seed: 0, Width: 64, Steps: 20},
		"seed=1000000000":          {Seed: training.MaxSeed, Width: live.DefaultWidth, Steps: live.DefaultSteps},
	} {
		q := read(models, query)
		if got := training.ReadOptions(q); got != want || q.Err() != nil {
			t.Errorf("%s: %+v, %v, want %+v", query, got, q.Err(), want)
		}
	}
	for _, query := range []string{"seed=1000000001", "steps=0", "width=1"} {
		q := read(models, query)
		training.ReadOptions(q)
		var fault *request.Fault
		if !errors.As(q.Err(), &fault) || fault.Code != request.OutOfRange {
			t.Errorf("%s: %v", query, q.Err())
		}
	}
}

func TestGreetOnce(t *testing.T) {
	w := httptest.NewRecorder()
	name := training.Greet(w, httptest.NewRequest(http.MethodPost, "/", nil))
	if len(name) < 20 {
		t.Errorf("%q is soon guessed", name)
	}
	r := httptest.NewRequest(http.MethodPost, "/", nil)
	r.AddCookie(w.Result().Cookies()[0])
	again := httptest.NewRecorder()
	if got := training.Greet(again, r); got != name || len(again.Result().Cookies()) != 0 {
		t.Errorf("the same visitor is %q and gets %d cookies", got, len(again.Result().Cookies()))
	}
	r = httptest.NewRequest(http.MethodPost, "/", nil)
	r.AddCookie(&http.Cookie{Name: "visitor", Value: strings.Repeat("x", 1<<16)})
	if got := training.Greet(httptest.NewRecorder(), r); len(got) > 64 {
		t.Errorf("a name of %d bytes is kept", len(got))
	}
}

// Project looks at directions: how long the rows are makes no difference, and
// the frame, which others look at too, stays as it is.
func TestProject(t *testing.T) {
	rows := func(scale float32) *live.Frame {
		x := blas32.General{Rows: 4, Cols: 3, Stride: 3, Data: []float32{1, 0, 0, 0, 2, 0, 0, 0, 1, -1, 0, 0}}
		for i := range x.Data {
			x.Data[i] *= scale
		}
		return &live.Frame{Vectors: x}
	}
	small, large := rows(1), rows(100)
	a, err := training.Project(small)
	if err != nil {
		t.Fatal(err)
	}
	b, err := training.Project(large)
	if err != nil {
		t.Fatal(err)
	}
	for i := range a.Places {
		for k := range 2 {
			if math.Abs(a.Places[i][k]-b.Places[i][k]) > 1e-6 {
				t.Errorf("row %d lies at %v and at %v", i, a.Places[i], b.Places[i])
			}
		}
	}
	if small.Vectors.Data[4] != 2 {
		t.Error("the frame was changed")
	}
}

// Who watches a run that is stopped is told so, after what there was to see.
func TestWatch(t *testing.T) {
	all, _ := trainings(t)
	run, err := all.Start("visitor", live.Options{Seed: 1, Steps: live.MaxSteps})
	if err != nil {
		t.Fatal(err)
	}
	var events []string
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	err = all.Watch(ctx, run, func(event string, _ []byte) error {
		if n := len(events); event != training.Beat && (n == 0 || events[n-1] != event) {
			events = append(events, event)
		}
		if event == training.Frame {
			return all.Stop("visitor", run.Name())
		}
		return nil
	})
	if err != nil || fmt.Sprint(events) != "[run words frame stopped]" {
		t.Errorf("%v, %v", events, err)
	}
	gone := errors.New("gone")
	if err := all.Watch(ctx, run, func(string, []byte) error { return gone }); err != gone {
		t.Errorf("a watcher who is gone: %v", err)
	}
}

// One frame is projected and encoded once, however many watch.
func BenchmarkFrame(b *testing.B) {
	m, err := classroom.Load()
	if err != nil {
		b.Fatal(err)
	}
	var ids []embedding.TokenID
	for _, c := range m.Categories() {
		if slices.Contains(classroom.DefaultCategories, c.Name) {
			ids = append(ids, c.Tokens...)
		}
	}
	f := &live.Frame{Vectors: m.Gather(ids)}
	for b.Loop() {
		if _, err := training.Project(f); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleTrainings_Look() {
	m, err := classroom.Load()
	if err != nil {
		panic(err)
	}
	scheduler := live.NewScheduler()
	defer scheduler.Close()
	trace, err := training.New(request.Only(m), scheduler).
		Look(context.Background(), training.Look{Model: m, Text: training.Ready, Random: true, Steps: 1})
	if err != nil {
		panic(err)
	}
	fmt.Println(len(trace.Positions), "positions; the loss fell:", trace.Losses[1] < trace.Losses[0])
	// Output: 6 positions; the loss fell: true
}
