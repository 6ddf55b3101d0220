package weights_test

import (
	"bytes"
	"fmt"
	"image/color"
	"image/png"
	"os"
	"strings"
	"testing"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/web/weights"
)

func matrix(rows, cols int, data ...float32) blas32.General {
	if data == nil {
		data = make([]float32, rows*cols)
	}
	return blas32.General{Rows: rows, Cols: cols, Stride: cols, Data: data}
}

func TestDraw(t *testing.T) {
	var b bytes.Buffer
	if err := weights.Draw(&b, matrix(2, 3, -1, 0, 1, 5, -5, 0.01), 1, weights.Light); err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	low, zero, high := weights.Light.Low, weights.Light.Zero, weights.Light.High
	for y, row := range [][]color.RGBA{{low, zero, high}, {high, low, zero}} { // beyond ±1: the outermost colour
		for x, want := range row {
			if got := color.RGBAModel.Convert(picture.At(x, y)); got != want {
				t.Errorf("pixel %d,%d is %v, want %v", x, y, got, want)
			}
		}
	}
	for name, x := range map[string]blas32.General{"no rows": matrix(0, 3), "too many": matrix(weights.MaxPixels/2+1, 2)} {
		if err := weights.Draw(&b, x, 1, weights.Light); err == nil {
			t.Errorf("%s: drawn", name)
		}
	}
}

// Every row has a place of its own on the picture.
func TestLay(t *testing.T) {
	for _, shape := range [][2]int{{1, 1}, {1, 96}, {64, 96}, {64, 64}, {3743, 96}, {682, 768}, {5000, 1}} {
		l := weights.Lay(shape[0], shape[1])
		width, height := l.Size()
		taken := make(map[[2]int]bool)
		for row := range shape[0] {
			x, y := l.At(row)
			if taken[[2]int{x, y}] || x < 0 || y < 0 || x+shape[1] > width || y >= height {
				t.Fatalf("%v: row %d lies at %d,%d of %d×%d, or twice", shape, row, x, y, width, height)
			}
			taken[[2]int{x, y}] = true
		}
	}
}

// The picture's colours are those that the style sheet gives to strips.
func TestColoursAreTheStyleSheets(t *testing.T) {
	css, err := os.ReadFile("../../static/css/site.css")
	if err != nil {
		t.Fatal(err)
	}
	hex := func(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
	for _, r := range []weights.Ramp{weights.Light, weights.Dark} {
		want := "--low: " + hex(r.Low) + "; --zero: " + hex(r.Zero) + "; --high: " + hex(r.High) + ";"
		if !strings.Contains(string(css), want) {
			t.Errorf("site.css has no %q", want)
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	x := matrix(3743, 96)
	for i := range x.Data {
		x.Data[i] = float32(i%101) - 50
	}
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := weights.Draw(&out, x, 50, weights.Light); err != nil {
			b.Fatal(err)
		}
	}
}
