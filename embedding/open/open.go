package open

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding"
	"tokenscape/embedding/hub"
	"tokenscape/embedding/npy"
	"tokenscape/embedding/pretrained"
	"tokenscape/embedding/wordvec"
)

// Accepted says what can be opened.
const Accepted = wordvec.Accepted + "; a NumPy .npy with a file of words beside it; a projector_config.json or the directory that holds one; a language model as .safetensors or the directory in Hugging Face layout that holds it; hf:owner/name"

// ConfigName is the file that is looked for in a directory.
const ConfigName = "projector_config.json"

// Options say how files are read.
type Options struct {
	Limit    int                    // at most so many rows of each, the first; 0 for all
	Progress func(read, size int64) // told now and then how many bytes of a file are read; nil for nobody
	Name     func(string) string    // what a model is called that its file calls so; nil for just that
	Hub      *hub.Client            // fetches models of the hub; nil for one as the environment describes it
}

// NotFoundError is a path with nothing there to open.
type NotFoundError struct {
	Path string
	Near []string // files in the same place that could be meant
}

func (e *NotFoundError) Error() string {
	if len(e.Near) == 0 {
		return fmt.Sprintf("%s: there is no such file; accepted are %s", e.Path, Accepted)
	}
	return fmt.Sprintf("%s: there is no such file; beside it: %s", e.Path, strings.Join(e.Near, ", "))
}

// Models opens what lies at a path: one model, or one for each tensor of a
// configuration. hf:owner/name opens a model of Hugging Face's hub. After a language
// model's path or name may stand # and the name of the tensor to take as W_E, or
// #embeddings to leave its blocks out. The error is a *NotFoundError, a *FormatError
// or an *UnsupportedError of wordvec or npy, an *UnknownLayoutError or a
// *NoWeightsError of pretrained, an *Error of hub, or that of the file or of ctx.
func Models(ctx context.Context, path string, o Options) ([]*embedding.Model, error) {
	if strings.HasPrefix(path, hub.Prefix) {
		return one(fromHub(ctx, path, o))
	}
	info, err := os.Stat(path)
	part := ""
	if file, after, given := strings.Cut(path, "#"); given && errors.Is(err, fs.ErrNotExist) {
		path, part = file, after
		info, err = os.Stat(path)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &NotFoundError{path, near(path)}
	case err != nil:
		return nil, err
	case info.IsDir():
		config := filepath.Join(path, ConfigName)
		if _, err := os.Stat(config); err == nil {
			return configured(ctx, config, o)
		}
		return one(pretrained.Open(path, o.pretrained(part)))
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s: no ordinary file", path)
	case strings.EqualFold(filepath.Ext(path), ".safetensors"), strings.HasSuffix(path, ".safetensors.index.json"):
		return one(pretrained.Open(path, o.pretrained(part)))
	case part != "":
		return nil, fmt.Errorf("%s: only a language model has tensors to choose after #", path)
	case strings.EqualFold(filepath.Ext(path), ".json"):
		return configured(ctx, path, o)
	}
	t, file, err := read(ctx, path, o)
	if err != nil {
		return nil, err
	}
	if t.Words == nil {
		if file.Numbered, err = name(t, wordsBeside(path), file, o); err != nil {
			return nil, err
		}
	}
	m, err := o.model(baseName(path), path, t, file)
	if err != nil {
		return nil, err
	}
	return []*embedding.Model{m}, nil
}

// read reads a file of vectors, whatever its format.
func read(ctx context.Context, path string, o Options) (*wordvec.Table, *embedding.File, error) {
	r, err := openFile(ctx, path, o.Progress)
	if err != nil {
		return nil, nil, err
	}
	defer r.Close()
	file := &embedding.File{Size: r.size}
	in := bufio.NewReaderSize(r, 1<<16)
	start, err := in.Peek(6)
	if err != nil && err != io.EOF {
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	name := filepath.Base(path)
	var t *wordvec.Table
	if npy.Is(start) {
		var m *npy.Matrix
		if m, err = npy.Read(in, npy.Options{Name: name, Size: r.size, Limit: o.Limit}); err == nil {
			file.Type = map[string]string{"f2": "float16", "f4": "float32", "f8": "float64"}[m.Type]
			t, err = wordvec.Floats("NumPy", m.Data, m.Cols, m.Type == "f4")
		}
	} else {
		t, err = wordvec.Read(in, wordvec.Options{Name: name, Size: r.size, Limit: o.Limit})
	}
	if err != nil {
		return nil, nil, named(err, name)
	}
	describe(file, t, o)
	return t, file, nil
}

// named gives an error of numbers the file's name, where it has none yet.
func named(err error, name string) error {
	var format *wordvec.FormatError
	if errors.As(err, &format) && format.File == "" {
		format.File = name
	}
	return err
}

// describe notes what was read of a file.
func describe(file *embedding.File, t *wordvec.Table, o Options) {
	file.Format = string(t.Format)
	if t.Gzip {
		file.Format += ", gzip"
	}
	if file.Type == "" {
		file.Type = "decimal"
		if t.Exact {
			file.Type = "float32"
		}
	}
	file.Empty, file.Repeated, file.NotUTF8 = t.Empty, t.Repeated, t.NotUTF8
	file.Rows = t.Rows() + t.Empty + t.Repeated
	file.Limited = o.Limit > 0 && t.Rows() == o.Limit
}

// name gives a table without words those of a file, or numbers when there is none.
func name(t *wordvec.Table, words string, file *embedding.File, o Options) (numbered bool, err error) {
	if words == "" {
		t.Number()
		return true, nil
	}
	r, err := os.Open(words)
	if err != nil {
		return false, err
	}
	defer r.Close()
	list, err := wordvec.Labels(r, filepath.Base(words), t.Rows(), file.Limited)
	if err != nil {
		return false, err
	}
	if err := t.Name(list); err != nil {
		return false, named(err, filepath.Base(words))
	}
	rows := file.Rows
	describe(file, t, o)
	file.Rows = rows
	return false, nil
}

// model makes a model of a table with words.
func (o Options) model(name, path string, t *wordvec.Table, file *embedding.File) (*embedding.Model, error) {
	if o.Name != nil {
		name = o.Name(name)
	}
	return embedding.New(embedding.Parts{
		Name: name, Source: filepath.Base(path), Tokenizer: t.Vocabulary(), File: file,
		Rows: blas32.General{Rows: t.Rows(), Cols: t.Dim, Stride: t.Dim, Data: t.Data},
	})
}

// configured opens the tensors of a configuration.
func configured(ctx context.Context, path string, o Options) ([]*embedding.Model, error) {
	r, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	tensors, err := wordvec.Projector(r, filepath.Base(path))
	if err != nil {
		return nil, err
	}
	// Links inside the directory must not lead out of it either.
	root, err := os.OpenRoot(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	var models []*embedding.Model
	for _, tensor := range tensors {
		m, err := configuredTensor(ctx, root, filepath.Dir(path), tensor, o)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
		}
		models = append(models, m)
	}
	return models, nil
}

func configuredTensor(ctx context.Context, root *os.Root, dir string, tensor wordvec.Tensor, o Options) (*embedding.Model, error) {
	for _, path := range []string{tensor.Path, tensor.Metadata} {
		if path == "" {
			continue
		}
		if _, err := root.Stat(filepath.FromSlash(path)); err != nil {
			return nil, err
		}
	}
	path := filepath.Join(dir, filepath.FromSlash(tensor.Path))
	t, file, err := readTensor(ctx, path, tensor, o)
	if err != nil {
		return nil, err
	}
	words := wordsBeside(path)
	if tensor.Metadata != "" {
		words = filepath.Join(dir, filepath.FromSlash(tensor.Metadata))
	}
	if t.Words == nil {
		if file.Numbered, err = name(t, words, file, o); err != nil {
			return nil, err
		}
	}
	title := tensor.Name
	if title == "" {
		title = baseName(path)
	}
	return o.model(title, path, t, file)
}

// readTensor reads a tensor as a file of vectors, or as bare numbers of the shape
// that the configuration gives.
func readTensor(ctx context.Context, path string, tensor wordvec.Tensor, o Options) (*wordvec.Table, *embedding.File, error) {
	if !strings.EqualFold(filepath.Ext(path), ".bytes") {
		t, file, err := read(ctx, path, o)
		if err == nil && len(tensor.Shape) == 2 && (t.Dim != tensor.Shape[1] || !file.Limited && file.Rows != tensor.Shape[0]) {
			err = fmt.Errorf("%s holds %d × %d numbers, its tensorShape says %d × %d", tensor.Path, file.Rows, t.Dim, tensor.Shape[0], tensor.Shape[1])
		}
		return t, file, err
	}
	r, err := openFile(ctx, path, o.Progress)
	if err != nil {
		return nil, nil, err
	}
	defer r.Close()
	t, err := wordvec.RawFloats(r, wordvec.Options{Name: filepath.Base(path), Size: r.size, Limit: o.Limit}, tensor.Shape)
	if err != nil {
		return nil, nil, err
	}
	file := &embedding.File{Size: r.size}
	describe(file, t, o)
	return t, file, nil
}
