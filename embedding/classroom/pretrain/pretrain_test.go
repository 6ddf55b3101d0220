package main

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"testing"

	"tokenscape/embedding/classroom/checkpoint"
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
