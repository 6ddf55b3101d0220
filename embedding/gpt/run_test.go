package gpt

import (
	"errors"
	"math"
	"slices"
	"sync"
	"testing"
)

func logitsOf(t *testing.T, model *Transformer, rows []int32) [][]float32 {
	t.Helper()
	d := model.Config.Width
	run := model.NewRun()
	var all [][]float32
	for i, row := range rows {
		input := make([]float32, d)
		copy(input, model.TokenEmbedding()[int(row)*d:])
		add(input, model.PositionEmbedding()[i*d:(i+1)*d])
		if err := run.Append(input); err != nil {
			t.Fatal(err)
		}
		all = append(all, append([]float32(nil), run.Logits()...))
	}
	return all
}

func TestRunEqualsBatch(t *testing.T) {
	model := loud(tiny)
	inputs, targets := sample(tiny, 6)
	b := newBatch(tiny, 1, 6, &model.weights)
	b.forward(inputs, targets)
	for i, logits := range logitsOf(t, model, inputs) {
		for j, p := range Softmax(logits, 1) {
			if got := float64(b.logits[i*tiny.Vocab+j]); math.Abs(got-p) > 1e-5 {
				t.Fatalf("position %d, row %d: batch %v, run %v", i, j, got, p)
			}
		}
	}
}

func TestHiddenEndsInTheLogits(t *testing.T) {
	model := loud(tiny)
	run := model.NewRun()
	input := slices.Repeat([]float32{0.5, -1}, tiny.Width/2)
	if err := run.Append(input); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(run.Hidden(0), input) {
		t.Errorf("Hidden(0) = %v, want the input %v", run.Hidden(0), input)
	}
	if slices.Equal(run.Hidden(1), run.Hidden(2)) || !slices.Equal(run.Hidden(tiny.Layers), run.x) {
		t.Error("each block changes the vector, and the last one's is what the logits come from")
	}
}

func TestAppendAllocatesNothing(t *testing.T) {
	run, input := New(tiny, 1).NewRun(), make([]float32, tiny.Width)
	if n := testing.AllocsPerRun(tiny.Context-2, func() {
		if err := run.Append(input); err != nil {
			t.Fatal(err)
		}
		run.Logits()
	}); n != 0 {
		t.Errorf("%v allocations a position", n)
	}
}

// A run that was reset does all that a new one does.
func TestReset(t *testing.T) {
	model := loud(tiny)
	rows, _ := sample(tiny, 3)
	want := logitsOf(t, model, rows)
	run := model.NewRun()
	for range tiny.Context {
		if err := run.Append(make([]float32, tiny.Width)); err != nil {
			t.Fatal(err)
		}
	}
	run.Reset()
	for i, row := range rows {
		input := slices.Clone(model.TokenEmbedding()[int(row)*tiny.Width : (int(row)+1)*tiny.Width])
		add(input, model.PositionEmbedding()[i*tiny.Width:(i+1)*tiny.Width])
		if err := run.Append(input); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(run.Logits(), want[i]) || len(run.Attention(1, 0)) != i+1 {
			t.Errorf("position %d differs in a run that was used before", i)
		}
	}
}

// Runs share the transformer's weights and nothing else.
func TestRunsSideBySide(t *testing.T) {
	model := loud(tiny)
	rows, _ := sample(tiny, 6)
	want := logitsOf(t, model, rows)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for i, logits := range logitsOf(t, model, rows) {
				if !slices.Equal(logits, want[i]) {
					t.Errorf("position %d differs in a run beside others", i)
				}
			}
		})
	}
	all.Wait()
}

// Room for keys and values is made while a run grows; what was there stays.
func TestRunGrows(t *testing.T) {
	c := Config{Vocab: 9, Context: 3 * firstPositions, Width: 4, Layers: 2, Heads: 2}
	model := loud(c)
	rows := make([]int32, c.Context)
	for i := range rows {
		rows[i] = int32(i % c.Vocab)
	}
	inputs, targets := rows, append(slices.Clone(rows[1:]), 0)
	b := newBatch(c, 1, c.Context, &model.weights)
	b.forward(inputs, targets)
	for i, logits := range logitsOf(t, model, rows) {
		for j, p := range Softmax(logits, 1) {
			if got := float64(b.logits[i*c.Vocab+j]); math.Abs(got-p) > 1e-5 {
				t.Fatalf("position %d, row %d: batch %v, run %v", i, j, got, p)
			}
		}
	}
}

func TestContextFull(t *testing.T) {
	run := New(tiny, 1).NewRun()
	for range tiny.Context {
		if err := run.Append(make([]float32, tiny.Width)); err != nil {
			t.Fatal(err)
		}
	}
	if err := run.Append(make([]float32, tiny.Width)); !errors.Is(err, ErrContextFull) {
		t.Errorf("one position too many: %v", err)
	}
}

func BenchmarkAppend(b *testing.B) {
	c := Config{Vocab: 1500, Context: 64, Width: 64, Layers: 2, Heads: 4}
	run, input := New(c, 1).NewRun(), make([]float32, 64)
	for b.Loop() {
		run.length = 32
		if err := run.Append(input); err != nil {
			b.Fatal(err)
		}
	}
}
