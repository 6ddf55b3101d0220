package gpt

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Rows of every length around eight numbers at once.
func TestGreatest(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for n := 1; n < 40; n++ {
		row := make([]float32, n)
		normal(random, row, 1)
		for i := range row {
			row[i] -= 10 // a row below 0 shows a 0 from elsewhere
		}
		if got, want := greatest(row), slices.Max(row); got != want {
			t.Errorf("of %d: %v, want %v", n, got, want)
		}
		for i := range row {
			row[i] = 3
			if got := greatest(row); got != 3 {
				t.Errorf("of %d: %v, want the 3 at %d", n, got, i)
			}
			row[i] = -10
		}
	}
}

func TestScaleAndAdd(t *testing.T) {
	for n := range 40 {
		row, other := make([]float32, n+1), make([]float32, n)
		fill(row, 3)
		fill(other, 2)
		scale(0.5, row[:n])
		add(row[:n], other)
		for i, v := range row {
			if want := float32(3.5); i < n && v != want || i == n && v != 3 {
				t.Errorf("number %d of %d is %v", i, n, v)
			}
		}
	}
}
