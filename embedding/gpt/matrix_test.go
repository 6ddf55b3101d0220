package gpt

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

func TestPadded(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, tt := range []struct{ rows, cols, multiple, want int }{
		{1, 1, 1, 1}, {16, 3, 1, 3}, {3, 17, 16, 32}, {40, 33, 16, 48}, {5, 6, 6, 6}, {5, 4, 6, 6},
	} {
		for _, transposed := range []bool{false, true} {
			t.Run(fmt.Sprint(tt, transposed), func(t *testing.T) {
				x := randomMatrix(random, tt.rows, tt.cols, 2, transposed)
				buffer := make([]float32, 2000)
				fill(buffer, 7) // what an earlier copy left
				y := x.padded(&buffer, tt.multiple)
				if y.rows != tt.rows || y.cols != tt.want || y.across != 1 {
					t.Fatalf("%d×%d, %d across", y.rows, y.cols, y.across)
				}
				for i := range y.rows {
					for j := range y.cols {
						want := 0.0
						if j < tt.cols {
							want = x.at(i, j)
						}
						if y.at(i, j) != want {
							t.Fatalf("element %d,%d is %v, want %v", i, j, y.at(i, j), want)
						}
					}
				}
			})
		}
	}
}
