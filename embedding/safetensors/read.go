package safetensors

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
)

// MaxHeader is the largest header that is read, in bytes: the limit of the
// reference implementation.
const MaxHeader = 100_000_000

// bufferSize bounds the bytes of a tensor that are held before they are widened.
const bufferSize = 1 << 18

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
	return fmt.Sprintf("safetensors: tensor %q has type %s; F32, F16 and BF16 are read as numbers, I8 as whole ones", e.Tensor, e.DType)
}

// Info is one entry of the header.
type Info struct {
	Name  string
	DType string // F32, F16, BF16, I8; others cannot be read here
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

// Open opens the named file. Close it when its tensors are read.
func Open(path string) (*File, error) {
	r, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := r.Stat()
	if err != nil {
		return nil, errors.Join(err, r.Close())
	}
	f, err := Read(r, info.Size())
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", path, err), r.Close())
	}
	return f, nil
}

// Close closes what the file is read from, if that can be closed.
func (f *File) Close() error {
	if c, ok := f.r.(io.Closer); ok {
		return c.Close()
	}
	return nil
}

// widths are the bytes of a number, of the types that fill whole bytes. Newer
// types are known to no table here: such a tensor is listed, and not read.
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
	if err := readAt(r, length[:], 0); err != nil {
		return nil, fmt.Errorf("safetensors: reading the header's length: %w", err)
	}
	n := binary.LittleEndian.Uint64(length[:])
	if n > MaxHeader || int64(n) > size-8 {
		return nil, &FormatError{Reason: fmt.Sprintf("a header of %d bytes in a file of %d (at most %d)", n, size, MaxHeader)}
	}
	header := make([]byte, n)
	if err := readAt(r, header, 8); err != nil {
		return nil, fmt.Errorf("safetensors: reading the header: %w", err)
	}
	f := &File{r: r, data: 8 + int64(n)}
	if err := f.parse(header); err != nil {
		return nil, err
	}
	if err := f.checkPlaces(size - f.data); err != nil {
		return nil, err
	}
	return f, nil
}

// readAt fills p. A reader may report the end of the file together with the
// last bytes, and that is no failure.
func readAt(r io.ReaderAt, p []byte, offset int64) error {
	n, err := r.ReadAt(p, offset)
	switch {
	case n == len(p):
		return nil
	case err == io.EOF:
		return io.ErrUnexpectedEOF
	}
	return err
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
			DType   string  `json:"dtype"`
			Shape   []int   `json:"shape"`
			Offsets []int64 `json:"data_offsets"`
		}
		if err := decoder.Decode(&entry); err != nil {
			return broken(name, err)
		}
		if entry.Shape == nil || len(entry.Offsets) != 2 {
			return &FormatError{Tensor: name, Reason: "needs a shape and two data_offsets"}
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
	if t.begin < 0 || t.end < t.begin {
		return &FormatError{Tensor: t.Name, Reason: fmt.Sprintf("offsets %d to %d", t.begin, t.end)}
	}
	width, known := widths[t.DType]
	want := max(width, 1)
	for _, side := range t.Shape {
		if side < 0 || side > 0 && want > math.MaxInt64/int64(side) {
			return &FormatError{Tensor: t.Name, Reason: fmt.Sprintf("impossible shape %v", t.Shape)}
		}
		want *= int64(side)
	}
	if known && t.end-t.begin != want {
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
	t, err := f.find(name)
	if err != nil {
		return nil, nil, err
	}
	widen, ok := widening[t.DType]
	if !ok {
		return nil, nil, &UnsupportedError{Tensor: name, DType: t.DType}
	}
	width := int(widths[t.DType])
	data = make([]float32, (t.end-t.begin)/int64(width)) // bounded: the extent lies in the file
	rest := data
	err = f.chunks(t, func(raw []byte) {
		n := len(raw) / width
		widen(rest[:n], raw)
		rest = rest[n:]
	})
	if err != nil {
		return nil, nil, err
	}
	return t.Shape, data, nil
}

// Int8 reads one tensor of type I8; another gives an *UnsupportedError.
func (f *File) Int8(name string) (shape []int, data []int8, err error) {
	t, err := f.find(name)
	if err != nil {
		return nil, nil, err
	}
	if t.DType != "I8" {
		return nil, nil, &UnsupportedError{Tensor: name, DType: t.DType}
	}
	data = make([]int8, 0, t.end-t.begin)
	err = f.chunks(t, func(raw []byte) {
		for _, v := range raw {
			data = append(data, int8(v))
		}
	})
	if err != nil {
		return nil, nil, err
	}
	return t.Shape, data, nil
}

func (f *File) find(name string) (Info, error) {
	i, ok := slices.BinarySearchFunc(f.tensors, name, func(t Info, name string) int { return cmp.Compare(t.Name, name) })
	if !ok {
		return Info{}, &FormatError{Tensor: name, Reason: "is missing"}
	}
	return f.tensors[i], nil
}

// chunks gives the bytes of a tensor to use, some at a time, each time whole
// numbers: bufferSize is a multiple of their widths.
func (f *File) chunks(t Info, use func(raw []byte)) error {
	buffer := make([]byte, min(t.end-t.begin, bufferSize))
	for at := t.begin; at < t.end; {
		raw := buffer[:min(t.end-at, bufferSize)]
		if err := readAt(f.r, raw, f.data+at); err != nil {
			return fmt.Errorf("safetensors: reading %s: %w", t.Name, err)
		}
		use(raw)
		at += int64(len(raw))
	}
	return nil
}
