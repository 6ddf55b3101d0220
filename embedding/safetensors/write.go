package safetensors

import (
	"bufio"
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

// Header is the first bytes of a file that holds the tensors one after another, in
// the order given, wherever they stood before: length, header, and spaces up to a
// multiple of eight, so that numbers begin aligned, as the format advises. It refuses
// what Read would refuse: a name that stands twice, a shape of another size than the
// numbers, a header past MaxHeader.
func Header(metadata map[string]string, tensors []Info) ([]byte, error) {
	header := []byte("12345678{") // the length is known at the end
	if metadata != nil {
		m, err := json.Marshal(metadata)
		if err != nil {
			return nil, fmt.Errorf("safetensors: metadata: %w", err)
		}
		header = fmt.Appendf(header, "%q:%s", metadataKey, m)
	}
	seen := map[string]bool{metadataKey: true}
	var at int64
	for _, t := range tensors {
		if seen[t.Name] {
			return nil, &FormatError{Tensor: t.Name, Reason: "stands twice"}
		}
		seen[t.Name] = true
		if err := t.check(); err != nil {
			return nil, err
		}
		shape := append([]int{}, t.Shape...) // of a single number: [], where nil would be null
		entry, err := json.Marshal(map[string]any{"dtype": t.DType, "shape": shape, "data_offsets": []int64{at, at + t.Bytes()}})
		if err != nil {
			return nil, fmt.Errorf("safetensors: tensor %q: %w", t.Name, err)
		}
		name, err := json.Marshal(t.Name)
		if err != nil {
			return nil, fmt.Errorf("safetensors: tensor %q: %w", t.Name, err)
		}
		if header[len(header)-1] != '{' {
			header = append(header, ',')
		}
		header = fmt.Appendf(header, "%s:%s", name, entry)
		at += t.Bytes()
	}
	header = append(header, '}')
	for len(header)%8 != 0 {
		header = append(header, ' ')
	}
	if len(header)-8 > MaxHeader {
		return nil, &FormatError{Reason: fmt.Sprintf("a header of %d bytes (at most %d)", len(header)-8, MaxHeader)}
	}
	binary.LittleEndian.PutUint64(header, uint64(len(header)-8))
	return header, nil
}

// Write writes a file with the tensors in the order given. The same arguments
// give the same bytes. It refuses what Header refuses.
func Write(w io.Writer, metadata map[string]string, tensors []Tensor) error {
	var infos []Info
	for _, t := range tensors {
		if _, ok := widening[t.DType]; !ok && t.DType != "I8" {
			return &UnsupportedError{Tensor: t.Name, DType: t.DType}
		}
		infos = append(infos, Info{Name: t.Name, DType: t.DType, Shape: t.Shape, end: int64(t.numbers()) * widths[t.DType]})
	}
	header, err := Header(metadata, infos)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	var scratch [8]byte
	out.Write(header)
	for _, t := range tensors {
		if t.DType == "I8" {
			for _, v := range t.Int8 {
				out.WriteByte(byte(v))
			}
			continue
		}
		if t.DType == "F32" && littleEndian {
			out.Write(bytesOf(t.Data))
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
