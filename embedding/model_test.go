package embedding_test

import (
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/bpe"
	"tokenscape/embedding/gpt"
)

// words are the rows of the small model, all single tokens of r50k_base.
var words = []string{" king", " queen", " man", " woman", " dog", "dog", "."}

const seed = 7

// small is a model of seven rows, D = 4 and a context of 5, at its random start.
func small(t testing.TB) *embedding.Model {
	t.Helper()
	return smallOn(t, gpt.New(gpt.Config{Vocab: len(words), Context: 5, Width: 4, Layers: 1, Heads: 2}, seed))
}

func smallOn(t testing.TB, transform *gpt.Transformer) *embedding.Model {
	t.Helper()
	m, err := embedding.New(parts(t, transform))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func parts(t testing.TB, transform *gpt.Transformer) embedding.Parts {
	t.Helper()
	encoding, err := bpe.Get("r50k_base")
	if err != nil {
		t.Fatal(err)
	}
	p := embedding.Parts{Name: "small", Tokenizer: encoding, Seed: seed, Transform: transform}
	for _, w := range words {
		id, ok := encoding.ID(w)
		if !ok {
			t.Fatalf("%q is no single token", w)
		}
		p.Tokens = append(p.Tokens, id)
	}
	p.Categories = []embedding.Category{{Name: "people", Tokens: p.Tokens[:4]}}
	p.Relations = []embedding.Relation{{Name: "woman", Pairs: []embedding.Pair{
		{From: p.Tokens[0], To: p.Tokens[1], HeldOut: true}, {From: p.Tokens[2], To: p.Tokens[3]},
	}}}
	return p
}

func TestNewRefuses(t *testing.T) {
	transform := gpt.New(gpt.Config{Vocab: len(words), Context: 5, Width: 4, Layers: 1, Heads: 2}, seed)
	tests := []struct {
		name  string
		spoil func(*embedding.Parts)
		want  string
	}{
		{"a row without a token", func(p *embedding.Parts) { p.Tokens = p.Tokens[:3] }, "3 tokens for 7 rows"},
		{"a token in two rows", func(p *embedding.Parts) { p.Tokens[1] = p.Tokens[0] }, "two rows"},
		{"a category of unknown tokens", func(p *embedding.Parts) {
			p.Categories[0].Tokens = []embedding.TokenID{1}
		}, "no row"},
		{"a relation from an unknown token", func(p *embedding.Parts) {
			p.Relations[0].Pairs[1].From = 1
		}, "relation woman: token 1 has no row"},
		{"a relation to an unknown token", func(p *embedding.Parts) {
			p.Relations[0].Pairs[0].To = 1
		}, "relation woman: token 1 has no row"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := parts(t, transform)
			tt.spoil(&p)
			if _, err := embedding.New(p); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("New: %v, want an error with %q", err, tt.want)
			}
		})
	}
}

func TestRowsAndTokensAreInverse(t *testing.T) {
	m := small(t)
	for row := range m.Vocab() {
		if got, ok := m.Row(m.Token(row)); !ok || got != row {
			t.Errorf("row %d holds token %d, whose row is %d, %v", row, m.Token(row), got, ok)
		}
	}
	if _, ok := m.Row(3); ok {
		t.Error("token 3 was never given a row")
	}
	if got := m.Category(m.Token(0)); got != "people" {
		t.Errorf("category of king is %q", got)
	}
	if got := m.Category(m.Token(6)); got != "" {
		t.Errorf("category of the full stop is %q", got)
	}
}

func TestEmbedAddsTokenAndPosition(t *testing.T) {
	m := small(t)
	s := m.Embed(" king. strawberry")
	if len(s.Dropped) != 0 || len(s.Tokens) != 3 {
		t.Fatalf("%d dropped, %d kept, want 0 and 3", len(s.Dropped), len(s.Tokens))
	}
	for i, tok := range s.Tokens {
		for j := range m.Dim() {
			if want := tok.TokenVector[j] + m.PositionVector(i)[j]; tok.InputVector[j] != want {
				t.Errorf("token %d, element %d: %v, want %v", i, j, tok.InputVector[j], want)
			}
		}
	}
	if !s.Tokens[0].Trained || !s.Tokens[1].Trained || s.Tokens[2].Trained {
		t.Error("king and the full stop have rows, strawberry has none")
	}
	want := make([]float32, m.Dim())
	gpt.StartRow(seed, int(s.Tokens[2].ID), want)
	for j := range want {
		if s.Tokens[2].TokenVector[j] != want[j] {
			t.Error("an untrained token has its random start and no other vector")
		}
	}
}

func TestEmbedDropsTheOldest(t *testing.T) {
	m := small(t)
	tests := []struct {
		name          string
		n             int
		dropped, kept int
	}{
		{"empty", 0, 0, 0},
		{"one", 1, 0, 1},
		{"exactly full", 5, 0, 5},
		{"one too many", 6, 1, 5},
		{"a book", 1000, 995, 5},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := m.Embed(strings.Repeat(" dog", tt.n))
			if len(s.Dropped) != tt.dropped || len(s.Tokens) != tt.kept {
				t.Fatalf("%d dropped and %d kept, want %d and %d", len(s.Dropped), len(s.Tokens), tt.dropped, tt.kept)
			}
			for i, tok := range s.Tokens {
				if int(tok.Position) != i || tok.Start != (tt.dropped+i)*len(" dog") {
					t.Errorf("token %d: position %d, offset %d", i, tok.Position, tok.Start)
				}
			}
		})
	}
}

func TestUnit(t *testing.T) {
	m := small(t)
	x := m.Gather([]embedding.TokenID{m.Token(0), m.Token(1)})
	copy(x.Data[4:], []float32{0, 0, 0, 0})
	embedding.Unit(x)
	var length float64
	for _, v := range x.Data[:4] {
		length += float64(v) * float64(v)
	}
	if math.Abs(length-1) > 1e-6 {
		t.Errorf("length² = %v, want 1", length)
	}
	for _, v := range x.Data[4:] {
		if v != 0 {
			t.Errorf("a row of zeros became %v", x.Data[4:])
		}
	}
	if v, _ := m.TokenVector(m.Token(0)); v[0] == x.Data[0] {
		t.Error("Gather shares the model's rows instead of copying them")
	}
}

func TestModelIsSafeForConcurrentUse(t *testing.T) {
	m := small(t)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			s := m.Embed(" king and queen")
			m.Nearest(s.Tokens[0].InputVector, embedding.Search{K: 3, Centred: true})
			if _, err := m.Predict(s, 3, 1); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

func FuzzEmbed(f *testing.F) {
	for _, text := range []string{"", " king", "草莓", "\xff\xfe", strings.Repeat(" dog", 9)} {
		f.Add(text)
	}
	m := small(f)
	f.Fuzz(func(t *testing.T, text string) {
		s := m.Embed(text)
		if len(s.Tokens) > m.Context() {
			t.Fatalf("%d tokens in a context of %d", len(s.Tokens), m.Context())
		}
		var back strings.Builder
		for _, tok := range s.Dropped {
			back.WriteString(tok.Bytes)
		}
		for _, tok := range s.Tokens {
			back.WriteString(tok.Bytes)
		}
		if back.String() != text {
			t.Fatalf("the tokens of %q join to %q", text, back.String())
		}
	})
}

func TestStartIsEachTokensOwn(t *testing.T) {
	m := small(t)
	start := m.Start()
	for row := range m.Vocab() {
		want := m.StartVector(m.Token(row))
		if got := start.TokenEmbedding()[row*m.Dim() : (row+1)*m.Dim()]; !slices.Equal(got, want) {
			t.Errorf("row %d is %v, want the start of token %d, %v", row, got, m.Token(row), want)
		}
	}
	if !slices.Equal(start.PositionEmbedding(), m.PositionEmbedding().Data) {
		t.Error("an untrained model's W_P is not its start")
	}
	start.TokenEmbedding()[0]++
	if start.TokenEmbedding()[0] == m.TokenEmbedding().Data[0] {
		t.Error("the start is shared with the model")
	}
}
