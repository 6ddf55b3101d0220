package pretrained_test

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/gpt"
	"tokenscape/embedding/pretrained"
	"tokenscape/embedding/pretrained/pretrainedtest"
	"tokenscape/embedding/safetensors"
)

var tiny = gpt.Config{Vocab: 40, Context: 12, Width: 16, Layers: 3, Heads: 4}

// continued is what the model says after the tokens, greedily, n times: the path of
// the whole product, from ids to candidates.
func continued(t *testing.T, m *embedding.Model, tokens []int, n int) []int {
	t.Helper()
	for range n {
		s := &embedding.Sequence{}
		for i, id := range tokens {
			v, _ := m.TokenVector(embedding.TokenID(id))
			s.Tokens = append(s.Tokens, embedding.EmbeddedToken{Position: embedding.Position(i), InputVector: embedding.Sum(v, m.PositionVector(i))})
		}
		next, err := m.Predict(s, 1, 1)
		if err != nil {
			t.Fatal(err)
		}
		tokens = append(tokens, int(next[0].ID))
	}
	return tokens
}

func TestPredictionEqualsTheReference(t *testing.T) {
	for name, g := range map[string]pretrainedtest.GPT2{
		"as published":            {Config: tiny, Seed: 1, Masks: true},
		"with a prefix":           {Config: tiny, Seed: 2, Prefix: "transformer."},
		"in several files":        {Config: tiny, Seed: 3, Shards: 4},
		"in halves":               {Config: tiny, Seed: 4, DType: "F16"},
		"in bfloat16":             {Config: tiny, Seed: 5, DType: "BF16", Shards: 2, Prefix: "transformer."},
		"one head":                {Config: gpt.Config{Vocab: 40, Context: 12, Width: 16, Layers: 1, Heads: 1}, Seed: 6},
		"more than nine layers":   {Config: gpt.Config{Vocab: 20, Context: 12, Width: 8, Layers: 12, Heads: 2}, Seed: 7},
		"as wide as heads demand": {Config: gpt.Config{Vocab: 20, Context: 12, Width: 6, Layers: 2, Heads: 3}, Seed: 8},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			tensors := g.Write(t, dir)
			m, err := pretrained.Open(dir, pretrained.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if m.Layers() != g.Layers || m.Heads() != g.Heads || m.Vocab() != g.Vocab || m.Context() != g.Context || m.Dim() != g.Width {
				t.Errorf("a model of %d layers, %d heads, V=%d, %d positions, D=%d", m.Layers(), m.Heads(), m.Vocab(), m.Context(), m.Dim())
			}
			narrow(tensors)
			r := newReference(g.Config, g.Prefix, tensors)
			start := []int{3, 1, 4, 1}
			got, want := continued(t, m, start, 8), r.greedy(start, 8)
			for i := range want {
				if got[i] != want[i] {
					t.Fatalf("%v, want %v", got, want)
				}
			}
			near(t, m, r, got[:len(got)-1])
		})
	}
}

// narrow rounds the numbers as storing them did.
func narrow(tensors []safetensors.Tensor) {
	for _, t := range tensors {
		for i, v := range t.Data {
			switch t.DType {
			case "F16":
				t.Data[i] = safetensors.FromHalf(safetensors.Half(v))
			case "BF16":
				t.Data[i] = math.Float32frombits(uint32(safetensors.Brain(v)) << 16)
			}
		}
	}
}

// near holds the logits after the tokens against the reference's.
func near(t *testing.T, m *embedding.Model, r *reference, tokens []int) {
	t.Helper()
	want := r.logits(tokens)
	run := m.Transformer().NewRun()
	for i, id := range tokens {
		v, _ := m.TokenVector(embedding.TokenID(id))
		if err := run.Append(embedding.Sum(v, m.PositionVector(i))); err != nil {
			t.Fatal(err)
		}
	}
	for row, got := range run.Logits() {
		if math.Abs(float64(got)-want[row]) > 1e-4*(1+math.Abs(want[row])) {
			t.Fatalf("logit of row %d is %v, want %v", row, got, want[row])
		}
	}
}

// A file alone has no config: heads are 64 wide, as in every published GPT-2.
func TestOneFile(t *testing.T) {
	g := pretrainedtest.GPT2{Config: gpt.Config{Vocab: 30, Context: 8, Width: 128, Layers: 2, Heads: 2}, Seed: 9}
	path := filepath.Join(t.TempDir(), "mine.safetensors")
	tensors := g.Tensors()
	if err := os.WriteFile(path, pretrainedtest.Published(t, tensors), 0o600); err != nil {
		t.Fatal(err)
	}
	m, err := pretrained.Open(path, pretrained.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if m.Name() != "mine" || m.Heads() != 2 || m.Tokenizer().Name() != pretrained.IDsName || m.Text(7) != "[7]" {
		t.Errorf("%s of %d heads, %s, token 7 is %q", m.Name(), m.Heads(), m.Tokenizer().Name(), m.Text(7))
	}
	near(t, m, newReference(g.Config, "", tensors), []int{5, 6, 7})
}

func TestTokenizerAndLicence(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "school-gpt2")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	g := pretrainedtest.GPT2{Config: gpt.Config{Vocab: 50257, Context: 8, Width: 8, Layers: 1, Heads: 1}, Seed: 9}
	g.Write(t, dir)
	if err := os.WriteFile(filepath.Join(dir, "README.md"), []byte("---\nlanguage: en\nlicense: \"mit\"\n---\n# GPT-2\nlicense: none\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, files := range []bool{false, true} {
		if files {
			pretrainedtest.WriteTokenizer(t, dir)
		}
		m, err := pretrained.Open(dir, pretrained.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if m.Name() != "school-gpt2" || m.Tokenizer().Name() != "r50k_base" || m.Licence() != "mit" || m.Source() != "school-gpt2" {
			t.Errorf("%s, %s, %s, %s", m.Name(), m.Tokenizer().Name(), m.Licence(), m.Source())
		}
		if s := m.Embed(" king queen"); len(s.Tokens) != 2 || s.Tokens[0].ID != 5822 || !s.Tokens[1].Trained {
			t.Errorf("%+v", s.Tokens)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	one := func(name string, shape ...int) safetensors.Tensor {
		n := 1
		for _, side := range shape {
			n *= side
		}
		return safetensors.Tensor{Name: name, DType: "F32", Shape: shape, Data: make([]float32, n)}
	}
	for name, tt := range map[string]struct {
		tensors []safetensors.Tensor
		options pretrained.Options
		want    []string
	}{
		"no name that is known":     {[]safetensors.Tensor{one("a", 3, 2), one("words", 9, 4), one("b", 7)}, pretrained.Options{}, []string{"model.safetensors#words", "words 9 × 4, F32", "a 3 × 2"}},
		"no table":                  {[]safetensors.Tensor{one("b", 7)}, pretrained.Options{}, []string{"no table of numbers"}},
		"a table that is missing":   {[]safetensors.Tensor{one("words", 9, 4)}, pretrained.Options{Tensor: "wrods"}, []string{"no table wrods", "words 9 × 4"}},
		"a tensor that is no table": {[]safetensors.Tensor{one("words", 9, 4), one("b", 7)}, pretrained.Options{Tensor: "b"}, []string{"no table b", "words 9 × 4"}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			pretrainedtest.WriteTensors(t, dir, tt.tensors, 1)
			_, err := pretrained.Open(dir, tt.options)
			var unknown *pretrained.UnknownLayoutError
			if !errors.As(err, &unknown) {
				t.Fatalf("%v, want an UnknownLayoutError", err)
			}
			for _, want := range tt.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%v, want %q in it", err, want)
				}
			}
		})
	}
	var none *pretrained.NoWeightsError
	if _, err := pretrained.Open(t.TempDir(), pretrained.Options{}); !errors.As(err, &none) {
		t.Errorf("an empty folder: %v", err)
	}
	if _, err := pretrained.Open(filepath.Join(t.TempDir(), "none"), pretrained.Options{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no folder: %v", err)
	}
}
