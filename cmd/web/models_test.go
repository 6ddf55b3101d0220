package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tokenscape/embedding/classroom"
)

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	glove := "king 1 2\nqueen 1 3\nman 2 2\n"
	one, same := file("small.txt", glove), file("other/small.vec", glove)
	ours, run := file("classroom.txt", glove), file("run-1.csv", "king,1,2\nqueen,1,3\n")
	var bar bytes.Buffer
	models, err := load(t.Context(), names{one, same, classroom.Name, ours, run}, 2, &bar)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range models {
		got = append(got, m.Name())
	}
	if want := "small, small (2), classroom, classroom (2), run-1 (2)"; strings.Join(got, ", ") != want {
		t.Errorf("%q, want %s", got, want)
	}
	if models[0].Vocab() != 2 || !models[0].File().Limited {
		t.Errorf("%d rows with a limit of 2", models[0].Vocab())
	}
	if !strings.Contains(bar.String(), "small.txt") {
		t.Errorf("no bar: %q", bar.String())
	}

	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := load(stopped, names{one}, 0, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}
