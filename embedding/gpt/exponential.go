package gpt

import "math"

// Constants of eˣ = 2ᵏ·eʳ with k whole and r = x − k·ln 2: ln 2 in two parts, the
// first of so few digits that k·ln2High is exact, and the coefficients of
// (eʳ − 1 − r)/r² on |r| ≤ ½ ln 2. They are those of expf in the Cephes
// mathematical library (Moshier 1989).
const (
	log2e   = 1.44269504088896341
	ln2High = 0.693359375
	ln2Low  = -2.12194440e-4

	series0 = 5.0000001201e-1
	series1 = 1.6666665459e-1
	series2 = 4.1665795894e-2
	series3 = 8.3334519073e-3
	series4 = 1.3981999507e-3
	series5 = 1.9875691500e-4

	// roundBy is 1.5·2²³: a sum with it is rounded to a whole number, which its
	// last bits hold.
	roundBy = 12582912

	// leastPower is near where eˣ starts to lose digits in float32.
	leastPower = -87
)

// exponentialsGo sets each x of a row to eˣ⁻ᵗᵒᵖ and returns their sum. Up to e⁸⁷
// each is within a ten-millionth of its value; below e⁻⁸⁷ it is 0.
func exponentialsGo(row []float32, top float32) (sum float64) {
	for i, x := range row {
		x -= top
		if x < leastPower {
			row[i] = 0
			continue
		}
		rounded := float32(x*log2e) + roundBy
		k := rounded - roundBy
		r := x - float32(k*ln2High) - float32(k*ln2Low)
		y := float32(series5*r) + series4
		y = float32(y*r) + series3
		y = float32(y*r) + series2
		y = float32(y*r) + series1
		y = float32(y*r) + series0
		y = float32(float32(y*r)*r) + r + 1
		e := math.Float32frombits(math.Float32bits(y) + math.Float32bits(rounded)<<23) // times 2ᵏ
		row[i] = e
		sum += float64(e)
	}
	return sum
}
