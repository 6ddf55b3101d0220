package gpt

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

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

// cycle is text that can be learnt: each row is followed by the next.
func cycle(c Config, n int) (inputs, targets []int32) {
	for i := range n {
		inputs = append(inputs, int32(i%c.Vocab))
		targets = append(targets, int32((i+1)%c.Vocab))
	}
	return inputs, targets
}

func losses(t *testing.T, steps, sequences int) []float64 {
	t.Helper()
	trainer, err := NewTrainer(New(tiny, 1), Training{
		Sequences: sequences, Positions: 6, Steps: steps, Rate: 1e-2, Warmup: 5, Decay: .1, EmbeddingDecay: .1, Clip: 1,
	})
	if err != nil {
		t.Fatal(err)
	}
	inputs, targets := cycle(tiny, 6*sequences)
	var all []float64
	for range steps {
		all = append(all, trainer.Step(inputs, targets))
	}
	return append(all, trainer.Evaluate(inputs, targets))
}

func TestTrainingLearnsACycle(t *testing.T) {
	all := losses(t, 150, 4)
	if first := all[0]; math.Abs(first-math.Log(float64(tiny.Vocab))) > 0.1 {
		t.Errorf("the first loss is %v, want about ln V = %v", first, math.Log(float64(tiny.Vocab)))
	}
	if last := all[len(all)-1]; last > 0.1 {
		t.Errorf("the last loss is %v, want less than 0.1", last)
	}
}

// Two shards work side by side; which is first must not matter.
func TestSeedRepeatsLosses(t *testing.T) {
	for _, sequences := range []int{1, 4} {
		first, second := losses(t, 20, sequences), losses(t, 20, sequences)
		if !slices.Equal(first, second) {
			t.Errorf("%d sequences: losses of %v and %v", sequences, first, second)
		}
	}
}

func BenchmarkTraining(b *testing.B) {
	for _, width := range []int{64, 96, 128} {
		for _, sequences := range []int{8, 16} {
			b.Run(fmt.Sprintf("D=%d/%d×64", width, sequences), func(b *testing.B) {
				c := Config{Vocab: 3450, Context: 64, Width: width, Layers: 2, Heads: 4}
				trainer, err := NewTrainer(New(c, 1), Training{Sequences: sequences, Positions: 64, Steps: 1000, Rate: 1e-3, Clip: 1})
				if err != nil {
					b.Fatal(err)
				}
				inputs, targets := sample(c, sequences*64)
				for b.Loop() {
					trainer.Step(inputs, targets)
				}
				b.ReportMetric(float64(b.N*sequences*64)/b.Elapsed().Seconds(), "tokens/s")
			})
		}
	}
}

func TestEvaluateChangesNothing(t *testing.T) {
	model := loud(tiny)
	trainer, err := NewTrainer(model, Training{Sequences: 2, Positions: 6, Steps: 1, Rate: 1})
	if err != nil {
		t.Fatal(err)
	}
	before := slices.Clone(model.weights.tokens)
	inputs, targets := sample(tiny, 12)
	loss := trainer.Evaluate(inputs, targets)
	if again := trainer.Step(inputs, targets); again != loss || slices.Equal(before, model.weights.tokens) {
		t.Errorf("Step found a loss of %v and Evaluate %v; only Step moves weights", again, loss)
	}
}

func TestNewTrainerRefuses(t *testing.T) {
	for name, how := range map[string]Training{
		"no sequence":      {Positions: 6, Steps: 1},
		"no position":      {Sequences: 1, Steps: 1},
		"past the context": {Sequences: 1, Positions: 7, Steps: 1},
		"no step":          {Sequences: 1, Positions: 6},
	} {
		if _, err := NewTrainer(New(tiny, 1), how); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
