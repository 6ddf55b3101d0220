package gpt

import (
	"fmt"
	"math"
	"sync"
)

// Training is how a transformer is trained: AdamW (Kingma & Ba 2015; Loshchilov
// & Hutter 2019) on sequences of one length.
type Training struct {
	Sequences      int     // in a batch; an even number uses two cores
	Positions      int     // of each sequence, at most the context length
	Steps          int     // of the whole training: the schedule's length
	Rate           float64 // the highest learning rate
	Warmup         int     // steps from 0 to Rate
	Decay          float64 // weight decay of the matrices
	EmbeddingDecay float64 // weight decay of W_E and W_P
	Clip           float64 // largest norm of the gradient
}

// Constants of AdamW. The large epsilon keeps rows of rare tokens from drifting
// together along one direction.
const (
	beta1   = 0.9
	beta2   = 0.95
	epsilon = 1e-5
	// lastRate is the share of the highest rate that the cosine schedule ends at.
	lastRate = 0.05
)

// Trainer changes a transformer step by step. A fixed start and fixed batches
// give the same losses on the same machine and kernel.
type Trainer struct {
	how      Training
	step     int
	shards   []*batch
	values   []parameter // the tensors of the transformer
	first    []parameter // moments of their gradients
	second   []parameter
	losses   []float64
	decaying []float64
}

// NewTrainer prepares the training of t; all buffers are made here.
func NewTrainer(t *Transformer, how Training) (*Trainer, error) {
	if how.Sequences < 1 || how.Positions < 1 || how.Positions > t.Config.Context || how.Steps < 1 {
		return nil, fmt.Errorf("training %+v does not fit a context of %d", how, t.Config.Context)
	}
	c := t.Config
	r := &Trainer{
		how: how, values: t.weights.parameters(c),
		first: zeros(c).parameters(c), second: zeros(c).parameters(c),
	}
	shards := 1
	if how.Sequences%2 == 0 {
		shards = 2
	}
	for range shards {
		r.shards = append(r.shards, newBatch(c, how.Sequences/shards, how.Positions, &t.weights))
	}
	r.losses = make([]float64, shards)
	for _, p := range r.values {
		decay := 0.0
		switch {
		case p.name == "wte.weight", p.name == "wpe.weight":
			decay = how.EmbeddingDecay
		case len(p.shape) == 2:
			decay = how.Decay
		}
		r.decaying = append(r.decaying, decay)
	}
	return r, nil
}

// Step learns from one batch: inputs and targets are Sequences·Positions rows
// of W_E, sequence after sequence. It returns the mean cross-entropy before
// the step, in nats a token.
func (r *Trainer) Step(inputs, targets []int32) float64 {
	loss := r.pass(inputs, targets, true)
	r.update()
	return loss
}

// Evaluate is the mean cross-entropy of one batch, in nats a token, and changes
// nothing.
func (r *Trainer) Evaluate(inputs, targets []int32) float64 {
	return r.pass(inputs, targets, false)
}

func (r *Trainer) pass(inputs, targets []int32, learn bool) float64 {
	n := len(inputs)
	if n != r.how.Sequences*r.how.Positions || len(targets) != n {
		panic(fmt.Sprintf("gpt: %d inputs and %d targets, want %d", n, len(targets), r.how.Sequences*r.how.Positions))
	}
	var all sync.WaitGroup
	part := n / len(r.shards)
	for i, b := range r.shards {
		all.Go(func() {
			r.losses[i] = b.forward(inputs[i*part:(i+1)*part], targets[i*part:(i+1)*part])
			if learn {
				b.backward(1 / float32(n))
			}
		})
	}
	all.Wait()
	var loss float64
	for _, l := range r.losses {
		loss += l
	}
	return loss / float64(n)
}

// rate is the learning rate of a step: linear up, then a half cosine down.
func (r *Trainer) rate() float64 {
	if r.step < r.how.Warmup {
		return r.how.Rate * float64(r.step+1) / float64(r.how.Warmup)
	}
	done := float64(r.step-r.how.Warmup) / math.Max(1, float64(r.how.Steps-r.how.Warmup))
	return r.how.Rate * (lastRate + (1-lastRate)*0.5*(1+math.Cos(math.Pi*math.Min(1, done))))
}

// update adds the shards' gradients, always in the same order, clips their norm
// and moves every weight.
func (r *Trainer) update() {
	grad := r.shards[0].gradients
	var square float64
	for _, other := range r.shards[1:] {
		for i, p := range other.gradients {
			add(*grad[i].data, *p.data)
		}
	}
	for _, p := range grad {
		for _, g := range *p.data {
			square += float64(g) * float64(g)
		}
	}
	clip := float32(1)
	if norm := math.Sqrt(square); r.how.Clip > 0 && norm > r.how.Clip {
		clip = float32(r.how.Clip / norm)
	}
	rate := r.rate()
	r.step++
	correct1 := 1 / (1 - math.Pow(beta1, float64(r.step)))
	correct2 := 1 / (1 - math.Pow(beta2, float64(r.step)))
	for i, p := range r.values {
		w, m, v, g := *p.data, *r.first[i].data, *r.second[i].data, *grad[i].data
		keep := float32(1 - rate*r.decaying[i])
		for j := range w {
			gj := g[j] * clip
			m[j] = beta1*m[j] + (1-beta1)*gj
			v[j] = beta2*v[j] + (1-beta2)*gj*gj
			move := rate * float64(m[j]) * correct1 / (math.Sqrt(float64(v[j])*correct2) + epsilon)
			w[j] = keep*w[j] - float32(move)
		}
	}
}
