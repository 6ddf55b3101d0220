package evaluation

import (
	"cmp"
	"slices"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding"
)

// answersKept is how many answers to an analogy are looked at.
const answersKept = 5

// Analogies is how often questions “a is to b as c is to ?” are answered right.
type Analogies struct {
	Questions int
	Top1      float64 // share of the questions whose first answer is right
	Top5      float64 // share with the right answer among the first five
}

// MeasureAnalogies asks, for each pair (c, d) of asked and each pair (a, b) of
// known, for d: see [Answers]. Pairs with a word that is not one token with a
// space before are left out.
func MeasureAnalogies(m *embedding.Model, known, asked [][2]string) Analogies {
	rows := centredUnit(m.TokenEmbedding())
	var result Analogies
	for _, target := range rowPairs(m, asked) {
		for _, source := range rowPairs(m, known) {
			if source == target {
				continue
			}
			result.Questions++
			switch slices.Index(answers(rows, source[0], source[1], target[0]), target[1]) {
			case 0:
				result.Top1++
				result.Top5++
			case 1, 2, 3, 4:
				result.Top5++
			}
		}
	}
	if result.Questions > 0 {
		result.Top1 /= float64(result.Questions)
		result.Top5 /= float64(result.Questions)
	}
	return result
}

// Answers are the five tokens nearest to b − a + c by cosine, among all V but
// a, b and c, on centred unit rows (3CosAdd; Mikolov et al. 2013, Linguistic
// Regularities in Continuous Space Word Representations). It returns nothing
// when a word is not one token with a space before.
func Answers(m *embedding.Model, a, b, c string) []embedding.TokenID {
	pairs := rowPairs(m, [][2]string{{a, b}, {c, c}})
	if len(pairs) < 2 {
		return nil
	}
	var ids []embedding.TokenID
	for _, row := range answers(centredUnit(m.TokenEmbedding()), pairs[0][0], pairs[0][1], pairs[1][0]) {
		ids = append(ids, m.Token(row))
	}
	return ids
}

// answers are the rows nearest to b − a + c, the nearest first.
func answers(rows blas32.General, a, b, c int) []int {
	query, scores := make([]float32, rows.Cols), make([]float32, rows.Rows)
	for j := range query {
		query[j] = vector(rows, b).Data[j] - vector(rows, a).Data[j] + vector(rows, c).Data[j]
	}
	blas32.Gemv(blas.NoTrans, 1, rows, blas32.Vector{N: rows.Cols, Inc: 1, Data: query},
		0, blas32.Vector{N: rows.Rows, Inc: 1, Data: scores})
	nearest := make([]int, 0, answersKept+1)
	for row, score := range scores {
		if row == a || row == b || row == c {
			continue
		}
		if len(nearest) == answersKept && score <= scores[nearest[answersKept-1]] {
			continue
		}
		at, _ := slices.BinarySearchFunc(nearest, score, func(r int, s float32) int { return cmp.Compare(s, scores[r]) })
		nearest = slices.Insert(nearest, at, row)
		nearest = nearest[:min(len(nearest), answersKept)]
	}
	return nearest
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
