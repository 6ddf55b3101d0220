package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/bpe"
	"tokenscape/embedding/classroom"
	"tokenscape/embedding/classroom/checkpoint"
	"tokenscape/embedding/classroom/corpus"
	"tokenscape/embedding/classroom/dataset"
	"tokenscape/embedding/gpt"
)

// documents leave a few tens of tokens that are not rare.
const documents = 20_000

// write puts weights of the tokens and a card of the corpus into a directory.
func write(t *testing.T, tokens []embedding.TokenID, card checkpoint.Corpus) string {
	t.Helper()
	dir := t.TempDir()
	c := &checkpoint.Checkpoint{Encoding: "r50k_base", Tokens: tokens,
		Transform: gpt.New(gpt.Config{Vocab: len(tokens), Context: 2, Width: 2, Layers: 1, Heads: 1}, 1)}
	var weights bytes.Buffer
	if err := checkpoint.Encode(&weights, c); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, classroom.Name+".safetensors"), weights.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(checkpoint.Card{Corpus: card})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, checkpoint.CardFile), text, 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestRun(t *testing.T) {
	sentences, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	encoding, err := bpe.Get("r50k_base")
	if err != nil {
		t.Fatal(err)
	}
	d, err := dataset.Tokenize(sentences, encoding, 1, documents)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Tokens) < 20 {
		t.Fatalf("only %d tokens are left", len(d.Tokens))
	}
	of := checkpoint.Corpus{Seed: 1, Documents: documents, Hash: d.Hash}
	dir := write(t, d.Tokens, of)
	if err := run(dir); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(dir, checkpoint.CountsFile))
	if err != nil {
		t.Fatal(err)
	}
	counts, err := checkpoint.ReadCounts(text)
	if err != nil || counts.Corpus != d.Hash || len(counts.Rows) != len(d.Tokens) {
		t.Fatalf("%d counts of %s: %v", len(counts.Rows), counts.Corpus, err)
	}
	sum := 0
	for _, n := range counts.Rows {
		sum += n
	}
	if sum != d.Training {
		t.Errorf("%d tokens counted, the training text has %d", sum, d.Training)
	}
	other := of
	other.Hash = "another"
	for name, dir := range map[string]string{
		"another corpus":  write(t, d.Tokens, other),
		"another model":   write(t, d.Tokens[1:], of),
		"nothing at hand": t.TempDir(),
	} {
		if err := run(dir); err == nil {
			t.Errorf("%s: no error", name)
		}
		if _, err := os.Stat(filepath.Join(dir, checkpoint.CountsFile)); err == nil {
			t.Errorf("%s: counts were written", name)
		}
	}
}
