package gpt

import "math"

// batch is the forward and backward pass of several sequences of one length,
// with all its buffers. Its gradient is its own, so that two batches can work
// side by side on shared weights.
type batch struct {
	c       Config
	n, t    int // sequences, and positions of each
	w, grad *weights

	gradients []parameter // the tensors of grad
	multiplier

	layers         []activation
	x, dx, dy      []float32 // (n·t)×D
	hat, h         []float32 // the last norm
	inverse        []float32
	logits         []float32 // (n·t)×V, then their gradient
	dqkv, dinner   []float32
	dscore         []float32 // t×t
	inputs, target []int32
}

// activation is what a layer keeps for the way back.
type activation struct {
	hat1, normed1, qkv, mixed []float32
	scores                    []float32 // n×H×t×t
	hat2, normed2             []float32
	inner, gate, active       []float32 // (n·t)×4D
	inverse1, inverse2        []float32
}

func newBatch(c Config, n, t int, w *weights) *batch {
	rows, d := n*t, c.Width
	floats := func(k int) []float32 { return make([]float32, k) }
	b := &batch{
		c: c, n: n, t: t, w: w, grad: zeros(c), layers: make([]activation, c.Layers),
		x: floats(rows * d), dx: floats(rows * d), dy: floats(rows * d),
		hat: floats(rows * d), h: floats(rows * d), inverse: floats(rows),
		logits: floats(rows * c.Vocab), dqkv: floats(rows * 3 * d), dinner: floats(rows * 4 * d),
		dscore: floats(t * t),
	}
	b.gradients = b.grad.parameters(c)
	for i := range b.layers {
		b.layers[i] = activation{
			hat1: floats(rows * d), normed1: floats(rows * d), qkv: floats(rows * 3 * d), mixed: floats(rows * d),
			scores: floats(n * c.Heads * t * t),
			hat2:   floats(rows * d), normed2: floats(rows * d),
			inner: floats(rows * 4 * d), gate: floats(rows * 4 * d), active: floats(rows * 4 * d),
			inverse1: floats(rows), inverse2: floats(rows),
		}
	}
	return b
}

// forward fills the logits and returns the cross-entropy summed over all
// positions, in nats. inputs and targets are n·t rows of W_E.
func (b *batch) forward(inputs, targets []int32) float64 {
	c, d, rows := b.c, b.c.Width, b.n*b.t
	b.inputs, b.target = inputs, targets
	for i, row := range inputs {
		x, p := b.x[i*d:(i+1)*d], b.w.positions[i%b.t*d:]
		copy(x, b.w.tokens[int(row)*d:])
		add(x, p[:d])
	}
	for l := range b.layers {
		a, w := &b.layers[l], &b.w.blocks[l]
		normalize(rows, d, b.x, w.norm1Gain, w.norm1Bias, a.hat1, a.inverse1, a.normed1)
		b.affine(rows, d, 3*d, a.normed1, w.attend, w.attendBias, a.qkv)
		b.attention(a)
		b.affine(rows, d, d, a.mixed, w.gather, w.gatherBias, b.dy)
		add(b.x, b.dy)
		normalize(rows, d, b.x, w.norm2Gain, w.norm2Bias, a.hat2, a.inverse2, a.normed2)
		b.affine(rows, d, 4*d, a.normed2, w.expand, w.expandBias, a.inner)
		gelu(a.inner, a.gate, a.active)
		b.affine(rows, 4*d, d, a.active, w.contract, w.contractBias, b.dy)
		add(b.x, b.dy)
	}
	normalize(rows, d, b.x, b.w.normGain, b.w.normBias, b.hat, b.inverse, b.h)
	b.product(1, rowMajor(rows, d, b.h), rowMajor(c.Vocab, d, b.w.tokens).transpose(), 0, rowMajor(rows, c.Vocab, b.logits))
	var loss float64
	for i, row := range targets {
		p := b.logits[i*c.Vocab : (i+1)*c.Vocab]
		score := float64(p[row])
		loss += softmaxRow(p) - score
	}
	return loss
}

// head is the part of qkv or mixed that belongs to one sequence and head.
func (b *batch) head(data []float32, stride, sequence, offset int) matrix {
	return matrix{rows: b.t, cols: b.c.Width / b.c.Heads, down: stride, across: 1, data: data[sequence*b.t*stride+offset:]}
}

func (b *batch) attention(a *activation) {
	d, t, width := b.c.Width, b.t, b.c.Width/b.c.Heads
	scale := float32(1 / math.Sqrt(float64(width)))
	for s := range b.n {
		for h := range b.c.Heads {
			p := a.scores[(s*b.c.Heads+h)*t*t:][:t*t]
			q, k := b.head(a.qkv, 3*d, s, h*width), b.head(a.qkv, 3*d, s, d+h*width)
			v := b.head(a.qkv, 3*d, s, 2*d+h*width)
			b.product(scale, q, k.transpose(), 0, rowMajor(t, t, p))
			for i := range t {
				softmaxRow(p[i*t : i*t+i+1])
				clear(p[i*t+i+1 : (i+1)*t]) // causal: nothing from later positions
			}
			b.product(1, rowMajor(t, t, p), v, 0, b.head(a.mixed, d, s, h*width))
		}
	}
}

// backward fills the gradient of the mean loss over scale positions, after
// forward.
func (b *batch) backward(scale float32) {
	c, d, rows := b.c, b.c.Width, b.n*b.t
	for i, row := range b.target {
		b.logits[i*c.Vocab+int(row)]--
	}
	logits, h, tokens := rowMajor(rows, c.Vocab, b.logits), rowMajor(rows, d, b.h), rowMajor(c.Vocab, d, b.w.tokens)
	b.product(scale, logits.transpose(), h, 0, rowMajor(c.Vocab, d, b.grad.tokens))
	b.product(scale, logits, tokens, 0, rowMajor(rows, d, b.dy))
	clear(b.dx)
	normalizeBack(rows, d, b.hat, b.inverse, b.w.normGain, b.dy, b.dx, b.grad.normGain, b.grad.normBias)
	for l := c.Layers - 1; l >= 0; l-- {
		a, w, g := &b.layers[l], &b.w.blocks[l], &b.grad.blocks[l]
		b.affineBack(rows, 4*d, d, a.active, w.contract, b.dx, b.dinner, g.contract, g.contractBias)
		geluBack(a.inner, a.gate, b.dinner)
		b.affineBack(rows, d, 4*d, a.normed2, w.expand, b.dinner, b.dy, g.expand, g.expandBias)
		normalizeBack(rows, d, a.hat2, a.inverse2, w.norm2Gain, b.dy, b.dx, g.norm2Gain, g.norm2Bias)
		b.affineBack(rows, d, d, a.mixed, w.gather, b.dx, b.dy, g.gather, g.gatherBias)
		b.attentionBack(a)
		b.affineBack(rows, d, 3*d, a.normed1, w.attend, b.dqkv, b.dy, g.attend, g.attendBias)
		normalizeBack(rows, d, a.hat1, a.inverse1, w.norm1Gain, b.dy, b.dx, g.norm1Gain, g.norm1Bias)
	}
	clear(b.grad.positions)
	for i, row := range b.inputs {
		x := b.dx[i*d : (i+1)*d]
		add(b.grad.tokens[int(row)*d:(int(row)+1)*d], x)
		add(b.grad.positions[i%b.t*d:(i%b.t+1)*d], x)
	}
}

// attentionBack turns the gradient of the mixed values, in b.dy, into that of
// the queries, keys and values, in b.dqkv.
func (b *batch) attentionBack(a *activation) {
	d, t, width := b.c.Width, b.t, b.c.Width/b.c.Heads
	scale := float32(1 / math.Sqrt(float64(width)))
	ds := rowMajor(t, t, b.dscore)
	for s := range b.n {
		for h := range b.c.Heads {
			p := a.scores[(s*b.c.Heads+h)*t*t:][:t*t]
			q, k := b.head(a.qkv, 3*d, s, h*width), b.head(a.qkv, 3*d, s, d+h*width)
			v := b.head(a.qkv, 3*d, s, 2*d+h*width)
			dmixed := b.head(b.dy, d, s, h*width)
			b.product(1, rowMajor(t, t, p).transpose(), dmixed, 0, b.head(b.dqkv, 3*d, s, 2*d+h*width))
			b.product(1, dmixed, v.transpose(), 0, ds)
			for i := range t {
				row, prob := b.dscore[i*t:(i+1)*t], p[i*t:(i+1)*t]
				var along float32
				for j := range i + 1 {
					along += row[j] * prob[j]
				}
				for j := range row {
					row[j] = prob[j] * (row[j] - along) // later positions have prob 0
				}
			}
			b.product(scale, ds, k, 0, b.head(b.dqkv, 3*d, s, h*width))
			b.product(scale, ds.transpose(), q, 0, b.head(b.dqkv, 3*d, s, d+h*width))
		}
	}
}
