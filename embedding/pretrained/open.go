package pretrained

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding"
	"tokenscape/embedding/bpe"
	"tokenscape/embedding/safetensors"
)

// WeightsFile is the name of the weights in a model's folder, where they are in one
// file.
const WeightsFile = "model.safetensors"

// Options say what is opened of a model.
type Options struct {
	Name           func(string) string // what a model is called whose folder or file is called so; nil for just that
	Source         string              // where it comes from, for a reader; "" for the name of its folder or file
	Tensor         string              // name of the tensor that is W_E; "" for the one that the model's family has
	EmbeddingsOnly bool                // leave the transformer's blocks out
}

// weights is a file of tensors, or several.
type weights interface {
	Tensors() []safetensors.Info
	Float32(name string) (shape []int, data []float32, err error)
	Mapped() bool
	Size() int64
	Close() error
}

// Open opens a model: a folder in Hugging Face's layout, or one .safetensors file,
// whose folder is looked into for the tokenizer and the config too.
func Open(path string, o Options) (*embedding.Model, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	dir := path
	if !info.IsDir() {
		dir = filepath.Dir(path)
	}
	if o.Source == "" {
		o.Source = filepath.Base(path)
	}
	name := nameOf(path, info.IsDir())
	if o.Name != nil {
		name = o.Name(name)
	}
	file, err := openWeights(path, info.IsDir())
	if err != nil {
		return nil, err
	}
	m, err := open(file, os.DirFS(dir), name, o)
	if err == nil && file.Mapped() {
		return m, nil // the file is the model's memory: it stays open as long as the program runs
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return m, nil
}

// nameOf is what a model is called whose file or folder says it.
func nameOf(path string, isDir bool) string {
	if full, err := filepath.Abs(path); err == nil {
		path = full
	}
	if !isDir {
		if name := strings.TrimSuffix(filepath.Base(path), ".safetensors"); name != "model" {
			return name
		}
		path = filepath.Dir(path)
	}
	return filepath.Base(path)
}

func openWeights(path string, isDir bool) (weights, error) {
	if !isDir {
		if strings.HasSuffix(path, ".index.json") {
			return safetensors.OpenSharded(path)
		}
		return safetensors.Open(path)
	}
	f, err := safetensors.Open(filepath.Join(path, WeightsFile))
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return f, err
	}
	index := filepath.Join(path, safetensors.IndexFile)
	if _, err := os.Stat(index); errors.Is(err, fs.ErrNotExist) {
		return nil, &NoWeightsError{Dir: path}
	}
	return safetensors.OpenSharded(index)
}

// NoWeightsError is a folder without weights that can be read.
type NoWeightsError struct{ Dir string }

func (e *NoWeightsError) Error() string {
	return fmt.Sprintf("%s: there is no %s and no %s. Other files of weights (pytorch_model.bin, for instance) are not read: have them saved again as safetensors; a folder of vectors has a projector_config.json", e.Dir, WeightsFile, safetensors.IndexFile)
}

func open(file weights, dir fs.FS, name string, o Options) (*embedding.Model, error) {
	c, err := readConfig(dir)
	if err != nil {
		return nil, err
	}
	p, err := planOf(c, file.Tensors(), o)
	if err != nil {
		return nil, err
	}
	parts := embedding.Parts{Name: name, Source: o.Source, Licence: readLicence(dir), File: describe(file, p), Notes: p.notes}
	if p.heads > 0 {
		parts.Transform, err = p.transformer(file)
	} else {
		parts.Rows, parts.Positions, err = p.matrices(file)
	}
	if err != nil {
		return nil, err
	}
	if err := tokenizerOf(dir, &parts); err != nil {
		return nil, err
	}
	return embedding.New(parts)
}

// typeNames are the types of numbers as people call them.
var typeNames = map[string]string{"F32": "float32", "F16": "float16", "BF16": "bfloat16"}

// describe is what is known of the file.
func describe(file weights, p *plan) *embedding.File {
	f := &embedding.File{Format: "safetensors", Size: file.Size()}
	for _, t := range file.Tensors() {
		if t.Name == p.tokens {
			f.Rows, f.Type = t.Shape[0], typeNames[t.DType]
		}
		if !isMask(t.Name) {
			f.Weights += t.Numbers()
		}
	}
	return f
}

// matrices reads W_E, and W_P if there is one.
func (p *plan) matrices(file weights) (tokens, positions blas32.General, err error) {
	read := func(name string, skip int) (blas32.General, error) {
		shape, data, err := file.Float32(name)
		if err != nil {
			return blas32.General{}, err
		}
		return blas32.General{Rows: shape[0] - skip, Cols: shape[1], Stride: shape[1], Data: data[skip*shape[1]:]}, nil
	}
	if tokens, err = read(p.tokens, 0); err == nil && p.positions != "" {
		positions, err = read(p.positions, p.skip)
	}
	return tokens, positions, err
}

// tokenizerOf gives the parts what cuts texts for the rows of W_E: the folder's own,
// or else the published encoding that has as many tokens, or else nothing but names.
// It notes what is not the folder's own.
func tokenizerOf(dir fs.FS, parts *embedding.Parts) error {
	t, err := readTokenizer(dir)
	if err != nil {
		return err
	}
	rows := parts.File.Rows
	if t != nil {
		e, err := t.encoding(parts.Name, rows)
		if err != nil {
			e = newLabels(t.labels, rows)
			parts.Notes = append(parts.Notes, embedding.LabelsOnly)
		}
		parts.Tokenizer = e
		return nil
	}
	for known, size := range sizes {
		if size == rows {
			parts.Notes = append(parts.Notes, embedding.TokenizerBySize)
			parts.Tokenizer, err = bpe.Get(known)
			return err
		}
	}
	parts.Notes = append(parts.Notes, embedding.NoTokenizer)
	parts.Tokenizer = newLabels(nil, rows)
	return nil
}

// sizes are the published encodings' numbers of tokens, so that none is read to be
// counted.
var sizes = map[string]int{"r50k_base": 50257, "p50k_base": 50281, "cl100k_base": 100277, "o200k_base": 200019}

// readLicence is the licence that the model's card states; "" for none.
func readLicence(dir fs.FS) string {
	text, err := readFile(dir, cardFile, maxConfig)
	if err != nil {
		return ""
	}
	front, ok := strings.CutPrefix(string(text), "---\n")
	if !ok {
		return ""
	}
	front, _, _ = strings.Cut(front, "\n---")
	for line := range strings.Lines(front) {
		if licence, ok := strings.CutPrefix(line, "license:"); ok {
			return strings.Trim(strings.TrimSpace(licence), `"'`)
		}
	}
	return ""
}
