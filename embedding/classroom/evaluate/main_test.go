package main

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"tokenscape/embedding/classroom"
	"tokenscape/embedding/classroom/checkpoint"
)

// The figures themselves are held by the tests of classroom and evaluation.
func TestRunRefuses(t *testing.T) {
	weights, err := os.ReadFile(filepath.Join("..", classroom.Name+".safetensors"))
	if err != nil {
		t.Fatal(err)
	}
	for name, files := range map[string]map[string][]byte{
		"an empty directory":      {},
		"weights without a card":  {classroom.Name + ".safetensors": weights},
		"a card that is no JSON":  {classroom.Name + ".safetensors": weights, checkpoint.CardFile: []byte("{")},
		"weights that are broken": {classroom.Name + ".safetensors": weights[:100], checkpoint.CardFile: []byte("{}")},
	} {
		dir := t.TempDir()
		for file, content := range files {
			if err := os.WriteFile(filepath.Join(dir, file), content, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if err := run(dir, io.Discard); err == nil {
			t.Errorf("%s: no error", name)
		}
		if _, err := os.Stat(filepath.Join(dir, checkpoint.MarkdownFile)); err == nil {
			t.Errorf("%s: a card was written", name)
		}
	}
}
