package plot_test

import (
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/bpe"
	"tokenscape/embedding/gpt"
)

// world is a model of a few words whose vectors are set by hand, so that a picture
// of it changes only when the drawing does: a country and its capital differ by one
// step, and so do a man and a woman.
func world(t testing.TB) *embedding.Model {
	t.Helper()
	encoding, err := bpe.Get("r50k_base")
	if err != nil {
		t.Fatal(err)
	}
	rows := []struct {
		word, category string
		vector         [6]float32
	}{
		{" France", "country", [6]float32{2, 0.5, 0, 0.3, 0, 0.1}},
		{" Italy", "country", [6]float32{2.1, 0.2, 0.4, -0.2, 0.1, 0}},
		{" Spain", "country", [6]float32{1.9, -0.3, 0.2, 0.1, -0.2, 0.2}},
		{" Japan", "country", [6]float32{2.2, -0.6, -0.5, 0.2, 0.3, -0.1}},
		{" Paris", "capital", [6]float32{2, 0.55, 0.02, 1.9, 0.4, 0.1}},
		{" Rome", "capital", [6]float32{2.15, 0.2, 0.35, 1.3, 0.5, 0}},
		{" Madrid", "capital", [6]float32{1.85, -0.25, 0.25, 1.6, 0.2, 0.25}},
		{" Tokyo", "capital", [6]float32{2.2, -0.55, -0.45, 1.7, 0.7, -0.15}},
		{" man", "person", [6]float32{-1, 0.4, 0.1, 0, 0.9, 0.8}},
		{" boy", "person", [6]float32{-1.2, 0.1, 0.2, -0.1, 1, 0.6}},
		{" king", "person", [6]float32{-0.6, 0.8, 0.3, 0.2, 1.1, 0.9}},
		{" woman", "person", [6]float32{-1, 0.4, 0.1, 0, 0.95, -0.7}},
		{" girl", "person", [6]float32{-1.2, 0.15, 0.2, -0.1, 0.9, -0.8}},
		{" queen", "person", [6]float32{-0.6, 0.75, 0.35, 0.2, 1.1, -0.6}},
		{" of", "", [6]float32{0.2, -1.2, 0.9, -0.4, 0, 0.1}},
		{" the", "", [6]float32{0.1, -1.4, 0.7, -0.5, 0.1, 0}},
	}
	p := embedding.Parts{Name: "world", Tokenizer: encoding, Seed: 1,
		Transform: gpt.New(gpt.Config{Vocab: len(rows), Context: 4, Width: 6, Layers: 1, Heads: 1}, 1)}
	index := make(map[string]int)
	for i, r := range rows {
		ids := encoding.Encode(r.word)
		if len(ids) != 1 {
			t.Fatalf("%q is %d tokens", r.word, len(ids))
		}
		p.Tokens = append(p.Tokens, ids[0].ID)
		p.Counts = append(p.Counts, 1000/(i+1))
		copy(p.Transform.TokenEmbedding()[6*i:], r.vector[:])
		if r.category == "" {
			continue
		}
		if _, ok := index[r.category]; !ok {
			index[r.category] = len(p.Categories)
			p.Categories = append(p.Categories, embedding.Category{Name: r.category})
		}
		c := &p.Categories[index[r.category]]
		c.Tokens = append(c.Tokens, p.Tokens[i])
	}
	clear(p.Transform.PositionEmbedding())
	p.Relations = []embedding.Relation{{Name: "capital", Pairs: []embedding.Pair{
		{From: p.Tokens[0], To: p.Tokens[4]}, {From: p.Tokens[1], To: p.Tokens[5]}, {From: p.Tokens[3], To: p.Tokens[7], HeldOut: true}}}}
	m, err := embedding.New(p)
	if err != nil {
		t.Fatal(err)
	}
	return m
}
