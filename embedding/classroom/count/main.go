// Command count writes how often each token stands in the text that the weights
// in a directory were trained on. It generates that text again, as the card beside
// the weights describes it, and touches nothing else. “go generate” runs it after
// a pretraining.
//
//	go run ./embedding/classroom/count embedding/classroom
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"tokenscape/embedding/bpe"
	"tokenscape/embedding/classroom"
	"tokenscape/embedding/classroom/checkpoint"
	"tokenscape/embedding/classroom/corpus"
	"tokenscape/embedding/classroom/dataset"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: count DIRECTORY")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "count:", err)
		os.Exit(1)
	}
}

func run(dir string) error {
	text, err := os.ReadFile(filepath.Join(dir, checkpoint.CardFile))
	if err != nil {
		return err
	}
	card, err := checkpoint.ReadCard(text)
	if err != nil {
		return err
	}
	weights, err := os.ReadFile(filepath.Join(dir, classroom.Name+".safetensors"))
	if err != nil {
		return err
	}
	c, err := checkpoint.Decode(weights)
	if err != nil {
		return err
	}
	sentences, err := corpus.Load()
	if err != nil {
		return err
	}
	encoding, err := bpe.Get(c.Encoding)
	if err != nil {
		return err
	}
	d, err := dataset.Tokenize(sentences, encoding, card.Corpus.Seed, card.Corpus.Documents)
	if err != nil {
		return err
	}
	if d.Hash != card.Corpus.Hash || !slices.Equal(d.Tokens, c.Tokens) {
		return fmt.Errorf("the corpus is %s of %d tokens, the weights are of %s and %d", d.Hash, len(d.Tokens), card.Corpus.Hash, len(c.Tokens))
	}
	return checkpoint.WriteCounts(dir, checkpoint.Counts{Corpus: d.Hash, Rows: d.Counts()})
}
