package scene_test

import (
	"errors"
	"math"
	"net/http/httptest"
	"slices"
	"testing"

	"gonum.org/v1/gonum/floats"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

func sceneOf(t *testing.T, query string) *scene.Scene {
	t.Helper()
	c := choose(t, query)
	s, err := scene.NewMaps(request.Only(c.Model)).Of(t.Context(), c, "")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestPairsOfAMap(t *testing.T) {
	for name, tt := range map[string]struct {
		query string
		want  []string // relations
	}{
		"capitals, unless told":      {"on=category:country&on=category:capital", []string{"capital"}},
		"a word of each pair alone":  {"on=category:country", nil},
		"none":                       {"on=category:country&on=category:capital&pairs=none", nil},
		"two, in the model's order":  {"on=vocabulary&pairs=woman&pairs=capital", []string{"capital", "woman"}},
		"none beside another":        {"on=category:person&pairs=none&pairs=woman", []string{"woman"}},
		"chosen, and not on the map": {"on=category:country&on=category:capital&pairs=woman", nil},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, p := range sceneOf(t, tt.query).Pairs {
				got = append(got, p.Relation)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("lines of %v, want %v", got, tt.want)
			}
		})
	}
}

// The pairs are the model's with both words here, and their mean cosine is that
// of every pair with every other, in all dimensions and on the map.
func TestPairsAreTrue(t *testing.T) {
	s := sceneOf(t, "on=category:country&on=category:capital&components=3&rows=unit")
	at := make(map[embedding.TokenID]int)
	for i, p := range s.Points {
		at[p.ID] = i
	}
	var want []scene.Line
	for _, r := range s.Model.Relations() {
		if r.Name != "capital" {
			continue
		}
		for _, p := range r.Pairs {
			from, ok := at[p.From]
			to, okTo := at[p.To]
			if ok && okTo {
				want = append(want, scene.Line{From: from, To: to, HeldOut: p.HeldOut})
			}
		}
	}
	if len(s.Pairs) != 1 || len(want) < 20 || !slices.Equal(s.Pairs[0].Lines, want) {
		t.Fatalf("got %v, want the lines %v", s.Pairs, want)
	}
	difference := func(vector func(scene.Point) []float64, l scene.Line) []float64 {
		d := make([]float64, len(vector(s.Points[l.From])))
		return floats.SubTo(d, vector(s.Points[l.To]), vector(s.Points[l.From]))
	}
	mean := func(vector func(scene.Point) []float64) float64 {
		sum, n := 0.0, 0.0
		for i, l := range want {
			a := difference(vector, l)
			for _, other := range want[:i] {
				b := difference(vector, other)
				sum += floats.Dot(a, b) / (floats.Norm(a, 2) * floats.Norm(b, 2))
				n++
			}
		}
		return sum / n
	}
	trueRow := func(p scene.Point) []float64 {
		row, _ := s.Model.TokenVector(p.ID)
		v := make([]float64, len(row))
		for j, x := range row {
			v[j] = float64(x)
		}
		floats.Scale(1/floats.Norm(v, 2), v)
		return v
	}
	whole := mean(trueRow)
	// Every way to exchange the partners in turn: a few of them are as good.
	exchanged, ways := 0.0, 0.0
	lines := want
	for shift := 1; shift < len(lines); shift++ {
		want = nil
		for i, l := range lines {
			want = append(want, scene.Line{From: l.From, To: lines[(i+shift)%len(lines)].To})
		}
		exchanged += mean(trueRow)
		ways++
	}
	want = lines
	exchanged /= ways
	onMap := mean(func(p scene.Point) []float64 { return p.Coordinates[:2] })
	if p := s.Pairs[0]; !p.Compared || math.Abs(p.Cosine-whole) > 1e-6 || math.Abs(p.OnMap-onMap) > 1e-9 {
		t.Errorf("mean cosine %v, on the map %v, %v, want %v and %v", p.Cosine, p.OnMap, p.Compared, whole, onMap)
	} else if math.Abs(p.Exchanged-exchanged) > 0.02 || p.Exchanged >= p.Cosine {
		t.Errorf("with partners exchanged %v, want about %v and less than %v", p.Exchanged, exchanged, p.Cosine)
	}
}

func TestOnePairIsNotCompared(t *testing.T) {
	s := sceneOf(t, "tokens=+France&tokens=+Paris&tokens=+Italy")
	if len(s.Pairs) != 1 || len(s.Pairs[0].Lines) != 1 || s.Pairs[0].Compared {
		t.Errorf("got %+v, want one line", s.Pairs)
	}
}

// At the random start the pairs have nothing in common; what training makes of
// them is what the map shows.
func TestPairsOfATrajectory(t *testing.T) {
	c := choose(t, "on=category:country&on=category:capital&rows=unit")
	maps := scene.NewMaps(request.Only(c.Model))
	today, err := maps.Of(t.Context(), c, "")
	if err != nil {
		t.Fatal(err)
	}
	way, err := maps.Trajectory(t.Context(), c, false)
	if err != nil {
		t.Fatal(err)
	}
	start, end := way.At(0, c.Relations).Pairs, way.At(len(way.Snapshots)-1, c.Relations).Pairs
	if len(start) != 1 || len(end) != 1 || len(way.At(0, nil).Pairs) != 0 {
		t.Fatalf("pairs %v at the start, %v at the end", start, end)
	}
	if p, want := end[0], today.Pairs[0]; !slices.Equal(p.Lines, want.Lines) || math.Abs(p.Cosine-want.Cosine) > 1e-6 || math.Abs(p.OnMap-want.OnMap) > 1e-6 {
		t.Errorf("the end is %v, the map %v", p, want)
	}
	if math.Abs(start[0].Cosine) > 0.05 || end[0].Cosine < start[0].Cosine+0.1 {
		t.Errorf("the mean cosine goes from %v to %v", start[0].Cosine, end[0].Cosine)
	}
}

// The pairs joined are no part of the fit.
func TestRelationsShareAFit(t *testing.T) {
	c := choose(t, "on=category:country&on=category:capital")
	maps := scene.NewMaps(request.Only(c.Model))
	first, err := maps.Of(t.Context(), c, "")
	if err != nil {
		t.Fatal(err)
	}
	c.Relations = nil
	second, err := maps.Of(t.Context(), c, "")
	if err != nil {
		t.Fatal(err)
	}
	if first.Map != second.Map || len(first.Pairs) != 1 || len(second.Pairs) != 0 {
		t.Error("another choice of pairs was fitted again, or not heard")
	}
}

func TestUnknownRelation(t *testing.T) {
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	for value, near := range map[string]string{"capitals": "capital", "non": "none", "": ""} {
		_, err := scene.Read(request.Read(httptest.NewRequest("GET", "/?pairs="+value, nil), []*embedding.Model{m}))
		var fault *request.Fault
		if !errors.As(err, &fault) || fault.Code != request.UnknownRelation || near != "" && fault.Near[0] != near {
			t.Errorf("%q: %v, want %s near %q", value, err, request.UnknownRelation, near)
		}
	}
}
