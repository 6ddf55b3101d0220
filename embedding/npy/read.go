package npy

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"

	"tokenscape/embedding/safetensors"
)

// bufferSize bounds the bytes held before they are widened, as far as a column of
// a matrix in Fortran order is not longer.
const bufferSize = 1 << 18

// structured stands for the type of an array of records.
const structured = "records"

// Matrix is rows×cols numbers, row-major.
type Matrix struct {
	Rows, Cols int
	Data       []float32
	Type       string // of the numbers in the file: f2, f4 or f8
}

// Options say how a file is read.
type Options struct {
	Name  string // of the file, for errors
	Size  int64  // of what the reader gives, in bytes
	Limit int    // at most so many rows, the first; 0 for all
}

// Read reads a matrix. The error is a *FormatError, an *UnsupportedError or that of
// the reader, the file's name in front.
func Read(r io.Reader, o Options) (*Matrix, error) {
	m, err := read(r, o)
	var format *FormatError
	var unsupported *UnsupportedError
	switch {
	case err == nil:
		return m, nil
	case errors.As(err, &format):
		format.File = o.Name
		return nil, format
	case errors.As(err, &unsupported):
		unsupported.File = o.Name
		return nil, unsupported
	}
	return nil, fmt.Errorf("%s: %w", o.Name, err)
}

func read(r io.Reader, o Options) (*Matrix, error) {
	h, err := readHeader(r)
	if err != nil {
		return nil, err
	}
	t, ok := types[h.descr]
	if !ok {
		return nil, &UnsupportedError{What: fmt.Sprintf("numbers of type %q", h.descr),
			Help: `float16, float32 and float64 are read: numpy.save("x.npy", x.astype("float32"))`}
	}
	if len(h.shape) != 2 {
		return nil, &UnsupportedError{What: fmt.Sprintf("an array of %d dimensions", len(h.shape)),
			Help: "a matrix has two, a row for each word: x.reshape(words, -1)"}
	}
	rows, cols := h.shape[0], h.shape[1]
	switch want := o.Size - h.size; {
	case rows < 1 || cols < 1:
		return nil, &FormatError{Offset: h.size, Reason: fmt.Sprintf("a matrix of %d × %d numbers", rows, cols)}
	case rows > MaxNumbers/cols:
		return nil, &FormatError{Offset: h.size, Reason: fmt.Sprintf("%d × %d numbers (at most %d)", rows, cols, MaxNumbers)}
	case rows*cols*int64(t.width) != want:
		return nil, &FormatError{Offset: h.size, Help: "the file may be cut off: fetch or save it again",
			Reason: fmt.Sprintf("%d bytes of numbers where %d × %d of %s take %d", want, rows, cols, h.descr, rows*cols*int64(t.width))}
	}
	kept := rows
	if o.Limit > 0 {
		kept = min(rows, int64(o.Limit))
	}
	m := &Matrix{Rows: int(kept), Cols: int(cols), Data: make([]float32, kept*cols), Type: h.descr[1:]}
	if h.fortran {
		err = m.readColumns(r, t, int(rows))
	} else {
		err = m.readRows(r, t)
	}
	if err != nil {
		return nil, ended(err, h.size)
	}
	return m, nil
}

func (m *Matrix) readRows(r io.Reader, t numbers) error {
	raw := make([]byte, bufferSize)
	for i := 0; i < len(m.Data); {
		n := min(len(raw)/t.width, len(m.Data)-i)
		if _, err := io.ReadFull(r, raw[:n*t.width]); err != nil {
			return err
		}
		for j := range n {
			m.Data[i+j] = t.at(raw, j)
		}
		i += n
	}
	return nil
}

// columnsAtOnce is how many columns are put into rows together: what a line of the
// processor's cache holds of a row.
const columnsAtOnce = 16

// readColumns reads columns of so many numbers, of which the matrix keeps the
// first.
func (m *Matrix) readColumns(r io.Reader, t numbers, rows int) error {
	raw := make([]byte, min(columnsAtOnce, m.Cols)*rows*t.width)
	for from := 0; from < m.Cols; from += columnsAtOnce {
		n := min(columnsAtOnce, m.Cols-from)
		if _, err := io.ReadFull(r, raw[:n*rows*t.width]); err != nil {
			return err
		}
		for row := range m.Rows {
			for c := range n {
				m.Data[row*m.Cols+from+c] = t.at(raw, c*rows+row)
			}
		}
	}
	return nil
}

// numbers are those of one type in a file.
type numbers struct {
	width int // bytes of one
	at    func(raw []byte, i int) float32
}

var types = map[string]numbers{}

func init() {
	for mark, order := range map[string]binary.ByteOrder{"<": binary.LittleEndian, ">": binary.BigEndian} {
		types[mark+"f2"] = numbers{2, func(raw []byte, i int) float32 { return safetensors.FromHalf(order.Uint16(raw[2*i:])) }}
		types[mark+"f4"] = numbers{4, func(raw []byte, i int) float32 { return math.Float32frombits(order.Uint32(raw[4*i:])) }}
		types[mark+"f8"] = numbers{8, func(raw []byte, i int) float32 { return float32(math.Float64frombits(order.Uint64(raw[8*i:]))) }}
	}
}
