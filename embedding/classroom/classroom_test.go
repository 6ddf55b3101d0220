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

// The bars are the project's: 500 words in 15 categories, purity 0.85.
func TestWeightsHoldTheirCard(t *testing.T) {
	m := load(t)
	c, err := Card()
	if err != nil {
		t.Fatal(err)
	}
	words := 0
	for _, category := range m.Categories() {
		words += len(category.Tokens)
	}
	if n := len(m.Categories()); n < 15 || n != c.Corpus.Categories || words < 500 || words != c.Corpus.Words {
		t.Errorf("%d words in %d categories, card %d in %d, want at least 500 in 15", words, n, c.Corpus.Words, c.Corpus.Categories)
	}
	purity := evaluation.MeasurePurity(m, m.TokenEmbedding())
	if purity.Strict < 0.85 {
		t.Errorf("purity %.3f, want at least 0.85", purity.Strict)
	}
	for name, pair := range map[string][2]float64{
		"purity":          {purity.Strict, c.Figures.Purity},
		"lenient purity":  {purity.Lenient, c.Figures.PurityLenient},
		"position cosine": {evaluation.PositionCosine(m.PositionEmbedding()), c.Figures.PositionCosine},
	} {
		if math.Abs(pair[0]-pair[1]) > 1e-3 {
			t.Errorf("%s is %.4f, the card says %.4f", name, pair[0], pair[1])
		}
	}
	wrong, err := evaluation.Wrong(m, evaluation.Prompts)
	if err != nil {
		t.Fatal(err)
	}
	if right := len(evaluation.Prompts) - len(wrong); right != c.Figures.PromptsRight {
		t.Errorf("%d prompts are right, the card says %d", right, c.Figures.PromptsRight)
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
	// Output: classroom 64 true
}
