package gpt

import (
	"math"
	"slices"
	"testing"
)

// slowBlock is what one block does to the n positions of a text, written out in
// float64 from the equations of doc.go, without a cache and without BLAS.
type slowBlock struct {
	attention       [][][]float64 // head × query × key
	attended, fed   [][]float64   // position × D
	before, between [][]float64
	after           [][]float64
}

func slowNorm(x []float64, gain, bias []float32) []float64 {
	var mean, variance float64
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		variance += (v - mean) * (v - mean) / float64(len(x))
	}
	y := make([]float64, len(x))
	for i, v := range x {
		y[i] = (v-mean)/math.Sqrt(variance+1e-5)*float64(gain[i]) + float64(bias[i])
	}
	return y
}

func slowTimes(x []float64, w, bias []float32) []float64 {
	y := make([]float64, len(bias))
	for j := range y {
		y[j] = float64(bias[j])
		for i := range x {
			y[j] += x[i] * float64(w[i*len(bias)+j])
		}
	}
	return y
}

func plus(x, y []float64) []float64 {
	sum := slices.Clone(x)
	for i := range sum {
		sum[i] += y[i]
	}
	return sum
}

func runSlowly(t *Transformer, inputs [][]float64) (blocks []slowBlock, logits [][]float64) {
	c := t.Config
	d, width := c.Width, c.Width/c.Heads
	x := inputs
	for _, w := range t.weights.blocks {
		b := slowBlock{before: x, attention: make([][][]float64, c.Heads)}
		var qkv [][]float64
		for _, row := range x {
			qkv = append(qkv, slowTimes(slowNorm(row, w.norm1Gain, w.norm1Bias), w.attend, w.attendBias))
		}
		for i := range x {
			mixed := make([]float64, d)
			for h := range c.Heads {
				row := make([]float64, i+1)
				var sum float64
				for j := range row {
					for e := h * width; e < (h+1)*width; e++ {
						row[j] += qkv[i][e] * qkv[j][d+e] / math.Sqrt(float64(width))
					}
					row[j] = math.Exp(row[j])
					sum += row[j]
				}
				for j := range row {
					row[j] /= sum
					for e := h * width; e < (h+1)*width; e++ {
						mixed[e] += row[j] * qkv[j][2*d+e]
					}
				}
				b.attention[h] = append(b.attention[h], row)
			}
			b.attended = append(b.attended, slowTimes(mixed, w.gather, w.gatherBias))
			b.between = append(b.between, plus(x[i], b.attended[i]))
			inner := slowTimes(slowNorm(b.between[i], w.norm2Gain, w.norm2Bias), w.expand, w.expandBias)
			for e, z := range inner {
				inner[e] = z / 2 * (1 + math.Tanh(math.Sqrt(2/math.Pi)*(z+0.044715*z*z*z)))
			}
			b.fed = append(b.fed, slowTimes(inner, w.contract, w.contractBias))
			b.after = append(b.after, plus(b.between[i], b.fed[i]))
		}
		blocks, x = append(blocks, b), b.after
	}
	for _, row := range x {
		h := slowNorm(row, t.weights.normGain, t.weights.normBias)
		l := make([]float64, c.Vocab)
		for i := range l {
			for j := range h {
				l[i] += h[j] * float64(t.weights.tokens[i*d+j])
			}
		}
		logits = append(logits, l)
	}
	return blocks, logits
}

func near(got []float32, want []float64) bool {
	return slices.EqualFunc(got, want, func(g float32, w float64) bool { return math.Abs(float64(g)-w) < 1e-4*(1+math.Abs(w)) })
}

// Everything that a run keeps of each block is what the equations say.
func TestBlocksEqualTheEquations(t *testing.T) {
	model := loud(tiny)
	rows, _ := sample(tiny, tiny.Context)
	var inputs [][]float64
	for i, row := range rows {
		input := make([]float64, tiny.Width)
		for j := range input {
			input[j] = float64(model.TokenEmbedding()[int(row)*tiny.Width+j] + model.PositionEmbedding()[i*tiny.Width+j])
		}
		inputs = append(inputs, input)
	}
	blocks, logits := runSlowly(model, inputs)
	run := model.NewRun()
	if n := len(run.Attention(1, 0)); n != 0 {
		t.Errorf("before the first position attention has %d weights", n)
	}
	for i, input := range inputs {
		given := make([]float32, tiny.Width)
		for j, v := range input {
			given[j] = float32(v)
		}
		if err := run.Append(given); err != nil {
			t.Fatal(err)
		}
		for l, b := range blocks {
			if !near(run.Hidden(l), b.before[i]) || !near(run.Attended(l+1), b.attended[i]) || !near(run.Fed(l+1), b.fed[i]) || !near(run.Hidden(l+1), b.after[i]) {
				t.Errorf("position %d, block %d: the vectors are not those of the equations", i, l+1)
			}
			for h := range tiny.Heads {
				if !near(run.Attention(l+1, h), b.attention[h][i]) {
					t.Errorf("position %d, block %d, head %d: attention %v, want %v", i, l+1, h, run.Attention(l+1, h), b.attention[h][i])
				}
			}
		}
		if !near(run.Logits(), logits[i]) {
			t.Errorf("position %d: the logits are not those of the equations", i)
		}
	}
}

// In + attention + feed-forward is out, to the last bit.
func TestAdditionsAddUp(t *testing.T) {
	model := loud(tiny)
	run := model.NewRun()
	rows, _ := sample(tiny, tiny.Context)
	for _, row := range rows {
		if err := run.Append(model.TokenEmbedding()[int(row)*tiny.Width : (int(row)+1)*tiny.Width]); err != nil {
			t.Fatal(err)
		}
		for block := 1; block <= tiny.Layers; block++ {
			sum := slices.Clone(run.Hidden(block - 1))
			for i, v := range run.Attended(block) {
				sum[i] += v
			}
			for i, v := range run.Fed(block) {
				sum[i] += v
			}
			if !slices.Equal(sum, run.Hidden(block)) {
				t.Errorf("block %d: in + attention + feed-forward is %v, out is %v", block, sum, run.Hidden(block))
			}
		}
	}
}
