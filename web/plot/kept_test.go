package plot

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
	"weak"

	"tokenscape/embedding"
	"tokenscape/web/request"
)

func asks(name string) key { return key{asked: name} }

func file(size int) func(context.Context) ([]byte, error) {
	return func(context.Context) ([]byte, error) { return make([]byte, size), nil }
}

func TestAClassSharesADrawing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGallery()
		var drawn atomic.Int32
		draw := func(ctx context.Context) ([]byte, error) {
			time.Sleep(30 * time.Second) // longer than anybody's patience
			drawn.Add(1)
			return []byte("figure"), ctx.Err()
		}
		gone, leave := context.WithCancel(t.Context())
		var class sync.WaitGroup
		class.Go(func() { // who asked first leaves
			if _, err := g.get(gone, asks("one"), draw); err != nil {
				t.Error(err)
			}
		})
		synctest.Wait()
		leave()
		for range 300 {
			class.Go(func() {
				if got, err := g.get(t.Context(), asks("one"), draw); err != nil || string(got) != "figure" {
					t.Errorf("%q, %v", got, err)
				}
			})
		}
		class.Wait()
		if n := drawn.Load(); n != 1 {
			t.Errorf("drawn %d times", n)
		}
	})
}

func TestWhoLeavesStopsWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGallery()
		go g.get(t.Context(), asks("slow"), func(context.Context) ([]byte, error) { time.Sleep(time.Hour); return nil, nil })
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		var fault *request.Fault
		if _, err := g.get(ctx, asks("slow"), file(1)); !errors.As(err, &fault) || fault.Code != request.Busy {
			t.Errorf("%v, want busy", err)
		}
		time.Sleep(time.Hour)
	})
}

func TestFiguresAreKeptForAWhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGallery()
		drawn := 0
		draw := func(context.Context) ([]byte, error) { drawn++; return []byte{1}, nil }
		for _, step := range []struct {
			after time.Duration
			want  int
		}{{0, 1}, {keptFor / 2, 1}, {keptFor, 2}} {
			time.Sleep(step.after)
			if _, err := g.get(t.Context(), asks("one"), draw); err != nil || drawn != step.want {
				t.Errorf("after %v: drawn %d times, %v, want %d", step.after, drawn, err, step.want)
			}
		}
	})
}

func TestFiguresKeptAreBounded(t *testing.T) {
	g := newGallery()
	const large = keptBytes / 4
	for i := range 20 {
		if _, err := g.get(t.Context(), asks(fmt.Sprint(i)), file(large)); err != nil {
			t.Fatal(err)
		}
		if g.bytes > keptBytes || g.ordered.Len() != len(g.byKey) || g.bytes != g.ordered.Len()*large {
			t.Fatalf("%d figures in %d bytes, %d known", g.ordered.Len(), g.bytes, len(g.byKey))
		}
	}
	if _, ok := g.byKey[asks("19")]; !ok || len(g.byKey) != 4 {
		t.Errorf("%d figures kept, the last one among them: %v", len(g.byKey), ok)
	}
	if got, err := g.get(t.Context(), asks("huge"), file(keptBytes+1)); err != nil || len(got) != keptBytes+1 || len(g.byKey) != 4 {
		t.Errorf("a figure past the bound: %d bytes, %v, %d kept", len(got), err, len(g.byKey))
	}
}

func TestErrorsAreNotKept(t *testing.T) {
	g := newGallery()
	fails := errors.New("no")
	if _, err := g.get(t.Context(), asks("one"), func(context.Context) ([]byte, error) { return nil, fails }); !errors.Is(err, fails) {
		t.Errorf("%v", err)
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic of a drawing was lost")
			}
		}()
		g.get(t.Context(), asks("one"), func(context.Context) ([]byte, error) { panic("a fault of the drawing") })
	}()
	if got, err := g.get(t.Context(), asks("one"), file(3)); err != nil || len(got) != 3 {
		t.Errorf("after an error and a panic: %d bytes, %v", len(got), err)
	}
}

// A figure of an earlier model of the same name is not this one's.
func TestModelsAreToldApart(t *testing.T) {
	g := newGallery()
	first, second := new(embedding.Model), new(embedding.Model)
	for size, m := range map[int]*embedding.Model{1: first, 2: second} {
		if got, err := g.get(t.Context(), key{weak.Make(m), "same"}, file(size)); err != nil || len(got) != size {
			t.Errorf("%d bytes, %v, want %d", len(got), err, size)
		}
	}
}
