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
	"slices"
	"strconv"
	"unicode/utf8"
)

// MaxHeader is the largest header that is read, in bytes: the limit of the
// reference implementation.
const MaxHeader = 100_000_000

// Info is one entry of the header.
type Info struct {
	Name  string
	DType string // F32, F16, BF16, I8; others cannot be read here
	Shape []int

	begin, end int64
}

// Bytes is the tensor's length in the file.
func (t Info) Bytes() int64 { return t.end - t.begin }

// Numbers is how many numbers the tensor has: the product of its shape.
func (t Info) Numbers() int {
	n := 1
	for _, side := range t.Shape {
		n *= side
	}
	return n
}

// widths are the bytes of a number, of the types that fill whole bytes. Newer
// types are known to no table here: such a tensor is listed, and not read.
var widths = map[string]int64{
	"F64": 8, "F32": 4, "F16": 2, "BF16": 2, "I64": 8, "I32": 4, "I16": 2, "I8": 1,
	"U64": 8, "U32": 4, "U16": 2, "U8": 1, "BOOL": 1, "F8_E4M3": 1, "F8_E5M2": 1,
}

// readHeader reads the header of a file of size bytes: what it says, and where the
// first number stands.
func readHeader(r io.ReaderAt, size int64) (metadata map[string]string, tensors []Info, data int64, err error) {
	var length [8]byte
	if size < 8 {
		return nil, nil, 0, &FormatError{Reason: fmt.Sprintf("%d bytes are too few for a header", size)}
	}
	if err := readAt(r, length[:], 0); err != nil {
		return nil, nil, 0, fmt.Errorf("safetensors: reading the header's length: %w", err)
	}
	n := binary.LittleEndian.Uint64(length[:])
	if n > MaxHeader || int64(n) > size-8 {
		return nil, nil, 0, &FormatError{Reason: fmt.Sprintf("a header of %d bytes in a file of %d (at most %d)", n, size, MaxHeader)}
	}
	text := make([]byte, n)
	if err := readAt(r, text, 8); err != nil {
		return nil, nil, 0, fmt.Errorf("safetensors: reading the header: %w", err)
	}
	if metadata, tensors, err = parse(text); err != nil {
		return nil, nil, 0, err
	}
	data = 8 + int64(n)
	return metadata, tensors, data, checkPlaces(tensors, size-data)
}

// object goes through a JSON object key by key: a decoder of maps or structs
// would let the last of two equal keys win in silence.
func object(decoder *json.Decoder, what string, value func(key string) error) error {
	broken := func(err error) error { return &FormatError{Tensor: what, Reason: "broken JSON: " + err.Error()} }
	open, err := decoder.Token()
	if err != nil {
		return broken(err)
	}
	if open != json.Delim('{') {
		return &FormatError{Tensor: what, Reason: "is no JSON object"}
	}
	seen := map[string]bool{}
	for decoder.More() {
		token, err := decoder.Token()
		if err != nil {
			return broken(err)
		}
		key := token.(string) // in an object, a token before a value is its key
		if seen[key] {
			return &FormatError{Tensor: what, Reason: fmt.Sprintf("%q stands twice", key)}
		}
		seen[key] = true
		if err := value(key); err != nil {
			var known *FormatError
			if errors.As(err, &known) {
				return err
			}
			return broken(err)
		}
	}
	if _, err := decoder.Token(); err != nil {
		return broken(err)
	}
	return nil
}

// texts reads an object of strings.
func texts(decoder *json.Decoder, what string) (map[string]string, error) {
	m := map[string]string{}
	return m, object(decoder, what, func(key string) error {
		var s *string
		if err := decoder.Decode(&s); err != nil || s == nil {
			return &FormatError{Tensor: what, Reason: fmt.Sprintf("%q is no text", key)}
		}
		m[key] = *s
		return nil
	})
}

const metadataKey = "__metadata__"

func parse(header []byte) (metadata map[string]string, tensors []Info, err error) {
	if len(header) == 0 || header[0] != '{' || !utf8.Valid(header) {
		return nil, nil, &FormatError{Reason: "the header is no JSON object in UTF-8"}
	}
	decoder := json.NewDecoder(bytes.NewReader(header))
	decoder.UseNumber()
	err = object(decoder, "", func(name string) (err error) {
		if name == metadataKey {
			metadata, err = texts(decoder, name)
			return err
		}
		info, err := entry(decoder, name)
		tensors = append(tensors, info)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, nil, &FormatError{Reason: "the header goes on after its object"}
	}
	return metadata, tensors, nil
}

// maxSides bounds a list of whole numbers: no array of NumPy has more dimensions.
const maxSides = 64

// whole reads a list of whole numbers, one by one: it costs no more than it may hold.
func whole[N int | int64](decoder *json.Decoder, list *[]N) error {
	if open, err := decoder.Token(); err != nil || open != json.Delim('[') {
		return cmp.Or(err, errors.New("no list"))
	}
	*list = []N{}
	for decoder.More() {
		token, err := decoder.Token()
		if err != nil {
			return err
		}
		number, _ := token.(json.Number)
		n, err := strconv.ParseInt(string(number), 10, strconv.IntSize)
		if err != nil || len(*list) == maxSides {
			return fmt.Errorf("a list of other than whole numbers, or of more than %d", maxSides)
		}
		*list = append(*list, N(n))
	}
	_, err := decoder.Token()
	return err
}

// entry reads what the header says of one tensor.
func entry(decoder *json.Decoder, name string) (Info, error) {
	info := Info{Name: name}
	var offsets []int64
	err := object(decoder, name, func(key string) error {
		switch key {
		case "dtype":
			return decoder.Decode(&info.DType)
		case "shape":
			return whole(decoder, &info.Shape)
		case "data_offsets":
			return whole(decoder, &offsets)
		}
		return &FormatError{Tensor: name, Reason: fmt.Sprintf("has a %q, which the format does not know", key)}
	})
	switch {
	case err != nil:
		return Info{}, err
	case info.DType == "" || info.Shape == nil || len(offsets) != 2:
		return Info{}, &FormatError{Tensor: name, Reason: "needs a type, a shape and two data_offsets"}
	}
	info.begin, info.end = offsets[0], offsets[1]
	return info, info.check()
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
	if !known && want/8 > t.Bytes() { // not even a bit for each
		return &FormatError{Tensor: t.Name, Reason: fmt.Sprintf("%d bytes for %s %v", t.Bytes(), t.DType, t.Shape)}
	}
	if known && t.end-t.begin != want {
		return &FormatError{Tensor: t.Name, Reason: fmt.Sprintf("%d bytes for %s %v, want %d", t.end-t.begin, t.DType, t.Shape, want)}
	}
	return nil
}

// checkPlaces holds the tensors against data bytes of numbers: no gap, no overlap,
// nothing left over. It leaves them in the order of their names.
func checkPlaces(tensors []Info, data int64) error {
	slices.SortFunc(tensors, func(a, b Info) int { return cmp.Or(cmp.Compare(a.begin, b.begin), cmp.Compare(a.end, b.end)) })
	var at int64
	for _, t := range tensors {
		if t.begin != at {
			return &FormatError{Tensor: t.Name, Reason: fmt.Sprintf("begins at %d, want %d: a gap or an overlap", t.begin, at)}
		}
		at = t.end
	}
	if at != data {
		return &FormatError{Reason: fmt.Sprintf("%d bytes of numbers, the header tells of %d", data, at)}
	}
	slices.SortFunc(tensors, func(a, b Info) int { return cmp.Compare(a.Name, b.Name) })
	return nil
}
