package evaluation

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding"
)

// Neighbors is k of the purity: how many neighbours of a word are asked for
// their category.
const Neighbors = 5

// Purity is the share of a word's nearest neighbours that are of its category.
type Purity struct {
	Strict     float64            // neighbours among all rows; one without category counts as wrong
	Lenient    float64            // neighbours among words with a category
	ByCategory map[string]float64 // strict
}

// MeasurePurity takes the rows of the model's W_E, or of another matrix of the
// same shape: its random start for instance.
func MeasurePurity(m *embedding.Model, we blas32.General) Purity {
	return PurityOf(we, labels(m, we, nil))
}

// geography counts a country, its capital and its people as of one kind: that
// Paris and French stand next to France is what one wants to see.
var geography = map[string]string{"country": "geography", "capital": "geography", "nationality": "geography"}

// labels are the categories of the rows, by the name that merged has for them.
func labels(m *embedding.Model, we blas32.General, merged map[string]string) []string {
	label := make([]string, we.Rows)
	for row := range label {
		label[row] = m.Category(m.Token(row))
		if family, ok := merged[label[row]]; ok {
			label[row] = family
		}
	}
	return label
}

// PurityOf takes any rows, each with its category, or "" for none.
func PurityOf(x blas32.General, label []string) Purity {
	rows := centredUnit(x)
	p := Purity{ByCategory: make(map[string]float64)}
	count := make(map[string]float64)
	words := 0.0
	scores := make([]float32, rows.Rows)
	order := make([]int, rows.Rows)
	for row, category := range label {
		if category == "" {
			continue
		}
		blas32.Gemv(blas.NoTrans, 1, rows, vector(rows, row), 0, blas32.Vector{N: rows.Rows, Inc: 1, Data: scores})
		for i := range order {
			order[i] = i
		}
		slices.SortFunc(order, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
		strict := share(order, row, category, label, false)
		p.Strict += strict
		p.Lenient += share(order, row, category, label, true)
		p.ByCategory[category] += strict
		count[category]++
		words++
	}
	p.Strict /= math.Max(words, 1)
	p.Lenient /= math.Max(words, 1)
	for category, n := range count {
		p.ByCategory[category] /= n
	}
	return p
}

// share is the part of the first Neighbors of order, row itself left out, that
// bears the label category.
func share(order []int, row int, category string, label []string, lenient bool) float64 {
	asked, same := 0, 0
	for _, other := range order {
		if other == row || lenient && label[other] == "" {
			continue
		}
		if label[other] == category {
			same++
		}
		if asked++; asked == Neighbors {
			break
		}
	}
	return float64(same) / Neighbors
}

// PositionCosine is the mean cosine of rows i and i+1 of W_P, the mean row
// taken off.
func PositionCosine(wp blas32.General) float64 {
	rows := centredUnit(wp)
	var sum float64
	for i := range rows.Rows - 1 {
		sum += float64(blas32.Dot(vector(rows, i), vector(rows, i+1)))
	}
	return sum / float64(rows.Rows-1)
}

// centredUnit is a copy of x, its mean row taken off, its rows of length one.
func centredUnit(x blas32.General) blas32.General {
	mean := meanRow(x)
	c := blas32.General{Rows: x.Rows, Cols: x.Cols, Stride: x.Cols, Data: make([]float32, x.Rows*x.Cols)}
	for i := range x.Rows {
		to := vector(c, i).Data
		for j, v := range vector(x, i).Data {
			to[j] = float32(float64(v) - mean[j])
		}
	}
	embedding.Unit(c)
	return c
}

func meanRow(x blas32.General) []float64 {
	mean := make([]float64, x.Cols)
	for i := range x.Rows {
		for j, v := range vector(x, i).Data {
			mean[j] += float64(v) / float64(x.Rows)
		}
	}
	return mean
}

func vector(x blas32.General, row int) blas32.Vector {
	return blas32.Vector{N: x.Cols, Inc: 1, Data: x.Data[row*x.Stride : row*x.Stride+x.Cols]}
}
