package wordvec

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
)

// TestNumber holds number against strconv, which rounds once, on numbers as files
// of vectors have them and near what is hard to round.
func TestNumber(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var texts []string
	for range 20_000 {
		x := random.NormFloat64()
		texts = append(texts, strconv.FormatFloat(x, 'f', 5, 64), strconv.FormatFloat(x, 'g', -1, 32),
			strconv.FormatFloat(x, 'e', 18, 64), strconv.FormatFloat(x*1e-38, 'g', 8, 64))
		// The middle between two float32, exactly and a little off.
		f := math.Float32frombits(random.Uint32() &^ (1 << 30))
		middle := (float64(f) + float64(math.Nextafter32(f, math.MaxFloat32))) / 2
		for _, digits := range []int{15, 16, 17, 18, 25, -1} {
			texts = append(texts, strconv.FormatFloat(middle, 'e', digits, 64))
		}
	}
	texts = append(texts, "0", "-0", "+1", "1.", ".5", "1e10", "1E-5", "1e+3", "3.4028235e38", "3.5e38", "1e99999999999",
		"1e-99999999999", "0.00000000000000000000000000001", "16777217", "9007199254740993", "1.17549435e-38",
		"00000000000000000000000000000000.25", "123456789012345678901234567890")
	for _, text := range texts {
		want, err := strconv.ParseFloat(text, 32)
		if err != nil && !math.IsInf(want, 0) {
			t.Fatal(err)
		}
		got, end, ok := number([]byte(text), 0)
		if !ok || end != len(text) || math.Float32bits(got) != math.Float32bits(float32(want)) {
			t.Fatalf("number(%q) = %v, %d, %v; strconv has %v", text, got, end, ok, want)
		}
	}
}

func TestNumberRefuses(t *testing.T) {
	for _, text := range []string{"", "-", ".", "e5", "1e", "1e+", "nan", "inf", "-.", "king", "--1"} {
		if v, end, ok := number([]byte(text), 0); ok || end != 0 {
			t.Errorf("number(%q) = %v, %d, %v", text, v, end, ok)
		}
	}
	for _, text := range []string{"0x10", "1_000", "1,5", "1.2.3", "1 2", "5nan"} {
		if isNumber([]byte(text)) {
			t.Errorf("%q counts as a number", text)
		}
	}
}

func BenchmarkNumber(b *testing.B) {
	text := []byte("-0.41823")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		number(text, 0)
	}
}

func FuzzNumber(f *testing.F) {
	for _, seed := range []string{"1", "-1.5e-3", "1e", "9007199254740993", "0.1.2", "1e400", "1e-400"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, end, ok := number([]byte(text), 0)
		if !ok {
			if end != 0 {
				t.Fatalf("no number, and it ends at %d", end)
			}
			return
		}
		want, err := strconv.ParseFloat(text[:end], 32)
		if err != nil && !math.IsInf(want, 0) || math.Float32bits(got) != math.Float32bits(float32(want)) {
			t.Fatalf("number(%q) = %v to %d; strconv has %v, %v", text, got, end, want, err)
		}
	})
}
