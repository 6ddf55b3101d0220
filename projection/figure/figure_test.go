package figure_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"image/png"
	"math"
	"math/rand/v2"
	"regexp"
	"strings"
	"sync"
	"testing"
	"unicode/utf16"

	"tokenscape/projection/figure"
)

// sample is a figure of n labelled points in three categories, with a path.
func sample(n int) *figure.Figure {
	random := rand.New(rand.NewPCG(1, 2))
	f := &figure.Figure{
		Title: "Words of the model 模型的词", Footnote: "classroom · fitted on 30 words · 拟合于 30 个词",
		Groups: []figure.Group{{Name: "animals", Index: 0}, {Name: "colours", Index: 1}, {Name: "国家", Index: 9}},
		Pictures: []figure.Picture{{
			Axes: []string{"PC1 (12.3 %)", "PC2 (4.5 %)"},
			Path: []figure.Point{{X: 0, Y: 0, Label: "The"}, {X: 1, Y: 1, Label: "␣king"}, {X: 2, Y: 0, Label: "草莓", Hollow: true}},
		}},
	}
	p := &f.Pictures[0]
	for i := range n {
		p.Points = append(p.Points, figure.Point{
			X: random.NormFloat64() + float64(3*(i%3)), Y: random.NormFloat64(), Label: fmt.Sprintf("word%d", i), Group: i % 3,
		})
	}
	return f
}

// of is a figure of one picture.
func of(p figure.Picture) *figure.Figure { return &figure.Figure{Pictures: []figure.Picture{p}} }

var page = figure.Size{Width: 800, Height: 600, DPI: 96}

func encode(t testing.TB, f *figure.Figure, format figure.Format, size figure.Size) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f.Encode(&b, format, size); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPNGHasTheSizeAskedFor(t *testing.T) {
	for _, size := range []figure.Size{page, {1600, 1200, 192}, {64, 64, 96}, {333, 777, 300}} {
		img, err := png.Decode(bytes.NewReader(encode(t, sample(30), figure.PNG, size)))
		if err != nil {
			t.Fatal(err)
		}
		if b := img.Bounds(); b.Dx() != size.Width || b.Dy() != size.Height {
			t.Errorf("%v became %v", size, b)
		}
	}
}

func TestSizeIsRefusedBeforeDrawing(t *testing.T) {
	for _, size := range []figure.Size{
		{100_000, 100_000, 96}, {-1, 600, 96}, {800, 0, 96}, {800, 600, 0}, {800, 600, 10_000}, {8192, 8192, 96}, {math.MaxInt, math.MaxInt, 96},
	} {
		var bad *figure.SizeError
		var b bytes.Buffer
		if err := sample(3).Encode(&b, figure.PNG, size); !errors.As(err, &bad) || b.Len() > 0 {
			t.Errorf("%v: %v, %d bytes", size, err, b.Len())
		}
	}
}

func TestEveryFormatOfEveryFigure(t *testing.T) {
	for name, f := range map[string]*figure.Figure{
		"nothing":         {},
		"empty":           of(figure.Picture{}),
		"one point":       of(figure.Picture{Points: []figure.Point{{X: 3, Y: 4, Label: "a", Group: -1}}}),
		"equal points":    of(figure.Picture{Points: []figure.Point{{X: 3, Group: -1}, {X: 3, Group: -1}}}),
		"marks of a file": {Title: `<text data:image/jpg;base64,AAAA" xlink:href="data:image/jpg;base64,BBBB style="font-family:NotoSansSC`},
		"an emoji":        {Title: "😀 \x00", Pictures: []figure.Picture{{Path: []figure.Point{{Label: "😀"}}}}},
		"many":            sample(300),
		"no place": of(figure.Picture{Title: "NaN, infinite and huge are left out",
			Points: []figure.Point{{X: math.NaN(), Group: -1}, {Y: math.Inf(1), Group: -1}, {X: math.MaxFloat64, Group: -1}},
			Path:   []figure.Point{{X: 1}, {X: math.Inf(-1)}, {X: 2}}}),
		"long words": {Title: strings.Repeat("long ", 20_000), Footnote: strings.Repeat("长", 20_000),
			Pictures: []figure.Picture{{Title: strings.Repeat("t", 9000), Axes: []string{strings.Repeat("axis ", 9000), strings.Repeat("轴", 9000)}}}},
		"a line to no place": of(figure.Picture{Points: []figure.Point{{X: 1, Group: -1}, {X: math.NaN(), Group: -1}},
			Lines: []figure.Line{{From: 0, To: 1}, {From: 1, To: 0, Stroke: figure.Apart}}}),
		"nothing in the window": of(figure.Picture{Points: []figure.Point{{X: 1, Group: -1}}, Window: &figure.Window{X: 1e9, Y: -1e9, Zoom: 512}}),
		"a window of no number": of(figure.Picture{Points: []figure.Point{{X: 1, Group: -1}}, Window: &figure.Window{X: math.NaN(), Zoom: math.Inf(1)}}),
		"a turn of no number":   of(figure.Picture{Points: []figure.Point{{X: 1, Group: -1}}, Turn: &figure.Turn{Yaw: math.NaN()}}),
		"a scale of one number": {Scale: &figure.Scale{Low: 1, High: 1}, Pictures: []figure.Picture{{Points: []figure.Point{{Number: 1, Group: -1}, {Number: math.NaN(), Group: -1}}}}},
		"dark":                  {Theme: &figure.Dark, Pictures: sample(9).Pictures, Groups: sample(9).Groups},
	} {
		for format, start := range map[figure.Format]string{figure.PNG: "\x89PNG", figure.SVG: "<?xml", figure.PDF: "%PDF"} {
			t.Run(name+"/"+string(format), func(t *testing.T) {
				out := encode(t, f, format, page)
				if !bytes.HasPrefix(out, []byte(start)) {
					t.Errorf("begins with %q", out[:8])
				}
				if !bytes.Equal(out, encode(t, f, format, page)) {
					t.Error("the same figure gave other bytes")
				}
				if bytes.Contains(out, []byte("Date (D:")) {
					t.Error("holds the time of drawing")
				}
				if format == figure.SVG && bytes.Contains(out, []byte("=\"NaN")) {
					t.Error("holds NaN")
				}
			})
		}
	}
	if err := sample(1).Encode(&bytes.Buffer{}, "gif", page); err == nil {
		t.Error("a gif was drawn")
	}
}

// Text in a PDF is text, in Chinese as well: it can be found and copied.
func TestPDFHasItsText(t *testing.T) {
	pdf := encode(t, sample(30), figure.PDF, page)
	var content bytes.Buffer
	for _, stream := range regexp.MustCompile(`(?s)/FlateDecode.*?stream\n(.*?)\nendstream`).FindAllSubmatch(pdf, -1) {
		r, err := zlib.NewReader(bytes.NewReader(stream[1]))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := content.ReadFrom(r); err != nil {
			t.Fatal(err)
		}
	}
	for _, text := range []string{"Words of the model 模型的词", "国家", "草莓", "word7"} {
		var big []byte // as the PDF has it
		for _, unit := range utf16.Encode([]rune(text)) {
			big = binary.BigEndian.AppendUint16(big, unit)
		}
		if !bytes.Contains(content.Bytes(), big) {
			t.Errorf("%q is not in the figure", text)
		}
	}
	if !bytes.Contains(pdf, []byte("/ToUnicode")) || len(pdf) > 100_000 {
		t.Errorf("%d bytes, want a font of the characters used that says which they are", len(pdf))
	}
}

// A line stands below the points that it joins, in the theme's own colour, and
// the labels of its ends out of its way.
func TestLines(t *testing.T) {
	points := []figure.Point{{X: 0, Y: 0, Label: "west", Group: -1}, {X: 4, Y: 0, Label: "east", Group: -1}}
	draw := func(theme *figure.Theme, lines ...figure.Line) string {
		return string(encode(t, &figure.Figure{Pictures: []figure.Picture{{Points: points, Lines: lines}}, Theme: theme}, figure.SVG, page))
	}
	place := func(svg, label string) (x float64) {
		t.Helper()
		found := regexp.MustCompile(`<text [^>]* x="([^"]+)"[^>]*>` + label).FindStringSubmatch(svg)
		if found == nil {
			t.Fatalf("%q is not in the figure", label)
		}
		if _, err := fmt.Sscan(found[1], &x); err != nil {
			t.Fatal(err)
		}
		return x
	}
	bare, whole, dashed := draw(nil), draw(nil, figure.Line{From: 0, To: 1}), draw(nil, figure.Line{From: 1, To: 0, Stroke: figure.Apart})
	if n := strings.Count(whole, "<path") - strings.Count(bare, "<path"); n != 1 {
		t.Errorf("a line adds %d paths", n)
	}
	if strings.Contains(whole, "dasharray") || !strings.Contains(dashed, "dasharray") {
		t.Error("dashes are not where they belong")
	}
	for name, svg := range map[string]string{"from west to east": whole, "from east to west": dashed} {
		if place(svg, "west") >= place(bare, "west") || place(svg, "east") != place(bare, "east") {
			t.Errorf("%s: a label lies on the line", name)
		}
	}
	if dark := draw(&figure.Dark, figure.Line{From: 0, To: 1}); strings.Count(dark, "#7B828C") <= strings.Count(draw(&figure.Dark), "#7B828C") {
		t.Error("the line has not the dark theme's colour")
	}
}

func TestFiguresAtOnce(t *testing.T) {
	for _, format := range []figure.Format{figure.PNG, figure.SVG, figure.PDF} {
		want := encode(t, sample(30), format, page)
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				var b bytes.Buffer
				if err := sample(30).Encode(&b, format, page); err != nil || !bytes.Equal(b.Bytes(), want) {
					t.Errorf("%s: drawn at once with others it differs: %v", format, err)
				}
			})
		}
		all.Wait()
	}
}

// 莓 is of GB 2312's level 2, the emoji is in no level: one is itself, the
// other a visible mark.
func TestMissingCharactersAreMarked(t *testing.T) {
	got := string(encode(t, &figure.Figure{Title: "草莓 ␣é→， 😀"}, figure.SVG, page))
	if want := "草莓 ␣é→， □"; !strings.Contains(got, want) {
		t.Errorf("%q is not in the figure", want)
	}
}

func FuzzLabels(f *testing.F) {
	f.Add("草莓", 100, 100, 96)
	f.Add("\xff\x00😀", 64, 8192, 600)
	f.Add(`xlink:href="data:image/jpg;base64,A" <text style="font-family:NotoSansSC`, 800, 600, 96)
	f.Fuzz(func(t *testing.T, label string, width, height, dpi int) {
		size := figure.Size{Width: width, Height: height, DPI: dpi}
		if size.Check() == nil && width*height > 1<<20 {
			return // only slow
		}
		g := &figure.Figure{Title: label, Footnote: label, Pictures: []figure.Picture{{Title: label, Axes: []string{label, label}, Path: []figure.Point{{Label: label}}}}}
		for _, format := range []figure.Format{figure.PNG, figure.SVG, figure.PDF} {
			if err := g.Encode(&bytes.Buffer{}, format, size); (err == nil) != (size.Check() == nil) {
				t.Fatalf("%v: %v", size, err)
			}
		}
	})
}

func BenchmarkPNG1000(b *testing.B) {
	f := sample(1000)
	for b.Loop() {
		encode(b, f, figure.PNG, figure.Size{Width: 1600, Height: 1200, DPI: 144})
	}
}

// All tokens of GPT-2's encoding, on a slide: the budget is 400 ms.
func BenchmarkPNG50257(b *testing.B) {
	f := sample(50_257)
	for b.Loop() {
		encode(b, f, figure.PNG, figure.Size{Width: 1890, Height: 1181, DPI: 144})
	}
}

func BenchmarkSVG50257(b *testing.B) {
	f := sample(50_257)
	for b.Loop() {
		encode(b, f, figure.SVG, figure.Size{Width: 1200, Height: 900, DPI: 96})
	}
}

func BenchmarkPDF1000(b *testing.B) {
	f := sample(1000)
	for b.Loop() {
		encode(b, f, figure.PDF, figure.Size{Width: 1600, Height: 1200, DPI: 144})
	}
}

func ExampleFigure_Encode() {
	f := &figure.Figure{Pictures: []figure.Picture{{
		Axes:   []string{"PC1 (60.0 %)", "PC2 (40.0 %)"},
		Points: []figure.Point{{X: 1, Y: 2, Label: "king", Group: -1}},
	}}}
	var b bytes.Buffer
	err := f.Encode(&b, figure.PDF, figure.Size{Width: 640, Height: 480, DPI: 96})
	fmt.Println(b.String()[:4], err)
	// Output: %PDF <nil>
}
