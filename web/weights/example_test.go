package weights_test

import (
	"fmt"

	"tokenscape/web/weights"
)

func Example() {
	gpt3 := weights.GPT3
	fmt.Printf("%d of %.1f billion weights: %.2f %%\n", gpt3.TokenWeights(), float64(gpt3.Weights())/1e9,
		100*float64(gpt3.TokenWeights())/float64(gpt3.Weights()))
	// Output: 617558016 of 174.6 billion weights: 0.35 %
}
