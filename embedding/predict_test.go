package embedding_test

import (
	"errors"
	"math"
	"testing"

	"tokenscape/embedding"
)

func TestPredictIsADistribution(t *testing.T) {
	m := small(t)
	s := m.Embed(" king. queen")
	for _, temperature := range []float64{0.1, 1, 10} {
		all, err := m.Predict(s, m.Vocab(), temperature)
		if err != nil {
			t.Fatal(err)
		}
		var sum float64
		for i, c := range all {
			sum += c.Probability
			if i > 0 && c.Probability > all[i-1].Probability {
				t.Errorf("temperature %v: candidate %d is likelier than the one before", temperature, i)
			}
		}
		if len(all) != m.Vocab() || math.Abs(sum-1) > 1e-9 {
			t.Errorf("temperature %v: %d candidates sum to %v, want %d and 1", temperature, len(all), sum, m.Vocab())
		}
	}
}

func TestTemperatureFlattens(t *testing.T) {
	m := small(t)
	s := m.Embed(" king")
	cold, err := m.Predict(s, 1, 0.5)
	if err != nil {
		t.Fatal(err)
	}
	hot, err := m.Predict(s, 1, 5)
	if err != nil {
		t.Fatal(err)
	}
	if cold[0].ID != hot[0].ID || cold[0].Probability <= hot[0].Probability {
		t.Errorf("heat must lower the likeliest and not replace it: %v, %v", cold[0], hot[0])
	}
}

func TestPredictFromNothing(t *testing.T) {
	m := small(t)
	if _, err := m.Predict(m.Embed(""), 5, 1); !errors.Is(err, embedding.ErrEmptyText) {
		t.Errorf("Predict of no tokens: %v, want ErrEmptyText", err)
	}
}

func TestLookup(t *testing.T) {
	m := small(t)
	tests := []struct {
		name string
		ref  string
		want embedding.TokenID
		near []string // nil: the token is found
	}{
		{"bytes with the space", " king", 5822, nil},
		{"by number", "id:5822", 5822, nil},
		{"a token without a row", "id:0", 0, nil},
		{"the last of the encoding", "id:50256", 50256, nil},
		{"two tokens that begin a row", " kings queens", 0, []string{" king"}},
		{"letter case", "QueeN", 0, []string{" queen"}},
		{"a number too far", "id:50257", 0, []string{}},
		{"a negative number", "id:-1", 0, []string{}},
		{"no number", "id:king", 0, []string{}},
		{"a number past 32 bits", "id:99999999999999999999", 0, []string{}},
		{"nothing", "", 0, []string{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := m.Lookup(tt.ref)
			if tt.near == nil {
				if err != nil || got != tt.want {
					t.Fatalf("Lookup(%q) = %d, %v, want %d", tt.ref, got, err, tt.want)
				}
				return
			}
			var unknown *embedding.UnknownTokenError
			if !errors.As(err, &unknown) {
				t.Fatalf("Lookup(%q) = %d, %v, want an UnknownTokenError", tt.ref, got, err)
			}
			var near []string
			for _, id := range unknown.Near {
				near = append(near, m.Text(id))
			}
			if len(near) != len(tt.near) {
				t.Fatalf("near %q: %q, want %q", tt.ref, near, tt.near)
			}
			for i := range near {
				if near[i] != tt.near[i] {
					t.Errorf("near %q: %q, want %q", tt.ref, near, tt.near)
				}
			}
		})
	}
}

// The rows are " king", " dog", "dog" and others; r50k_base has "king", " cat"
// and "cat", and "!)" only without a space.
func TestLookupWord(t *testing.T) {
	m := small(t)
	for word, want := range map[string]string{
		"king": " king", " king": " king", "dog": " dog", " dog": " dog", ".": ".", "id:5822": " king",
		"cat": " cat", "!)": "!)", // neither has a row
	} {
		id, err := m.LookupWord(word)
		if err != nil || m.Text(id) != want {
			t.Errorf("LookupWord(%q) = %q, %v, want %q", word, m.Text(id), err, want)
		}
	}
	for _, word := range []string{"QueeN", " QueeN"} {
		var unknown *embedding.UnknownTokenError
		if _, err := m.LookupWord(word); !errors.As(err, &unknown) || len(unknown.Near) != 1 {
			t.Errorf("LookupWord(%q): %v, want an UnknownTokenError with queen near", word, err)
		}
	}
}

func FuzzLookup(f *testing.F) {
	for _, ref := range []string{" king", "id:5822", "id:", "", "id:-9", "\xff", "KING"} {
		f.Add(ref)
	}
	m := small(f)
	f.Fuzz(func(t *testing.T, ref string) {
		id, err := m.Lookup(ref)
		if err == nil {
			if _, ok := m.Tokenizer().Bytes(id); !ok {
				t.Fatalf("Lookup(%q) found token %d, which the encoding lacks", ref, id)
			}
			if word, err := m.LookupWord(ref); err != nil {
				t.Fatalf("LookupWord(%q): %v, want %d or %d", ref, err, word, id)
			}
		}
	})
}
