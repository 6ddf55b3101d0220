package safetensors

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"slices"
)

// Limits of a file.
const (
	MaxHeader = 100_000_000 // bytes, as in the reference implementation
	maxDims   = 8
)

// FormatError says what is wrong with a file.
type FormatError struct {
	Tensor string // "" for the file as a whole
	Reason string
}

func (e *FormatError) Error() string {
	if e.Tensor == "" {
		return "safetensors: " + e.Reason
	}
	return fmt.Sprintf("safetensors: tensor %q: %s", e.Tensor, e.Reason)
}

// UnsupportedError is a valid tensor of a type that is not read here.
type UnsupportedError struct{ Tensor, DType string }

func (e *UnsupportedError) Error() string {
	return fmt.Sprintf("safetensors: tensor %q has type %s; F32, F16 and BF16 are read", e.Tensor, e.DType)
}

// Info is one entry of the header.
type Info struct {
	Name  string
	DType string // F32, F16, BF16; others cannot be read as numbers here
	Shape []int

	begin, end int64
}

// File is an opened file; tensors are read when asked for.
type File struct {
	Metadata map[string]string
	r        io.ReaderAt
	data     int64 // offset of the first number
	tensors  []Info
}

var widths = map[string]int64{
	"F64": 8, "F32": 4, "F16": 2, "BF16": 2, "I64": 8, "I32": 4, "I16": 2, "I8": 1,
	"U64": 8, "U32": 4, "U16": 2, "U8": 1, "BOOL": 1, "F8_E4M3": 1, "F8_E5M2": 1,
}

// Read reads and checks the header of a file of size bytes. A file that breaks
// the format gives a *FormatError.
func Read(r io.ReaderAt, size int64) (*File, error) {
	var length [8]byte
	if size < 8 {
		return nil, &FormatError{Reason: fmt.Sprintf("%d bytes are too few for a header", size)}
	}
	if _, err := r.ReadAt(length[:], 0); err != nil {
		return nil, fmt.Errorf("safetensors: reading the header's length: %w", err)
	}
	n := binary.LittleEndian.Uint64(length[:])
	if n > MaxHeader || int64(n) > size-8 {
		return nil, &FormatError{Reason: fmt.Sprintf("a header of %d bytes in a file of %d (at most %d)", n, size, MaxHeader)}
	}
	header := make([]byte, n)
	if _, err := r.ReadAt(header, 8); err != nil {
		return nil, fmt.Errorf("safetensors: reading the header: %w", err)
	}
	f := &File{r: r, data: 8 + int64(n)}
	if err := f.parse(header); err != nil {
		return nil, err
	}
	return f, f.checkPlaces(size - f.data)
}

// parse goes through the header key by key: a decoder of maps would let the
// last of two equal names win in silence.
func (f *File) parse(header []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(header))
	broken := func(name string, err error) error {
		return &FormatError{Tensor: name, Reason: "broken header: " + err.Error()}
	}
	if open, err := decoder.Token(); err != nil || open != json.Delim('{') {
		return &FormatError{Reason: "the header is no JSON object"}
	}
	seen := map[string]bool{}
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return broken("", err)
		}
		name := key.(string) // in an object, a token before a value is its key
		if seen[name] {
			return &FormatError{Tensor: name, Reason: "stands twice"}
		}
		seen[name] = true
		if name == "__metadata__" {
			if err := decoder.Decode(&f.Metadata); err != nil {
				return broken(name, err)
			}
			continue
		}
		var entry struct {
			DType   string   `json:"dtype"`
			Shape   []int    `json:"shape"`
			Offsets [2]int64 `json:"data_offsets"`
		}
		if err := decoder.Decode(&entry); err != nil {
			return broken(name, err)
		}
		info := Info{Name: name, DType: entry.DType, Shape: entry.Shape, begin: entry.Offsets[0], end: entry.Offsets[1]}
		if err := info.check(); err != nil {
			return err
		}
		f.tensors = append(f.tensors, info)
	}
	if _, err := decoder.Token(); err != nil {
		return broken("", err)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return &FormatError{Reason: "the header goes on after its object"}
	}
	return nil
}

// check holds the entry's extent against its type and shape.
func (t Info) check() error {
	width, ok := widths[t.DType]
	if !ok {
		return &FormatError{Tensor: t.Name, Reason: fmt.Sprintf("unknown type %q", t.DType)}
	}
	if t.begin < 0 || t.end < t.begin || len(t.Shape) > maxDims {
		return &FormatError{Tensor: t.Name, Reason: fmt.Sprintf("offsets %d to %d, %d dimensions", t.begin, t.end, len(t.Shape))}
	}
	want := width
	for _, side := range t.Shape {
		if side < 0 || side > 0 && want > (1<<62)/int64(side) {
			return &FormatError{Tensor: t.Name, Reason: fmt.Sprintf("impossible shape %v", t.Shape)}
		}
		want *= int64(side)
	}
	if t.end-t.begin != want {
		return &FormatError{Tensor: t.Name, Reason: fmt.Sprintf("%d bytes for %s %v, want %d", t.end-t.begin, t.DType, t.Shape, want)}
	}
	return nil
}

func (f *File) checkPlaces(data int64) error {
	slices.SortFunc(f.tensors, func(a, b Info) int { return cmp.Or(cmp.Compare(a.begin, b.begin), cmp.Compare(a.end, b.end)) })
	var at int64
	for _, t := range f.tensors {
		if t.begin != at {
			return &FormatError{Tensor: t.Name, Reason: fmt.Sprintf("begins at %d, want %d: a gap or an overlap", t.begin, at)}
		}
		at = t.end
	}
	if at != data {
		return &FormatError{Reason: fmt.Sprintf("%d bytes of numbers, the header tells of %d", data, at)}
	}
	slices.SortFunc(f.tensors, func(a, b Info) int { return cmp.Compare(a.Name, b.Name) })
	return nil
}

// Tensors lists the entries in name order.
func (f *File) Tensors() []Info { return f.tensors }

// Float32 reads one tensor and widens it to float32. A tensor of another type
// gives an *UnsupportedError.
func (f *File) Float32(name string) (shape []int, data []float32, err error) {
	i, ok := slices.BinarySearchFunc(f.tensors, name, func(t Info, name string) int { return cmp.Compare(t.Name, name) })
	if !ok {
		return nil, nil, &FormatError{Tensor: name, Reason: "is missing"}
	}
	t := f.tensors[i]
	widen, ok := widening[t.DType]
	if !ok {
		return nil, nil, &UnsupportedError{Tensor: name, DType: t.DType}
	}
	raw := make([]byte, t.end-t.begin) // bounded: the extent lies in the file
	if _, err := f.r.ReadAt(raw, f.data+t.begin); err != nil && (err != io.EOF || len(raw) > 0) {
		return nil, nil, fmt.Errorf("safetensors: reading %s: %w", name, err)
	}
	data = make([]float32, int64(len(raw))/widths[t.DType])
	widen(data, raw)
	return t.Shape, data, nil
}
