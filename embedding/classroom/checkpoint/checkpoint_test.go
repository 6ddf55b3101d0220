package checkpoint

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/gpt"
)

func small() *Checkpoint {
	return &Checkpoint{
		Transform: gpt.New(gpt.Config{Vocab: 3, Context: 4, Width: 8, Layers: 1, Heads: 2}, 1),
		Encoding:  "r50k_base", Tokens: []embedding.TokenID{5, 262, 50256}, Seed: 1,
		Categories: []embedding.Category{{Name: "animal", Tokens: []embedding.TokenID{262}}},
		Relations:  []embedding.Relation{{Name: "young", Pairs: []embedding.Pair{{From: 262, To: 5, HeldOut: true}}}},
	}
}

func TestRoundTrip(t *testing.T) {
	want := small()
	var file bytes.Buffer
	if err := Encode(&file, want); err != nil {
		t.Fatal(err)
	}
	got, err := Decode(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if got.Encoding != want.Encoding || got.Seed != want.Seed || got.Transform.Config != want.Transform.Config ||
		!reflect.DeepEqual(got.Tokens, want.Tokens) || !reflect.DeepEqual(got.Categories, want.Categories) ||
		!reflect.DeepEqual(got.Relations, want.Relations) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	for i, tensor := range want.Transform.Tensors() {
		for j, v := range tensor.Data {
			// float16 keeps 11 bits, and 2⁻²⁴ below its normal numbers.
			if d := math.Abs(float64(got.Transform.Tensors()[i].Data[j] - v)); d > math.Max(math.Abs(float64(v))/2048, 1.0/(1<<25)) {
				t.Fatalf("%s[%d] is off by %g", tensor.Name, j, d)
			}
		}
	}
}

// Files that were written before there were relations have none.
func TestDecodeWithoutRelations(t *testing.T) {
	c := small()
	c.Relations = nil
	var file bytes.Buffer
	if err := Encode(&file, c); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(file.Bytes(), []byte("relations")) {
		t.Error("no relations take room in the file")
	}
	got, err := Decode(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Relations) != 0 || len(got.Categories) != 1 {
		t.Errorf("relations %v, categories %v", got.Relations, got.Categories)
	}
}

func TestDecodeRejects(t *testing.T) {
	var file bytes.Buffer
	if err := Encode(&file, small()); err != nil {
		t.Fatal(err)
	}
	whole := file.Bytes()
	for name, data := range map[string][]byte{
		"nothing":         nil,
		"half a file":     whole[:len(whole)/2],
		"no description":  bytes.Replace(whole, []byte("checkpoint"), []byte("chockpoint"), 1),
		"another context": bytes.Replace(whole, []byte(`Context\":4`), []byte(`Context\":5`), 1),
	} {
		if _, err := Decode(data); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func FuzzDecode(f *testing.F) {
	var file bytes.Buffer
	if err := Encode(&file, small()); err != nil {
		f.Fatal(err)
	}
	f.Add(file.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		if c, err := Decode(data); err == nil && c.Transform == nil {
			t.Error("neither a transformer nor an error")
		}
	})
}

func ExampleCard_Markdown() {
	card := Card{Name: "classroom", Licence: "MIT", HeldOut: []HeldOut{
		{Relation: "country → capital of country", Pairs: [][2]string{{"Japan", "Tokyo"}}},
	}}
	for line := range strings.Lines(card.Markdown()) {
		if strings.Contains(line, "Tokyo") {
			fmt.Print(line)
		}
	}
	// Output: - country → capital of country: Japan–Tokyo
}

func TestCountsRoundTrip(t *testing.T) {
	dir := t.TempDir()
	want := Counts{Corpus: "ab", Rows: []int{3, 0, 1}}
	if err := WriteCounts(dir, want); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(dir, CountsFile))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := ReadCounts(text); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v, want %+v", got, err, want)
	}
	if _, err := ReadCounts(text[1:]); err == nil {
		t.Error("half a file is read")
	}
}
