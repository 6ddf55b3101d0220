package tsne_test

import (
	"fmt"
	"testing"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/projection/tsne"
)

// words are the first n rows of the classroom model, those of its categories
// before the others, and their categories.
func words(t testing.TB, n int) (x blas32.General, categories []string) {
	t.Helper()
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	var ids, others []embedding.TokenID
	for _, c := range m.Categories() {
		ids = append(ids, c.Tokens...)
	}
	for row := range m.Vocab() {
		if id := m.Token(row); m.Category(id) == "" {
			others = append(others, id)
		}
	}
	ids = append(ids, others...)[:n]
	for _, id := range ids {
		categories = append(categories, m.Category(id))
	}
	return m.Gather(ids), categories
}

func BenchmarkLayout(b *testing.B) {
	for _, n := range []int{1485, 3743} { // the words of categories, and the vocabulary
		x, _ := words(b, n)
		b.Run(fmt.Sprintf("%dx%d", x.Rows, x.Cols), func(b *testing.B) {
			for b.Loop() {
				if _, err := tsne.Layout(b.Context(), x, tsne.Options{Perplexity: 30, Seed: 1}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
