package embedding_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/embedding/gpt"
)

func room(t testing.TB) *embedding.Model {
	t.Helper()
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// What a block adds adds up to what comes out of it, which the next one takes in;
// attention is a causal distribution; the end is what Predict and HiddenStates say.
func TestInside(t *testing.T) {
	m := room(t)
	for _, text := range []string{"The", readySentence, "草莓 likes the king"} {
		s := m.Embed(text)
		in, err := m.Inside(s)
		if err != nil {
			t.Fatal(err)
		}
		if len(in.Blocks) != len(s.Tokens) || len(in.Attention) != m.Layers() || len(in.Attention[0]) != m.Heads() {
			t.Fatalf("%q: %d tokens, %d blocks of %d heads", text, len(in.Blocks), len(in.Attention), len(in.Attention[0]))
		}
		states, err := m.HiddenStates(s)
		if err != nil {
			t.Fatal(err)
		}
		for i, blocks := range in.Blocks {
			from := s.Tokens[i].InputVector
			for l, b := range blocks {
				out := embedding.Sum(embedding.Sum(b.In, b.Attention), b.FeedForward)
				if !slices.Equal(b.In, from) || !slices.Equal(out, b.Out) || !slices.Equal(b.Out, states[i][l+1]) {
					t.Errorf("%q, token %d, block %d: the vectors do not add up", text, i, l+1)
				}
				from = b.Out
			}
		}
		for l, heads := range in.Attention {
			for h, rows := range heads {
				for i, row := range rows {
					var sum float64
					for _, w := range row {
						sum += float64(w)
						if w < 0 || w > 1 {
							t.Errorf("a weight of %v", w)
						}
					}
					if len(row) != i+1 || math.Abs(sum-1) > 1e-5 {
						t.Errorf("%q, block %d, head %d: query %d looks at %d keys with %v in all, want %d and 1", text, l+1, h+1, i, len(row), sum, i+1)
					}
				}
			}
		}
		likeliest, err := m.Predict(s, 5, 1)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range likeliest {
			row, _ := m.Row(c.ID)
			var product float64
			v, _ := m.TokenVector(c.ID)
			for j := range v {
				product += float64(v[j]) * float64(in.Output[j])
			}
			if in.Logits[row] != c.Logit || math.Abs(product-float64(c.Logit)) > 1e-4 {
				t.Errorf("%q: the logit of %q is %v inside, %v predicted, %v multiplied out", text, m.Text(c.ID), in.Logits[row], c.Logit, product)
			}
		}
	}
	if _, err := m.Inside(m.Embed("")); !errors.Is(err, embedding.ErrEmptyText) {
		t.Errorf("inside of nothing: %v", err)
	}
}

// What a token takes part in does not depend on what follows it.
func TestInsideIsCausal(t *testing.T) {
	m := room(t)
	short, err := m.Inside(m.Embed("The king has a"))
	if err != nil {
		t.Fatal(err)
	}
	long, err := m.Inside(m.Embed("The king has a dog and a cat"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range short.Blocks {
		for l := range short.Blocks[i] {
			if !slices.Equal(short.Blocks[i][l].Out, long.Blocks[i][l].Out) {
				t.Errorf("token %d, block %d knows what follows", i, l+1)
			}
		}
	}
	for l, heads := range short.Attention {
		for h, rows := range heads {
			for i, row := range rows {
				if !slices.Equal(row, long.Attention[l][h][i]) {
					t.Errorf("block %d, head %d, query %d: attention knows what follows", l+1, h+1, i)
				}
			}
		}
	}
}

// The cost of keeping all that happens inside: compare the two.
func BenchmarkInside(b *testing.B) {
	m := room(b)
	s := m.Embed("The king and the queen live in the castle and the dog sleeps in the house near the river.")
	b.Run("predict", func(b *testing.B) {
		for b.Loop() {
			if _, err := m.Predict(s, 10, 1); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("inside", func(b *testing.B) {
		for b.Loop() {
			if _, err := m.Inside(s); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// A wide model of a long context has room for so many tokens as the formula says,
// and one more is refused.
func TestInsideIsBounded(t *testing.T) {
	const width, layers, heads = 512, 2, 256
	count := func(n int) int { return layers * (4*n*width + heads*n*(n+1)/2) }
	m := smallOn(t, gpt.New(gpt.Config{Vocab: len(words), Context: 400, Width: width, Layers: layers, Heads: heads}, seed))
	fits := 0
	for count(fits+1) <= embedding.MaxInside {
		fits++
	}
	var tooMany *embedding.InsideError
	_, err := m.Inside(m.Embed(strings.Repeat(" dog", fits+1)))
	if !errors.As(err, &tooMany) || tooMany.Limit != fits || tooMany.Tokens != fits+1 {
		t.Errorf("%d tokens: %v, want at most %d", fits+1, err, fits)
	}
}
