package gpt

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

func TestCopyTo(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, size := range [][2]int{{1, 1}, {16, 3}, {3, 17}, {40, 33}} {
		for _, transposed := range []bool{false, true} {
			t.Run(fmt.Sprint(size, transposed), func(t *testing.T) {
				x := randomMatrix(random, size[0], size[1], 2, transposed)
				y := x.copyTo(make([]float32, size[0]*size[1]+1))
				if y.down != size[1] || y.across != 1 {
					t.Fatalf("steps of %d and %d", y.down, y.across)
				}
				for i := range size[0] {
					for j := range size[1] {
						if y.at(i, j) != x.at(i, j) {
							t.Fatalf("element %d,%d is %v, want %v", i, j, y.at(i, j), x.at(i, j))
						}
					}
				}
			})
		}
	}
}
