package embedding_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
)

var lensTexts = []string{"The capital of France is", "Two plus two is", "草莓 🍓", "Monday"}

// The lens of the last layer is the prediction, bit for bit, at each length of a text.
func TestLensOfTheLastLayerIsThePrediction(t *testing.T) {
	m := load(t)
	const k = 7
	for _, text := range lensTexts {
		s := m.Embed(text)
		along, err := m.AlongText(s, 0, k)
		if err != nil {
			t.Fatal(err)
		}
		if len(along) != len(s.Tokens) {
			t.Fatalf("%q: %d readings of %d tokens", text, len(along), len(s.Tokens))
		}
		for i := range s.Tokens {
			through, err := m.ThroughBlocks(s, embedding.Position(i), k)
			if err != nil {
				t.Fatal(err)
			}
			want, err := m.Predict(&embedding.Sequence{Tokens: s.Tokens[:i+1]}, k, 1)
			if err != nil {
				t.Fatal(err)
			}
			last := through[len(through)-1]
			if !slices.Equal(last.Likeliest, want) || !slices.Equal(along[i].Likeliest, want) {
				t.Errorf("%q at %d: the lens reads\n%v and\n%v, predicted is\n%v", text, i, last.Likeliest, along[i].Likeliest, want)
			}
			if w := last.Watched; w.ID != want[0].ID || w.Rank != 1 || w.Probability != want[0].Probability || w.Logit != want[0].Logit {
				t.Errorf("%q at %d: the answer stands at %+v, want %+v first", text, i, w, want[0])
			}
		}
	}
}

// The oracle is the last norm and the product with W_E in float64, written from the
// formulas: (x − mean)/√(variance + 10⁻⁵)·gain + bias (Ba et al. 2016), then W_E·h.
func TestLensByTheFormula(t *testing.T) {
	m := load(t)
	var gain, bias []float32
	for _, tensor := range m.Transformer().Tensors() {
		switch tensor.Name {
		case "ln_f.weight":
			gain = tensor.Data
		case "ln_f.bias":
			bias = tensor.Data
		}
	}
	d, s := m.Dim(), m.Embed("The opposite of hot is")
	states, err := m.HiddenStates(s)
	if err != nil {
		t.Fatal(err)
	}
	path, err := m.ThroughBlocks(s, 3, 5)
	if err != nil {
		t.Fatal(err)
	}
	if len(path) != m.Layers()+1 {
		t.Fatalf("%d readings, want %d", len(path), m.Layers()+1)
	}
	for block, r := range path {
		x := states[3][block]
		if r.Block != block || r.Position != 3 || !slices.Equal(r.State, x) {
			t.Fatalf("reading %d is of block %d at %d", block, r.Block, r.Position)
		}
		var mean, variance float64
		for _, v := range x {
			mean += float64(v) / float64(d)
		}
		for _, v := range x {
			variance += (float64(v) - mean) * (float64(v) - mean) / float64(d)
		}
		h := make([]float64, d)
		for j, v := range x {
			h[j] = (float64(v)-mean)/math.Sqrt(variance+1e-5)*float64(gain[j]) + float64(bias[j])
			if math.Abs(h[j]-float64(r.Vector[j])) > 1e-4*math.Max(1, math.Abs(h[j])) {
				t.Fatalf("block %d: number %d is %g, want %g", block, j, r.Vector[j], h[j])
			}
		}
		logits := make([]float64, m.Vocab())
		var total float64
		for row := range logits {
			for j, w := range m.TokenEmbedding().Data[row*d : (row+1)*d] {
				logits[row] += float64(w) * h[j]
			}
			total += math.Exp(logits[row])
		}
		for _, c := range r.Likeliest {
			row, _ := m.Row(c.ID)
			if math.Abs(logits[row]-float64(c.Logit)) > 1e-3 || math.Abs(math.Exp(logits[row])/total-c.Probability) > 1e-4 {
				t.Errorf("block %d: %q has %g and %g, want %g and %g", block, m.Text(c.ID), c.Logit, c.Probability, logits[row], math.Exp(logits[row])/total)
			}
		}
		w, rank := r.Watched, 1
		for _, l := range logits {
			if l > logits[w.Row]+1e-3 {
				rank++
			}
		}
		if w.Rank != rank || w.ID != path[m.Layers()].Likeliest[0].ID || m.Token(w.Row) != w.ID {
			t.Errorf("block %d: the answer stands at %+v, want rank %d", block, w, rank)
		}
	}
}

// Along a text the token that really comes next is looked out for; one that training
// never met has no rank, and after the last nothing comes.
func TestNextTokensAreWatched(t *testing.T) {
	m := load(t)
	s := m.Embed("The king zx")
	path, err := m.AlongText(s, 1, 3)
	if err != nil {
		t.Fatal(err)
	}
	if len(path) != len(s.Tokens)-1 || path[0].Position != 1 {
		t.Fatalf("%d readings from %d on", len(path), path[0].Position)
	}
	for i, r := range path {
		at := i + 1
		switch next := at + 1; {
		case next == len(s.Tokens):
			if r.Watched != nil {
				t.Errorf("after the last token %+v is looked out for", r.Watched)
			}
		case !s.Tokens[next].Trained:
			if r.Watched.ID != s.Tokens[next].ID || r.Watched.Row != -1 || r.Watched.Rank != 0 {
				t.Errorf("an untrained token stands at %+v", r.Watched)
			}
		default:
			if r.Watched.ID != s.Tokens[next].ID || r.Watched.Rank < 1 || m.Token(r.Watched.Row) != r.Watched.ID {
				t.Errorf("the next token stands at %+v", r.Watched)
			}
		}
	}
	if s.Tokens[2].Trained {
		t.Error("no untrained token in the text")
	}
}

func TestLensOfNothing(t *testing.T) {
	m := load(t)
	if _, err := m.ThroughBlocks(m.Embed(""), 0, 3); !errors.Is(err, embedding.ErrEmptyText) {
		t.Error(err)
	}
	if _, err := m.AlongText(m.Embed(""), 0, 3); !errors.Is(err, embedding.ErrEmptyText) {
		t.Error(err)
	}
}

func load(t *testing.T) *embedding.Model {
	t.Helper()
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func ExampleModel_ThroughBlocks() {
	m, err := classroom.Load()
	if err != nil {
		panic(err)
	}
	s := m.Embed("The capital of France is")
	path, err := m.ThroughBlocks(s, s.Tokens[len(s.Tokens)-1].Position, 1)
	if err != nil {
		panic(err)
	}
	for _, r := range path {
		fmt.Printf("after %d blocks: %q\n", r.Block, m.Text(r.Likeliest[0].ID))
	}
	// Output:
	// after 0 blocks: " is"
	// after 1 blocks: " Paris"
	// after 2 blocks: " Paris"
}
