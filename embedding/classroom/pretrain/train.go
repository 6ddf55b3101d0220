package main

import (
	"fmt"
	"io"
	"time"

	"github.com/schollz/progressbar/v3"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom/checkpoint"
	"tokenscape/embedding/classroom/dataset"
	"tokenscape/embedding/classroom/replay"
	"tokenscape/embedding/gpt"
)

const (
	warmup = 100 // steps from rate 0 to the highest
	clip   = 1   // largest norm of the gradient

	// lossWindow is the number of last steps whose mean loss the card states.
	lossWindow = 100
)

// train trains the model's transformer, from its random start on, and records
// it.
func train(s settings, model *embedding.Model, text *dataset.Dataset, progress io.Writer) (checkpoint.Training, *replay.Replay, error) {
	windows, err := text.Windows(s.seed, s.batch, s.shape.Context)
	if err != nil {
		return checkpoint.Training{}, nil, err
	}
	trainer, err := gpt.NewTrainer(model.Transformer(), gpt.Training{
		Sequences: s.batch, Positions: s.shape.Context, Steps: s.steps, Rate: s.rate, Warmup: warmup,
		Decay: s.decay, EmbeddingDecay: s.embedding, Clip: clip,
	})
	if err != nil {
		return checkpoint.Training{}, nil, err
	}
	recorder := &recorder{model: model, steps: replay.Steps(s.steps)}
	recorder.record(trainer, windows)
	bar := progressbar.NewOptions(s.steps*windows.Tokens(),
		progressbar.OptionSetWriter(progress), progressbar.OptionSetItsString("tokens"), progressbar.OptionShowIts(),
		progressbar.OptionThrottle(500*time.Millisecond), progressbar.OptionOnCompletion(func() { fmt.Fprintln(progress) }))
	began := time.Now()
	recent := func() float64 { return mean(recorder.losses[max(0, len(recorder.losses)-lossWindow):]) }
	for step := 1; step <= s.steps; step++ {
		recorder.losses = append(recorder.losses, trainer.Step(windows.Next()))
		bar.Describe(fmt.Sprintf("step %d of %d, loss %.3f", step, s.steps, recent()))
		if err := bar.Add(windows.Tokens()); err != nil {
			return checkpoint.Training{}, nil, err
		}
		recorder.record(trainer, windows)
	}
	last := recorder.snapshots[len(recorder.snapshots)-1]
	return checkpoint.Training{
		Seed: s.seed, Steps: s.steps, Batch: s.batch, Rate: s.rate, Decay: s.decay, EmbeddingDecay: s.embedding,
		Kernel: gpt.Kernel(), Seconds: time.Since(began).Round(time.Second).Seconds(),
		Loss: recent(), Validation: last.Loss,
	}, &replay.Replay{Losses: replay.Thin(recorder.losses, replay.MaxLosses), Snapshots: recorder.snapshots}, nil
}

func mean(x []float64) float64 {
	var sum float64
	for _, v := range x {
		sum += v
	}
	return sum / float64(max(1, len(x)))
}
