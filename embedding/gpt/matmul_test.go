package gpt

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/blas/blas32"
)

// The oracle is the definition, summed in float64. Sides around the tiles and
// views into wider matrices are where an index goes wrong.
func TestProduct(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	view := func(rows, cols, stride int) blas32.General {
		x := blas32.General{Rows: rows, Cols: cols, Stride: stride, Data: make([]float32, rows*stride)}
		normal(random, x.Data, 1)
		return x
	}
	for _, size := range [][3]int{{1, 1, 1}, {64, 192, 64}, {65, 193, 3}, {130, 385, 70}, {3, 2, 200}} {
		n, m, k := size[0], size[1], size[2]
		t.Run(fmt.Sprintf("%d×%d×%d", n, m, k), func(t *testing.T) {
			x, w, y := view(n, k, k+1), view(m, k, k+2), view(n, m, m+3)
			before := append([]float32(nil), y.Data...)
			product(0.5, x, w, 2, y)
			for i := range n {
				for j := range m + 3 {
					want := float64(before[i*y.Stride+j])
					if j < m {
						want *= 2
						for l := range k {
							want += 0.5 * float64(x.Data[i*x.Stride+l]) * float64(w.Data[j*w.Stride+l])
						}
					}
					if got := float64(y.Data[i*y.Stride+j]); math.Abs(got-want) > 1e-4 {
						t.Fatalf("y[%d,%d] = %v, want %v", i, j, got, want)
					}
				}
			}
		})
	}
}

func TestTranspose(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {16, 3}, {17, 5}, {40, 33}} {
		n, m := size[0], size[1]
		x := blas32.General{Rows: n, Cols: m, Stride: m + 2, Data: make([]float32, n*(m+2))}
		for i := range x.Data {
			x.Data[i] = float32(i)
		}
		y := transpose(x, make([]float32, n*m+1))
		for i := range n {
			for j := range m {
				if y.Data[j*y.Stride+i] != x.Data[i*x.Stride+j] {
					t.Fatalf("%d×%d: element %d,%d", n, m, i, j)
				}
			}
		}
	}
}
