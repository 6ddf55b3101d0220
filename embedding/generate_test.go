package embedding_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/bpe"
	"tokenscape/embedding/gpt"
)

const readySentence = "The capital of France is"

func written(t *testing.T, m *embedding.Model, s *embedding.Sequence, n int, past bool, how embedding.Sampling) []embedding.Written {
	t.Helper()
	var all []embedding.Written
	for w, err := range m.Generate(s, n, past, how) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, w)
	}
	return all
}

// sequenceOf is what Embed makes of tokens, worked out here: the newest that fit.
func sequenceOf(m *embedding.Model, ids []embedding.TokenID) *embedding.Sequence {
	s := &embedding.Sequence{}
	over := max(0, len(ids)-m.Context())
	s.Dropped = make([]bpe.Token, over)
	for i, id := range ids[over:] {
		v, trained := m.TokenVector(id)
		s.Tokens = append(s.Tokens, embedding.EmbeddedToken{Token: bpe.Token{ID: id}, Position: embedding.Position(i), Trained: trained,
			TokenVector: v, PositionVector: m.PositionVector(i), InputVector: embedding.Sum(v, m.PositionVector(i))})
	}
	return s
}

// Each token is the one that is chosen after the whole text so far, read anew: with
// room in the context, while it fills up, and once it is full.
func TestGenerateIsPredictionAgainAndAgain(t *testing.T) {
	m := room(t)
	for name, text := range map[string]string{
		"a short text": readySentence, "a context that fills up": strings.Repeat("The king has a dog. ", 10), "a full one": strings.Repeat("The king has a dog. ", 30),
	} {
		for _, how := range []embedding.Sampling{{Temperature: 1, Greedy: true}, {Temperature: 1.3, TopK: 50, TopP: 0.95, Seed: 3}} {
			s := m.Embed(text)
			var ids []embedding.TokenID
			for _, d := range s.Dropped {
				ids = append(ids, d.ID)
			}
			for _, token := range s.Tokens {
				ids = append(ids, token.ID)
			}
			steps := written(t, m, s, 20, true, how)
			if len(steps) != 20 {
				t.Fatalf("%s: %d tokens", name, len(steps))
			}
			for i, w := range steps {
				before := sequenceOf(m, ids)
				in, err := m.Inside(before)
				if err != nil {
					t.Fatal(err)
				}
				want, err := m.Choose(in.Logits, len(ids), how)
				if err != nil {
					t.Fatal(err)
				}
				if w.Place != len(ids) || w.Dropped != len(before.Dropped) || w.Drawn != want.Drawn || w.Token() != want.Token() {
					t.Errorf("%s, token %d: %+v after %d, %d dropped, want %+v after %d, %d dropped", name, i, w.Token(), w.Place, w.Dropped, want.Token(), len(ids), len(before.Dropped))
				}
				ids = append(ids, w.Token().ID)
			}
		}
	}
}

func TestGenerateStops(t *testing.T) {
	m := room(t)
	greedy := embedding.Sampling{Temperature: 1, Greedy: true}
	end, _ := m.Tokenizer().ID(bpe.EndOfText)
	steps := written(t, m, m.Embed(readySentence), embedding.MaxGenerated, false, greedy)
	if n := len(steps); n == 0 || n == embedding.MaxGenerated || steps[n-1].Token().ID != end || !steps[n-1].Ends || steps[0].Ends {
		t.Errorf("%d tokens, want some that end in the end of text", n)
	}
	if n := len(written(t, m, m.Embed(readySentence), 1000, true, greedy)); n != embedding.MaxGenerated {
		t.Errorf("%d tokens past the end, want %d", n, embedding.MaxGenerated)
	}
	for _, n := range []int{0, -1} {
		if got := written(t, m, m.Embed(readySentence), n, false, greedy); len(got) != 0 {
			t.Errorf("%d tokens asked for, %d written", n, len(got))
		}
	}
	for range m.Generate(m.Embed(readySentence), 9, false, greedy) {
		break // who has had enough is not pressed on
	}
	for name, tt := range map[string]struct {
		text string
		how  embedding.Sampling
		want error
	}{
		"nothing to go on from": {"", greedy, embedding.ErrEmptyText},
		"no temperature":        {"The", embedding.Sampling{}, embedding.ErrSampling},
	} {
		var errs []error
		for _, err := range m.Generate(m.Embed(tt.text), 5, false, tt.how) {
			errs = append(errs, err)
		}
		if len(errs) != 1 || !errors.Is(errs[0], tt.want) {
			t.Errorf("%s: %v, want %v", name, errs, tt.want)
		}
	}
}

func TestSeedsRepeatAndDiffer(t *testing.T) {
	m := room(t)
	text := func(seed uint64) string {
		var b strings.Builder
		for _, w := range written(t, m, m.Embed("The"), 12, true, embedding.Sampling{Temperature: 1.5, Seed: seed}) {
			b.WriteString(m.Text(w.Token().ID))
		}
		return b.String()
	}
	first := text(1)
	if text(1) != first {
		t.Error("one seed, two texts")
	}
	if first == text(2) && first == text(3) {
		t.Error("three seeds, one text")
	}
}

// A choice has the probabilities of Predict, to the last bit, whatever is cut.
func TestChooseAgreesWithPredict(t *testing.T) {
	m := room(t)
	s := m.Embed(readySentence)
	in, err := m.Inside(s)
	if err != nil {
		t.Fatal(err)
	}
	for _, temperature := range []float64{0.01, 0.7, 1, 10} {
		likeliest, err := m.Predict(s, m.Vocab(), temperature)
		if err != nil {
			t.Fatal(err)
		}
		c, err := m.Choose(in.Logits, 5, embedding.Sampling{Temperature: temperature, TopK: 40, TopP: 0.9})
		if err != nil {
			t.Fatal(err)
		}
		for i, w := range c.Candidates {
			if w.Candidate != likeliest[i] {
				t.Fatalf("temperature %v, candidate %d: %+v, Predict says %+v", temperature, i, w.Candidate, likeliest[i])
			}
		}
	}
}

func TestChooseWantsAllLogits(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("logits of another vocabulary were taken")
		}
	}()
	_, _ = small(t).Choose(make([]float32, 3), 0, embedding.Sampling{Temperature: 1})
}

// A model whose weights are no numbers has no next token, and no panic.
func TestGenerateWithBrokenWeights(t *testing.T) {
	broken := gpt.New(gpt.Config{Vocab: len(words), Context: 5, Width: 4, Layers: 1, Heads: 2}, seed)
	nan := float32(0)
	nan /= nan
	for _, tensor := range broken.Tensors() {
		if tensor.Name == "ln_f.bias" {
			copy(tensor.Data, slices.Repeat([]float32{nan}, 4))
		}
	}
	m := smallOn(t, broken)
	for _, err := range m.Generate(m.Embed(" king"), 3, false, embedding.Sampling{Temperature: 1}) {
		if !errors.Is(err, embedding.ErrNotFinite) {
			t.Errorf("%v, want ErrNotFinite", err)
		}
	}
}

func BenchmarkGenerate(b *testing.B) {
	m := room(b)
	for name, text := range map[string]string{"room": readySentence, "full": strings.Repeat("The king has a dog. ", 30)} {
		b.Run(name, func(b *testing.B) {
			s := m.Embed(text)
			for b.Loop() {
				for _, err := range m.Generate(s, 20, true, embedding.Sampling{Temperature: 1, Seed: 1}) {
					if err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
