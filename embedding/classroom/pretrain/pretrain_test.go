package main

import (
	"encoding/json"
	"io"
	"math"
	"os"
	"path/filepath"
	"testing"

	"tokenscape/embedding/classroom"
	"tokenscape/embedding/classroom/checkpoint"
	"tokenscape/embedding/classroom/replay"
)

// A training too short to learn anything still goes the whole way from the
// corpus to the files.
func TestRunWritesModelAndCard(t *testing.T) {
	dir := t.TempDir()
	args := []string{"-documents", "40000", "-steps", "3", "-batch", "2", "-width", "16", "-layers", "1", "-heads", "2", "-context", "16", "-out", dir}
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
	if len(c.Categories) == 0 || len(c.Relations) == 0 {
		t.Errorf("%d categories and %d relations in the file", len(c.Categories), len(c.Relations))
	}
	text, err := os.ReadFile(filepath.Join(dir, checkpoint.CardFile))
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
	m, err := c.Model(classroom.Name, "", licence)
	if err != nil {
		t.Fatal(err)
	}
	recorded, err := os.ReadFile(filepath.Join(dir, replayFile))
	if err != nil {
		t.Fatal(err)
	}
	r, err := replay.Decode(recorded, m)
	if err != nil {
		t.Fatal(err)
	}
	if r.Weights != checkpoint.Hash(data) || len(r.Losses) != 3 || len(r.Snapshots) != 2 {
		t.Errorf("a replay of %d losses and %d snapshots to weights %s", len(r.Losses), len(r.Snapshots), r.Weights)
	}
	// A guess among V tokens costs ln V; the random start knows little more.
	if first := r.Snapshots[0]; math.Abs(first.Loss-math.Log(float64(len(c.Tokens)))) > 0.1 {
		t.Errorf("the random start has a loss of %.3f for %d tokens", first.Loss, len(c.Tokens))
	}
	if last := r.Snapshots[1]; last.Step != 3 || last.Tokens != 3*2*16 || last.Loss != card.Training.Validation {
		t.Errorf("the last snapshot is of step %d, %d tokens, loss %v", last.Step, last.Tokens, last.Loss)
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
		"heads that do not fit":   {"-heads", "5"},
	} {
		t.Run(name, func(t *testing.T) {
			if err := run(append(args, "-out", t.TempDir()), io.Discard); err == nil {
				t.Error("no error")
			}
		})
	}
}
