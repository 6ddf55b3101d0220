package wordvec

import (
	"math"
	"strconv"
)

// powers of ten that are exact in a float64; the first eleven in a float32 too.
var powers = [...]float64{
	1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
	1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
}

const (
	maxExponent = 10_000  // past which digits of an exponent change nothing
	maxMantissa = 1 << 53 // up to which a whole number is exact in a float64
	smallest    = 0x1p-126
)

// number parses the decimal number that begins at text[at], to the nearest
// float32, ties to even, and returns where it ends. Not a number are nan, inf, hex
// and underscores; what is too large becomes infinite.
//
// A mantissa below 2⁵³ times a power of ten up to 10²² is one correctly rounded
// float64 operation (Clinger 1990, How to Read Floating Point Numbers Accurately).
// Rounded again to a float32 it is right unless the first rounding fell on the
// middle between two float32: then, as for all else, strconv decides.
func number(text []byte, at int) (v float32, end int, ok bool) {
	i := at
	negative := false
	if i < len(text) && (text[i] == '-' || text[i] == '+') {
		negative = text[i] == '-'
		i++
	}
	var mantissa uint64
	digits, scale := 0, 0
	start := i
	for ; i < len(text) && text[i]-'0' < 10; i++ {
		mantissa = mantissa*10 + uint64(text[i]-'0')
	}
	digits = i - start
	if i < len(text) && text[i] == '.' {
		i++
		fraction := i
		for ; i < len(text) && text[i]-'0' < 10; i++ {
			mantissa = mantissa*10 + uint64(text[i]-'0')
		}
		scale = fraction - i
		digits += i - fraction
	}
	if digits == 0 {
		return 0, at, false
	}
	if i < len(text) && text[i]|0x20 == 'e' {
		exponent, after, ok := exponent(text, i+1)
		if !ok {
			return 0, at, false
		}
		scale, i = scale+exponent, after
	}
	if digits <= 19 && mantissa < maxMantissa && scale >= -22 && scale <= 22 {
		x := float64(mantissa)
		if scale < 0 {
			x /= powers[-scale]
		} else {
			x *= powers[scale]
		}
		// The 29 bits that a float32 lacks are a half exactly: a tie, maybe one
		// that the division made.
		tie := math.Float64bits(x)&(1<<29-1) == 1<<28
		if (x == 0 || x >= smallest && x <= math.MaxFloat32) && !tie {
			if negative {
				x = -x
			}
			return float32(x), i, true
		}
	}
	x, err := strconv.ParseFloat(string(text[at:i]), 32)
	if err != nil && !math.IsInf(x, 0) {
		return 0, at, false
	}
	return float32(x), i, true
}

// exponent parses a whole number with a sign or none.
func exponent(text []byte, at int) (n, end int, ok bool) {
	i := at
	negative := false
	if i < len(text) && (text[i] == '-' || text[i] == '+') {
		negative = text[i] == '-'
		i++
	}
	start := i
	for ; i < len(text) && text[i]-'0' < 10; i++ {
		if n < maxExponent {
			n = n*10 + int(text[i]-'0')
		}
	}
	if negative {
		n = -n
	}
	return n, i, i > start
}

// isNumber tells whether the whole field is one.
func isNumber(field []byte) bool {
	_, end, ok := number(field, 0)
	return ok && end == len(field)
}
