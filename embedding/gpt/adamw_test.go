package gpt

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestScheduleOfTheRate(t *testing.T) {
	trainer, err := NewTrainer(New(tiny, 1), Training{Sequences: 1, Positions: 6, Steps: 110, Rate: 2, Warmup: 10})
	if err != nil {
		t.Fatal(err)
	}
	for step, want := range map[int]float64{
		0: 0.2, 4: 1, 9: 2, 10: 2, 60: 2 * (1 + lastRate) / 2, 110: 2 * lastRate, 500: 2 * lastRate,
	} {
		trainer.step = step
		if got := trainer.rate(); math.Abs(got-want) > 1e-12 {
			t.Errorf("step %d: rate %v, want %v", step, got, want)
		}
	}
}

// One step of AdamW by hand: the first step moves every weight by
// rate·g/(|g|+ε), whatever the moments' decay, after it has shrunk by
// rate·decay (Loshchilov & Hutter 2019, algorithm 2).
func TestFirstStepOfAdamW(t *testing.T) {
	model := loud(tiny)
	how := Training{Sequences: 2, Positions: 6, Steps: 1, Rate: 1e-2, Decay: 0.5, EmbeddingDecay: 2}
	trainer, err := NewTrainer(model, how)
	if err != nil {
		t.Fatal(err)
	}
	before := slices.Clone(model.weights.blocks[0].attend)
	beforeTokens := slices.Clone(model.weights.tokens)
	beforeGain := slices.Clone(model.weights.normGain)
	trainer.Step(sample(tiny, 12))
	g := trainer.shards[0].grad
	for _, tt := range []struct {
		name                string
		before, after, grad []float32
		decay               float64
	}{
		{"a matrix", before, model.weights.blocks[0].attend, g.blocks[0].attend, how.Decay},
		{"W_E", beforeTokens, model.weights.tokens, g.tokens, how.EmbeddingDecay},
		{"a gain", beforeGain, model.weights.normGain, g.normGain, 0},
	} {
		for i, w := range tt.before {
			d := float64(tt.grad[i])
			want := float64(w)*(1-how.Rate*tt.decay) - how.Rate*d/(math.Abs(d)+epsilon)
			if got := float64(tt.after[i]); math.Abs(got-want) > 1e-5 {
				t.Fatalf("%s: weight %d is %v, want %v", tt.name, i, got, want)
			}
		}
	}
}

// The oracle is the formula beside move, in float64.
func TestMove(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	s := move{clip: 0.5, keep: 0.99, far: 3e-3, correct: 1.7}
	const n = 27 // eight at once, and three more
	draw := func() []float32 {
		x := make([]float32, n)
		normal(random, x, 1)
		return x
	}
	weights, gradient, first, second := draw(), draw(), draw(), draw()
	for i, v := range second {
		second[i] = v * v * float32(math.Pow(10, float64(-i))) // from ordinary to next to nothing
	}
	for name, apply := range map[string]func(move, []float32, []float32, []float32, []float32){
		"go": move.applyGo, Kernel(): move.apply,
	} {
		t.Run(name, func(t *testing.T) {
			w, m, v := slices.Clone(weights), slices.Clone(first), slices.Clone(second)
			apply(s, w, gradient, m, v)
			for i := range n {
				g := float64(s.clip) * float64(gradient[i])
				wantM := beta1*float64(first[i]) + (1-beta1)*g
				wantV := beta2*float64(second[i]) + (1-beta2)*g*g
				want := float64(s.keep)*float64(weights[i]) - float64(s.far)*wantM/(math.Sqrt(float64(s.correct)*wantV)+epsilon)
				for _, tt := range []struct {
					name      string
					got       float32
					want, per float64
				}{
					{"m", m[i], wantM, math.Abs(float64(first[i])) + math.Abs(g)}, {"v", v[i], wantV, wantV}, {"w", w[i], want, math.Abs(float64(weights[i]))},
				} {
					if !(math.Abs(float64(tt.got)-tt.want) <= 3e-7*tt.per) {
						t.Errorf("%s[%d] = %v, want %v", tt.name, i, tt.got, tt.want)
					}
				}
			}
		})
	}
}

// The norm of all shards' gradients is clipped before the moments are taken.
func TestClip(t *testing.T) {
	const clip = 1e-3
	trainer, err := NewTrainer(loud(tiny), Training{Sequences: 2, Positions: 6, Steps: 1, Rate: 1e-2, Clip: clip})
	if err != nil {
		t.Fatal(err)
	}
	trainer.Step(sample(tiny, 12))
	var square float64
	for _, p := range trainer.pieces {
		for _, m := range p.first { // (1 − beta1) times the clipped gradient
			square += float64(m) * float64(m)
		}
	}
	if got := math.Sqrt(square) / (1 - beta1); math.Abs(got-clip) > 1e-6*clip {
		t.Errorf("the clipped norm is %v, want %v", got, clip)
	}
}
