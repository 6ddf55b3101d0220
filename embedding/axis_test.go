package embedding_test

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"tokenscape/embedding"
)

func TestAxis(t *testing.T) {
	// Rows of the parallelogram: king, queen, man, woman, dog.
	m := parallelogram(t, 0)
	all := func(rows ...int) (ids []embedding.TokenID) {
		for _, row := range rows {
			ids = append(ids, m.Token(row))
		}
		return ids
	}
	for _, tt := range []struct {
		name     string
		from, to []embedding.TokenID
		length   float64
		want     string // coordinate and dot product of king, queen, man, woman, dog
	}{
		// d = (−1, 1, 0, 0, 0): d·d = 2, f·d = −1.
		{"man to woman", all(2), all(3), math.Sqrt2, "0 −1|1 1|0 −1|1 1|1 1|"},
		{"the means of two pairs give the same line", all(0, 2), all(1, 3), math.Sqrt2, "0 −1|1 1|0 −1|1 1|1 1|"},
		// d = (0, 0, 1, −1, 0).
		{"man to king", all(2), all(0), math.Sqrt2, "1 1|1 1|0 −1|0 −1|0.5 0|"},
		// f = (1, 0, 1/2, 1/2, 0), t = (−1, 0, 0, 0, 0), d·d = 4.5, f·d = −2.5.
		{"people to dogs", all(0, 2), all(4, 5), math.Sqrt(4.5), "0 −2.5|0.444 −0.5|0 −2.5|0.444 −0.5|1 2|"},
		{"a word named twice counts twice", all(2, 2), all(3, 3), math.Sqrt2, "0 −1|1 1|0 −1|1 1|1 1|"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			axis, err := m.Axis(tt.from, tt.to, all(0, 1, 2, 3, 4))
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for i, p := range axis.Places {
				if p.ID != m.Token(i) {
					t.Errorf("place %d is of token %d", i, p.ID)
				}
				got += signed(p.Coordinate) + " " + signed(p.Dot) + "|"
			}
			if got != tt.want || math.Abs(axis.Length-tt.length) > 1e-6 {
				t.Errorf("length %v, want %v\ngot  %s\nwant %s", axis.Length, tt.length, got, tt.want)
			}
		})
	}
}

// signed is a number rounded for reading; a rounded zero has no sign.
func signed(x float64) string {
	x = math.Round(x*1000) / 1000
	if x < 0 {
		return fmt.Sprintf("−%g", -x)
	}
	return fmt.Sprintf("%g", math.Abs(x))
}

func TestAxisOfTheMeans(t *testing.T) {
	m := random(t, 500, 16)
	from, to := []embedding.TokenID{1, 2, 3}, []embedding.TokenID{400, 401}
	axis, err := m.Axis(from, to, append(append([]embedding.TokenID{}, from...), to...))
	if err != nil {
		t.Fatal(err)
	}
	mean := func(places []embedding.Place) (sum float64) {
		for _, p := range places {
			sum += p.Coordinate / float64(len(places))
		}
		return sum
	}
	if f, end := mean(axis.Places[:3]), mean(axis.Places[3:]); math.Abs(f) > 1e-9 || math.Abs(end-1) > 1e-9 {
		t.Errorf("the groups have their means at %v and %v, want 0 and 1", f, end)
	}
}

func TestAxisRefuses(t *testing.T) {
	m := parallelogram(t, 3)
	one := []embedding.TokenID{m.Token(0)}
	for name, tt := range map[string]struct {
		from, to []embedding.TokenID
		want     error
	}{
		"nothing to start from": {nil, one, embedding.ErrEmptyGroup},
		"nothing to end at":     {one, nil, embedding.ErrEmptyGroup},
		"the same at both ends": {one, one, embedding.ErrNoDirection},
		"equal means": {[]embedding.TokenID{m.Token(0), m.Token(3)}, []embedding.TokenID{m.Token(1), m.Token(2)},
			embedding.ErrNoDirection},
	} {
		if _, err := m.Axis(tt.from, tt.to, one); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
}
