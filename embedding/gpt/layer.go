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

// affineBack sets the gradients of x, w and bias.
func (p *multiplier) affineBack(n, in, out int, x, w, dy, dx, dw, dbias []float32) {
	y := rowMajor(n, out, dy)
	p.product(1, rowMajor(n, in, x).transpose(), y, 0, rowMajor(in, out, dw))
	p.product(1, y, rowMajor(in, out, w).transpose(), 0, rowMajor(n, in, dx))
	clear(dbias)
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

// normalizeBack adds the gradient of the rows to dx, and sets those of gain and
// bias.
func normalizeBack(n, d int, hat, inverse, gain, dy, dx, dgain, dbias []float32) {
	clear(dgain)
	clear(dbias)
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

const (
	geluScale = 0.797884560802865356 // √(2/π)
	geluCube  = 0.044715
	// geluLimit keeps e⁻²ᵘ and the gate 1/(1 + e⁻²ᵘ) within what float32 holds.
	geluLimit = 80
)

// gelu sets y to ½x(1 + tanh(u)) with u = √(2/π)(x + 0.044715x³), which is
// x/(1 + e⁻²ᵘ), and keeps the factor of x in gate.
func gelu(x, gate, y []float32) {
	for i, v := range x {
		power := -2 * geluScale * v * (1 + geluCube*v*v)
		if power > geluLimit {
			power = geluLimit
		}
		gate[i] = power
	}
	exponentials(gate, 0)
	for i, e := range gate {
		g := 1 / (1 + e)
		gate[i] = g
		y[i] = x[i] * g
	}
}

// geluBack multiplies dy by the derivative of gelu at x, in place.
func geluBack(x, gate, dy []float32) {
	for i, v := range x {
		g := gate[i]
		dy[i] *= g + 2*geluScale*v*(1+3*geluCube*v*v)*g*(1-g)
	}
}

// softmaxRow turns a row of scores into probabilities, in place. It returns the
// natural logarithm of the sum of their exponentials.
func softmaxRow(row []float32) (logSum float64) {
	top := greatest(row)
	sum := exponentials(row, top)
	scale(float32(1/sum), row)
	return float64(top) + math.Log(sum)
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
