// Package safetensors reads and writes the safetensors format
// (github.com/huggingface/safetensors): eight bytes with the little-endian
// length of a JSON header, the header, which gives each tensor's type, shape
// and place, and the tensors' numbers, little-endian and row-major.
//
// A reader trusts nothing: the header's length is bounded, every place must lie
// in the file and hold just what type and shape ask for, names stand once, and
// the places fill the data without a gap or an overlap. Numbers are read when
// asked for and widened to float32.
package safetensors
