// Package safetensors reads and writes the safetensors format
// (github.com/huggingface/safetensors): eight bytes with the little-endian
// length of a JSON header, the header, which gives each tensor's type, shape
// and place, and the tensors' numbers, little-endian and row-major.
//
// A reader trusts nothing: the header's length is bounded, every place must lie
// in the file and hold just what type and shape ask for, keys stand once, and
// the places fill the data without a gap or an overlap. The numbers themselves may
// be any.
//
// Numbers are read when asked for and widened to float32: time and memory in
// proportion to the tensor. Those of type F32 in a file that [Open] could map into
// memory are used where they lie, and cost what the system loads of them. A large
// model may come as several files and an index, which [OpenSharded] opens as one.
package safetensors
