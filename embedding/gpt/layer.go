package gpt

import "math"

// normEpsilon keeps layer normalisation finite on a constant row, as in GPT-2.
const normEpsilon = 1e-5

// affine is y = x·w + bias, with x n×in, w in×out.
func (p *multiplier) affine(n, in, out int, x, w, bias, y []float32) {
	for i := range n {
		copy(y[i*out:(i+1)*out], bias)
	}
	p.product(1, rowMajor(n, in, x), rowMajor(in, out, w), 1, rowMajor(n, out, y))
}

// affineBack adds to dw and dbias and sets dx.
func (p *multiplier) affineBack(n, in, out int, x, w, dy, dx, dw, dbias []float32) {
	y := rowMajor(n, out, dy)
	p.product(1, rowMajor(n, in, x).transpose(), y, 1, rowMajor(in, out, dw))
	p.product(1, y, rowMajor(in, out, w).transpose(), 0, rowMajor(n, in, dx))
	for i := range n {
		add(dbias, dy[i*out:(i+1)*out])
	}
}

// normalize is layer normalisation of the n rows of x (Ba et al. 2016); it
// keeps the normalised rows in hat and 1/σ in inverse for the way back.
func normalize(n, d int, x, gain, bias, hat, inverse, y []float32) {
	for i := range n {
		row := x[i*d : (i+1)*d]
		var mean, variance float64
		for _, v := range row {
			mean += float64(v)
		}
		mean /= float64(d)
		for _, v := range row {
			variance += (float64(v) - mean) * (float64(v) - mean)
		}
		scale := 1 / math.Sqrt(variance/float64(d)+normEpsilon)
		inverse[i] = float32(scale)
		for j, v := range row {
			h := float32((float64(v) - mean) * scale)
			hat[i*d+j] = h
			y[i*d+j] = h*gain[j] + bias[j]
		}
	}
}

// normalizeBack adds the gradient of the rows to dx, and to dgain and dbias.
func normalizeBack(n, d int, hat, inverse, gain, dy, dx, dgain, dbias []float32) {
	for i := range n {
		h, g := hat[i*d:(i+1)*d], dy[i*d:(i+1)*d]
		var sum, along float64
		for j, v := range g {
			dgain[j] += v * h[j]
			dbias[j] += v
			sum += float64(v * gain[j])
			along += float64(v * gain[j] * h[j])
		}
		sum /= float64(d)
		along /= float64(d)
		for j, v := range g {
			dx[i*d+j] += inverse[i] * (v*gain[j] - float32(sum) - h[j]*float32(along))
		}
	}
}

var geluScale = math.Sqrt(2 / math.Pi)

const geluCube = 0.044715

// gelu sets y to ½x(1 + th), th = tanh(√(2/π)(x + 0.044715x³)), and keeps th.
func gelu(x, th, y []float32) {
	for i, v := range x {
		z := float64(v)
		t := math.Tanh(geluScale * (z + geluCube*z*z*z))
		th[i] = float32(t)
		y[i] = float32(0.5 * z * (1 + t))
	}
}

// geluBack multiplies dy by the derivative of gelu at x, in place.
func geluBack(x, th, dy []float32) {
	for i, v := range x {
		z, t := float64(v), float64(th[i])
		slope := 0.5*(1+t) + 0.5*z*(1-t*t)*geluScale*(1+3*geluCube*z*z)
		dy[i] *= float32(slope)
	}
}

// softmaxRow turns a row of scores into probabilities, in place.
func softmaxRow(row []float32) {
	top := row[0]
	for _, v := range row {
		if v > top { // not max, which also looks for NaN and is slower
			top = v
		}
	}
	var sum float64
	for i, v := range row {
		e := math.Exp(float64(v - top))
		row[i] = float32(e)
		sum += e
	}
	scale := float32(1 / sum)
	for i := range row {
		row[i] *= scale
	}
}

// Softmax turns logits into probabilities, p_i = exp(l_i/T) / Σ exp(l_j/T), at
// a temperature T > 0. It does not change the logits.
func Softmax(logits []float32, temperature float64) []float64 {
	p := make([]float64, len(logits))
	top := math.Inf(-1)
	for _, l := range logits {
		top = max(top, float64(l))
	}
	var sum float64
	for i, l := range logits {
		p[i] = math.Exp((float64(l) - top) / temperature)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}
