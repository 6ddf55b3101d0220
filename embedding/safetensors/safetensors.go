// Package safetensors (stub: the contract its builder fills in).
package safetensors

import "io"

// Info is one entry of the header.
type Info struct {
	Name  string
	DType string // F32, F16, BF16
	Shape []int
}

// File is an opened safetensors file; tensors are read when asked for.
type File struct {
	Metadata map[string]string
}

// Read reads and checks the header.
func Read(r io.ReaderAt, size int64) (*File, error) { panic("stub") }

// Tensors lists the entries in name order.
func (f *File) Tensors() []Info { panic("stub") }

// Float32 reads one tensor and widens it to float32.
func (f *File) Float32(name string) (shape []int, data []float32, err error) { panic("stub") }

// Tensor is one to be written.
type Tensor struct {
	Name  string
	DType string
	Shape []int
	Data  []float32
}

// Write writes a file with the tensors in the order given.
func Write(w io.Writer, metadata map[string]string, tensors []Tensor) error { panic("stub") }
