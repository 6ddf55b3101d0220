package knn

import (
	"cmp"
	"slices"
)

// Graph is a symmetric sparse matrix n×n: row i has Weight[e] in column To[e]
// for the e from Start[i] up to Start[i+1], columns rising.
type Graph struct {
	Start  []int // n+1
	To     []int32
	Weight []float64
}

// Graph joins the weights from each row to its neighbours (n·K of them, in
// their order) to one weight for each pair: join(w_ij, w_ji), 0 for one that is
// not the other's neighbour.
func (n *Neighbors) Graph(weights []float64, join func(there, back float64) float64) *Graph {
	type edge struct {
		to          int32
		there, back float64
	}
	rows := make([][]edge, n.N)
	for i := range rows {
		rows[i] = make([]edge, 0, 2*n.K)
	}
	for i := range n.N {
		index, _ := n.Of(i)
		for c, j := range index {
			w := weights[i*n.K+c]
			rows[i] = append(rows[i], edge{to: j, there: w})
			rows[j] = append(rows[j], edge{to: int32(i), back: w})
		}
	}
	g := &Graph{Start: make([]int, n.N+1), To: make([]int32, 0, 2*n.N*n.K), Weight: make([]float64, 0, 2*n.N*n.K)}
	for i, row := range rows {
		slices.SortFunc(row, func(a, b edge) int { return cmp.Compare(a.to, b.to) })
		for e := 0; e < len(row); e++ {
			both := row[e]
			if e+1 < len(row) && row[e+1].to == both.to { // neighbours of each other
				e++
				both.there += row[e].there
				both.back += row[e].back
			}
			g.To = append(g.To, both.to)
			g.Weight = append(g.Weight, join(both.there, both.back))
		}
		g.Start[i+1] = len(g.To)
	}
	return g
}
