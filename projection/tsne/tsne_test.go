package tsne_test

import (
	"context"
	"fmt"
	"testing"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/projection"
	"tokenscape/projection/internal/layouttest"
	"tokenscape/projection/tsne"
)

func layout(ctx context.Context, x blas32.General, seed uint64, told projection.Progress) ([][]float64, error) {
	return tsne.Layout(ctx, x, tsne.Options{Perplexity: 30, Seed: seed, Told: told})
}

func TestLayout(t *testing.T) { layouttest.Check(t, layout, 750) }

func BenchmarkLayout(b *testing.B) { layouttest.Bench(b, layout) }

// Two groups of three stay together.
func ExampleLayout() {
	x := blas32.General{Rows: 6, Cols: 2, Stride: 2, Data: []float32{1, 1, 1, 2, 2, 1, 51, 51, 51, 52, 52, 51}}
	y, err := tsne.Layout(context.Background(), x, tsne.Options{Perplexity: 30, Seed: 1})
	if err != nil {
		panic(err)
	}
	fmt.Printf("trustworthiness %.1f\n", projection.Compare(x, y, 2).Trustworthiness)
	// Output: trustworthiness 1.0
}
