package safetensors

import (
	"encoding/binary"
	"math"
)

var widening = map[string]func([]float32, []byte){
	"F32": func(dst []float32, raw []byte) {
		for i := range dst {
			dst[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
		}
	},
	"F16": func(dst []float32, raw []byte) {
		for i := range dst {
			dst[i] = FromHalf(binary.LittleEndian.Uint16(raw[2*i:]))
		}
	},
	"BF16": func(dst []float32, raw []byte) {
		for i := range dst {
			dst[i] = math.Float32frombits(uint32(binary.LittleEndian.Uint16(raw[2*i:])) << 16)
		}
	},
}

// FromHalf widens an IEEE 754 binary16; every value has its own float32.
func FromHalf(h uint16) float32 {
	sign, exponent, fraction := uint32(h>>15)<<31, uint32(h>>10)&0x1f, uint32(h)&0x3ff
	switch {
	case exponent == 0x1f: // infinite or not a number
		return math.Float32frombits(sign | 0xff<<23 | fraction<<13)
	case exponent == 0: // zero or subnormal: fraction·2⁻²⁴
		v := math.Ldexp(float64(fraction), -24)
		return math.Float32frombits(sign | math.Float32bits(float32(v)))
	}
	return math.Float32frombits(sign | (exponent+112)<<23 | fraction<<13)
}

// Half narrows to IEEE 754 binary16, to the nearest, ties to even; what is too
// large becomes infinite.
func Half(f float32) uint16 {
	bits := math.Float32bits(f)
	sign, magnitude := uint16(bits>>16)&0x8000, bits&0x7fffffff
	switch {
	case magnitude > 0x7f800000:
		return sign | 0x7e00 // not a number
	case magnitude >= 0x47800000: // 65536 and more
		return sign | 0x7c00
	case magnitude < 0x38800000: // below 2⁻¹⁴: a multiple of 2⁻²⁴
		return sign | uint16(math.RoundToEven(math.Ldexp(float64(math.Float32frombits(magnitude)), 24)))
	}
	// A carry out of the fraction raises the exponent, as it should.
	rounded := magnitude + 0xfff + magnitude>>13&1
	return sign | uint16((rounded-112<<23)>>13)
}

// Brain narrows to bfloat16, the upper half of a float32, to the nearest, ties
// to even.
func Brain(f float32) uint16 {
	bits := math.Float32bits(f)
	if bits&0x7fffffff > 0x7f800000 { // not a number: rounding could make it infinite
		return uint16(bits>>16) | 0x40
	}
	return uint16((bits + 0x7fff + bits>>16&1) >> 16)
}
