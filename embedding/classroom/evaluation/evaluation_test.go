package evaluation

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/blas/blas32"
	"gonum.org/v1/gonum/mat"

	"tokenscape/embedding"
	"tokenscape/embedding/bpe"
	"tokenscape/embedding/gpt"
)

// model is four words on hand-made rows: two categories of two words each.
func model(t testing.TB, rows [][]float32, categories map[string][]string) *embedding.Model {
	t.Helper()
	encoding, err := bpe.Get("r50k_base")
	if err != nil {
		t.Fatal(err)
	}
	words := []string{" king", " queen", " man", " woman", " red", " blue"}[:len(rows)]
	transform := gpt.New(gpt.Config{Vocab: len(rows), Context: 4, Width: len(rows[0]), Layers: 1, Heads: 1}, 1)
	parts := embedding.Parts{Tokenizer: encoding, Transform: transform}
	for i, row := range rows {
		copy(transform.TokenEmbedding()[i*len(row):], row)
		id, ok := encoding.ID(words[i])
		if !ok {
			t.Fatalf("%q is not one token", words[i])
		}
		parts.Tokens = append(parts.Tokens, id)
	}
	for name, members := range categories {
		c := embedding.Category{Name: name}
		for _, word := range members {
			id, _ := encoding.ID(" " + word)
			c.Tokens = append(c.Tokens, id)
		}
		parts.Categories = append(parts.Categories, c)
	}
	m, err := embedding.New(parts)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// With six words every other word is among the five neighbours, so purity is
// the share of a category among the other five.
func TestPurityOfSixWords(t *testing.T) {
	rows := [][]float32{{1, 0, .1}, {1, .1, 0}, {.9, 0, 0}, {-1, 0, .1}, {-1, .1, 0}, {-1, 0, .3}}
	m := model(t, rows, map[string][]string{"person": {"king", "queen", "man", "woman"}})
	p := MeasurePurity(m, m.TokenEmbedding())
	if math.Abs(p.Strict-3.0/5) > 1e-9 || math.Abs(p.ByCategory["person"]-3.0/5) > 1e-9 {
		t.Errorf("strict %v, by category %v, want 0.6", p.Strict, p.ByCategory)
	}
}

func TestAnalogyOnAParallelogram(t *testing.T) {
	rows := [][]float32{{1, 1, 0}, {1, 0, 1}, {-1, 1, 0}, {-1, 0, 1}}
	m := model(t, rows, nil)
	known, asked := [][2]string{{"man", "woman"}}, [][2]string{{"king", "queen"}, {"king", "dragonfly"}}
	if got, want := MeasureAnalogies(m, known, asked), (Analogies{Questions: 1, Top1: 1, Top5: 1}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := MeasureAnalogies(m, nil, asked); got != (Analogies{}) {
		t.Errorf("without a known pair got %v, want nothing", got)
	}
	if got := Answers(m, "man", "woman", "king"); len(got) != 1 || m.Text(got[0]) != " queen" {
		t.Errorf("king − man + woman = %v, want queen alone", got)
	}
	if got := Answers(m, "man", "dragonfly", "king"); got != nil {
		t.Errorf("with a word of several tokens got %v, want nothing", got)
	}
}

func TestSilhouetteOfTwoPairs(t *testing.T) {
	places := mat.NewDense(4, 2, []float64{0, 0, 1, 0, 10, 0, 11, 0})
	want := (9.5/10.5 + 8.5/9.5) / 2
	if got := silhouette(places, []int{0, 0, 1, 1}); math.Abs(got-want) > 1e-12 {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := silhouette(places, []int{0, 1, 0, 1}); got >= 0 {
		t.Errorf("mixed labels got %v, want less than 0", got)
	}
}

func TestSilhouetteOfCategories(t *testing.T) {
	rows := [][]float32{{1, 0, .1}, {1, .1, 0}, {0, 1, .1}, {.1, 1, 0}}
	m := model(t, rows, map[string][]string{"man": {"king", "queen"}, "woman": {"man", "woman"}})
	if got := Silhouette(m, m.TokenEmbedding(), []string{"man", "woman"}); got < 0.8 {
		t.Errorf("two tight groups have %v, want at least 0.8", got)
	}
}

func TestComponentShareOfACross(t *testing.T) {
	// Variance 4 along x and 1 along y.
	x := blas32.General{Rows: 4, Cols: 2, Stride: 2, Data: []float32{2, 0, -2, 0, 0, 1, 0, -1}}
	if got := ComponentShare(x, 1); math.Abs(got-0.8) > 1e-12 {
		t.Errorf("got %v, want 0.8", got)
	}
}

func TestPositionCosineOfALine(t *testing.T) {
	// Centred rows are −3/2, −1/2, 1/2, 3/2: cosines 1, −1, 1.
	wp := blas32.General{Rows: 4, Cols: 1, Stride: 1, Data: []float32{1, 2, 3, 4}}
	if got := PositionCosine(wp); math.Abs(got-1.0/3) > 1e-6 {
		t.Errorf("got %v, want 1/3", got)
	}
}

func ExamplePositionCosine() {
	circle := blas32.General{Rows: 4, Cols: 2, Stride: 2, Data: []float32{1, 0, 0, 1, -1, 0, 0, -1}}
	fmt.Printf("%.1f\n", PositionCosine(circle))
	// Output: 0.0
}
