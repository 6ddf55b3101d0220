package pretrained_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/pretrained"
	"tokenscape/embedding/pretrained/pretrainedtest"
	"tokenscape/embedding/safetensors"
)

// counting is a tensor whose numbers say where they stand.
func counting(name string, shape ...int) safetensors.Tensor {
	n := 1
	for _, side := range shape {
		n *= side
	}
	t := safetensors.Tensor{Name: name, DType: "F32", Shape: shape, Data: make([]float32, n)}
	for i := range t.Data {
		t.Data[i] = float32(i)
	}
	return t
}

// written is a folder with config.json and the tensors.
func written(t *testing.T, config map[string]any, tensors ...safetensors.Tensor) string {
	t.Helper()
	dir := t.TempDir()
	pretrainedtest.WriteTensors(t, dir, tensors, 1)
	text, err := json.Marshal(config)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "config.json"), text, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// The names, and the rows that a table of positions begins with, are those of the
// families' classes in Hugging Face's transformers.
func TestFamilies(t *testing.T) {
	const v, d, n = 9, 4, 6
	words, at := "embeddings.word_embeddings.weight", "embeddings.position_embeddings.weight"
	for name, tt := range map[string]struct {
		kind    string // model_type
		tensors []safetensors.Tensor
		first   float32 // number of W_P; -1 for a model without one
		notes   []embedding.Note
		part    pretrained.Options
	}{
		"GPT-NeoX":                 {"gpt_neox", []safetensors.Tensor{counting("gpt_neox.embed_in.weight", v, d), counting("embed_out.weight", v, d)}, -1, []embedding.Note{embedding.NoPositions, embedding.BlocksUnknown}, pretrained.Options{}},
		"GPT-NeoX, without prefix": {"gpt_neox", []safetensors.Tensor{counting("embed_in.weight", v, d)}, -1, []embedding.Note{embedding.NoPositions, embedding.BlocksUnknown}, pretrained.Options{}},
		"OPT":                      {"opt", []safetensors.Tensor{counting("model.decoder.embed_tokens.weight", v, d), counting("model.decoder.embed_positions.weight", n+2, d)}, 2 * d, []embedding.Note{embedding.BlocksUnknown}, pretrained.Options{}},
		"OPT, without prefix":      {"opt", []safetensors.Tensor{counting("decoder.embed_tokens.weight", v, d), counting("decoder.embed_positions.weight", n+2, d)}, 2 * d, []embedding.Note{embedding.BlocksUnknown}, pretrained.Options{}},
		"OPT of two widths":        {"opt", []safetensors.Tensor{counting("model.decoder.embed_tokens.weight", v, d), counting("model.decoder.embed_positions.weight", n+2, 2*d)}, -1, []embedding.Note{embedding.PositionsApart, embedding.BlocksUnknown}, pretrained.Options{}},
		"BERT":                     {"bert", []safetensors.Tensor{counting("bert."+words, v, d), counting("bert."+at, n, d), counting("bert.embeddings.token_type_embeddings.weight", 2, d)}, 0, []embedding.Note{embedding.SumIncomplete, embedding.BlocksUnknown}, pretrained.Options{}},
		"BERT, without prefix":     {"bert", []safetensors.Tensor{counting(words, v, d), counting(at, n, d)}, 0, []embedding.Note{embedding.SumIncomplete, embedding.BlocksUnknown}, pretrained.Options{}},
		"RoBERTa":                  {"roberta", []safetensors.Tensor{counting("roberta."+words, v, d), counting("roberta."+at, n+2, d)}, 2 * d, []embedding.Note{embedding.SumIncomplete, embedding.BlocksUnknown}, pretrained.Options{}},
		"RoBERTa, without prefix":  {"xlm-roberta", []safetensors.Tensor{counting(words, v, d), counting(at, n+2, d)}, 2 * d, []embedding.Note{embedding.SumIncomplete, embedding.BlocksUnknown}, pretrained.Options{}},
		"Llama":                    {"llama", []safetensors.Tensor{counting("model.embed_tokens.weight", v, d), counting("lm_head.weight", v, d), counting("model.norm.weight", d)}, -1, []embedding.Note{embedding.NoPositions, embedding.BlocksUnknown}, pretrained.Options{}},
		"Qwen":                     {"qwen2", []safetensors.Tensor{counting("model.embed_tokens.weight", v, d)}, -1, []embedding.Note{embedding.NoPositions, embedding.BlocksUnknown}, pretrained.Options{}},
		"Mistral":                  {"mistral", []safetensors.Tensor{counting("model.embed_tokens.weight", v, d)}, -1, []embedding.Note{embedding.NoPositions, embedding.BlocksUnknown}, pretrained.Options{}},
		"Gemma":                    {"gemma2", []safetensors.Tensor{counting("model.embed_tokens.weight", v, d)}, -1, []embedding.Note{embedding.NoPositions, embedding.Scaled, embedding.BlocksUnknown}, pretrained.Options{}},
		"Gemma 3, with pictures":   {"gemma3", []safetensors.Tensor{counting("language_model.model.embed_tokens.weight", v, d)}, -1, []embedding.Note{embedding.NoPositions, embedding.Scaled, embedding.BlocksUnknown}, pretrained.Options{}},
		"GPT-J":                    {"gptj", []safetensors.Tensor{counting("transformer.wte.weight", v, d), counting("transformer.h.0.ln_1.weight", d)}, -1, []embedding.Note{embedding.NoPositions, embedding.BlocksUnknown}, pretrained.Options{}},
		"GPT-Neo":                  {"gpt_neo", []safetensors.Tensor{counting("transformer.wte.weight", v, d), counting("transformer.wpe.weight", n, d)}, 0, []embedding.Note{embedding.BlocksUnknown}, pretrained.Options{}},
		"BLOOM":                    {"bloom", []safetensors.Tensor{counting("word_embeddings.weight", v, d)}, -1, []embedding.Note{embedding.NoPositions, embedding.BlocksUnknown}, pretrained.Options{}},
		"GPT-2's embeddings":       {"gpt2", []safetensors.Tensor{counting("wte.weight", v, d), counting("wpe.weight", n, d)}, 0, []embedding.Note{embedding.BlocksLeftOut}, pretrained.Options{EmbeddingsOnly: true}},
		"a tensor by its name":     {"of tomorrow", []safetensors.Tensor{counting("words", v, d), counting("more", n, d)}, -1, []embedding.Note{embedding.OneTensor}, pretrained.Options{Tensor: "words"}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := written(t, map[string]any{"model_type": tt.kind}, tt.tensors...)
			m, err := pretrained.Open(dir, tt.part)
			if err != nil {
				t.Fatal(err)
			}
			if m.Vocab() != v || m.Dim() != d || m.HasBlocks() || m.HasStart() || m.HasPosition() != (tt.first >= 0) {
				t.Errorf("V=%d, D=%d, blocks %v, start %v, positions %v", m.Vocab(), m.Dim(), m.HasBlocks(), m.HasStart(), m.HasPosition())
			}
			if row, trained := m.TokenVector(2); !trained || !slices.Equal(row, []float32{8, 9, 10, 11}) {
				t.Errorf("row 2 of W_E is %v", row)
			}
			if tt.first >= 0 && (m.Context() != n || m.PositionVector(0)[0] != tt.first) {
				t.Errorf("%d positions, the first begins with %v, want %v", m.Context(), m.PositionVector(0)[0], tt.first)
			}
			if want := append(slices.Clone(tt.notes), embedding.NoTokenizer); !slices.Equal(m.Notes(), want) {
				t.Errorf("notes %v, want %v", m.Notes(), want)
			}
			names, err := pretrained.Needed([]byte(`{"model_type":"`+tt.kind+`"}`), infos(t, dir), tt.part)
			if err != nil || len(names) != map[bool]int{true: 2, false: 1}[tt.first >= 0] {
				t.Errorf("needed are %v, %v", names, err)
			}
		})
	}
}

func infos(t *testing.T, dir string) []safetensors.Info {
	t.Helper()
	f, err := safetensors.Open(filepath.Join(dir, pretrained.WeightsFile))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	return f.Tensors()
}

// A GPT-2 that computes otherwise than package gpt is not run: its embeddings open.
func TestBlocksThatAreNotRun(t *testing.T) {
	for name, change := range map[string]map[string]any{
		"another activation":        {"activation_function": "gelu"},
		"another epsilon":           {"layer_norm_epsilon": 1e-6},
		"scores by layer":           {"scale_attn_by_inverse_layer_idx": true},
		"unscaled scores":           {"scale_attn_weights": false},
		"an output of its own":      {"tie_word_embeddings": false},
		"a wider inner layer":       {"n_inner": 99},
		"cross attention":           {"add_cross_attention": true},
		"no heads":                  {"n_head": 0},
		"heads that divide nothing": {"n_head": 3},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			g := pretrainedtest.GPT2{Config: tiny, Seed: 1}
			g.Write(t, dir)
			path := filepath.Join(dir, "config.json")
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			config := map[string]any{}
			if err := json.Unmarshal(text, &config); err != nil {
				t.Fatal(err)
			}
			for key, value := range change {
				config[key] = value
			}
			if text, err = json.Marshal(config); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, text, 0o600); err != nil {
				t.Fatal(err)
			}
			m, err := pretrained.Open(dir, pretrained.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if m.HasBlocks() || !m.HasPosition() || !slices.Contains(m.Notes(), embedding.BlocksUnknown) {
				t.Errorf("blocks %v, positions %v, notes %v", m.HasBlocks(), m.HasPosition(), m.Notes())
			}
		})
	}
}

func TestBrokenFiles(t *testing.T) {
	for name, tt := range map[string]struct{ file, text, want string }{
		"a config that is none":     {"config.json", "{", "config.json"},
		"a tokenizer that is none":  {"tokenizer.json", "[]", "tokenizer.json"},
		"a tokenizer without words": {"tokenizer.json", "{}", "vocabulary is missing"},
		"a vocabulary that is none": {"vocab.json", "[1]", "vocab.json"},
		"a config without end":      {"config.json", strings.Repeat(" ", 1<<20+1), "more than 1048576 bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := written(t, map[string]any{}, counting("wte.weight", 3, 2), counting("wpe.weight", 3, 2))
			if err := os.WriteFile(filepath.Join(dir, tt.file), []byte(tt.text), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := pretrained.Open(dir, pretrained.Options{}); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v, want an error with %q", err, tt.want)
			}
		})
	}
}

func ExampleOpen() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "mine.safetensors")
	f, err := os.Create(path)
	if err != nil {
		panic(err)
	}
	err = safetensors.Write(f, nil, []safetensors.Tensor{{Name: "words", DType: "F16", Shape: []int{2, 2}, Data: []float32{1, 2, 3, 4}}})
	if err != nil {
		panic(err)
	}
	f.Close()
	_, err = pretrained.Open(path, pretrained.Options{})
	fmt.Println(strings.ReplaceAll(err.Error(), dir+"/", ""))
	m, err := pretrained.Open(path, pretrained.Options{Tensor: "words"})
	if err != nil {
		panic(err)
	}
	row, _ := m.TokenVector(1)
	fmt.Println(m.Name(), m.Vocab(), m.Dim(), row)
	// Output:
	// mine.safetensors: the file has its token embedding under no name that is known here. Choose a table by writing # and its name after the file, as in model.safetensors#words. The file has:
	//   words 2 × 2, F16
	// mine 2 2 [3 4]
}
