package classroom

import (
	"fmt"
	"log"
	"math"
	"os"
	"reflect"
	"slices"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/bpe"
	"tokenscape/embedding/classroom/checkpoint"
	"tokenscape/embedding/classroom/corpus"
	"tokenscape/embedding/classroom/dataset"
	"tokenscape/embedding/classroom/evaluation"
)

func load(t testing.TB) *embedding.Model {
	t.Helper()
	m, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestBars(t *testing.T) {
	c, err := Card()
	if err != nil {
		t.Fatal(err)
	}
	for _, bar := range evaluation.Bars(c) {
		if !bar.Met() {
			t.Errorf("%s: %.4f, bound %g", bar.Figure, bar.Value, bar.Bound)
		}
	}
}

// The card's figures are those of the weights, not of another training.
func TestWeightsHoldTheirCard(t *testing.T) {
	m := load(t)
	c, err := Card()
	if err != nil {
		t.Fatal(err)
	}
	sentences, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	words := 0
	for _, category := range m.Categories() {
		words += len(category.Tokens)
		if n := c.Corpus.ByCategory[category.Name]; n != len(category.Tokens) {
			t.Errorf("%s has %d words, the card says %d", category.Name, len(category.Tokens), n)
		}
	}
	if words != c.Corpus.Words || len(m.Categories()) != c.Corpus.Categories {
		t.Errorf("%d words in %d categories, the card says %d in %d", words, len(m.Categories()), c.Corpus.Words, c.Corpus.Categories)
	}
	measured, err := evaluation.Measure(m, sentences, DefaultCategories)
	if err != nil {
		t.Fatal(err)
	}
	again := *c
	again.Figures = measured
	stated := evaluation.Bars(c)
	for i, bar := range evaluation.Bars(&again) {
		if math.Abs(bar.Value-stated[i].Value) > 2e-3 {
			t.Errorf("%s is %.4f, the card says %.4f", bar.Figure, bar.Value, stated[i].Value)
		}
	}
	if m.Vocab() != c.Shape.Vocab || m.Dim() != c.Shape.Width || m.Parameters() != c.Shape.Parameters {
		t.Errorf("shape %d×%d of %d parameters, the card says %+v", m.Vocab(), m.Dim(), m.Parameters(), c.Shape)
	}
}

func TestCapitalOfFrance(t *testing.T) {
	answer, err := evaluation.Answer(load(t), "The capital of France is")
	if err != nil {
		t.Fatal(err)
	}
	if answer != " Paris" {
		t.Errorf("got %q", answer)
	}
}

func TestCardMatchesCorpus(t *testing.T) {
	c, err := Card()
	if err != nil {
		t.Fatal(err)
	}
	sentences, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	if hash := sentences.Hash(c.Corpus.Seed, c.Corpus.Documents); hash != c.Corpus.Hash {
		t.Errorf("the corpus has hash %s, the card %s: run “go generate ./embedding/classroom”", hash, c.Corpus.Hash)
	}
	text, err := os.ReadFile("MODEL_CARD.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(text) != c.Markdown() {
		t.Error("MODEL_CARD.md is not what card.json says")
	}
}

// The counts are of the text that the weights were trained on.
func TestCountsMatchCorpus(t *testing.T) {
	card, err := Card()
	if err != nil {
		t.Fatal(err)
	}
	of, err := checkpoint.ReadCounts(counts)
	if err != nil {
		t.Fatal(err)
	}
	sum := 0
	for row, n := range of.Rows {
		sum += n
		if n < 1 {
			t.Errorf("row %d was learnt from nothing", row)
		}
	}
	if of.Corpus != card.Corpus.Hash || len(of.Rows) != card.Shape.Vocab {
		t.Errorf("%d counts of the corpus %s, the card says %d of %s: run “go generate ./embedding/classroom”",
			len(of.Rows), of.Corpus, card.Shape.Vocab, card.Corpus.Hash)
	}
	// All but the documents kept back for validation.
	if kept := float64(sum) / float64(card.Corpus.Tokens); kept < 0.985 || kept > 0.995 {
		t.Errorf("%d tokens of %d", sum, card.Corpus.Tokens)
	}
	m := load(t)
	first, ok := m.Rank(m.Token(slices.Index(of.Rows, slices.Max(of.Rows))))
	if !ok || first != 1 {
		t.Errorf("the most frequent token has rank %d, %v", first, ok)
	}
}

// What the weights say of the lexicon's relations is what the lexicon says.
func TestRelationsMatchCorpus(t *testing.T) {
	m := load(t)
	sentences, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	encoding, err := bpe.Get(m.Tokenizer().Name())
	if err != nil {
		t.Fatal(err)
	}
	text := &dataset.Dataset{}
	for row := range m.Vocab() {
		text.Tokens = append(text.Tokens, m.Token(row))
	}
	if want := text.Relations(sentences, encoding); len(want) == 0 || !reflect.DeepEqual(m.Relations(), want) {
		t.Errorf("the weights' relations are\n%v, the corpus has\n%v", m.Relations(), want)
	}
}

func TestDefaultsExist(t *testing.T) {
	m := load(t)
	for _, name := range DefaultCategories {
		if !slices.ContainsFunc(m.Categories(), func(c embedding.Category) bool { return c.Name == name }) {
			t.Errorf("no category %q", name)
		}
	}
	if !slices.ContainsFunc(m.Relations(), func(r embedding.Relation) bool { return r.Name == DefaultRelation }) {
		t.Errorf("no relation %q", DefaultRelation)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load(b)
	}
}

func ExampleLoad() {
	m, err := Load()
	if err != nil {
		log.Fatal(err)
	}
	king, err := m.Lookup(" king")
	if err != nil {
		log.Fatal(err)
	}
	v, trained := m.TokenVector(king)
	fmt.Println(m.Name(), len(v), trained)
	// Output: classroom 96 true
}
