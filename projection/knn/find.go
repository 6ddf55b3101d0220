package knn

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sync"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/projection/internal/distance"
)

// Neighbors are the K nearest rows of each of N rows: those of row i, nearest
// first, at i·K to (i+1)·K.
type Neighbors struct {
	N, K     int
	Index    []int32
	Distance []float64 // Euclidean
}

// Of are the neighbours of row i and their distances.
func (n *Neighbors) Of(i int) ([]int32, []float64) {
	return n.Index[i*n.K : (i+1)*n.K], n.Distance[i*n.K : (i+1)*n.K]
}

// toldRows is after how many rows the caller is told.
const toldRows = 64

// Find gives each row of x (n×d, d ≥ 1) its k nearest others; of equal distances
// the lower row is nearer. They are chosen by float32 products, so that of rows
// whose distances differ by less than that rounds off, either may be the last.
// With fewer than k others all are neighbours. told, if it is not nil, is called
// every few rows with how many of n are done, in turn. When ctx ends first, the
// error is ctx's.
func Find(ctx context.Context, x blas32.General, k int, told func(done, of int)) (*Neighbors, error) {
	n := x.Rows
	k = max(0, min(k, n-1))
	found := &Neighbors{N: n, K: k, Index: make([]int32, n*k), Distance: make([]float64, n*k)}
	if k == 0 {
		return found, ctx.Err()
	}
	c := centre(x)
	var mu sync.Mutex
	done := 0
	err := distance.Each(ctx, c, 1, func() distance.Visit {
		near := make([]int32, 0, k+1)
		return func(i int, squared []float32) {
			near = distance.Nearest(near[:0], squared, i, k)
			found.measure(x, i, near)
			mu.Lock()
			defer mu.Unlock()
			if done++; told != nil && (done%toldRows == 0 || done == n) {
				told(done, n)
			}
		}
	})
	return found, err
}

// centre copies x less its mean row, which changes no distance but spares
// digits: of numbers far from the origin the difference of two squares has few.
func centre(x blas32.General) blas32.General {
	c := blas32.General{Rows: x.Rows, Cols: x.Cols, Stride: x.Cols, Data: make([]float32, x.Rows*x.Cols)}
	mean := make([]float64, x.Cols)
	for i := range x.Rows {
		for j, v := range x.Data[i*x.Stride:][:x.Cols] {
			mean[j] += float64(v) / float64(x.Rows)
		}
	}
	for i := range x.Rows {
		row := c.Data[i*c.Stride:]
		for j, v := range x.Data[i*x.Stride:][:x.Cols] {
			row[j] = float32(float64(v) - mean[j])
		}
	}
	return c
}

// measure sets the neighbours of row i, with their distances by differences in
// float64: those of equal rows are 0.
func (n *Neighbors) measure(x blas32.General, i int, near []int32) {
	type neighbor struct {
		index    int32
		distance float64
	}
	sorted := make([]neighbor, len(near))
	row := x.Data[i*x.Stride:][:x.Cols]
	for at, j := range near {
		var sum float64
		for l, v := range x.Data[int(j)*x.Stride:][:x.Cols] {
			d := float64(v) - float64(row[l])
			sum += d * d
		}
		sorted[at] = neighbor{j, math.Sqrt(sum)}
	}
	slices.SortFunc(sorted, func(a, b neighbor) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.index, b.index))
	})
	index, away := n.Of(i)
	for at, s := range sorted {
		index[at], away[at] = s.index, s.distance
	}
}
