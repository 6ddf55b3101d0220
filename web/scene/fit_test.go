package scene_test

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"tokenscape/embedding"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// matrix is the vectors of the tokens, in float64.
func matrix(m *embedding.Model, ids []embedding.TokenID) *mat.Dense {
	x := mat.NewDense(len(ids), m.Dim(), nil)
	for i, id := range ids {
		v, _ := m.TokenVector(id)
		for j := range v {
			x.Set(i, j, float64(v[j]))
		}
	}
	return x
}

// The axes of a fit on a part are those of gonum's stat.PC of that part, and all
// that is shown lies where they put it.
func TestFitOnAPart(t *testing.T) {
	const text = "The king and the queen of the country have a dog"
	for name, tt := range map[string]struct {
		query  string
		kind   string
		on     func(c scene.Choice) *mat.Dense
		fitted int // of the points
	}{
		"what is shown": {"on=category:animal", scene.FitShown,
			func(c scene.Choice) *mat.Dense { return matrix(c.Model, c.IDs()) }, -1},
		"what is shown, with more on it": {"on=category:animal&also=+king&also=+queen&also=id:30000", scene.FitShown,
			func(c scene.Choice) *mat.Dense { return matrix(c.Model, c.IDs()) }, -1},
		"a selection": {"on=vocabulary&fit=selection&selected=262-300,318,5822", scene.FitSelection,
			func(c scene.Choice) *mat.Dense { return matrix(c.Model, c.Selected) }, -2},
		"a category that is not shown": {"on=category:animal&fit=category:country", scene.FitCategories,
			func(c scene.Choice) *mat.Dense { return matrix(c.Model, choose(t, "on=category:country").IDs()) }, 0},
		"the vocabulary": {"on=category:animal&fit=vocabulary", scene.FitVocabulary,
			func(c scene.Choice) *mat.Dense { return matrix(c.Model, choose(t, "on=vocabulary").IDs()) }, -1},
		"the sentence": {"on=category:animal&fit=sentence&text=" + text, scene.FitSentence,
			func(c scene.Choice) *mat.Dense {
				tokens := c.Model.Embed(text).Tokens
				x := mat.NewDense(len(tokens), c.Model.Dim(), nil)
				for i, token := range tokens {
					for j, v := range token.InputVector {
						x.Set(i, j, float64(v))
					}
				}
				return x
			}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			c, _, err := read(query(t, (tt.query + "&components=3")))
			if err != nil {
				t.Fatal(err)
			}
			s, err := scene.NewMaps(request.Only(c.Model)).Of(t.Context(), c, text)
			if err != nil {
				t.Fatal(err)
			}
			on := tt.on(c)
			n, d := on.Dims()
			if s.FitSay.Kind != tt.kind || s.FitSay.N != n {
				t.Errorf("fitted on %+v, want %s of %d", s.FitSay, tt.kind, n)
			}
			var pc stat.PC
			if !pc.PrincipalComponents(on, nil) {
				t.Fatal("the oracle failed")
			}
			var axes mat.Dense
			pc.VectorsTo(&axes)
			variances := pc.VarsTo(nil)
			var total float64
			for j := range d {
				total += stat.Variance(mat.Col(nil, j, on), nil)
			}
			for k := range 3 {
				if share := variances[k] / total; math.Abs(s.Axes[k].Share-share) > 1e-5 || s.Axes[k].Kind != scene.Principal || s.Axes[k].Component != k {
					t.Errorf("axis %+v, want the share %v", s.Axes[k], share)
				}
				// The oracle's sign is arbitrary.
				place := func(v []float32) float64 {
					var sum float64
					for j := range v {
						sum += (float64(v[j]) - stat.Mean(mat.Col(nil, j, on), nil)) * axes.At(j, k)
					}
					return sum
				}
				var both float64
				for _, p := range s.Points {
					v, _ := s.Model.TokenVector(p.ID)
					both += place(v) * p.Coordinates[k]
				}
				sign := math.Copysign(1, both)
				fitted := 0
				for _, p := range s.Points {
					v, _ := s.Model.TokenVector(p.ID)
					want := place(v)
					if math.Abs(sign*want-p.Coordinates[k]) > 1e-4 {
						t.Fatalf("%q lies at %v on axis %d, want %v", p.Text, p.Coordinates[k], k, sign*want)
					}
					if p.Fitted {
						fitted++
					}
				}
				want := tt.fitted
				if want == -1 {
					want = len(c.IDs())
				} else if want == -2 {
					want = 0
					for _, id := range c.Selected {
						if _, ok := c.Model.Row(id); ok {
							want++
						}
					}
				}
				if fitted != want {
					t.Errorf("%d of the points are fitted on, want %d", fitted, want)
				}
				for _, step := range s.Path {
					if want := sign * place(step.InputVector); math.Abs(want-step.Coordinates[k]) > 1e-4 {
						t.Errorf("%q of the sentence lies at %v on axis %d, want %v", step.Bytes, step.Coordinates[k], k, want)
					}
				}
			}
			// How much of what is shown the picture keeps.
			places := mat.NewDense(len(s.Points), 2, nil)
			for i, p := range s.Points {
				places.SetRow(i, p.Coordinates[:2])
			}
			ids := make([]embedding.TokenID, len(s.Points))
			for i, p := range s.Points {
				ids[i] = p.ID
			}
			if want := spread(places) / spread(matrix(s.Model, ids)); math.Abs(s.Kept-want) > 1e-5 {
				t.Errorf("keeps %v, want %v", s.Kept, want)
			}
		})
	}
}

// spread is the variance of all columns together.
func spread(x *mat.Dense) float64 {
	_, d := x.Dims()
	var sum float64
	for j := range d {
		sum += stat.Variance(mat.Col(nil, j, x), nil)
	}
	return sum
}

// The axes of a map along directions are those of Model.Axis, but for scale and
// origin; what is left lies along principal components of what they leave.
func TestDirections(t *testing.T) {
	for name, state := range map[string]string{
		"one":              "method=axis&on=vocabulary&from=+man&from=+boy&to=+woman&to=+girl&components=4",
		"two":              "method=axis&on=vocabulary&from=+man&to=+woman&up_from=+dog&up_from=+cat&up_to=+dogs&components=4",
		"one at both ends": "method=axis&on=category:animal&also=+king&from=+man&to=+woman&up_from=+man&up_to=+woman&components=3",
		"one component":    "method=axis&on=category:animal&from=+man&to=+woman&components=1",
	} {
		t.Run(name, func(t *testing.T) {
			c := choose(t, state)
			s := sceneOf(t, state)
			ids := make([]embedding.TokenID, len(s.Points))
			for i, p := range s.Points {
				ids[i] = p.ID
			}
			for k, ends := range [][2][]embedding.TokenID{{c.From, c.To}, {c.UpFrom, c.UpTo}} {
				if len(ends[0]) == 0 || k >= c.Components {
					continue
				}
				if s.Axes[k].Kind != scene.Direction {
					t.Errorf("axis %d is %+v", k, s.Axes[k])
				}
				axis, err := c.Model.Axis(ends[0], ends[1], ids)
				if err != nil {
					t.Fatal(err)
				}
				for i, p := range axis.Places {
					if want := (p.Coordinate - 0.5) * axis.Length; math.Abs(s.Points[i].Coordinates[k]-want) > 1e-5 {
						t.Fatalf("%q lies at %v on axis %d, want %v", s.Points[i].Text, s.Points[i].Coordinates[k], k, want)
					}
				}
			}
			rest := 0
			for k, axis := range s.Axes {
				if axis.Kind != scene.Rest {
					continue
				}
				if axis.Component != rest {
					t.Errorf("axis %d is %+v, want component %d", k, axis, rest)
				}
				rest++
				// What is left is uncorrelated with itself along other axes.
				for other := k + 1; other < len(s.Axes); other++ {
					var a, b []float64
					for _, p := range s.Points {
						if p.Fitted {
							a, b = append(a, p.Coordinates[k]), append(b, p.Coordinates[other])
						}
					}
					if r := stat.Correlation(a, b, nil); math.Abs(r) > 1e-4 {
						t.Errorf("axes %d and %d correlate by %v", k, other, r)
					}
				}
			}
			if c.Components < 2 {
				return
			}
			// The picture keeps the rows' part in the plane of its axes: in an
			// orthonormal basis of that, of gonum's QR.
			ends := mat.NewDense(s.Model.Dim(), 2, nil)
			for k, groups := range [][2][]embedding.TokenID{{c.From, c.To}, {c.UpFrom, c.UpTo}} {
				if len(groups[0]) == 0 {
					if want := s.Axes[0].Share + s.Axes[1].Share; math.Abs(s.Kept-want) > 1e-9 {
						t.Errorf("keeps %v, want %v", s.Kept, want)
					}
					return
				}
				from, to := matrix(s.Model, groups[0]), matrix(s.Model, groups[1])
				for j := range s.Model.Dim() {
					ends.Set(j, k, stat.Mean(mat.Col(nil, j, to), nil)-stat.Mean(mat.Col(nil, j, from), nil))
				}
			}
			var qr mat.QR
			qr.Factorize(ends)
			var basis, part mat.Dense
			qr.QTo(&basis)
			span := 2
			if name == "one at both ends" {
				span = 1
			}
			x := matrix(s.Model, ids)
			part.Mul(x, basis.Slice(0, s.Model.Dim(), 0, span))
			if want := spread(&part) / spread(x); math.Abs(s.Kept-want) > 1e-6 {
				t.Errorf("keeps %v, want %v", s.Kept, want)
			}
		})
	}
}

// Two directions along one line keep what one of them keeps, whichever way the
// cosine of the two is rounded.
func TestDirectionsAlongOneLine(t *testing.T) {
	words := []string{"+man", "+woman", "+boy", "+king", "+queen", "+dog", "+cat", "+one"}
	for _, a := range words {
		for _, b := range words {
			if a == b {
				continue
			}
			for _, up := range [][2]string{{a, b}, {b, a}} {
				s := sceneOf(t, "method=axis&on=category:animal&from="+a+"&to="+b+"&up_from="+up[0]+"&up_to="+up[1])
				if want := s.Axes[0].Share; !(math.Abs(s.Kept-want) < 1e-9) {
					t.Errorf("%s to %s and %s to %s: keeps %v, want %v", a, b, up[0], up[1], s.Kept, want)
				}
			}
		}
	}
}

// A map fitted anew is the same to the last bit: the sign and the share of its
// axes are the same for all who look.
func TestMapsAreStable(t *testing.T) {
	for _, state := range []string{"rows=unit&components=5", "on=encoding", "on=vocabulary&fit=category:animal", "method=axis&from=+man&to=+woman&on=vocabulary"} {
		a, b := sceneOf(t, state), sceneOf(t, state)
		for k := range a.Axes {
			if a.Axes[k].Share != b.Axes[k].Share {
				t.Errorf("%s: axis %d keeps %v, then %v", state, k, a.Axes[k].Share, b.Axes[k].Share)
			}
		}
		for i, p := range a.Points {
			if !slices.Equal(p.Coordinates, b.Points[i].Coordinates) {
				t.Fatalf("%s: %q lies at %v, then at %v", state, p.Text, p.Coordinates, b.Points[i].Coordinates)
			}
		}
	}
}
