package safetensors

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
)

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

// File is an opened file; tensors are read when asked for. It may be used by many
// goroutines at once.
type File struct {
	Metadata map[string]string
	r        io.ReaderAt
	data     int64 // offset of the first number
	tensors  []Info
	mapped   []byte // the whole file; nil when it is read instead
}

// Open opens the named file and maps it into memory, where the system can do that
// and numbers begin where a float32 may lie. Close it when its tensors are no
// longer used. A mapped file must not be made shorter meanwhile: the system then
// ends the program. Replacing it by another is safe.
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
	if canMap && slices.ContainsFunc(f.tensors, f.lies) {
		f.mapped = mapFile(r, info.Size())
	}
	return f, nil
}

// Close closes what the file is read from, if that can be closed, and gives up the
// memory of tensors that lie in it.
func (f *File) Close() error {
	var err error
	if f.mapped != nil {
		err = unmap(f.mapped)
		f.mapped = nil
	}
	if c, ok := f.r.(io.Closer); ok {
		err = errors.Join(err, c.Close())
	}
	return err
}

// Mapped tells whether tensors may lie in the file, which then must stay open for as
// long as they are used.
func (f *File) Mapped() bool { return f.mapped != nil }

// Size is the length of the file in bytes.
func (f *File) Size() int64 {
	end := f.data
	for _, t := range f.tensors {
		end = max(end, f.data+t.end)
	}
	return end
}

// Read reads and checks the header of a file of size bytes. A file that breaks
// the format gives a *FormatError.
func Read(r io.ReaderAt, size int64) (*File, error) {
	f := &File{r: r}
	var err error
	if f.Metadata, f.tensors, f.data, err = readHeader(r, size); err != nil {
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

// Tensors lists the entries in name order.
func (f *File) Tensors() []Info { return f.tensors }

// Range is where the tensor's bytes stand in the file, [begin, end).
func (f *File) Range(name string) (begin, end int64, err error) {
	t, err := f.find(name)
	return f.data + t.begin, f.data + t.end, err
}

// Float32 is one tensor as float32. Numbers of type F32 that are mapped where a
// float32 may lie are not copied: they are good until Close and cannot be written
// to. Others are read into memory of their own, and widened. A tensor of another
// type gives an *UnsupportedError.
func (f *File) Float32(name string) (shape []int, data []float32, err error) {
	t, err := f.find(name)
	if err != nil {
		return nil, nil, err
	}
	widen, ok := widening[t.DType]
	if !ok {
		return nil, nil, &UnsupportedError{Tensor: name, DType: t.DType}
	}
	if f.mapped != nil && f.lies(t) {
		return t.Shape, numbersIn(f.mapped[f.data+t.begin : f.data+t.end]), nil
	}
	width := int(widths[t.DType])
	data = make([]float32, t.Bytes()/int64(width)) // bounded: the extent lies in the file
	if t.DType == "F32" && littleEndian {
		if err := readAt(f.r, bytesOf(data), f.data+t.begin); err != nil {
			return nil, nil, fmt.Errorf("safetensors: reading %s: %w", t.Name, err)
		}
		return t.Shape, data, nil
	}
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
