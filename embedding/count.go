package embedding

import (
	"cmp"
	"slices"
)

// HasCounts tells whether it is known how often each token stands in the training
// text.
func (m *Model) HasCounts() bool { return m.parts.Counts != nil }

// Count is how often the token stands in the training text: 0 for one that
// training never met. False when that is unknown.
func (m *Model) Count(id TokenID) (int, bool) {
	if !m.HasCounts() {
		return 0, false
	}
	if row, ok := m.Row(id); ok {
		return m.parts.Counts[row], true
	}
	return 0, true
}

// Rank is the token's place among all, by how often it stands in the training
// text, from 1 for the most frequent; equal counts go by row. False for a token
// that training never met, and when counts are unknown.
func (m *Model) Rank(id TokenID) (int, bool) {
	row, ok := m.Row(id)
	if !ok || !m.HasCounts() {
		return 0, false
	}
	return m.ranks()[row], true
}

// rankRows is the rank of each row.
func (m *Model) rankRows() []int {
	rows := make([]int, m.Vocab())
	for row := range rows {
		rows[row] = row
	}
	counts := m.parts.Counts
	slices.SortStableFunc(rows, func(a, b int) int { return cmp.Compare(counts[b], counts[a]) })
	ranks := make([]int, len(rows))
	for i, row := range rows {
		ranks[row] = i + 1
	}
	return ranks
}
