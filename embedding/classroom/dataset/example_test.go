package dataset_test

import (
	"fmt"
	"log"

	"tokenscape/embedding/bpe"
	"tokenscape/embedding/classroom/corpus"
	"tokenscape/embedding/classroom/dataset"
)

// A batch is text, and the same text one token later.
func Example() {
	sentences, err := corpus.Load()
	if err != nil {
		log.Fatal(err)
	}
	encoding, err := bpe.Get("r50k_base")
	if err != nil {
		log.Fatal(err)
	}
	text, err := dataset.Tokenize(sentences, encoding, 1, 40_000)
	if err != nil {
		log.Fatal(err)
	}
	windows, err := text.Windows(1, 2, 8)
	if err != nil {
		log.Fatal(err)
	}
	inputs, targets := windows.Next()
	fmt.Println(len(inputs), len(targets), inputs[1] == targets[0])
	// Output: 16 16 true
}
