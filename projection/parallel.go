package projection

import "math"

// MeanCosine says how parallel vectors are: the mean of the cosines of all
// n(n−1)/2 pairs of them, 1 when all point the same way and about 0 when they
// have nothing to do with one another. A vector of length 0 has no direction and
// is left out; ok is false when fewer than two are left. The vectors, which are
// as long as one another, need not be centred. With uᵢ the unit vectors,
// Σᵢ≠ⱼ uᵢᵀuⱼ = ‖Σᵢ uᵢ‖² − n: it costs O(n·d), not O(n²·d).
func MeanCosine(vectors [][]float64) (cosine float64, ok bool) {
	var sum []float64
	n := 0.0
	for _, v := range vectors {
		length := 0.0
		for _, x := range v {
			length = math.Hypot(length, x) // no square that overflows
		}
		if length == 0 {
			continue
		}
		if sum == nil {
			sum = make([]float64, len(v))
		}
		for j, x := range v {
			sum[j] += x / length
		}
		n++
	}
	if n < 2 {
		return 0, false
	}
	var squares float64
	for _, s := range sum {
		squares += s * s
	}
	return (squares - n) / (n * (n - 1)), true
}
