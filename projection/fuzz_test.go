package projection_test

import (
	"encoding/binary"
	"errors"
	"math"
	"testing"

	"tokenscape/projection"
)

// Any numbers at all: what is not finite is named, and of the rest the
// components are what components are, the same by each way.
func FuzzFit(f *testing.F) {
	number := func(values ...float32) []byte {
		var data []byte
		for _, v := range values {
			data = binary.LittleEndian.AppendUint32(data, math.Float32bits(v))
		}
		return data
	}
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	f.Add(uint8(2), uint8(1), number(1, 2, 3, 4, 5, 7))
	f.Add(uint8(3), uint8(2), number(1, 0, 0, 0, 1, 0, 0, 0, 1))
	f.Add(uint8(2), uint8(2), number(1, nan, 3, 4))
	f.Add(uint8(2), uint8(2), number(1, 2, -inf, inf))
	f.Add(uint8(4), uint8(9), number(3e38, -3e38, 1e-45, 0, 1, 2, 3, 4))
	f.Add(uint8(1), uint8(0), number(1e-45, 2e-45, 0))
	f.Add(uint8(0), uint8(3), number())
	f.Fuzz(func(t *testing.T, columns, k uint8, data []byte) {
		d := int(columns % 17)
		values := make([]float32, min(len(data)/4, 600))
		bad := -1
		for i := range values {
			values[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
			if v := float64(values[i]); bad < 0 && (math.IsNaN(v) || math.IsInf(v, 0)) {
				bad = i
			}
		}
		n := 0
		if d > 0 {
			n = len(values) / d
		}
		x := matrix(n, d, values[:n*d])
		p, err := projection.Fit(x, int(k%12))
		var notFinite *projection.NotFiniteError
		switch {
		case n == 0:
			if !errors.Is(err, projection.ErrNoRows) {
				t.Fatalf("no rows: %v", err)
			}
			return
		case bad >= 0 && bad < n*d:
			if !errors.As(err, &notFinite) || notFinite.Row*d+notFinite.Column != bad {
				t.Fatalf("number %d is not finite: %v", bad, err)
			}
			return
		case err != nil:
			t.Fatal(err)
		}
		var sum float64
		for c, v := range p.Variance {
			if !(v >= 0) || c > 0 && v > p.Variance[c-1] {
				t.Errorf("variances %v", p.Variance)
			}
			sum += v
			checkAxis(t, x, p, c, 1e-6*p.Variance[0])
		}
		if !(sum <= p.Total*(1+1e-9)) {
			t.Errorf("variances of %v in all, of %v", sum, p.Total)
		}
		if k%12 == 0 {
			return
		}
		iterated, err := projection.FitDouble(x, int(k%12), projection.MaxDimensions)
		if err != nil {
			t.Fatal(err)
		}
		for c, v := range iterated.Variance {
			if math.Abs(v-p.Variance[c]) > 1e-7*p.Variance[0] {
				t.Errorf("variance %d: %v by iteration, %v without", c, v, p.Variance[c])
			}
		}
	})
}
