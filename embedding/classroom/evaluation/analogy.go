package evaluation

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding"
)

// Analogies is the share of questions “a is to b as c is to ?” whose first
// answer is right, for each pair (c, d) of asked and each pair (a, b) of
// known: the row nearest to b − a + c on unit rows, by cosine, among all V
// tokens but a, b and c (3CosAdd; Mikolov et al. 2013, Linguistic Regularities
// in Continuous Space Word Representations). Pairs with a word that is not one
// token with a space before are left out.
func Analogies(m *embedding.Model, known, asked [][2]string) float64 {
	we := m.TokenEmbedding()
	rows := blas32.General{Rows: we.Rows, Cols: we.Cols, Stride: we.Cols, Data: make([]float32, we.Rows*we.Cols)}
	for i := range we.Rows {
		copy(vector(rows, i).Data, vector(we, i).Data)
	}
	embedding.Unit(rows)
	scores := make([]float32, rows.Rows)
	query := make([]float32, rows.Cols)
	right, questions := 0, 0
	for _, target := range rowPairs(m, asked) {
		for _, source := range rowPairs(m, known) {
			if source == target {
				continue
			}
			a, b, c := vector(rows, source[0]).Data, vector(rows, source[1]).Data, vector(rows, target[0]).Data
			for j := range query {
				query[j] = b[j] - a[j] + c[j]
			}
			blas32.Gemv(blas.NoTrans, 1, rows, blas32.Vector{N: rows.Cols, Inc: 1, Data: query},
				0, blas32.Vector{N: rows.Rows, Inc: 1, Data: scores})
			best := -1
			for row, score := range scores {
				if row != source[0] && row != source[1] && row != target[0] && (best < 0 || score > scores[best]) {
					best = row
				}
			}
			if best == target[1] {
				right++
			}
			questions++
		}
	}
	if questions == 0 {
		return 0
	}
	return float64(right) / float64(questions)
}

func rowPairs(m *embedding.Model, pairs [][2]string) [][2]int {
	var list [][2]int
	for _, p := range pairs {
		a, okA := wordRow(m, p[0])
		b, okB := wordRow(m, p[1])
		if okA && okB {
			list = append(list, [2]int{a, b})
		}
	}
	return list
}

func wordRow(m *embedding.Model, word string) (int, bool) {
	id, ok := m.Tokenizer().ID(" " + word)
	if !ok {
		return 0, false
	}
	return m.Row(id)
}
