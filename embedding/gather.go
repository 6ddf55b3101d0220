package embedding

import (
	"math"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding/gpt"
)

// First is a view of the rows of ids (len(ids)×D) when they are the tokens of the
// first rows of W_E, in their order: it is shared, not copied. False for others.
func (m *Model) First(ids []TokenID) (blas32.General, bool) {
	if len(ids) == 0 || len(ids) > m.we.Rows {
		return blas32.General{}, false
	}
	for row, id := range ids {
		if m.Token(row) != id {
			return blas32.General{}, false
		}
	}
	first := m.we
	first.Rows = len(ids)
	return first, true
}

// Gather copies the vectors of the given tokens into a matrix of its own,
// len(ids)×D.
func (m *Model) Gather(ids []TokenID) blas32.General {
	g := general(len(ids), m.Dim(), make([]float32, len(ids)*m.Dim()))
	m.Each(ids, func(i int, v []float32) { copy(rowOf(g, i), v) })
	return g
}

// Each calls do with the vector of each of the given tokens (D numbers), i being
// the token's place among them. A vector is good until do returns. Calls come
// from several cores at a time: drawing the random start of tens of thousands of
// untrained tokens again takes tens of milliseconds of one.
func (m *Model) Each(ids []TokenID, do func(i int, v []float32)) {
	eachPart(len(ids), m.numParts(len(ids)), func(_, from, to int) {
		start := make([]float32, m.Dim())
		for i := from; i < to; i++ {
			v := start
			if row, ok := m.Row(ids[i]); ok {
				v = rowOf(m.we, row)
			} else {
				gpt.StartRow(m.parts.Seed, int(ids[i]), start)
			}
			do(i, v)
		}
	})
}

// Unit scales every row of x to length one, in place; a row of zeros stays.
func Unit(x blas32.General) {
	for i := range x.Rows {
		v := rowOf(x, i)
		norm := math.Sqrt(dot(v, v))
		if norm == 0 {
			continue
		}
		for j := range v {
			v[j] = float32(float64(v[j]) / norm)
		}
	}
}
