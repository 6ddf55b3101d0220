package gpt

import (
	"fmt"
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

// Trainer changes a transformer step by step. A fixed start and fixed batches
// give the same losses on the same machine and kernel.
type Trainer struct {
	how     Training
	step    int
	shards  []*batch
	losses  []float64
	pieces  []piece
	squares []float64 // of the gradient, piece by piece
}

// NewTrainer prepares the training of t; the buffers are made here and in the
// first step.
func NewTrainer(t *Transformer, how Training) (*Trainer, error) {
	if how.Sequences < 1 || how.Positions < 1 || how.Positions > t.Config.Context || how.Steps < 1 {
		return nil, fmt.Errorf("training %+v does not fit a context of %d", how, t.Config.Context)
	}
	r := &Trainer{how: how}
	shards := 1
	if how.Sequences%2 == 0 {
		shards = 2
	}
	for range shards {
		r.shards = append(r.shards, newBatch(t.Config, how.Sequences/shards, how.Positions, &t.weights))
	}
	r.losses = make([]float64, shards)
	r.pieces = r.cut(t)
	r.squares = make([]float64, len(r.pieces))
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
	part := n / len(r.shards)
	r.onEachCore(func(i int) {
		b := r.shards[i]
		r.losses[i] = b.forward(inputs[i*part:(i+1)*part], targets[i*part:(i+1)*part])
		if learn {
			b.backward(1 / float32(n))
		}
	})
	var loss float64
	for _, l := range r.losses {
		loss += l
	}
	return loss / float64(n)
}

// onEachCore calls do for every shard, at once.
func (r *Trainer) onEachCore(do func(shard int)) {
	var all sync.WaitGroup
	for i := range r.shards {
		all.Go(func() { do(i) })
	}
	all.Wait()
}
