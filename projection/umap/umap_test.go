package umap_test

import (
	"context"
	"fmt"
	"testing"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/projection"
	"tokenscape/projection/internal/layouttest"
	"tokenscape/projection/umap"
)

func layout(ctx context.Context, x blas32.General, seed uint64, told projection.Progress) ([][]float64, error) {
	return umap.Layout(ctx, x, umap.Options{Neighbors: 15, Seed: seed, Told: told})
}

func TestLayout(t *testing.T) { layouttest.Check(t, layout, 500) }

func BenchmarkLayout(b *testing.B) { layouttest.Bench(b, layout) }

func ExampleLayout() {
	six := blas32.General{Rows: 6, Cols: 1, Stride: 1, Data: []float32{1, 2, 3, 51, 52, 53}}
	steps := 0
	y, err := umap.Layout(context.Background(), six, umap.Options{Neighbors: 3, Seed: 1,
		Told: func(_ projection.Stage, done, _ int) { steps = done }})
	if err != nil {
		panic(err)
	}
	fmt.Println(len(y), "places after", steps, "epochs")
	// Output: 6 places after 500 epochs
}
