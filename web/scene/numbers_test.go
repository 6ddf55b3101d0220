package scene_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/floats"

	"tokenscape/embedding"
	"tokenscape/embedding/gpt"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

func TestColors(t *testing.T) {
	s := sceneOf(t, "on=category:animal&tokens=id:30000&rows=unit&from=+man&from=+boy&to=+woman&components=3")
	king, err := s.Model.Lookup(" king")
	if err != nil {
		t.Fatal(err)
	}
	other, _ := s.Model.TokenVector(king)
	view := scene.View{Components: []int{0, 1}, Token: &king}
	for kind, want := range map[string]func(p scene.Point) float64{
		"rank": func(p scene.Point) float64 {
			if !p.Trained {
				return math.NaN()
			}
			own, _ := s.Model.Count(p.ID)
			before := 0
			for r := range s.Model.Vocab() {
				n, _ := s.Model.Count(s.Model.Token(r))
				if mine, _ := s.Model.Row(p.ID); n > own || n == own && r < mine {
					before++
				}
			}
			return math.Log10(float64(before + 1))
		},
		"length": func(p scene.Point) float64 { return floats.Norm(row(s, p, false), 2) },
		"cosine": func(p scene.Point) float64 {
			v, _ := s.Model.TokenVector(p.ID)
			return s.Model.Compare(v, other, false).Cosine
		},
		"axis": func(p scene.Point) float64 {
			axis, err := s.Model.Axis(s.Choice.From, s.Choice.To, []embedding.TokenID{p.ID})
			if err != nil {
				t.Fatal(err)
			}
			return axis.Places[0].Dot
		},
		"pc:3": func(p scene.Point) float64 { return p.Coordinates[2] },
	} {
		color := scene.Color{Kind: kind}
		if kind == "pc:3" {
			color = scene.Color{Kind: scene.ByComponent, Component: 2}
		}
		got, err := s.Colors(color, view)
		if err != nil || len(got) != len(s.Points) {
			t.Fatalf("%s: %d numbers, %v", kind, len(got), err)
		}
		for i, p := range s.Points {
			if w := want(p); math.Abs(got[i]-w) > 1e-6 || math.IsNaN(got[i]) != math.IsNaN(w) {
				t.Errorf("%s: %q has %v, want %v", kind, p.Text, got[i], w)
			}
		}
	}
	if got, err := s.Colors(scene.Color{Kind: scene.ByCategory}, view); got != nil || err != nil {
		t.Errorf("the colour by category has numbers %v, %v", got, err)
	}
	var fault *request.Fault
	if got, err := s.Colors(scene.Color{Kind: scene.ByComponent, Component: 3}, view); got != nil || !errors.As(err, &fault) || fault.Code != request.OutOfRange {
		t.Errorf("a component too many has numbers %v, %v", got, err)
	}
}

// A model whose counts are unknown has no ranks, and says so.
func TestNoRanksWithoutCounts(t *testing.T) {
	c := choose(t, "")
	bare, err := embedding.New(embedding.Parts{Name: "bare", Tokenizer: c.Model.Tokenizer(), Tokens: []embedding.TokenID{262, 263},
		Transform: gpt.New(gpt.Config{Vocab: 2, Context: 2, Width: 2, Layers: 1, Heads: 1}, 1)})
	if err != nil {
		t.Fatal(err)
	}
	s, err := scene.NewMaps(request.Only(bare)).Of(t.Context(), scene.Default(bare), "")
	if err != nil {
		t.Fatal(err)
	}
	var fault *request.Fault
	if _, err := s.Colors(scene.Color{Kind: scene.ByRank}, scene.View{}); !errors.As(err, &fault) || fault.Code != request.NoCounts {
		t.Errorf("%v", err)
	}
}

func TestNumbering(t *testing.T) {
	s := sceneOf(t, "on=category:season&on=category:animal&tokens=id:30000")
	names, of := scene.Numbering(s)
	if !slices.Equal(names, []string{"animal", "season"}) {
		t.Errorf("%v", names)
	}
	for i, p := range s.Points {
		if of[i] < 0 && p.Category != "" || of[i] >= 0 && names[of[i]] != p.Category {
			t.Errorf("%q of %q is numbered %d", p.Text, p.Category, of[i])
		}
	}
}

func TestShown(t *testing.T) {
	for text, want := range map[string]string{
		" king": "␣king", "\n": "⏎", "\t\u00a0": "⇥⍽", "草": "草", "\x80": "80", "\x00a": "00 61", "e\u0301": "e\u0301", "": "",
	} {
		got, hex := scene.Shown(text)
		if got != want || hex != (text == "\x80" || text == "\x00a") {
			t.Errorf("%q is shown as %q, %v, want %q", text, got, hex, want)
		}
	}
}
