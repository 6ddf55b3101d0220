package wordvec

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"strings"
)

// MaxConfig is the largest projector_config.json that is read, in bytes.
const MaxConfig = 1 << 20

// MaxTensors is how many tensors one configuration may name.
const MaxTensors = 20

// Tensor is an entry of a projector_config.json. Paths are local ones, below the
// configuration's own directory.
type Tensor struct {
	Name     string
	Shape    []int // V and D; empty when it is not said
	Path     string
	Metadata string // path of the words; "" for none
}

// Projector reads a projector_config.json, the Embedding Projector's list of
// tensors. The error is a *FormatError, an *UnsupportedError for a path on the
// network, or that of the reader.
func Projector(r io.Reader, name string) ([]Tensor, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxConfig+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	wrong := func(help, reason string, args ...any) error {
		e := atByte(-1, help, reason, args...)
		e.File = name
		return e
	}
	if len(raw) > MaxConfig {
		return nil, wrong("", "longer than %d bytes", MaxConfig)
	}
	var config struct {
		Embeddings []struct {
			TensorName, TensorPath, MetadataPath string
			TensorShape                          []int
		}
	}
	if err := json.Unmarshal(bytes.TrimPrefix(raw, []byte("\ufeff")), &config); err != nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			e := atByte(syntax.Offset, "", "broken JSON: %v", err)
			e.File = name
			return nil, e
		}
		return nil, wrong("", "broken JSON: %v", err)
	}
	switch n := len(config.Embeddings); {
	case n == 0:
		return nil, wrong(`it holds {"embeddings": [{"tensorName", "tensorShape", "tensorPath", "metadataPath"}]}`, "names no embeddings")
	case n > MaxTensors:
		return nil, wrong("", "names %d embeddings (at most %d)", n, MaxTensors)
	}
	tensors := make([]Tensor, len(config.Embeddings))
	for i, e := range config.Embeddings {
		t := Tensor{Name: e.TensorName, Shape: e.TensorShape, Path: e.TensorPath, Metadata: e.MetadataPath}
		if t.Path == "" {
			return nil, wrong("", "embedding %d has no tensorPath", i+1)
		}
		for _, path := range []string{t.Path, t.Metadata} {
			switch {
			case strings.Contains(path, "://"):
				return nil, &UnsupportedError{File: name, What: fmt.Sprintf("%q lies on the network", path),
					Help: "fetch it and name it by its place below the configuration's directory"}
			case path != "" && !filepath.IsLocal(filepath.FromSlash(path)):
				return nil, wrong("name it by its place below the configuration's directory", "%q lies elsewhere", path)
			}
		}
		if n := len(t.Shape); n != 0 && n != 2 || n == 2 && (t.Shape[0] < 1 || t.Shape[1] < 1 || t.Shape[1] > MaxDim ||
			t.Shape[0] > MaxNumbers/t.Shape[1]) {
			return nil, wrong(fmt.Sprintf("it is rows and length, a row of at most %d numbers, %d in all", MaxDim, MaxNumbers),
				"embedding %d has the tensorShape %v", i+1, t.Shape)
		}
		tensors[i] = t
	}
	return tensors, nil
}

// Bytes is the format of a tensor's numbers alone.
const Bytes Format = "float32 bytes"

// RawFloats reads a tensor that is nothing but little-endian float32, row-major: the
// Projector's .bytes. The file's size must be that of the shape.
func RawFloats(r io.Reader, o Options, shape []int) (*Table, error) {
	wrong := func(help, reason string, args ...any) error {
		e := atByte(-1, help, reason, args...)
		e.File = o.Name
		return e
	}
	if len(shape) != 2 {
		return nil, wrong("give its tensorShape in the configuration", "is bare numbers of unknown shape")
	}
	rows, dim := shape[0], shape[1]
	if want := 4 * int64(rows) * int64(dim); o.Size != want {
		return nil, wrong(again, "%d bytes where %d × %d numbers take %d", o.Size, rows, dim, want)
	}
	if o.Limit > 0 {
		rows = min(rows, o.Limit)
	}
	data := make([]float32, rows*dim)
	raw := make([]byte, 1<<16)
	for i := 0; i < len(data); {
		n := min(len(raw)/4, len(data)-i)
		if _, err := io.ReadFull(r, raw[:4*n]); err != nil {
			return nil, fmt.Errorf("%s: %w", o.Name, err)
		}
		for j := range n {
			data[i+j] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*j:]))
		}
		i += n
	}
	t, err := Floats(Bytes, data, dim, true)
	if err != nil {
		err.(*FormatError).File = o.Name
	}
	return t, err
}
