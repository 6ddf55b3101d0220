package gpt

import (
	"math"

	"gonum.org/v1/gonum/blas/blas32"
)

// Constants of AdamW. The large epsilon keeps rows of rare tokens from drifting
// together along one direction.
const (
	beta1   = 0.9
	beta2   = 0.95
	epsilon = 1e-5
	// lastRate is the share of the highest rate that the cosine schedule ends at.
	lastRate = 0.05
)

// pieceSize is how many weights are moved at once: the cores share a tensor, and
// a sum over its pieces has the same order on any number of them.
const pieceSize = 1 << 13

// piece is a part of one tensor: its weights, the moments of their gradient, and
// the gradient of each shard.
type piece struct {
	weights, first, second []float32
	gradients              [][]float32
	decay                  float64
}

// cut divides the tensors of t into pieces.
func (r *Trainer) cut(t *Transformer) (pieces []piece) {
	for i, p := range t.weights.parameters(t.Config) {
		decay := 0.0
		switch {
		case p.name == "wte.weight", p.name == "wpe.weight":
			decay = r.how.EmbeddingDecay
		case len(p.shape) == 2:
			decay = r.how.Decay
		}
		for from := 0; from < len(*p.data); from += pieceSize {
			to := min(from+pieceSize, len(*p.data))
			part := piece{
				weights: (*p.data)[from:to], decay: decay,
				first: make([]float32, to-from), second: make([]float32, to-from),
			}
			for _, b := range r.shards {
				part.gradients = append(part.gradients, (*b.gradients[i].data)[from:to])
			}
			pieces = append(pieces, part)
		}
	}
	return pieces
}

// rate is the learning rate of a step: linear up, then a half cosine down.
func (r *Trainer) rate() float64 {
	if r.step < r.how.Warmup {
		return r.how.Rate * float64(r.step+1) / float64(r.how.Warmup)
	}
	done := float64(r.step-r.how.Warmup) / math.Max(1, float64(r.how.Steps-r.how.Warmup))
	return r.how.Rate * (lastRate + (1-lastRate)*0.5*(1+math.Cos(math.Pi*math.Min(1, done))))
}

// update adds the shards' gradients, always in the same order, clips their norm
// and moves every weight.
func (r *Trainer) update() {
	r.onEachPiece(func(i int) { r.squares[i] = r.pieces[i].addGradients() })
	var square float64
	for _, s := range r.squares {
		square += s
	}
	clip := 1.0
	if norm := math.Sqrt(square); r.how.Clip > 0 && norm > r.how.Clip {
		clip = r.how.Clip / norm
	}
	rate := r.rate()
	r.step++
	far := rate / (1 - math.Pow(beta1, float64(r.step)))
	correct := 1 / (1 - math.Pow(beta2, float64(r.step)))
	r.onEachPiece(func(i int) {
		p := r.pieces[i]
		m := move{clip: float32(clip), keep: float32(1 - rate*p.decay), far: float32(far), correct: float32(correct)}
		m.apply(p.weights, p.gradients[0], p.first, p.second)
	})
}

// onEachPiece calls do for every piece, shared by the cores.
func (r *Trainer) onEachPiece(do func(piece int)) {
	r.onEachCore(func(core int) {
		for i := core; i < len(r.pieces); i += len(r.shards) {
			do(i)
		}
	})
}

// addGradients adds the gradients of all shards to that of the first, and returns
// the sum of the squares.
func (p piece) addGradients() float64 {
	sum := p.gradients[0]
	for _, g := range p.gradients[1:] {
		add(sum, g)
	}
	return blas32.DDot(vector(sum), vector(sum))
}

// move is the step of one piece (Loshchilov & Hutter 2019, algorithm 2): with
// g = clip·gradient and moments m and v, each weight w becomes
// keep·w − far·m/(√(correct·v) + ε).
type move struct{ clip, keep, far, correct float32 }

// applyGo moves the weights and their moments.
func (s move) applyGo(weights, gradient, first, second []float32) {
	gradient, first, second = gradient[:len(weights)], first[:len(weights)], second[:len(weights)]
	for i, w := range weights {
		g := gradient[i] * s.clip
		m := beta1*first[i] + (1-beta1)*g
		v := beta2*second[i] + (1-beta2)*g*g
		first[i], second[i] = m, v
		weights[i] = s.keep*w - s.far*m/(float32(math.Sqrt(float64(v*s.correct)))+epsilon)
	}
}
