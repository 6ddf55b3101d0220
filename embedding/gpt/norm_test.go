package gpt_test

import (
	"slices"
	"testing"

	"tokenscape/embedding/gpt"
)

// What a run makes of its last hidden state can be made of it from outside too, bit
// for bit.
func TestLastNormAndLogits(t *testing.T) {
	m := gpt.New(gpt.Config{Vocab: 11, Context: 4, Width: 8, Layers: 2, Heads: 2}, 3)
	run := m.NewRun()
	for i := range 3 {
		input := make([]float32, 8)
		for j := range input {
			input[j] = float32((i+1)*(j+2)%5) - 2
		}
		if err := run.Append(input); err != nil {
			t.Fatal(err)
		}
		output, logits := make([]float32, 8), make([]float32, 11)
		m.NormTo(output, run.Hidden(2))
		if !slices.Equal(output, run.Output()) {
			t.Errorf("position %d: %v, want %v", i, output, run.Output())
		}
		m.LogitsTo(logits, output)
		if !slices.Equal(logits, run.Logits()) {
			t.Errorf("position %d: logits %v, want %v", i, logits, run.Logits())
		}
		state := slices.Clone(run.Hidden(2))
		if m.NormTo(state, state); !slices.Equal(state, output) {
			t.Error("in place the norm is another")
		}
	}
}

func TestOtherLengthsPanic(t *testing.T) {
	m := gpt.New(gpt.Config{Vocab: 11, Context: 4, Width: 8, Layers: 1, Heads: 2}, 3)
	for name, wrong := range map[string]func(){
		"short state": func() { m.NormTo(make([]float32, 8), make([]float32, 7)) },
		"short norm":  func() { m.NormTo(make([]float32, 7), make([]float32, 8)) },
		"few logits":  func() { m.LogitsTo(make([]float32, 10), make([]float32, 8)) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			wrong()
		}()
	}
}
