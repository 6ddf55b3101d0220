package main

import (
	"tokenscape/embedding"
	"tokenscape/embedding/classroom/dataset"
	"tokenscape/embedding/classroom/evaluation"
	"tokenscape/embedding/classroom/replay"
	"tokenscape/embedding/gpt"
)

// recorder notes what a replay shows of the training of a model.
type recorder struct {
	model     *embedding.Model // holds the transformer that is trained
	steps     []int            // still to be taken
	snapshots []replay.Snapshot
	losses    []float64 // of each step
}

// record takes a snapshot after as many steps as there are losses, if the
// replay shows it. All of them cost about as much as a hundred steps.
func (r *recorder) record(trainer *gpt.Trainer, windows *dataset.Windows) {
	step := len(r.losses)
	if step != r.steps[0] {
		return
	}
	r.steps = r.steps[1:]
	purity := evaluation.MeasurePurity(r.model, r.model.TokenEmbedding()).Strict
	r.snapshots = append(r.snapshots, replay.Take(step, step*windows.Tokens(), validate(trainer, windows), purity, r.model.Transformer()))
}

// validate is the mean loss over the documents that training never met.
func validate(trainer *gpt.Trainer, windows *dataset.Windows) float64 {
	var losses []float64
	for inputs, targets := range windows.Validation() {
		losses = append(losses, trainer.Evaluate(inputs, targets))
	}
	return mean(losses)
}
