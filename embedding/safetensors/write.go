package safetensors

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math"
)

// Tensor is one to be written, as F32, F16 or BF16 from Data or as I8 from
// Int8.
type Tensor struct {
	Name  string
	DType string
	Shape []int
	Data  []float32
	Int8  []int8
}

// numbers is how many are written.
func (t Tensor) numbers() int {
	if t.DType == "I8" {
		return len(t.Int8)
	}
	return len(t.Data)
}

// Write writes a file with the tensors in the order given. The same arguments
// give the same bytes. It refuses what Read would refuse: a name that stands
// twice, a shape of another size than the data, a header past MaxHeader.
func Write(w io.Writer, metadata map[string]string, tensors []Tensor) error {
	var header bytes.Buffer
	header.WriteByte('{')
	if metadata != nil {
		m, err := json.Marshal(metadata)
		if err != nil {
			return fmt.Errorf("safetensors: metadata: %w", err)
		}
		fmt.Fprintf(&header, "%q:%s", "__metadata__", m)
	}
	at, seen := 0, map[string]bool{"__metadata__": true}
	for _, t := range tensors {
		if _, ok := widening[t.DType]; !ok && t.DType != "I8" {
			return &UnsupportedError{Tensor: t.Name, DType: t.DType}
		}
		if seen[t.Name] {
			return &FormatError{Tensor: t.Name, Reason: "stands twice"}
		}
		seen[t.Name] = true
		n := t.numbers() * int(widths[t.DType])
		shape := append([]int{}, t.Shape...) // of a single number: [], where nil would be null
		if err := (Info{Name: t.Name, DType: t.DType, Shape: shape, end: int64(n)}).check(); err != nil {
			return err
		}
		entry, err := json.Marshal(map[string]any{"dtype": t.DType, "shape": shape, "data_offsets": []int{at, at + n}})
		if err != nil {
			return fmt.Errorf("safetensors: tensor %q: %w", t.Name, err)
		}
		name, err := json.Marshal(t.Name)
		if err != nil {
			return fmt.Errorf("safetensors: tensor %q: %w", t.Name, err)
		}
		if header.Len() > 1 {
			header.WriteByte(',')
		}
		fmt.Fprintf(&header, "%s:%s", name, entry)
		at += n
	}
	header.WriteByte('}')
	for header.Len()%8 != 0 { // numbers begin aligned, as the format advises
		header.WriteByte(' ')
	}
	if header.Len() > MaxHeader {
		return &FormatError{Reason: fmt.Sprintf("a header of %d bytes (at most %d)", header.Len(), MaxHeader)}
	}
	out := bufio.NewWriter(w)
	var scratch [8]byte
	binary.LittleEndian.PutUint64(scratch[:], uint64(header.Len()))
	out.Write(scratch[:])
	out.Write(header.Bytes())
	for _, t := range tensors {
		if t.DType == "I8" {
			for _, v := range t.Int8 {
				out.WriteByte(byte(v))
			}
			continue
		}
		for _, v := range t.Data {
			switch t.DType {
			case "F16":
				out.Write(binary.LittleEndian.AppendUint16(scratch[:0], Half(v)))
			case "BF16":
				out.Write(binary.LittleEndian.AppendUint16(scratch[:0], Brain(v)))
			default:
				out.Write(binary.LittleEndian.AppendUint32(scratch[:0], math.Float32bits(v)))
			}
		}
	}
	if err := out.Flush(); err != nil { // a bufio.Writer keeps its first error
		return fmt.Errorf("safetensors: writing: %w", err)
	}
	return nil
}
