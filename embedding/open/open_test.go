package open_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/npy"
	"tokenscape/embedding/open"
	"tokenscape/embedding/wordvec"
)

// directory writes files into a directory of the test's own.
func directory(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func packed(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

// array is a NumPy file of two rows.
func array(numbers ...float32) string {
	header := fmt.Sprintf("{'descr': '<f4', 'fortran_order': False, 'shape': (2, %d), }\n", len(numbers)/2)
	b := binary.LittleEndian.AppendUint16([]byte("\x93NUMPY\x01\x00"), uint16(len(header)))
	b, _ = binary.Append(append(b, header...), binary.LittleEndian, numbers)
	return string(b)
}

func floats(numbers ...float32) string {
	b, _ := binary.Append(nil, binary.LittleEndian, numbers)
	return string(b)
}

func TestModels(t *testing.T) {
	glove := "king 1 2\nqueen 3 4\nking 5 6\n"
	const config = `{"embeddings": [{"tensorName": "%s", "tensorShape": [2, 2], "tensorPath": "%s", "metadataPath": "%s"}]}`
	for name, tt := range map[string]struct {
		files map[string]string
		path  string
		want  embedding.File
		model string
		words []string
	}{
		"GloVe": {map[string]string{"glove.6B.2d.txt": glove}, "glove.6B.2d.txt",
			embedding.File{Format: "GloVe text", Type: "decimal", Rows: 3, Repeated: 1}, "glove.6B.2d", []string{"king", "queen"}},
		"packed": {map[string]string{"a.vec.gz": packed(glove)}, "a.vec.gz",
			embedding.File{Format: "GloVe text, gzip", Type: "decimal", Rows: 3, Repeated: 1}, "a", []string{"king", "queen"}},
		"binary": {map[string]string{"a.bin": "2 2\nking " + floats(1, 2) + "queen " + floats(3, 4)}, "a.bin",
			embedding.File{Format: "word2vec binary", Type: "float32", Rows: 2}, "a", []string{"king", "queen"}},
		"an array with words": {map[string]string{"x.npy": array(1, 2, 3, 4), "x.txt": "king\nqueen\n"}, "x.npy",
			embedding.File{Format: "NumPy", Type: "float32", Rows: 2}, "x", []string{"king", "queen"}},
		"an array without": {map[string]string{"x.npy": array(1, 2, 3, 4)}, "x.npy",
			embedding.File{Format: "NumPy", Type: "float32", Rows: 2, Numbered: true}, "x", []string{"#0", "#1"}},
		"a table with metadata": {map[string]string{"tensors.tsv": "1.5\t2\n3.5\t4\n", "metadata.tsv": "n\tword\n1\tking\n2\tqueen\n"}, "tensors.tsv",
			embedding.File{Format: "TSV", Type: "decimal", Rows: 2}, "tensors", []string{"king", "queen"}},
		"a configuration": {map[string]string{"p/projector_config.json": fmt.Sprintf(config, "mine", "data/t.tsv", "data/m.tsv"), "p/data/t.tsv": "1.5\t2\n3.5\t4\n", "p/data/m.tsv": "king\nqueen\n"}, "p/projector_config.json",
			embedding.File{Format: "TSV", Type: "decimal", Rows: 2}, "mine", []string{"king", "queen"}},
		"its directory": {map[string]string{"p/projector_config.json": fmt.Sprintf(config, "", "t.bytes", "m.tsv"), "p/t.bytes": floats(1, 2, 3, 4), "p/m.tsv": "king\nqueen\n"}, "p",
			embedding.File{Format: "float32 bytes", Type: "float32", Rows: 2}, "t", []string{"king", "queen"}},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(directory(t, tt.files), tt.path)
			var told, size int64
			models, err := open.Models(t.Context(), path, open.Options{Progress: func(read, of int64) { told, size = read, of }})
			if err != nil {
				t.Fatal(err)
			}
			m := models[0]
			got := *m.File()
			if told != size || got.Size != size || size == 0 {
				t.Errorf("told %d of %d bytes, the file has %d", told, size, got.Size)
			}
			got.Size = 0
			if len(models) != 1 || m.Name() != tt.model || got != tt.want {
				t.Errorf("%d models, %s, %+v; want %s, %+v", len(models), m.Name(), got, tt.model, tt.want)
			}
			var words []string
			for row := range m.Vocab() {
				words = append(words, m.Text(m.Token(row)))
			}
			if v, _ := m.TokenVector(1); !slices.Equal(words, tt.words) || m.Dim() != 2 || v[1] != 4 {
				t.Errorf("%q, row 1 is %v", words, v)
			}
		})
	}
}

func TestModelsLimit(t *testing.T) {
	dir := directory(t, map[string]string{"x.npy": array(1, 2, 3, 4), "x.txt": "king\nqueen\n"})
	models, err := open.Models(t.Context(), filepath.Join(dir, "x.npy"), open.Options{Limit: 1, Name: strings.ToUpper})
	if err != nil {
		t.Fatal(err)
	}
	if m := models[0]; m.Vocab() != 1 || !m.File().Limited || m.Text(0) != "king" || m.Name() != "X" {
		t.Errorf("%s: %d rows, %+v", m.Name(), m.Vocab(), m.File())
	}
}

func TestModelsRefuses(t *testing.T) {
	dir := directory(t, map[string]string{
		"broken.txt": "a 1 2\nb 1 2\nc 1\n", "prose.txt": "once upon a time", "nan.npy": array(1, 2, 3, float32(nan())), "empty/x": "",
		"few.npy": array(1, 2, 3, 4), "few.txt": "king\n",
		"far/projector_config.json":   `{"embeddings": [{"tensorPath": "../few.npy"}]}`,
		"away/projector_config.json":  `{"embeddings": [{"tensorPath": "https://example.com/t.tsv"}]}`,
		"gone/projector_config.json":  `{"embeddings": [{"tensorPath": "t.tsv"}]}`,
		"shape/projector_config.json": `{"embeddings": [{"tensorPath": "t.tsv", "tensorShape": [5, 2]}]}`, "shape/t.tsv": "1.5\t2\n",
	})
	if err := os.Symlink(filepath.Join(dir, "few.npy"), filepath.Join(dir, "gone", "t.tsv")); err != nil {
		t.Log(err) // a system without links: there the file is not found
	}
	format, unsupported, absent := &wordvec.FormatError{}, &wordvec.UnsupportedError{}, &open.NotFoundError{}
	for path, tt := range map[string]struct {
		as   any
		want string
	}{
		"broken.txt":  {&format, "broken.txt, line 3: 1 numbers where 2 belong"},
		"prose.txt":   {&format, "accepted are word2vec text"},
		"nan.npy":     {&format, "nan.npy: number 1 of row 1"},
		"few.npy":     {&format, "few.txt: 1 words for 2 rows"},
		"nowhere.txt": {&absent, "beside it: broken.txt"},
		"no/where":    {&absent, "accepted are"},
		"empty":       {nil, "projector_config.json"},
		"far":         {&format, "elsewhere"},
		"away":        {&unsupported, "network"},
		"gone":        {nil, "t.tsv"},
		"shape":       {nil, "tensorShape says 5 × 2"},
	} {
		_, err := open.Models(t.Context(), filepath.Join(dir, path), open.Options{})
		if err == nil || !strings.Contains(err.Error(), tt.want) || tt.as != nil && !errors.As(err, tt.as) {
			t.Errorf("%s: %v, want %q", path, err, tt.want)
		}
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := open.Models(stopped, filepath.Join(dir, "few.npy"), open.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	var broken *npy.FormatError
	if err := os.WriteFile(filepath.Join(dir, "few.npy"), []byte(array(1, 2, 3, 4)[:70]), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := open.Models(t.Context(), filepath.Join(dir, "few.npy"), open.Options{}); !errors.As(err, &broken) {
		t.Errorf("cut off: %v", err)
	}
}

func nan() float64 { z := 0.0; return z / z }

func ExampleModels() {
	dir, err := os.MkdirTemp("", "vectors")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "small.txt")
	if err := os.WriteFile(path, []byte("king 1 0\nqueen 1 0.5\nfish 0 1\n"), 0o644); err != nil {
		panic(err)
	}
	models, err := open.Models(context.Background(), path, open.Options{})
	if err != nil {
		panic(err)
	}
	m := models[0]
	king, _ := m.Word("King")
	v, _ := m.TokenVector(king)
	nearest := m.Nearest(v, embedding.Search{K: 1, Without: []embedding.TokenID{king}})
	fmt.Println(m.Name(), m.Vocab(), "×", m.Dim(), m.File().Format, m.Text(nearest[0].ID))
	// Output: small 3 × 2 GloVe text queen
}
