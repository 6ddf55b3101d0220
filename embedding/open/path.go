package open

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

// watched is a file that tells how far it is read, and stops when its context ends.
type watched struct {
	*os.File
	ctx        context.Context
	read, size int64
	progress   func(read, size int64)
}

func openFile(ctx context.Context, path string, progress func(read, size int64)) (*watched, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, err
	}
	return &watched{File: f, ctx: ctx, size: info.Size(), progress: progress}, nil
}

func (w *watched) Read(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := w.File.Read(p)
	w.read += int64(n)
	if w.progress != nil && n > 0 {
		w.progress(w.read, w.size)
	}
	return n, err
}

// extensions say how a file is stored; what is before them names it.
var extensions = []string{".gz", ".txt", ".vec", ".bin", ".npy", ".tsv", ".csv", ".bytes"}

// maxName bounds the name of a model, in characters.
const maxName = 60

// baseName is a file's name without what says how it is stored.
func baseName(path string) string {
	name := filepath.Base(path)
	for {
		ext := filepath.Ext(name)
		if ext == name || !slices.Contains(extensions, strings.ToLower(ext)) {
			break
		}
		name = strings.TrimSuffix(name, ext)
	}
	return printable(name)
}

// printable is a name that can stand on a page.
func printable(name string) string {
	name = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	if name == "" {
		name = "vectors"
	}
	runes := []rune(name)
	return string(runes[:min(len(runes), maxName)])
}

// wordsBeside is the file of words that belongs to one of numbers, "" for none.
func wordsBeside(path string) string {
	stem := path
	for _, ext := range []string{".gz", filepath.Ext(strings.TrimSuffix(path, ".gz"))} {
		stem = strings.TrimSuffix(stem, ext)
	}
	for _, beside := range []string{stem + ".txt", stem + ".labels.txt", stem + "_metadata.tsv", filepath.Join(filepath.Dir(path), "metadata.tsv")} {
		if info, err := os.Stat(beside); err == nil && info.Mode().IsRegular() && filepath.Clean(beside) != filepath.Clean(path) {
			return beside
		}
	}
	return ""
}

// maxNear is how many files are named beside one that is not there.
const maxNear = 5

// near lists files in the place of a path that look like vectors.
func near(path string) []string {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return nil
	}
	var files []string
	for _, e := range entries {
		if ext := strings.ToLower(filepath.Ext(e.Name())); e.Type().IsRegular() && slices.Contains(extensions, ext) && len(files) < maxNear {
			files = append(files, e.Name())
		}
	}
	return files
}
