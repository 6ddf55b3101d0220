package gpt_test

import (
	"fmt"
	"log"

	"tokenscape/embedding/gpt"
)

// A transformer learns that 0 is followed by 1, 1 by 2, 2 by 3 and 3 by 0, and
// is then asked what follows 0, 1.
func Example() {
	model := gpt.New(gpt.Config{Vocab: 4, Context: 8, Width: 8, Layers: 1, Heads: 2}, 1)
	trainer, err := gpt.NewTrainer(model, gpt.Training{
		Sequences: 1, Positions: 8, Steps: 100, Rate: 1e-2, Warmup: 10, Decay: 0.1, Clip: 1,
	})
	if err != nil {
		log.Fatal(err)
	}
	inputs := []int32{0, 1, 2, 3, 0, 1, 2, 3}
	targets := []int32{1, 2, 3, 0, 1, 2, 3, 0}
	for range 100 {
		trainer.Step(inputs, targets)
	}

	run := model.NewRun()
	for position, row := range []int{0, 1} {
		input := make([]float32, model.Config.Width)
		for i := range input {
			input[i] = model.TokenEmbedding()[row*len(input)+i] + model.PositionEmbedding()[position*len(input)+i]
		}
		if err := run.Append(input); err != nil {
			log.Fatal(err)
		}
	}
	likeliest := 0
	probabilities := gpt.Softmax(run.Logits(), 1)
	for row, p := range probabilities {
		if p > probabilities[likeliest] {
			likeliest = row
		}
	}
	fmt.Println(likeliest)
	// Output: 2
}

func ExampleSoftmax() {
	for _, p := range gpt.Softmax([]float32{2, 1, 0}, 1) {
		fmt.Printf("%.3f ", p)
	}
	// Output: 0.665 0.245 0.090
}
