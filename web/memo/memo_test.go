package memo_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"
	"weak"

	"tokenscape/embedding"
	"tokenscape/embedding/bpe"
	"tokenscape/embedding/classroom"
	"tokenscape/embedding/gpt"
	"tokenscape/web/memo"
	"tokenscape/web/request"
)

func model(t testing.TB) *embedding.Model {
	t.Helper()
	encoding, err := bpe.Get("r50k_base")
	if err != nil {
		t.Fatal(err)
	}
	m, err := embedding.New(embedding.Parts{Name: "small", Tokenizer: encoding, Tokens: []embedding.TokenID{262, 5822},
		Transform: gpt.New(gpt.Config{Vocab: 2, Context: 2, Width: 2, Layers: 1, Heads: 1}, 1)})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func turns() request.Turns { return request.NewTurns(2, time.Second) }

func TestGetComputesOnce(t *testing.T) {
	m := model(t)
	values := memo.New[int](request.Only(m), turns(), 4)
	var computed atomic.Int32
	var all sync.WaitGroup
	for range 16 {
		all.Go(func() {
			got, err := values.Get(t.Context(), m, "answer", func() (int, error) { return 42 * int(computed.Add(1)), nil })
			if err != nil || got != 42 {
				t.Errorf("%d, %v", got, err)
			}
		})
	}
	all.Wait()
}

func TestKeptWaitsForNothing(t *testing.T) {
	m := model(t)
	values := memo.New[int](request.Only(m), turns(), 1)
	if _, ok := values.Kept(m, "answer"); ok {
		t.Error("kept before it was asked for")
	}
	began, end := make(chan struct{}), make(chan struct{})
	go values.Get(t.Context(), m, "answer", func() (int, error) { close(began); <-end; return 42, nil })
	<-began
	if _, ok := values.Kept(m, "answer"); ok {
		t.Error("kept while it is computed")
	}
	close(end)
	if _, err := values.Get(t.Context(), m, "answer", nil); err != nil {
		t.Fatal(err)
	}
	if got, ok := values.Kept(m, "answer"); !ok || got != 42 {
		t.Errorf("%d, %v", got, ok)
	}
}

func TestGetTriesAgainAfterAnError(t *testing.T) {
	m := model(t)
	values := memo.New[int](request.Only(m), turns(), 4)
	wrong := errors.New("wrong")
	if _, err := values.Get(t.Context(), m, "answer", func() (int, error) { return 0, wrong }); err != wrong {
		t.Errorf("%v, want %v", err, wrong)
	}
	if got, err := values.Get(t.Context(), m, "answer", func() (int, error) { return 42, nil }); got != 42 || err != nil {
		t.Errorf("%d, %v after an error", got, err)
	}
}

func TestMemoIsBounded(t *testing.T) {
	m := model(t)
	const kept = 4
	values := memo.New[int](request.Only(m), turns(), kept)
	computed := 0
	ask := func(name string) {
		if _, err := values.Get(t.Context(), m, name, func() (int, error) { computed++; return 0, nil }); err != nil {
			t.Fatal(err)
		}
	}
	for i := range kept + 1 {
		ask(fmt.Sprint(i))
	}
	ask("1") // still there
	ask("0") // the oldest had to go
	if computed != kept+2 {
		t.Errorf("computed %d times, want %d", computed, kept+2)
	}
}

// Whoever keeps a value keeps its model: once that is discarded, the next
// question lets go of both.
func TestMemoLetsGoOfDiscardedModels(t *testing.T) {
	type value [64]byte // one block of memory each: small values share theirs
	stays, goes := model(t), model(t)
	listed := []*embedding.Model{stays, goes}
	values := memo.New[*value](func() []*embedding.Model { return listed }, turns(), 4)
	of := func(m *embedding.Model) *value {
		t.Helper()
		value, err := values.Get(t.Context(), m, "answer", func() (*value, error) { return new(value), nil })
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
	kept, gone := of(stays), weak.Make(of(goes))
	listed = listed[:1]
	if of(stays) != kept {
		t.Error("the value of the model that stayed was computed again")
	}
	runtime.GC()
	if gone.Value() != nil {
		t.Error("the value of a discarded model is still kept")
	}
	runtime.KeepAlive(values)
}

func ExampleMemo_Get() {
	m, err := classroom.Load()
	if err != nil {
		panic(err)
	}
	values := memo.New[int](request.Only(m), turns(), 4)
	for range 2 {
		layers, err := values.Get(context.Background(), m, "layers", func() (int, error) {
			fmt.Println("counting")
			return m.Layers(), nil
		})
		fmt.Println(layers, err)
	}
	// Output:
	// counting
	// 2 <nil>
	// 2 <nil>
}

// Of values that are heavy together those used longest ago go first.
func TestWeighed(t *testing.T) {
	m := model(t)
	values := memo.New[int](request.Only(m), turns(), 8).Weighed(10, func(v int) int { return v })
	get := func(name string, v int) (computed bool) {
		t.Helper()
		if _, err := values.Get(t.Context(), m, name, func() (int, error) { computed = true; return v, nil }); err != nil {
			t.Fatal(err)
		}
		return computed
	}
	for _, step := range []struct {
		name     string
		weight   int
		computed bool
	}{
		{"a", 4, true}, {"b", 4, true}, {"a", 4, false}, // a is used last
		{"c", 3, true},                  // b goes
		{"a", 4, false}, {"b", 4, true}, // c goes
		{"c", 3, true},                     // a goes
		{"big", 100, true}, {"c", 3, true}, // big alone was kept, then went
		{"c", 3, false}, {"big", 100, true}, {"big", 100, false},
	} {
		if got := get(step.name, step.weight); got != step.computed {
			t.Fatalf("%s: computed %v, want %v", step.name, got, step.computed)
		}
	}
}
