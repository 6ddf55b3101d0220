package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"time"

	"tokenscape/embedding/classroom/checkpoint"
	"tokenscape/embedding/gpt"
)

const (
	warmup = 100 // steps from rate 0 to the highest
	clip   = 1   // largest norm of the gradient

	// fromStart is the share of windows that begin at a document's first token,
	// as a prompt does; the others begin anywhere, so that every position meets
	// every kind of token.
	fromStart = 0.5

	// lossWindow is the number of last steps whose mean loss the card states.
	lossWindow = 100
)

func train(s settings, text *tokenized, progress io.Writer) (*gpt.Transformer, checkpoint.Training, error) {
	w := &windows{text: text, random: rand.New(rand.NewPCG(s.seed, 1)), length: s.shape.Context, batch: s.batch}
	if err := w.check(); err != nil {
		return nil, checkpoint.Training{}, err
	}
	t := gpt.New(s.shape, s.seed)
	for row, id := range text.vocabulary {
		gpt.StartRow(s.seed, int(id), t.TokenEmbedding()[row*s.shape.Width:(row+1)*s.shape.Width])
	}
	trainer, err := gpt.NewTrainer(t, gpt.Training{
		Sequences: s.batch, Positions: s.shape.Context, Steps: s.steps, Rate: s.rate, Warmup: warmup,
		Decay: s.decay, EmbeddingDecay: s.embedding, Clip: clip,
	})
	if err != nil {
		return nil, checkpoint.Training{}, err
	}
	bar := newBar(progress, s.steps)
	began := time.Now()
	var recent []float64
	for step := range s.steps {
		inputs, targets := w.next()
		recent = append(recent, trainer.Step(inputs, targets))
		recent = recent[max(0, len(recent)-lossWindow):]
		perSecond := float64((step+1)*len(inputs)) / time.Since(began).Seconds()
		bar.show(step+1, mean(recent), perSecond)
	}
	return t, checkpoint.Training{
		Seed: s.seed, Steps: s.steps, Batch: s.batch, Rate: s.rate, Decay: s.decay, EmbeddingDecay: s.embedding,
		Kernel: gpt.Kernel(), Seconds: time.Since(began).Round(time.Second).Seconds(),
		Loss: mean(recent), Validation: validate(trainer, text, s),
	}, nil
}

// windows draws batches of the training text.
type windows struct {
	text            *tokenized
	random          *rand.Rand
	length, batch   int
	inputs, targets []int32
}

func (w *windows) check() error {
	if w.text.training <= w.length || len(w.text.rows)-w.text.training <= w.batch*w.length {
		return fmt.Errorf("%d tokens are too few for batches of %d×%d", len(w.text.rows), w.batch, w.length)
	}
	return nil
}

// next returns inputs and, one token later, targets; both are overwritten by
// the next call.
func (w *windows) next() (inputs, targets []int32) {
	w.inputs, w.targets = w.inputs[:0], w.targets[:0]
	last := w.text.training - w.length - 1
	for range w.batch {
		at := w.random.IntN(last + 1)
		if w.random.Float64() < fromStart {
			at = min(last, w.text.starts[w.random.IntN(len(w.text.starts))])
		}
		w.inputs = append(w.inputs, w.text.rows[at:at+w.length]...)
		w.targets = append(w.targets, w.text.rows[at+1:at+1+w.length]...)
	}
	return w.inputs, w.targets
}

// validate is the mean loss over the documents that training never met.
func validate(trainer *gpt.Trainer, text *tokenized, s settings) float64 {
	size := s.batch * s.shape.Context
	var losses []float64
	for at := text.training; at+size < len(text.rows); at += size {
		losses = append(losses, trainer.Evaluate(text.rows[at:at+size], text.rows[at+1:at+size+1]))
	}
	return mean(losses)
}

func mean(x []float64) float64 {
	var sum float64
	for _, v := range x {
		sum += v
	}
	return sum / float64(max(1, len(x)))
}
