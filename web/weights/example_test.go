package weights_test

import (
	"fmt"

	"tokenscape/web/weights"
)

func Example() {
	gpt3 := weights.Shape{Vocab: 50257, Width: 12288, Context: 2048, Layers: 96}
	fmt.Printf("%d of %.1f billion weights: %.2f %%\n", gpt3.TokenWeights(), float64(gpt3.Weights())/1e9,
		100*float64(gpt3.TokenWeights())/float64(gpt3.Weights()))
	// Output: 617558016 of 174.6 billion weights: 0.35 %
}
