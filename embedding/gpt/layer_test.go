package gpt

import (
	"math"
	"testing"
)

func TestSoftmax(t *testing.T) {
	for name, tt := range map[string]struct {
		logits      []float32
		temperature float64
		want        []float64
	}{
		"equal":            {[]float32{1, 1}, 1, []float64{.5, .5}},
		"log 3":            {[]float32{float32(math.Log(3)), 0}, 1, []float64{.75, .25}},
		"heat flattens":    {[]float32{float32(2 * math.Log(3)), 0}, 2, []float64{.75, .25}},
		"huge":             {[]float32{1e30, 0}, 1, []float64{1, 0}},
		"hugely negative":  {[]float32{-1e30, -1e30}, 1, []float64{.5, .5}},
		"nearly no warmth": {[]float32{1, 0}, 1e-3, []float64{1, 0}},
	} {
		t.Run(name, func(t *testing.T) {
			for i, p := range Softmax(tt.logits, tt.temperature) {
				if math.Abs(p-tt.want[i]) > 1e-6 {
					t.Errorf("p[%d] = %v, want %v", i, p, tt.want[i])
				}
			}
		})
	}
}

// The values at 1 and -1 are those of the formula in doc.go, evaluated with
// Python's math module.
func TestGelu(t *testing.T) {
	x := []float32{0, 1, -1, 20, -20}
	y, gate := make([]float32, len(x)), make([]float32, len(x))
	gelu(x, gate, y)
	for i, want := range []float64{0, 0.841191990608, -0.158808009392, 20, 0} {
		if math.Abs(float64(y[i])-want) > 1e-6 {
			t.Errorf("gelu(%v) = %v, want %v", x[i], y[i], want)
		}
	}
}

// The oracle is the formula in doc.go in float64, and the slope between two of
// its values.
func TestGeluAndItsSlope(t *testing.T) {
	formula := func(x float64) float64 {
		return 0.5 * x * (1 + math.Tanh(math.Sqrt(2/math.Pi)*(x+0.044715*x*x*x)))
	}
	var x []float32
	for v := float32(-12); v <= 12; v += 0.0371 {
		x = append(x, v)
	}
	y, gate, slope := make([]float32, len(x)), make([]float32, len(x)), make([]float32, len(x))
	fill(slope, 1)
	gelu(x, gate, y)
	geluBack(x, gate, slope)
	for i, v := range x {
		if want := formula(float64(v)); math.Abs(float64(y[i])-want) > 3e-7*max(1, math.Abs(want)) {
			t.Errorf("gelu(%v) = %v, want %v", v, y[i], want)
		}
		const h = 1e-4
		want := (formula(float64(v)+h) - formula(float64(v)-h)) / (2 * h)
		if math.Abs(float64(slope[i])-want) > 3e-6 { // 1 − gate keeps few digits where the gate is near 1
			t.Errorf("slope of gelu at %v is %v, want %v", v, slope[i], want)
		}
	}
}
