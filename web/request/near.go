package request

import (
	"cmp"
	"slices"
	"strings"
)

// maxNear is how many near matches an unknown name is answered with.
const maxNear = 5

// Near orders the names by their edit distance to what was asked for, the
// nearest first, and keeps maxNear.
func Near(asked string, names []string) []string {
	asked = strings.ToLower(asked)
	distance := make(map[string]int, len(names))
	for _, name := range names {
		distance[name] = edits(asked, strings.ToLower(name))
	}
	sorted := slices.Clone(names)
	slices.SortStableFunc(sorted, func(a, b string) int { return cmp.Compare(distance[a], distance[b]) })
	return sorted[:min(maxNear, len(sorted))]
}

// edits is the Levenshtein distance of a and b in bytes, by rows of Wagner and
// Fischer's table (1974): O(len(a)·len(b)).
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}
