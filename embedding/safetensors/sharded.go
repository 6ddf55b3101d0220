package safetensors

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// IndexFile is the name that an index of several files has beside them.
const IndexFile = "model.safetensors.index.json"

// ReadIndex reads an index: the file of each tensor. A file is named without a
// folder, so that an index leads nowhere but to what lies beside it.
func ReadIndex(r io.Reader) (files map[string]string, err error) {
	text, err := io.ReadAll(io.LimitReader(r, MaxHeader+1))
	if err != nil {
		return nil, fmt.Errorf("safetensors: reading the index: %w", err)
	}
	if len(text) > MaxHeader {
		return nil, &FormatError{Reason: fmt.Sprintf("an index of more than %d bytes", MaxHeader)}
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	err = object(decoder, "", func(key string) (err error) {
		if key != "weight_map" {
			var passed json.RawMessage
			return decoder.Decode(&passed)
		}
		files, err = texts(decoder, key)
		return err
	})
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, &FormatError{Reason: "the index names no tensors"}
	}
	for tensor, file := range files {
		if strings.ContainsAny(file, "/\\\x00") || !filepath.IsLocal(file) || filepath.Ext(file) != ".safetensors" {
			return nil, &FormatError{Tensor: tensor, Reason: fmt.Sprintf("is said to be in %q, which is no .safetensors file beside the index", file)}
		}
	}
	return files, nil
}

// Sharded is a model whose tensors are spread over several files.
type Sharded struct {
	files   map[string]*File // by name of tensor
	tensors []Info
	open    []*File
}

// OpenSharded opens the files that the named index leads to. A tensor that is not
// in the file where the index has it gives a *FormatError; one that the index does
// not name is passed over. Close it when its tensors are no longer used.
func OpenSharded(path string) (*Sharded, error) {
	r, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	names, err := ReadIndex(r)
	if err = errors.Join(err, r.Close()); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	s := &Sharded{files: make(map[string]*File, len(names))}
	byName := make(map[string]*File)
	for _, name := range slices.Sorted(maps.Values(names)) {
		if byName[name] != nil {
			continue
		}
		f, err := Open(filepath.Join(filepath.Dir(path), name))
		if err != nil {
			return nil, errors.Join(err, s.Close())
		}
		byName[name] = f
		s.open = append(s.open, f)
	}
	for tensor, name := range names {
		info, err := byName[name].find(tensor)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("%s: %w", name, err), s.Close())
		}
		s.files[tensor] = byName[name]
		s.tensors = append(s.tensors, info)
	}
	slices.SortFunc(s.tensors, func(a, b Info) int { return cmp.Compare(a.Name, b.Name) })
	return s, nil
}

// Tensors lists the entries of all files in name order.
func (s *Sharded) Tensors() []Info { return s.tensors }

// Float32 is one tensor as float32: see [File.Float32].
func (s *Sharded) Float32(name string) (shape []int, data []float32, err error) {
	f, ok := s.files[name]
	if !ok {
		return nil, nil, &FormatError{Tensor: name, Reason: "is missing"}
	}
	return f.Float32(name)
}

// Mapped tells whether tensors may lie in one of the files: see [File.Mapped].
func (s *Sharded) Mapped() bool { return slices.ContainsFunc(s.open, (*File).Mapped) }

// Size is the length of all files in bytes.
func (s *Sharded) Size() int64 {
	var size int64
	for _, f := range s.open {
		size += f.Size()
	}
	return size
}

// Close closes all files.
func (s *Sharded) Close() error {
	var err error
	for _, f := range s.open {
		err = errors.Join(err, f.Close())
	}
	return err
}
