package main

import (
	"io"
	"time"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom/checkpoint"
	"tokenscape/embedding/classroom/dataset"
	"tokenscape/embedding/gpt"
)

const (
	warmup = 100 // steps from rate 0 to the highest
	clip   = 1   // largest norm of the gradient

	// lossWindow is the number of last steps whose mean loss the card states.
	lossWindow = 100
)

func train(s settings, text *dataset.Dataset, progress io.Writer) (*gpt.Transformer, checkpoint.Training, error) {
	windows, err := text.Windows(s.seed, s.batch, s.shape.Context)
	if err != nil {
		return nil, checkpoint.Training{}, err
	}
	t := embedding.Start(s.shape, s.seed, text.Tokens)
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
		inputs, targets := windows.Next()
		recent = append(recent, trainer.Step(inputs, targets))
		recent = recent[max(0, len(recent)-lossWindow):]
		perSecond := float64((step+1)*len(inputs)) / time.Since(began).Seconds()
		bar.show(step+1, mean(recent), perSecond)
	}
	return t, checkpoint.Training{
		Seed: s.seed, Steps: s.steps, Batch: s.batch, Rate: s.rate, Decay: s.decay, EmbeddingDecay: s.embedding,
		Kernel: gpt.Kernel(), Seconds: time.Since(began).Round(time.Second).Seconds(),
		Loss: mean(recent), Validation: validate(trainer, windows),
	}, nil
}

// validate is the mean loss over the documents that training never met.
func validate(trainer *gpt.Trainer, windows *dataset.Windows) float64 {
	var losses []float64
	for inputs, targets := range windows.Validation() {
		losses = append(losses, trainer.Evaluate(inputs, targets))
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
