package pretrainedtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"tokenscape/embedding/gpt"
	"tokenscape/embedding/safetensors"
)

// GPT2 is the shape of a GPT-2 of random weights and how it is stored.
type GPT2 struct {
	gpt.Config
	Seed   uint64
	DType  string // of the numbers; F32 when empty
	Prefix string // before each tensor's name: "transformer." as some programs save it
	Masks  bool   // with the causal masks that older files hold
	Shards int    // in how many files; one when 0
}

// Small is the shape of GPT-2 small.
var Small = gpt.Config{Vocab: 50257, Context: 1024, Width: 768, Layers: 12, Heads: 12}

// Tensors draws the weights: all of them at random, gains around 1, and matrices so
// large that each block changes what passes through it.
func (g GPT2) Tensors() []safetensors.Tensor {
	random := rand.New(rand.NewPCG(g.Seed, 1))
	var list []safetensors.Tensor
	add := func(name string, mean, spread float32, shape ...int) {
		n := 1
		for _, side := range shape {
			n *= side
		}
		data := make([]float32, n)
		for i := range data {
			data[i] = mean + spread*(random.Float32()-0.5)
		}
		dtype := g.DType
		if dtype == "" {
			dtype = "F32"
		}
		list = append(list, safetensors.Tensor{Name: g.Prefix + name, DType: dtype, Shape: shape, Data: data})
	}
	d := g.Width
	add("wte.weight", 0, 0.4, g.Vocab, d)
	add("wpe.weight", 0, 0.2, g.Context, d)
	for l := range g.Layers {
		name := func(s string) string { return fmt.Sprintf("h.%d.%s", l, s) }
		if g.Masks {
			add(name("attn.bias"), 1, 0, 1, 1, g.Context, g.Context)
		}
		add(name("ln_1.weight"), 1, 0.4, d)
		add(name("ln_1.bias"), 0, 0.4, d)
		add(name("attn.c_attn.weight"), 0, 0.6, d, 3*d)
		add(name("attn.c_attn.bias"), 0, 0.4, 3*d)
		add(name("attn.c_proj.weight"), 0, 0.4, d, d)
		add(name("attn.c_proj.bias"), 0, 0.4, d)
		add(name("ln_2.weight"), 1, 0.4, d)
		add(name("ln_2.bias"), 0, 0.4, d)
		add(name("mlp.c_fc.weight"), 0, 0.4, d, 4*d)
		add(name("mlp.c_fc.bias"), 0, 0.4, 4*d)
		add(name("mlp.c_proj.weight"), 0, 0.4, 4*d, d)
		add(name("mlp.c_proj.bias"), 0, 0.4, d)
	}
	add("ln_f.weight", 1, 0.4, d)
	add("ln_f.bias", 0, 0.4, d)
	return list
}

// Write draws the weights and stores them in dir with their config.json, without a
// tokenizer. It returns the weights.
func (g GPT2) Write(t testing.TB, dir string) []safetensors.Tensor {
	t.Helper()
	tensors := g.Tensors()
	config, err := json.Marshal(map[string]any{
		"model_type": "gpt2", "architectures": []string{"GPT2LMHeadModel"}, "activation_function": "gelu_new",
		"n_embd": g.Width, "n_head": g.Heads, "n_layer": g.Layers, "n_ctx": g.Context, "n_positions": g.Context,
		"layer_norm_epsilon": 1e-5, "vocab_size": g.Vocab,
	})
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "config.json"), config)
	WriteTensors(t, dir, tensors, g.Shards)
	return tensors
}

// WriteTensors stores tensors in dir: as model.safetensors, or in several files with
// their index.
func WriteTensors(t testing.TB, dir string, tensors []safetensors.Tensor, shards int) {
	t.Helper()
	if shards <= 1 {
		store(t, filepath.Join(dir, "model.safetensors"), tensors)
		return
	}
	files, size := map[string]string{}, 0
	for i := range shards {
		name := fmt.Sprintf("model-%05d-of-%05d.safetensors", i+1, shards)
		part := tensors[i*len(tensors)/shards : (i+1)*len(tensors)/shards]
		store(t, filepath.Join(dir, name), part)
		for _, tensor := range part {
			files[tensor.Name] = name
			size += 4 * len(tensor.Data)
		}
	}
	index, err := json.Marshal(map[string]any{"metadata": map[string]int{"total_size": size}, "weight_map": files})
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, safetensors.IndexFile), index)
}

func store(t testing.TB, path string, tensors []safetensors.Tensor) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := safetensors.Write(f, map[string]string{"format": "pt"}, tensors); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// Published is a file of the tensors as GPT-2's is published: with spaces in its
// header, so that its numbers begin at a byte that is no multiple of four.
func Published(t testing.TB, tensors []safetensors.Tensor) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := safetensors.Write(&b, map[string]string{"format": "pt"}, tensors); err != nil {
		t.Fatal(err)
	}
	file := b.Bytes()
	length := int(file[0]) | int(file[1])<<8 | int(file[2])<<16
	header := append([]byte(nil), file[:8+length]...)
	header = append(header, "   "...)
	length += 3
	header[0], header[1], header[2] = byte(length), byte(length>>8), byte(length>>16)
	return append(header, file[5+length:]...)
}
