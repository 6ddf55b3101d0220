package scene_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/floats"

	"tokenscape/embedding"
	"tokenscape/embedding/gpt"
	"tokenscape/projection"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// row is a point's vector as it was fitted.
func row(s *scene.Scene, p scene.Point, unit bool) []float64 {
	v, _ := s.Model.TokenVector(p.ID)
	x := make([]float64, len(v))
	for j := range v {
		x[j] = float64(v[j])
	}
	if unit {
		floats.Scale(1/floats.Norm(x, 2), x)
	}
	return x
}

// The true and the apparent neighbours are those of a look at all distances.
func TestNeighborhood(t *testing.T) {
	for name, tt := range map[string]struct {
		query      string
		token      string
		components []int
		unit       bool
	}{
		"rows as they are":    {"on=category:animal&on=category:bird&components=3", " dog", []int{0, 1}, false},
		"at length one":       {"on=category:animal&on=category:bird&rows=unit&components=3", " dog", []int{1, 2}, true},
		"in space":            {"on=vocabulary&components=3", " king", []int{0, 1, 2}, false},
		"of what is besides":  {"on=category:animal&also=+king", " king", []int{0, 1}, false},
		"of an untrained one": {"on=category:animal&tokens=id:30000", "id:30000", []int{0, 1}, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := sceneOf(t, tt.query)
			id, err := s.Model.Lookup(tt.token)
			if err != nil {
				t.Fatal(err)
			}
			at := slices.IndexFunc(s.Points, func(p scene.Point) bool { return p.ID == id })
			flat := func(p scene.Point) []float64 {
				var v []float64
				for _, k := range tt.components {
					v = append(v, p.Coordinates[k])
				}
				return v
			}
			nearest := func(vector func(scene.Point) []float64) []embedding.Neighbor {
				own := vector(s.Points[at])
				var all []embedding.Neighbor
				for i, p := range s.Points {
					if i != at {
						all = append(all, embedding.Neighbor{ID: p.ID, Score: floats.Distance(own, vector(p), 2)})
					}
				}
				slices.SortStableFunc(all, func(a, b embedding.Neighbor) int { return cmp.Compare(a.Score, b.Score) })
				return all
			}
			for _, k := range []int{1, 10, 100, len(s.Points) + 1} {
				got, ok := s.Neighborhood(id, tt.components, k)
				if !ok {
					t.Fatal("not on the map")
				}
				truly, seen := nearest(func(p scene.Point) []float64 { return row(s, p, tt.unit) }), nearest(flat)
				most := min(k, len(truly))
				kept := 0
				for i, want := range truly[:most] {
					if got.True[i].ID != want.ID || math.Abs(got.True[i].Score-want.Score) > 1e-6 {
						t.Fatalf("%d of %d: %v, want %v", i, k, got.True[i], want)
					}
					if slices.ContainsFunc(seen[:most], func(n embedding.Neighbor) bool { return n.ID == want.ID }) {
						kept++
					}
				}
				for i, want := range seen[:most] {
					if got.Apparent[i].ID != want.ID || math.Abs(got.Apparent[i].Score-want.Score) > 1e-9 {
						t.Fatalf("apparent %d of %d: %v, want %v", i, k, got.Apparent[i], want)
					}
				}
				if len(got.True) != most || len(got.Apparent) != most || got.Kept != float64(kept)/float64(most) {
					t.Errorf("k=%d: %d and %d, keeps %v, want %d/%d", k, len(got.True), len(got.Apparent), got.Kept, kept, most)
				}
			}
		})
	}
	s := sceneOf(t, "on=category:animal")
	if _, ok := s.Neighborhood(5822, []int{0, 1}, 10); ok {
		t.Error("a token that is not on the map has neighbours there")
	}
	if n, ok := s.Neighborhood(s.Points[0].ID, []int{0, 1}, 0); !ok || len(n.True) != 0 || n.Kept != 0 {
		t.Errorf("no neighbours: %+v", n)
	}
}

func TestFidelity(t *testing.T) {
	s := sceneOf(t, "on=category:animal&on=category:country&components=3")
	for _, components := range [][]int{{0, 1}, {1, 2}, {0, 1, 2}} {
		f, err := s.Fidelity(components)
		if err != nil {
			t.Fatal(err)
		}
		ids := make([]embedding.TokenID, len(s.Points))
		places := make([][]float64, len(s.Points))
		for i, p := range s.Points {
			ids[i] = p.ID
			for _, k := range components {
				places[i] = append(places[i], p.Coordinates[k])
			}
		}
		if want := projection.Preservation(s.Model.Gather(ids), places, scene.Near); !slices.Equal(f.Preservation, want) || f.K != scene.Near || f.Compared != len(ids) {
			t.Errorf("%v: %+v, want %v", components, f, want)
		}
		// The share of one point is what its neighbourhood says.
		n, _ := s.Neighborhood(ids[3], components, scene.Near)
		if f.Preservation[3] != n.Kept {
			t.Errorf("%v: preservation %v of a neighbourhood that keeps %v", components, f.Preservation[3], n.Kept)
		}
		again, err := s.Fidelity(components)
		if err != nil || again != f {
			t.Errorf("measured again: %v", err)
		}
		colored, ok := s.Numbers(scene.Color{Kind: scene.ByPreservation}, scene.View{Components: components})
		if !ok || !slices.Equal(colored, f.Preservation) {
			t.Errorf("coloured by %v", colored)
		}
	}
	var fault *request.Fault
	large := sceneOf(t, "on=encoding")
	if _, err := large.Fidelity([]int{0, 1}); !errors.As(err, &fault) || fault.Code != request.TooMany || fault.Limit != "5000" {
		t.Errorf("of the whole encoding: %v", err)
	}
	if _, ok := large.Numbers(scene.Color{Kind: scene.ByPreservation}, scene.View{Components: []int{0, 1}}); ok {
		t.Error("the whole encoding has numbers by preservation")
	}
}

func TestNumbers(t *testing.T) {
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
		got, ok := s.Numbers(color, view)
		if !ok || len(got) != len(s.Points) {
			t.Fatalf("%s: %d numbers", kind, len(got))
		}
		for i, p := range s.Points {
			if w := want(p); math.Abs(got[i]-w) > 1e-6 || math.IsNaN(got[i]) != math.IsNaN(w) {
				t.Errorf("%s: %q has %v, want %v", kind, p.Text, got[i], w)
			}
		}
	}
	for name, color := range map[string]scene.Color{
		"the colour by category": {Kind: scene.ByCategory}, "a component too many": {Kind: scene.ByComponent, Component: 3},
	} {
		if got, ok := s.Numbers(color, view); ok {
			t.Errorf("%s has numbers %v", name, got)
		}
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

// laid is a computed layout for the tests: a circle.
type laid struct{ asked int }

func (l *laid) Layout(_ context.Context, c scene.Choice) ([][]float64, error) {
	l.asked++
	places := make([][]float64, c.Rows().Rows)
	for i := range places {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(len(places)))
		places[i] = []float64{cos, sin}
	}
	return places, nil
}

// A computed map shows what was chosen where the layout puts it, and claims no
// share of variance and no place for what it was not computed of.
func TestComputedMap(t *testing.T) {
	c := choose(t, "method=umap&on=category:animal&also=+king&fit=vocabulary&neighbors=7")
	maps := scene.NewMaps(request.Only(c.Model))
	var fault *request.Fault
	if _, err := maps.Of(t.Context(), c, ""); !errors.As(err, &fault) || fault.Code != request.NotReady {
		t.Errorf("without layouts: %v", err)
	}
	layouts := &laid{}
	maps.Layouts = layouts
	s, err := maps.Of(t.Context(), c, "The king")
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Points) != len(c.IDs()) || len(s.Path) != 0 || s.Kept != 0 || s.FitSay.Kind != scene.FitShown || s.FittedOn != len(s.Points) {
		t.Errorf("%d points, a path of %d, keeps %v, fitted on %+v", len(s.Points), len(s.Path), s.Kept, s.FitSay)
	}
	if s.Points[0].Coordinates[0] != 1 || s.Axes[1].Kind != scene.ByUMAP || s.Axes[1].Component != 1 || !s.Points[0].Fitted {
		t.Errorf("point %+v, axes %+v", s.Points[0], s.Axes)
	}
	if n, ok := s.Neighborhood(s.Points[0].ID, []int{0, 1}, 2); !ok || len(n.Apparent) != 2 || math.Abs(n.Apparent[0].Score-n.Apparent[1].Score) > 1e-9 {
		t.Errorf("on a circle %+v", n)
	}
	if f, err := s.Fidelity([]int{0, 1}); err != nil || len(f.Preservation) != len(s.Points) {
		t.Errorf("fidelity %v", err)
	}
	c.Categories, c.Vocabulary, c.Encoding = nil, false, true
	if _, err := maps.Of(t.Context(), c, ""); !errors.As(err, &fault) || fault.Code != request.TooMany || layouts.asked != 1 {
		t.Errorf("of the whole encoding: %v, asked %d times", err, layouts.asked)
	}
}

// What makes no difference to where points lie makes no other map.
func TestKey(t *testing.T) {
	key := func(query string) string { return choose(t, query).Key() }
	const animals = "on=category:animal"
	for _, same := range []string{"&seed=7&perplexity=9&neighbors=99", "&up_from=+dog&up_to=+cat", "&from=+man&to=+woman", "&pairs=none", "&selected=262-300", "&fit=shown"} {
		if key(animals) != key(animals+same) {
			t.Errorf("%s makes another map", same)
		}
	}
	seen := map[string]string{}
	for _, other := range []string{"", "&rows=unit", "&components=3", "&also=+king", "&tokens=+king", "&fit=vocabulary", "&fit=category:animal", "&fit=selection&selected=1-3",
		"&fit=selection&selected=1-4", "&method=tsne", "&method=tsne&seed=2", "&method=tsne&perplexity=9", "&method=umap", "&method=umap&neighbors=9",
		"&method=axis&from=+man&to=+woman", "&method=axis&to=+man&from=+woman", "&method=axis&from=+man&to=+woman&up_from=+dog&up_to=+cat"} {
		k := key(animals + other)
		if before, ok := seen[k]; ok {
			t.Errorf("%q and %q make one map", before, other)
		}
		seen[k] = other
	}
}

// However a state is written, reading it costs no more than its size, and what
// was read can be written and read again.
func FuzzState(f *testing.F) {
	for _, state := range []string{
		"", "selected=1-3,7,9-8,99999999999&fit=selection&pc=1,2,3&view=0,0,1&turn=9,9", "color=pc:1&token=id:1&hide=none&magnify=1e9",
		"method=axis&from=id:1&to=id:2&up_from=id:1&up_to=id:2", "view=NaN,Inf,-0&turn=,&pc=1,,2", "fit=sentence&text=a+b&labels=0&links=both",
		"beside=tsne&beside_pc=3,4&method=umap&neighbors=2&pins=a&pins=b", "selected=0-9999,0-9999", "from=man,woman;king+queen&tokens=,,&also=%20", "selected=-,--,1--2",
	} {
		f.Add(state)
	}
	f.Fuzz(func(t *testing.T, state string) {
		q := query(t, state)
		strict, _, strictErr := read(q)
		if len(strict.Selected) > scene.MaxSelected {
			t.Fatalf("%d tokens are selected", len(strict.Selected))
		}
		q = query(t, state)
		q.Lenient()
		c, v, err := read(q)
		if err != nil {
			var fault *request.Fault
			if errors.As(err, &fault) && slices.Contains([]request.Code{request.UnknownModel, request.TextTooLong, request.NotUTF8}, fault.Code) {
				return
			}
			t.Fatalf("a lenient reading: %v", err)
		}
		if strictErr == nil && len(q.Skipped()) > 0 {
			t.Fatalf("a state without fault, of which %v is skipped", q.Skipped())
		}
		values := c.Values()
		for name, list := range v.Values(c.Model) {
			values[name] = list
		}
		values.Set("text", q.Text(""))
		again, look, err := read(query(t, values.Encode()))
		if err != nil {
			t.Fatalf("%s: %v", values.Encode(), err)
		}
		if fmt.Sprint(again.Values()) != fmt.Sprint(c.Values()) || fmt.Sprint(look.Values(c.Model)) != fmt.Sprint(v.Values(c.Model)) {
			t.Fatalf("%v %v, read again %v %v", c.Values(), v.Values(c.Model), again.Values(), look.Values(c.Model))
		}
	})
}
