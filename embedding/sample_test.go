package embedding

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"testing"
)

// hand has logits whose exponentials are known: at temperature 1 the exponentials
// are 1, ½, ¼ and ⅛ of the first, in the order of rows 2, 0, 3, 1.
var hand = []float32{float32(-math.Ln2), float32(-3 * math.Ln2), 0, float32(-2 * math.Ln2)}

func TestChooseByHand(t *testing.T) {
	for name, tt := range map[string]struct {
		how    Sampling
		kept   int
		final  []float64
		cuts   []Cut
		sum    float64
		cumul  []float64
		chosen int
	}{
		"all":                      {Sampling{Temperature: 1, Greedy: true}, 4, []float64{8. / 15, 4. / 15, 2. / 15, 1. / 15}, []Cut{"", "", "", ""}, 15. / 8, []float64{8. / 15, 12. / 15, 14. / 15, 1}, 2},
		"top-k":                    {Sampling{Temperature: 1, Greedy: true, TopK: 2}, 2, []float64{2. / 3, 1. / 3, 0, 0}, []Cut{"", "", CutByTopK, CutByTopK}, 15. / 8, []float64{2. / 3, 1, 0, 0}, 2},
		"top-k of more than all":   {Sampling{Temperature: 1, Greedy: true, TopK: 9}, 4, []float64{8. / 15, 4. / 15, 2. / 15, 1. / 15}, []Cut{"", "", "", ""}, 15. / 8, nil, 2},
		"top-p":                    {Sampling{Temperature: 1, Greedy: true, TopP: 0.75}, 2, []float64{2. / 3, 1. / 3, 0, 0}, []Cut{"", "", CutByTopP, CutByTopP}, 15. / 8, []float64{8. / 15, 12. / 15, 14. / 15, 1}, 2},
		"a nucleus of one":         {Sampling{Temperature: 1, Greedy: true, TopP: 0.5}, 1, []float64{1, 0, 0, 0}, []Cut{"", CutByTopP, CutByTopP, CutByTopP}, 15. / 8, nil, 2},
		"a nucleus of top-k":       {Sampling{Temperature: 1, Greedy: true, TopK: 3, TopP: 0.8}, 2, []float64{2. / 3, 1. / 3, 0, 0}, []Cut{"", "", CutByTopP, CutByTopK}, 15. / 8, []float64{4. / 7, 6. / 7, 1, 0}, 2},
		"half the temperature":     {Sampling{Temperature: 0.5, Greedy: true}, 4, []float64{64. / 85, 16. / 85, 4. / 85, 1. / 85}, []Cut{"", "", "", ""}, 85. / 64, nil, 2},
		"the lowest temperature":   {Sampling{Temperature: 1e-300, Greedy: true}, 4, []float64{1, 0, 0, 0}, []Cut{"", "", "", ""}, 1, nil, 2},
		"a very high temperature":  {Sampling{Temperature: 1e300, Greedy: true}, 4, []float64{.25, .25, .25, .25}, []Cut{"", "", "", ""}, 4, nil, 2},
		"drawn at the lowest heat": {Sampling{Temperature: 1e-300, Seed: 5}, 4, []float64{1, 0, 0, 0}, []Cut{"", "", "", ""}, 1, nil, 2},
	} {
		t.Run(name, func(t *testing.T) {
			c, err := choose(hand, 3, tt.how)
			if err != nil {
				t.Fatal(err)
			}
			near := func(a, b float64) bool { return math.Abs(a-b) < 1e-6 }
			if c.Kept != tt.kept || !near(c.Sum, tt.sum) || c.Token().ID != TokenID(tt.chosen) {
				t.Errorf("kept %d, sum %v, chosen row %d, want %d, %v, %d", c.Kept, c.Sum, c.Token().ID, tt.kept, tt.sum, tt.chosen)
			}
			for i, w := range c.Candidates {
				if w.ID != []TokenID{2, 0, 3, 1}[i] || !near(w.Final, tt.final[i]) || w.Cut != tt.cuts[i] {
					t.Errorf("candidate %d: row %d, %v, cut %q, want %v and %q", i, w.ID, w.Final, w.Cut, tt.final[i], tt.cuts[i])
				}
				if tt.cumul != nil && !near(w.Cumulative, tt.cumul[i]) {
					t.Errorf("candidate %d: cumulative %v, want %v", i, w.Cumulative, tt.cumul[i])
				}
			}
		})
	}
}

func TestChooseRefuses(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for name, how := range map[string]Sampling{
		"no temperature": {}, "below zero": {Temperature: -1}, "no number": {Temperature: nan}, "endless": {Temperature: inf},
		"less than none": {Temperature: 1, TopK: -1}, "more than all": {Temperature: 1, TopP: 1.1}, "a share below 0": {Temperature: 1, TopP: -0.1}, "no share": {Temperature: 1, TopP: nan},
	} {
		if _, err := choose(hand, 0, how); !errors.Is(err, ErrSampling) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, l := range []float64{nan, inf, -inf} {
		if _, err := choose([]float32{0, float32(l)}, 0, Sampling{Temperature: 1}); !errors.Is(err, ErrNotFinite) {
			t.Errorf("a logit of %v: %v", l, err)
		}
	}
}

// Over many seeds, and over the places of one text, tokens are drawn as often as
// their probabilities say: Pearson's χ² with 3 degrees of freedom is above 16.27
// once in a thousand times (the seeds are fixed, so it is so always or never).
func TestDrawsFollowTheProbabilities(t *testing.T) {
	const draws = 20_000
	for name, draw := range map[string]func(i int) (seed uint64, place int){
		"seeds":  func(i int) (uint64, int) { return uint64(i), 5 },
		"places": func(i int) (uint64, int) { return 1, i },
	} {
		counts := map[TokenID]int{}
		var first *Choice
		for i := range draws {
			seed, place := draw(i)
			c, err := choose(hand, place, Sampling{Temperature: 1, Seed: seed})
			if err != nil {
				t.Fatal(err)
			}
			counts[c.Token().ID]++
			first = c
		}
		var chi float64
		for _, w := range first.Candidates {
			want := w.Final * draws
			chi += (float64(counts[w.ID]) - want) * (float64(counts[w.ID]) - want) / want
		}
		if chi > 16.27 {
			t.Errorf("%s: χ² is %.1f, drawn %v", name, chi, counts)
		}
	}
}

// FuzzChoose holds every choice against what the words promise.
func FuzzChoose(f *testing.F) {
	f.Add([]byte{0, 0, 128, 63, 0, 0, 0, 64}, 1.0, 0, 0.9, uint64(1), 4)
	f.Add([]byte{0, 0, 128, 63, 0, 0, 128, 63, 0, 0, 128, 63}, 0.01, 2, 0.5, uint64(7), 0)
	f.Add([]byte{255, 255, 127, 127, 255, 255, 127, 255}, 1e-3, 1, 1.0, uint64(0), -1)
	f.Fuzz(func(t *testing.T, data []byte, temperature float64, topK int, topP float64, seed uint64, place int) {
		var logits []float32
		for ; len(data) >= 4; data = data[4:] {
			logits = append(logits, math.Float32frombits(binary.LittleEndian.Uint32(data)))
		}
		if len(logits) == 0 {
			return
		}
		how := Sampling{Temperature: temperature, TopK: topK, TopP: topP, Seed: seed}
		c, err := choose(logits, place, how)
		if err != nil {
			return
		}
		again, _ := choose(logits, place, how)
		if c.Index != again.Index || c.Drawn != again.Drawn {
			t.Fatal("the same seed draws something else")
		}
		var all, kept, before float64
		for i, w := range c.Candidates {
			for _, x := range []float64{w.Exp, w.Probability, w.Cumulative, w.Final, w.From, w.To} {
				if !(x >= 0 && x <= 1+1e-9) {
					t.Fatalf("candidate %d: %+v", i, w)
				}
			}
			if i > 0 && w.Logit > c.Candidates[i-1].Logit {
				t.Fatal("a likelier one comes later")
			}
			if (w.Cut == Kept) != (i < c.Kept) || w.Cut != Kept && w.Final != 0 {
				t.Fatalf("candidate %d of %d kept: %+v", i, c.Kept, w)
			}
			all, kept = all+w.Probability, kept+w.Final
			if nucleus := topP > 0 && topP < 1; w.Cut == Kept && nucleus && i > 0 && before >= topP {
				t.Fatalf("the nucleus goes on after %v", before)
			} else if w.Cut == CutByTopP && before < topP {
				t.Fatalf("the nucleus ends at %v", before)
			}
			before = w.Cumulative
		}
		if math.Abs(all-1) > 1e-9 || math.Abs(kept-1) > 1e-9 {
			t.Fatalf("all %v, kept %v, want 1", all, kept)
		}
		if topK > 0 && c.Kept > topK {
			t.Fatalf("%d kept of top %d", c.Kept, topK)
		}
		w := c.Token()
		if c.Index >= c.Kept || c.Drawn < w.From || c.Drawn >= w.To || w.Final == 0 && w.Exp > 1e-300 {
			t.Fatalf("drawn %v, chosen %+v", c.Drawn, w)
		}
		how.Greedy = true
		greedy, err := choose(logits, place, how)
		if err != nil || greedy.Index != 0 || greedy.Candidates[0].Logit != slices.Max(logits) {
			t.Fatalf("greedy takes candidate %d, %v", greedy.Index, err)
		}
	})
}
