package main

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"testing"

	"tokenscape/embedding/bpe"
	"tokenscape/embedding/classroom/checkpoint"
	"tokenscape/embedding/classroom/corpus"
)

// A training too short to learn anything still goes the whole way from the
// corpus to the files.
func TestRunWritesModelAndCard(t *testing.T) {
	dir := t.TempDir()
	args := []string{"-documents", "30000", "-steps", "3", "-batch", "2", "-width", "16", "-layers", "1", "-heads", "2", "-context", "16", "-out", dir}
	if err := run(args, io.Discard); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, weightsFile))
	if err != nil {
		t.Fatal(err)
	}
	c, err := checkpoint.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(dir, cardFile))
	if err != nil {
		t.Fatal(err)
	}
	var card checkpoint.Card
	if err := json.Unmarshal(text, &card); err != nil {
		t.Fatal(err)
	}
	if card.Shape.Vocab != len(c.Tokens) || card.Training.Steps != 3 || card.Training.Loss <= 0 || card.Training.Validation <= 0 {
		t.Errorf("card %+v for %d tokens", card, len(c.Tokens))
	}
}

func TestRunRejects(t *testing.T) {
	for name, args := range map[string][]string{
		"no documents":            {"-documents", "0"},
		"too few documents":       {"-documents", "60"},
		"no steps":                {"-steps", "0"},
		"an unknown flag":         {"-epochs", "3"},
		"batch of nothing":        {"-batch", "0"},
		"batch past all bounds":   {"-batch", "1000000"},
		"context past all bounds": {"-context", "1000000"},
		"heads that do not fit":   {"-heads", "3"},
	} {
		t.Run(name, func(t *testing.T) {
			if err := run(append(args, "-out", t.TempDir()), io.Discard); err == nil {
				t.Error("no error")
			}
		})
	}
}

func TestNoRareTokenIsLeft(t *testing.T) {
	sentences, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	encoding, err := bpe.Get(encodingName)
	if err != nil {
		t.Fatal(err)
	}
	text, err := tokenize(sentences, encoding, 1, 30_000)
	if err != nil {
		t.Fatal(err)
	}
	count := make([]int, len(text.vocabulary))
	for _, row := range text.rows {
		count[row]++
	}
	for row, n := range count {
		if n < rare && row != len(count)-1 { // the last is the end of text
			t.Errorf("token %d is seen %d times", text.vocabulary[row], n)
		}
	}
	if text.training <= 0 || text.training >= len(text.rows) || len(text.starts) != text.kept {
		t.Errorf("%d of %d rows to learn from, %d starts of %d documents", text.training, len(text.rows), len(text.starts), text.kept)
	}
}
