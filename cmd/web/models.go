package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"time"

	"github.com/schollz/progressbar/v3"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/embedding/open"
)

// large is from how many bytes of a file on the memory beside the model's own is
// kept small: what is garbage may then grow to a twentieth of what is in use, not to as
// much again. Rows of numbers cost the collector nothing to look at.
const (
	large     = 64 << 20
	gcOfLarge = 5
)

// trainedNames are those of the models that are trained while the server runs.
var trainedNames = regexp.MustCompile(`^run-\d+$`)

// load loads the models asked for, classroom when none is, each once; how far it
// is with a file is drawn on bar, unless that is nil.
func load(ctx context.Context, asked names, limit int, bar io.Writer) ([]*embedding.Model, error) {
	if len(asked) == 0 {
		asked = names{classroom.Name}
	}
	var models []*embedding.Model
	given, taken := map[string]bool{}, map[string]bool{classroom.Name: true}
	for _, name := range asked {
		if given[name] {
			return nil, fmt.Errorf("-model %s is given twice", name)
		}
		given[name] = true
		opened, err := openModel(ctx, name, open.Options{Limit: limit, Progress: progress(name, bar),
			Name: func(name string) string { return distinct(name, taken) }})
		if err != nil {
			return nil, fmt.Errorf("-model %w", err)
		}
		models = append(models, opened...)
	}
	return models, nil
}

func openModel(ctx context.Context, name string, o open.Options) ([]*embedding.Model, error) {
	if name != classroom.Name {
		if info, err := os.Stat(name); err == nil && info.Size() > large {
			debug.SetGCPercent(gcOfLarge)
		}
		defer debug.FreeOSMemory() // what reading took
		return open.Models(ctx, name, o)
	}
	m, err := classroom.Load()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", classroom.Name, err)
	}
	return []*embedding.Model{m}, nil
}

// distinct is a name that no model has yet: with a number after it when it is taken.
func distinct(name string, taken map[string]bool) string {
	unique := name
	for n := 2; taken[unique] || trainedNames.MatchString(unique); n++ {
		unique = fmt.Sprintf("%s (%d)", name, n)
	}
	taken[unique] = true
	return unique
}

// terminal is the file when people read along, else nil.
func terminal(f *os.File) io.Writer {
	if info, err := f.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return nil
	}
	return f
}

// progress draws a bar for each file that is read.
func progress(name string, w io.Writer) func(read, size int64) {
	if w == nil {
		return nil
	}
	var bar *progressbar.ProgressBar
	var of int64
	return func(read, size int64) {
		if bar == nil || size != of || read < int64(bar.State().CurrentNum) {
			of = size
			bar = progressbar.NewOptions64(size, progressbar.OptionSetWriter(w), progressbar.OptionSetDescription(filepath.Base(name)),
				progressbar.OptionShowBytes(true), progressbar.OptionThrottle(100*time.Millisecond),
				progressbar.OptionOnCompletion(func() { fmt.Fprintln(w) }))
		}
		bar.Set64(read) // an error of the terminal is no reason to stop
	}
}
