package gpt

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
)

var tiny = Config{Vocab: 11, Context: 6, Width: 8, Layers: 2, Heads: 2}

// loud is a transformer with weights large enough for float32 differences.
func loud(c Config) *Transformer {
	t := New(c, 3)
	random := rand.New(rand.NewPCG(5, 6))
	for _, p := range t.Tensors() {
		if len(p.Shape) == 2 {
			normal(random, p.Data, 0.3)
		} else {
			for i := range p.Data {
				p.Data[i] += float32(random.NormFloat64() * 0.1)
			}
		}
	}
	return t
}

func sample(c Config, n int) (inputs, targets []int32) {
	random := rand.New(rand.NewPCG(8, 9))
	for range n {
		inputs = append(inputs, int32(random.IntN(c.Vocab)))
		targets = append(targets, int32(random.IntN(c.Vocab)))
	}
	return inputs, targets
}

// Every tensor is moved along its own gradient g by ±step; the slope of the
// loss there is |g|.
func TestGradientOfEveryTensor(t *testing.T) {
	model := loud(tiny)
	b := newBatch(tiny, 2, 6, &model.weights)
	inputs, targets := sample(tiny, 12)
	mean := func() float64 { return b.forward(inputs, targets) / 12 }
	mean()
	b.backward(1.0 / 12)
	gradient := b.grad.parameters(tiny)
	const step = 1e-2
	for i, p := range model.weights.parameters(tiny) {
		t.Run(p.name, func(t *testing.T) {
			g := *gradient[i].data
			var square float64
			for _, v := range g {
				square += float64(v) * float64(v)
			}
			norm := math.Sqrt(square)
			if norm < 1e-4 {
				t.Fatalf("|g| = %v: too small to be checked", norm)
			}
			keep := append([]float32(nil), *p.data...)
			at := func(side float64) float64 {
				for j, v := range keep {
					(*p.data)[j] = v + float32(side*step*float64(g[j])/norm)
				}
				return mean()
			}
			slope := (at(1) - at(-1)) / (2 * step)
			copy(*p.data, keep)
			if ratio := slope / norm; math.Abs(ratio-1) > 5e-3 {
				t.Errorf("finite difference %v, |g| %v: ratio %v", slope, norm, ratio)
			}
		})
	}
}

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

func TestLaterTokensChangeNothingBefore(t *testing.T) {
	model := loud(tiny)
	inputs, targets := sample(tiny, 6)
	b := newBatch(tiny, 1, 6, &model.weights)
	b.forward(inputs, targets)
	before := append([]float32(nil), b.logits[:5*tiny.Vocab]...)
	last := append([]int32(nil), inputs...)
	last[5] = (last[5] + 1) % int32(tiny.Vocab)
	b.forward(last, targets)
	for i, v := range before {
		if b.logits[i] != v {
			t.Fatalf("probability %d of an earlier position changed", i)
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

func TestSoftmax(t *testing.T) {
	for name, tt := range map[string]struct {
		logits      []float32
		temperature float64
		want        []float64
	}{
		"equal":            {[]float32{1, 1}, 1, []float64{.5, .5}},
		"log 3":            {[]float32{float32(math.Log(3)), 0}, 1, []float64{.75, .25}},
		"heat flattens":    {[]float32{float32(2 * math.Log(3)), 0}, 2, []float64{.75, .25}},
		"huge":             {[]float32{1e30, 0}, 1, []float64{1, 0}},
		"hugely negative":  {[]float32{-1e30, -1e30}, 1, []float64{.5, .5}},
		"nearly no warmth": {[]float32{1, 0}, 1e-3, []float64{1, 0}},
	} {
		t.Run(name, func(t *testing.T) {
			for i, p := range Softmax(tt.logits, tt.temperature) {
				if math.Abs(p-tt.want[i]) > 1e-6 {
					t.Errorf("p[%d] = %v, want %v", i, p, tt.want[i])
				}
			}
		})
	}
}

// cycle is text that can be learnt: each row is followed by the next.
func cycle(c Config, n int) (inputs, targets []int32) {
	for i := range n {
		inputs = append(inputs, int32(i%c.Vocab))
		targets = append(targets, int32((i+1)%c.Vocab))
	}
	return inputs, targets
}

func losses(t *testing.T, steps int) []float64 {
	t.Helper()
	trainer, err := NewTrainer(New(tiny, 1), Training{
		Sequences: 4, Positions: 6, Steps: steps, Rate: 1e-2, Warmup: 5, Decay: .1, EmbeddingDecay: .1, Clip: 1,
	})
	if err != nil {
		t.Fatal(err)
	}
	inputs, targets := cycle(tiny, 24)
	var all []float64
	for range steps {
		all = append(all, trainer.Step(inputs, targets))
	}
	return append(all, trainer.Evaluate(inputs, targets))
}

func TestTrainingLearnsACycle(t *testing.T) {
	all := losses(t, 150)
	if first := all[0]; math.Abs(first-math.Log(float64(tiny.Vocab))) > 0.1 {
		t.Errorf("the first loss is %v, want about ln V = %v", first, math.Log(float64(tiny.Vocab)))
	}
	if last := all[len(all)-1]; last > 0.1 {
		t.Errorf("the last loss is %v, want less than 0.1", last)
	}
}

func TestSeedRepeatsLosses(t *testing.T) {
	first, second := losses(t, 20), losses(t, 20)
	for i := range first {
		if first[i] != second[i] {
			t.Fatalf("step %d: %v and %v", i, first[i], second[i])
		}
	}
}

func TestFromTensorsRefuses(t *testing.T) {
	for name, tt := range map[string]struct {
		spoil func([]Tensor) []Tensor
		want  string
	}{
		"missing":     {func(l []Tensor) []Tensor { return l[1:] }, "wte.weight is missing"},
		"unknown":     {func(l []Tensor) []Tensor { return append(l, Tensor{Name: "lm_head"}) }, "lm_head"},
		"wrong shape": {func(l []Tensor) []Tensor { l[1].Shape = []int{1, 2}; return l }, "wpe.weight"},
		"twice":       {func(l []Tensor) []Tensor { return append(l, l[0]) }, "wte.weight stands twice"},
		"cut off":     {func(l []Tensor) []Tensor { return l[:1] }, "too few"},
		"a block too many": {func(l []Tensor) []Tensor {
			return append(l, Tensor{Name: "h.2.ln_1.weight", Shape: []int{8}, Data: make([]float32, 8)})
		}, "h.2.ln_1.weight"},
		"too short": {func(l []Tensor) []Tensor { l[2].Data = nil; return l }, "ln_1.weight"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := FromTensors(tiny, tt.spoil(New(tiny, 1).Tensors())); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("FromTensors: %v, want an error with %q", err, tt.want)
			}
		})
	}
	if _, err := FromTensors(tiny, New(tiny, 1).Tensors()); err != nil {
		t.Errorf("its own tensors: %v", err)
	}
	mask := Tensor{Name: "h.0.attn.bias", Shape: []int{1, 1, 6, 6}, Data: make([]float32, 36)}
	if _, err := FromTensors(tiny, append(New(tiny, 1).Tensors(), mask)); err != nil {
		t.Errorf("with the causal mask: %v", err)
	}
	if _, err := FromTensors(Config{Vocab: 1, Context: 1, Width: 3, Layers: 1, Heads: 2}, nil); err == nil {
		t.Error("two heads cannot share a width of 3")
	}
}

func TestStartIsDrawnFromTheSeedAlone(t *testing.T) {
	row := make([]float32, tiny.Width)
	StartRow(1, 4, row)
	for i, v := range New(tiny, 1).TokenEmbedding()[4*tiny.Width : 5*tiny.Width] {
		if v != row[i] {
			t.Fatal("row 4 of W_E is not StartRow(seed, 4)")
		}
	}
}

func BenchmarkTraining(b *testing.B) {
	for _, width := range []int{64, 128} {
		b.Run(fmt.Sprintf("D=%d", width), func(b *testing.B) {
			c := Config{Vocab: 1500, Context: 64, Width: width, Layers: 2, Heads: 4}
			trainer, err := NewTrainer(New(c, 1), Training{Sequences: 16, Positions: 64, Steps: 1000, Rate: 1e-3, Clip: 1})
			if err != nil {
				b.Fatal(err)
			}
			inputs, targets := sample(c, 16*64)
			for b.Loop() {
				trainer.Step(inputs, targets)
			}
			b.ReportMetric(float64(b.N*16*64)/b.Elapsed().Seconds(), "tokens/s")
		})
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

func ExampleSoftmax() {
	for _, p := range Softmax([]float32{2, 1, 0}, 1) {
		fmt.Printf("%.3f ", p)
	}
	// Output: 0.665 0.245 0.090
}
