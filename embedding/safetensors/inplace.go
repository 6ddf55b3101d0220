package safetensors

import (
	"encoding/binary"
	"unsafe"
)

// littleEndian tells whether this machine keeps numbers as the file does.
var littleEndian = binary.NativeEndian.Uint16([]byte{1, 0}) == 1

// align is what the place of a float32 in memory must be a multiple of.
const align = int64(unsafe.Alignof(float32(0)))

// lies tells whether the tensor can be used where it lies in a mapped file, which
// begins at a page: of type F32, and at a place where a float32 may be. The
// published file of GPT-2 has its numbers at byte 14,291, so none of them can.
func (f *File) lies(t Info) bool {
	return littleEndian && t.DType == "F32" && t.begin < t.end && (f.data+t.begin)%align == 0
}

// numbersIn is raw taken as float32, in place. Its length and its address are
// multiples of four.
func numbersIn(raw []byte) []float32 {
	return unsafe.Slice((*float32)(unsafe.Pointer(unsafe.SliceData(raw))), len(raw)/4)
}

// bytesOf are the bytes of the numbers, in place.
func bytesOf(data []float32) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(data))), 4*len(data))
}
