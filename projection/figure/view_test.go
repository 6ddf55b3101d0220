package figure_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"tokenscape/projection/figure"
)

// textBox is where an SVG has a text.
type textBox struct {
	text                     string
	left, low, width, height float64
}

var textElement = regexp.MustCompile(`<text textLength="([^"]+)" lengthAdjust="spacingAndGlyphs" x="([^"]+)" y="([^"]+)"[^>]*font-size:([\d.]+)px[^>]*>([^<]*)<`)

func textsOf(t *testing.T, svg string) []textBox {
	t.Helper()
	var boxes []textBox
	number := func(s string) float64 {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, m := range textElement.FindAllStringSubmatch(svg, -1) {
		size := number(m[4])
		boxes = append(boxes, textBox{m[5], number(m[2]), -number(m[3]), number(m[1]), 0.73 * size})
	}
	return boxes
}

// No label lies on another, in whatever figure.
func TestLabelsDoNotOverlap(t *testing.T) {
	all := gallery()
	all["many"] = sample(3000)
	all["many large"] = sample(3000)
	all["many large"].Magnify = 3
	for name, f := range all {
		boxes := textsOf(t, string(encode(t, f, figure.SVG, page)))
		if len(boxes) < 10 {
			t.Errorf("%s: %d texts", name, len(boxes))
		}
		for i, a := range boxes {
			for _, b := range boxes[:i] {
				if a.left < b.left+b.width && b.left < a.left+a.width && a.low < b.low+b.height && b.low < a.low+a.height {
					t.Errorf("%s: %q lies on %q", name, a.text, b.text)
				}
			}
			if a.left < 0 || a.left+a.width > 600 {
				t.Errorf("%s: %q is cut at the edge", name, a.text)
			}
		}
	}
}

// Four points in a row, of which a window at zoom 2 shows two.
func TestWindow(t *testing.T) {
	row := func(w *figure.Window) []textBox {
		p := figure.Picture{Window: w}
		for i := range 4 {
			p.Points = append(p.Points, figure.Point{X: float64(i), Label: fmt.Sprintf("p%d", i), Group: -1})
		}
		var labels []textBox
		for _, b := range textsOf(t, string(encode(t, of(p), figure.SVG, page))) {
			if strings.HasPrefix(b.text, "p") {
				labels = append(labels, b)
			}
		}
		return labels
	}
	whole, same, part := row(nil), row(&figure.Window{X: 1.5, Y: 0, Zoom: 1}), row(&figure.Window{X: 0.5, Y: 0, Zoom: 2})
	if len(whole) != 4 || fmt.Sprint(whole) != fmt.Sprint(same) {
		t.Errorf("everything is %v, at zoom 1 %v", whole, same)
	}
	if len(part) != 2 || part[0].text != "p0" || part[1].text != "p1" {
		t.Fatalf("the window shows %v", part)
	}
	if far, near := whole[1].left-whole[0].left, part[1].left-part[0].left; near < 1.95*far || near > 2.05*far {
		t.Errorf("at zoom 2 points %g apart are %g apart", far, near)
	}
}

// The roles decide what is drawn and who is labelled first.
func TestRoles(t *testing.T) {
	first := func(roles ...figure.Role) string {
		var p figure.Picture
		for i, role := range roles {
			p.Points = append(p.Points, figure.Point{Label: strconv.Itoa(i), Group: -1, Role: role})
		}
		p.Axes, p.Blank = []string{"x", "y"}, true
		for _, b := range textsOf(t, string(encode(t, of(p), figure.SVG, page))) {
			if b.text != "x" && b.text != "y" {
				return b.text
			}
		}
		return ""
	}
	for _, tt := range []struct {
		roles []figure.Role
		first string
	}{
		{[]figure.Role{figure.Ordinary, figure.Ordinary}, "0"},
		{[]figure.Role{figure.Hidden, figure.Ordinary}, "1"},
		{[]figure.Role{figure.Pale, figure.Selected}, "1"},
		{[]figure.Role{figure.Near, figure.Pinned}, "1"},
		{[]figure.Role{figure.Pinned, figure.Chosen, figure.Near}, "1"},
	} {
		if got := first(tt.roles...); got != tt.first {
			t.Errorf("%v: point %s is labelled first, want %s", tt.roles, got, tt.first)
		}
	}
}

// Hidden points hold the frame: what is left stays where it was.
func TestHiddenPointsHoldTheFrame(t *testing.T) {
	f := sample(30)
	before := textsOf(t, string(encode(t, f, figure.SVG, page)))
	for i := range f.Pictures[0].Points {
		if i%3 == 2 {
			f.Pictures[0].Points[i].Role = figure.Hidden
		}
	}
	after := textsOf(t, string(encode(t, f, figure.SVG, page)))
	place := func(boxes []textBox, text string) (found textBox) {
		for _, b := range boxes {
			if b.text == text {
				found = b
			}
		}
		return found
	}
	for _, text := range []string{"word7", "-2", "␣king"} {
		if a, b := place(before, text), place(after, text); a != b || a.text == "" {
			t.Errorf("%q moved from %v to %v", text, a, b)
		}
	}
	if hidden := place(after, "word8"); hidden.text != "" {
		t.Errorf("a hidden point is labelled: %v", hidden)
	}
	if legend := place(after, "国家"); legend.text != "" {
		t.Error("the legend names a group that is hidden")
	}
}

// An SVG or PDF of many points stays small.
func TestManyPointsAreOnePicture(t *testing.T) {
	for n, want := range map[int]bool{figure.MostDrawn: false, figure.MostDrawn + 1: true} {
		f := sample(n)
		if f.Raster(figure.SVG) != want || f.Raster(figure.PDF) != want || !f.Raster(figure.PNG) {
			t.Errorf("%d points: %v, want %v", n, f.Raster(figure.SVG), want)
		}
		svg := string(encode(t, f, figure.SVG, page))
		if got := strings.Contains(svg, "data:image/png;base64,"); got != want || len(svg) > 5<<20 {
			t.Errorf("%d points: a picture %v, want %v, in %d bytes", n, got, want, len(svg))
		}
		pdf := string(encode(t, f, figure.PDF, page))
		if got := strings.Contains(pdf, "/Subtype /Image"); got != want || len(pdf) > 5<<20 {
			t.Errorf("%d points: a picture in the PDF %v, want %v, in %d bytes", n, got, want, len(pdf))
		}
	}
}
