package pretrained_test

import (
	"fmt"
	"math"

	"tokenscape/embedding/gpt"
	"tokenscape/embedding/safetensors"
)

// reference is GPT-2's forward pass in float64, written from the formulas alone: the
// logits after the last of the tokens.
type reference struct {
	gpt.Config
	tensors map[string][]float32
}

func newReference(c gpt.Config, prefix string, tensors []safetensors.Tensor) *reference {
	r := &reference{Config: c, tensors: map[string][]float32{}}
	for _, t := range tensors {
		r.tensors[t.Name[len(prefix):]] = t.Data
	}
	return r
}

// norm is layer normalisation of x with the named gain and bias.
func (r *reference) norm(x []float64, name string) []float64 {
	var mean, variance float64
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		variance += (v - mean) * (v - mean) / float64(len(x))
	}
	y := make([]float64, len(x))
	for i, v := range x {
		y[i] = (v-mean)/math.Sqrt(variance+1e-5)*float64(r.tensors[name+".weight"][i]) + float64(r.tensors[name+".bias"][i])
	}
	return y
}

// affine is xᵀ·W + b with W in×out.
func (r *reference) affine(x []float64, name string) []float64 {
	w, b := r.tensors[name+".weight"], r.tensors[name+".bias"]
	y := make([]float64, len(b))
	for j := range y {
		y[j] = float64(b[j])
		for i, v := range x {
			y[j] += v * float64(w[i*len(b)+j])
		}
	}
	return y
}

func (r *reference) logits(tokens []int) []float64 {
	d, width := r.Width, r.Width/r.Heads
	x := make([][]float64, len(tokens))
	for i, token := range tokens {
		x[i] = make([]float64, d)
		for j := range d {
			x[i][j] = float64(r.tensors["wte.weight"][token*d+j]) + float64(r.tensors["wpe.weight"][i*d+j])
		}
	}
	for l := range r.Layers {
		block := fmt.Sprintf("h.%d.", l)
		var qkv [][]float64
		for i := range x {
			qkv = append(qkv, r.affine(r.norm(x[i], block+"ln_1"), block+"attn.c_attn"))
		}
		for i := range x {
			mixed := make([]float64, d)
			for h := range r.Heads {
				scores, sum := make([]float64, i+1), 0.0
				for j := range scores {
					for k := h * width; k < (h+1)*width; k++ {
						scores[j] += qkv[i][k] * qkv[j][d+k]
					}
					scores[j] = math.Exp(scores[j] / math.Sqrt(float64(width)))
					sum += scores[j]
				}
				for j, s := range scores {
					for k := h * width; k < (h+1)*width; k++ {
						mixed[k] += s / sum * qkv[j][2*d+k]
					}
				}
			}
			for k, v := range r.affine(mixed, block+"attn.c_proj") {
				x[i][k] += v
			}
			inner := r.affine(r.norm(x[i], block+"ln_2"), block+"mlp.c_fc")
			for k, z := range inner {
				inner[k] = 0.5 * z * (1 + math.Tanh(math.Sqrt(2/math.Pi)*(z+0.044715*z*z*z)))
			}
			for k, v := range r.affine(inner, block+"mlp.c_proj") {
				x[i][k] += v
			}
		}
	}
	last := r.norm(x[len(x)-1], "ln_f")
	logits := make([]float64, r.Vocab)
	for row := range logits {
		for j, v := range last {
			logits[row] += v * float64(r.tensors["wte.weight"][row*d+j])
		}
	}
	return logits
}

// greedy appends the likeliest token n times.
func (r *reference) greedy(tokens []int, n int) []int {
	for range n {
		best, logits := 0, r.logits(tokens)
		for row, l := range logits {
			if l > logits[best] {
				best = row
			}
		}
		tokens = append(tokens, best)
	}
	return tokens
}
