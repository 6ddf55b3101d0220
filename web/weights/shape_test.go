package weights_test

import (
	"testing"

	"tokenscape/embedding/classroom"
	"tokenscape/web/weights"
)

// The figures are those of the published models. GPT-3's other published sum,
// 175,181,291,520, counts an output matrix of its own and leaves out W_P, biases
// and norms.
func TestWeights(t *testing.T) {
	for name, want := range map[string]struct{ token, position, all int }{
		"GPT-2 small":  {38_597_376, 786_432, 124_439_808},
		"GPT-2 medium": {51_463_168, 1_048_576, 354_823_168},
		"GPT-2 large":  {64_328_960, 1_310_720, 774_030_080},
		"GPT-2 XL":     {80_411_200, 1_638_400, 1_557_611_200},
		"GPT-3":        {617_558_016, 25_165_824, 174_600_000_000},
	} {
		t.Run(name, func(t *testing.T) {
			for _, p := range weights.Presets {
				if p.Name != name {
					continue
				}
				if p.TokenWeights() != want.token || p.PositionWeights() != want.position {
					t.Errorf("W_E %d and W_P %d, want %d and %d", p.TokenWeights(), p.PositionWeights(), want.token, want.position)
				}
				all := p.Weights()
				if name == "GPT-3" {
					all = (all + 50_000_000) / 100_000_000 * 100_000_000 // published as 174.6 billion
				}
				if all != want.all {
					t.Errorf("%d weights, want %d", all, want.all)
				}
				return
			}
			t.Error("no such preset")
		})
	}
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	if n := weights.Of(m).Weights(); n != m.Parameters() {
		t.Errorf("classroom has %d weights by the formula, %d in its file", n, m.Parameters())
	}
	if n := weights.MaxShape.Weights(); n < weights.MaxShape.BlockWeights() || n < 0 {
		t.Errorf("the largest shape overflows: %d", n)
	}
	largest := weights.Presets[len(weights.Presets)-1].Shape
	if n := 2*largest.TokenWeights() + largest.Layers*12*largest.Width*largest.Width; n != 175_181_291_520 {
		t.Errorf("GPT-3's matrices alone, with an output matrix, have %d weights", n)
	}
	if got := weights.Bytes(38_597_376, 16); got != 77_194_752 {
		t.Errorf("GPT-2's W_E takes %v bytes at 16 bits, want 77194752", got)
	}
}
