package gpt

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

var tiny = Config{Vocab: 11, Context: 6, Width: 8, Layers: 2, Heads: 2}

// loud is a transformer with weights large enough for float32 differences.
func loud(c Config) *Transformer {
	t := New(c, 3)
	random := rand.New(rand.NewPCG(5, 6))
	for _, p := range t.Tensors() {
		if len(p.Shape) == 2 {
			normal(random, p.Data, 0.3)
		} else {
			for i := range p.Data {
				p.Data[i] += float32(random.NormFloat64() * 0.1)
			}
		}
	}
	return t
}

func sample(c Config, n int) (inputs, targets []int32) {
	random := rand.New(rand.NewPCG(8, 9))
	for range n {
		inputs = append(inputs, int32(random.IntN(c.Vocab)))
		targets = append(targets, int32(random.IntN(c.Vocab)))
	}
	return inputs, targets
}

func TestFromTensorsRefuses(t *testing.T) {
	for name, tt := range map[string]struct {
		spoil func([]Tensor) []Tensor
		want  string
	}{
		"missing":     {func(l []Tensor) []Tensor { return l[1:] }, "wte.weight is missing"},
		"unknown":     {func(l []Tensor) []Tensor { return append(l, Tensor{Name: "lm_head"}) }, "lm_head"},
		"wrong shape": {func(l []Tensor) []Tensor { l[1].Shape = []int{1, 2}; return l }, "wpe.weight"},
		"twice":       {func(l []Tensor) []Tensor { return append(l, l[0]) }, "wte.weight stands twice"},
		"cut off":     {func(l []Tensor) []Tensor { return l[:1] }, "too few"},
		"a block too many": {func(l []Tensor) []Tensor {
			return append(l, Tensor{Name: "h.2.ln_1.weight", Shape: []int{8}, Data: make([]float32, 8)})
		}, "h.2.ln_1.weight"},
		"too short": {func(l []Tensor) []Tensor { l[2].Data = nil; return l }, "ln_1.weight"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := FromTensors(tiny, tt.spoil(New(tiny, 1).Tensors())); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("FromTensors: %v, want an error with %q", err, tt.want)
			}
		})
	}
	if _, err := FromTensors(tiny, New(tiny, 1).Tensors()); err != nil {
		t.Errorf("its own tensors: %v", err)
	}
	mask := Tensor{Name: "h.0.attn.bias", Shape: []int{1, 1, 6, 6}, Data: make([]float32, 36)}
	if _, err := FromTensors(tiny, append(New(tiny, 1).Tensors(), mask)); err != nil {
		t.Errorf("with the causal mask: %v", err)
	}
	if _, err := FromTensors(Config{Vocab: 1, Context: 1, Width: 3, Layers: 1, Heads: 2}, nil); err == nil {
		t.Error("two heads cannot share a width of 3")
	}
}

func TestStartIsDrawnFromTheSeedAlone(t *testing.T) {
	row := make([]float32, tiny.Width)
	StartRow(1, 4, row)
	for i, v := range New(tiny, 1).TokenEmbedding()[4*tiny.Width : 5*tiny.Width] {
		if v != row[i] {
			t.Fatal("row 4 of W_E is not StartRow(seed, 4)")
		}
	}
}

func TestCloneSharesNothing(t *testing.T) {
	original := loud(tiny)
	clone := original.Clone()
	for i, tensor := range clone.Tensors() {
		from := original.Tensors()[i]
		if tensor.Name != from.Name || !slices.Equal(tensor.Data, from.Data) {
			t.Fatalf("%s is no copy of %s", tensor.Name, from.Name)
		}
		before := from.Data[0]
		tensor.Data[0]++
		if from.Data[0] != before {
			t.Errorf("%s is shared with the original", tensor.Name)
		}
	}
}
