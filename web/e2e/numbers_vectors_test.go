package e2e

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
)

// TestVectorsNumbers reads the sums of each token and every cosine of a position (four
// and three decimals), and the curve of a name that falls out of the context, all of
// it (hundredths as the probabilities elsewhere).
func TestVectorsNumbers(t *testing.T) {
	v := called[vectors](t, "embed", "text", sentence)
	b := open(t, 1280, 900)
	for at, token := range v.Tokens {
		b.visit(path("/vectors", "text", sentence, "at", strconv.Itoa(at+1), "lang", "en"))
		var want [][]string
		for j := range v.Dim {
			want = append(want, []string{strconv.Itoa(j), decimals(float64(token.Token[j]), 4), decimals(float64(token.Place[j]), 4), decimals(float64(token.Input[j]), 4)})
		}
		same(t, fmt.Sprint("sums of token ", at+1), b.cells("#sums"), want)
	}
	// A text that fills the context has every row of W_P.
	full := called[vectors](t, "embed", "text", "The"+strings.Repeat(" dog", v.Context-1))
	if len(full.Tokens) != v.Context || full.Dropped != 0 {
		t.Fatalf("%d tokens, %d dropped", len(full.Tokens), full.Dropped)
	}
	for _, here := range []int{0, 1, 31, v.Context - 1} {
		b.visit(path("/vectors", "here", strconv.Itoa(here), "there", "7", "lang", "en"))
		var want, got []string
		for _, other := range full.Tokens {
			want = append(want, three(cosine(full.Tokens[here].Place, other.Place)))
		}
		for _, row := range b.cells("#cosines") {
			got = append(got, row[1])
		}
		same(t, fmt.Sprint("cosines with position ", here), got, want)
		b.says("#alike strong", "is "+want[7]+".")
	}
}

func dot(a, b []float32) (sum float64) {
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}

func cosine(a, b []float32) float64 { return dot(a, b) / math.Sqrt(dot(a, a)*dot(b, b)) }
