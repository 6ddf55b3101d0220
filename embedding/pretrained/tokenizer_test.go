package pretrained_test

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/bpe"
	"tokenscape/embedding/pretrained"
	"tokenscape/embedding/pretrained/pretrainedtest"
	"tokenscape/embedding/safetensors"
)

// file is the text of a tokenizer.json, changed at will.
func tokenizerFile(t *testing.T, change func(file, model map[string]any)) []byte {
	t.Helper()
	e, err := bpe.Get("r50k_base")
	if err != nil {
		t.Fatal(err)
	}
	model := map[string]any{"type": "BPE", "dropout": nil, "unk_token": nil, "continuing_subword_prefix": "",
		"end_of_word_suffix": "", "fuse_unk": false, "vocab": pretrainedtest.Vocabulary(e), "merges": pretrainedtest.SpelledMerges(e)}
	file := map[string]any{
		"version":       "1.0",
		"added_tokens":  []map[string]any{{"id": 50256, "content": "<|endoftext|>", "special": true, "normalized": true}},
		"normalizer":    nil,
		"pre_tokenizer": map[string]any{"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true},
		"decoder":       map[string]any{"type": "ByteLevel"},
		"model":         model,
	}
	change(file, model)
	text, err := json.Marshal(file)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// opened is a model of so many rows with that tokenizer.json.
func opened(t *testing.T, rows int, tokenizer []byte) *embedding.Model {
	t.Helper()
	dir := written(t, map[string]any{}, counting("model.embed_tokens.weight", rows, 1))
	if err := os.WriteFile(filepath.Join(dir, "tokenizer.json"), tokenizer, 0o600); err != nil {
		t.Fatal(err)
	}
	m, err := pretrained.Open(dir, pretrained.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func cut(m *embedding.Model, text string) string {
	var pieces []string
	for _, token := range m.Tokenizer().Encode(text) {
		pieces = append(pieces, token.Bytes)
	}
	return strings.Join(pieces, "|")
}

// The published encoding is known again; one that differs in a merge is read as it is.
func TestTokenizerJSON(t *testing.T) {
	published := opened(t, 50257, tokenizerFile(t, func(_, _ map[string]any) {}))
	if published.Tokenizer().Name() != "r50k_base" {
		t.Errorf("GPT-2's files are of %s", published.Tokenizer().Name())
	}
	// As GPT-NeoX has them: runs of spaces of its own, a form that texts are put into,
	// pairs in place of lines, and rows that no token belongs to.
	other := opened(t, 50304, tokenizerFile(t, func(file, model map[string]any) {
		file["added_tokens"] = append(file["added_tokens"].([]map[string]any),
			map[string]any{"id": 50257, "content": "    ", "special": false}, map[string]any{"id": 50258, "content": "  ", "special": false})
		file["normalizer"] = map[string]any{"type": "NFC"}
		var pairs [][]string
		for _, line := range model["merges"].([]string) {
			pairs = append(pairs, strings.Split(line, " "))
		}
		model["merges"] = pairs
	}))
	if name := other.Tokenizer().Name(); name != other.Name() {
		t.Errorf("the tokenizer is called %s, the model %s", name, other.Name())
	}
	if other.Tokenizer().Size() != 50304 || other.Text(50300) != "[50300]" ||
		!slices.Equal(other.Notes(), []embedding.Note{embedding.NoPositions, embedding.BlocksUnknown}) {
		t.Errorf("%d tokens, the row that none belongs to is %q; %v", other.Tokenizer().Size(), other.Text(50300), other.Notes())
	}
	for text, want := range map[string]string{
		"a       b": "a|    |  | b", "cafe\u0301": "c|af|\u00e9", "if x:\n      y": "if| x|:|\n|    |  |y",
	} {
		if got := cut(other, text); got != want {
			t.Errorf("%q is cut %q, want %q", text, got, want)
		}
	}
	e, err := bpe.Get("r50k_base")
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(6, 3))
	letters := []rune("aeiou tsn'.,0123人é\n")
	for range 2000 {
		var b strings.Builder
		for range random.IntN(30) {
			b.WriteRune(letters[random.IntN(len(letters))])
		}
		text := strings.ReplaceAll(b.String(), "  ", " ")
		if strings.Contains(text, "  ") {
			continue
		}
		if got, want := other.Tokenizer().Encode(text), e.Encode(text); !slices.Equal(got, want) {
			t.Fatalf("%q: %v, want %v", text, got, want)
		}
	}
}

// What is not cut here as its own programs cut it has names only, and says so.
func TestLabels(t *testing.T) {
	for name, tt := range map[string]struct {
		tokenizer string
		rows      int
		text      string // of row 3
		finds     string // in "the king ing"
	}{
		"WordPiece":     {`{"model":{"type":"WordPiece","vocab":{"[PAD]":0,"the":1,"##ing":2,"king":3}}}`, 5, "king", "the|king"},
		"Unigram":       {`{"model":{"type":"Unigram","vocab":[["<unk>",0],["▁the",-1],["<0x0A>",-2],["▁king",-3]]}}`, 4, " king", " the| king"},
		"SentencePiece": {`{"model":{"type":"BPE","byte_fallback":true,"vocab":{"<s>":0,"▁the":1,"<0x0A>":2,"▁king":3},"merges":[]}}`, 4, " king", " the| king"},
		"bytes, split in a way that is not known": {`{"pre_tokenizer":{"type":"Whitespace"},"model":{"type":"BPE","vocab":{"Ġ":0,"Ġthe":1,"é":2,"Ġking":3},"merges":[]}}`, 4, " king", " the| king"},
		"more tokens than rows":                   {`{"model":{"type":"WordLevel","vocab":{"a":0,"the":1,"c":2,"king":3,"ing":9}}}`, 4, "king", "the|king"},
		"names that stand twice":                  {`{"model":{"type":"Unigram","vocab":[["the",0],["▁",0],[" ",0],["king",0]]}}`, 4, "king", "the|king"},
	} {
		t.Run(name, func(t *testing.T) {
			m := opened(t, tt.rows, []byte(tt.tokenizer))
			if m.Tokenizer().Name() != pretrained.LabelsName || !slices.Contains(m.Notes(), embedding.LabelsOnly) {
				t.Errorf("%s, notes %v", m.Tokenizer().Name(), m.Notes())
			}
			if m.Text(3) != tt.text || m.Tokenizer().Size() != tt.rows {
				t.Errorf("row 3 of %d is %q, want %q", m.Tokenizer().Size(), m.Text(3), tt.text)
			}
			if got := cut(m, "the king ing"); got != tt.finds {
				t.Errorf("found %q, want %q", got, tt.finds)
			}
			for id := range embedding.TokenID(tt.rows) {
				if back, ok := m.Tokenizer().ID(m.Text(id)); !ok || back != id {
					t.Errorf("the name %q of row %d is that of %d", m.Text(id), id, back)
				}
			}
		})
	}
	m := opened(t, 4, []byte(`{"model":{"type":"WordPiece","vocab":{"the":0,"king":1}}}`))
	if unknown := m.Embed("the quick king").Unknown; len(unknown) != 1 || unknown[0] != (embedding.Span{Start: 4, End: 9}) {
		t.Errorf("unknown is %v", unknown)
	}
}

func FuzzTokenizerJSON(f *testing.F) {
	for _, seed := range []string{
		`{"model":{"type":"BPE","vocab":{"a":0},"merges":["a b"]},"pre_tokenizer":{"type":"ByteLevel"}}`,
		`{"model":{"type":"Unigram","vocab":[["a",-1]]}}`,
		`{"model":{"type":"WordLevel","vocab":null},"added_tokens":[{"id":1,"content":"x"}]}`,
		`{"added_tokens":[{"id":-1,"content":"x"}],"normalizer":{"type":"Sequence","normalizers":[{"type":"NFC"}]},"model":{"vocab":{"":5}}}`,
		`{"pre_tokenizer":{"type":"Sequence","pretokenizers":[{"type":"Split","pattern":{"Regex":"a"},"behavior":"Isolated"},{"type":"ByteLevel","use_regex":false}]},"model":{"vocab":{}}}`,
	} {
		f.Add([]byte(seed))
	}
	dir := f.TempDir()
	pretrainedtest.WriteTensors(f, dir, []safetensors.Tensor{counting("model.embed_tokens.weight", 7, 1)}, 1)
	f.Fuzz(func(t *testing.T, text []byte) {
		if err := os.WriteFile(filepath.Join(dir, "tokenizer.json"), text, 0o600); err != nil {
			t.Fatal(err)
		}
		m, err := pretrained.Open(dir, pretrained.Options{})
		if err != nil {
			return
		}
		if m.Tokenizer().Size() != 7 {
			t.Fatalf("%d tokens for 7 rows", m.Tokenizer().Size())
		}
		m.Tokenizer().Encode("a text, of words")
	})
}
