package figure_test

import (
	"testing"

	"tokenscape/projection/figure"
)

func TestFirstCategoriesDifferByColourAndShape(t *testing.T) {
	type cue struct {
		colour int
		shape  figure.Shape
	}
	seen := make(map[cue]int)
	for i := range 40 {
		c := cue{i % 8, figure.ShapeOf(i)}
		if j, twice := seen[c]; twice {
			t.Errorf("categories %d and %d look alike", j, i)
		}
		seen[c] = i
		if figure.ShapeOf(i) == figure.ShapeOf(i+1) {
			t.Errorf("categories %d and %d share a shape", i, i+1)
		}
	}
}
