package replay

import "math"

// levels is the code of a row's largest absolute value.
const levels = 127

// rows are n rows of D numbers: as they are, or as codes with a scale a row.
type rows struct {
	n, d   int
	whole  []float32 // n·D; nil when there are codes
	codes  []int8    // n·D
	scales []float32 // n
}

// copy widens row i into dst, of length D.
func (r *rows) copy(dst []float32, i int) {
	if r.codes == nil {
		copy(dst, r.whole[i*r.d:(i+1)*r.d])
		return
	}
	for j, code := range r.codes[i*r.d : (i+1)*r.d] {
		dst[j] = float32(code) * r.scales[i]
	}
}

// quantize gives each of the n rows codes from −127 to 127 and the scale that
// widens them again.
func quantize(n, d int, data []float32) rows {
	r := rows{n: n, d: d, codes: make([]int8, n*d), scales: make([]float32, n)}
	for i := range n {
		row := data[i*d : (i+1)*d]
		var top float32
		for _, x := range row {
			top = max(top, x, -x)
		}
		scale := top / levels
		r.scales[i] = scale
		if scale == 0 {
			continue // a row of zeros, or of numbers too small for a scale
		}
		for j, x := range row {
			code := math.RoundToEven(float64(x) / float64(scale))
			r.codes[i*d+j] = int8(max(-levels, min(levels, code)))
		}
	}
	return r
}
