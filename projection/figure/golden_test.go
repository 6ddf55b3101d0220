package figure_test

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tokenscape/projection/figure"
)

// gallery are figures that together have everything a figure can have.
func gallery() map[string]*figure.Figure {
	with := func(n int, change func(f *figure.Figure, p *figure.Picture)) *figure.Figure {
		f := sample(n)
		change(f, &f.Pictures[0])
		return f
	}
	return map[string]*figure.Figure{
		"plain": with(30, func(_ *figure.Figure, p *figure.Picture) {
			p.Lines = []figure.Line{{From: 0, To: 1}, {From: 3, To: 4}, {From: 7, To: 6, Stroke: figure.Apart}}
		}),
		"window": with(90, func(f *figure.Figure, p *figure.Picture) {
			p.Window = &figure.Window{X: 3, Y: 0.4, Zoom: 4}
			p.Lines = []figure.Line{{From: 0, To: 8}, {From: 1, To: 2}}
			f.Magnify = 2
		}),
		"marked": with(90, func(f *figure.Figure, p *figure.Picture) {
			p.Path = nil
			for i := range p.Points {
				p.Points[i].Hollow = i%7 == 0
				p.Points[i].Role = figure.Pale
				if i%3 == 1 {
					p.Points[i].Role = figure.Selected
				}
				if i%3 == 2 && i > 50 {
					p.Points[i].Role = figure.Hidden
				}
			}
			p.Points[10].Role, p.Points[20].Role, p.Points[44].Role = figure.Chosen, figure.Pinned, figure.Pinned
			for _, near := range []int{13, 22, 31} {
				p.Points[near].Role = figure.Near
				p.Lines = append(p.Lines, figure.Line{From: 10, To: near, Stroke: figure.TrueNear})
			}
			for _, near := range []int{16, 40, 52} {
				p.Points[near].Role = figure.Near
				p.Lines = append(p.Lines, figure.Line{From: 10, To: near, Stroke: figure.SeenNear})
			}
			f.Keys = []figure.Key{{Stroke: figure.TrueNear, Name: "true neighbours"}, {Stroke: figure.SeenNear, Name: "图上的近邻"}}
		}),
		"numbers": with(90, func(f *figure.Figure, p *figure.Picture) {
			f.Scale = &figure.Scale{Name: "length of the row 行向量的长度", Low: -1, High: 1, LowText: "−1", HighText: "1", Missing: "no number"}
			for i := range p.Points {
				p.Points[i].Number = math.Sin(float64(i))
				if i%9 == 0 {
					p.Points[i].Number = math.NaN()
				}
			}
			f.Unlabelled = true
		}),
		"analogy": with(60, func(f *figure.Figure, p *figure.Picture) {
			p.Path = nil
			place := func(i int, x, y float64, label string) {
				p.Points[i] = figure.Point{X: x, Y: y, Label: label, Group: p.Points[i].Group, Role: figure.Near}
			}
			place(0, -1, -1.5, "␣France")
			place(1, 2.5, -1, "␣Paris")
			place(2, 0.5, 1, "␣Italy")
			place(3, 4.4, 1.2, "␣Rome")
			p.Points = append(p.Points, figure.Point{X: 4, Y: 1.5, Group: -1, Label: "␣Italy + ␣Paris − ␣France", Role: figure.Goal})
			goal := len(p.Points) - 1
			p.Lines = []figure.Line{{From: 0, To: 1, Stroke: figure.Step}, {From: 2, To: goal, Stroke: figure.Step},
				{From: 0, To: 2, Stroke: figure.Opposite}, {From: 1, To: goal, Stroke: figure.Opposite}, {From: goal, To: 3, Stroke: figure.Answer}}
			f.Keys = []figure.Key{{Stroke: figure.Step, Name: "the step"}, {Stroke: figure.Answer, Name: "to the best answer"}}
		}),
		"turned": with(60, func(f *figure.Figure, p *figure.Picture) {
			p.Axes = []string{"PC1 (12.3 %)", "PC2 (4.5 %)", "PC3 (3.2 %)"}
			for i := range p.Points {
				p.Points[i].Z = math.Cos(float64(i))
			}
			p.Turn = &figure.Turn{Yaw: 30, Pitch: 20}
		}),
		"way": func() *figure.Figure {
			f := journey(5)
			f.Pictures[0].Way.Here = 4
			f.Keys = []figure.Key{{Stroke: figure.Opposite, Name: "to the likeliest"}, {Stroke: figure.Answer, Name: "到列出的全部词元"}}
			return f
		}(),
		"beside": with(40, func(f *figure.Figure, p *figure.Picture) {
			p.Title, p.Path = "PCA", nil
			p.Points[10].Role, p.Points[20].Role = figure.Chosen, figure.Pinned
			other := figure.Picture{Title: "t-SNE 图", Axes: []string{"t-SNE 1", "t-SNE 2"}, Blank: true}
			for _, q := range p.Points {
				q.X, q.Y = q.Y*q.X, q.X-q.Y
				other.Points = append(other.Points, q)
			}
			f.Pictures = append(f.Pictures, other)
		}),
	}
}

// The gallery as files, to be looked at: TOKENSCAPE_UPDATE=1 draws it anew.
func TestGolden(t *testing.T) {
	for name, f := range gallery() {
		for theme, colours := range themes {
			t.Run(name+"/"+theme, func(t *testing.T) {
				f.Theme = &colours
				golden := filepath.Join("testdata", name+"-"+theme+".svg")
				got := encode(t, f, figure.SVG, page)
				if os.Getenv("TOKENSCAPE_UPDATE") != "" {
					if err := os.WriteFile(golden, got, 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(golden)
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(got, want) {
					t.Errorf("the figure differs from %s", golden)
				}
			})
		}
	}
}

// What the gallery is to show is there, whatever its files hold.
func TestGalleryShowsItsWords(t *testing.T) {
	for name, words := range map[string][]string{
		"plain":   {"模型的词", "PC1 (12.3 %)", "国家", "␣king"},
		"marked":  {">word10<", ">word20<", ">word44<", ">true neighbours<", "图上的近邻"},
		"numbers": {"length of the row", ">−1<", ">no number<"},
		"analogy": {">␣Italy + ␣Paris − ␣France<", ">␣Rome<", ">to the best answer<"},
		"turned":  {"PC1 (12.3 %)", "PC2 (4.5 %)", "PC3 (3.2 %)"},
		"way":     {">␣is<", ">␣Paris<", ">词<", ">5<", "到列出的全部词元"},
		"beside":  {">PCA<", ">t-SNE 图<", ">t-SNE 2<"},
	} {
		got := string(encode(t, gallery()[name], figure.SVG, page))
		for _, text := range words {
			if !strings.Contains(got, text) {
				t.Errorf("%s: %q is not in the figure", name, text)
			}
		}
	}
}
