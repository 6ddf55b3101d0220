package motion_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http/httptest"
	"net/url"
	"slices"
	"sync"
	"testing"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/projection"
	"tokenscape/web/motion"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

const text = "The capital of France is"

var load = sync.OnceValues(classroom.Load)

func model(t testing.TB) *embedding.Model {
	t.Helper()
	m, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func read(t testing.TB, query string) (motion.Choice, error) {
	t.Helper()
	return motion.Read(request.Read(httptest.NewRequest("GET", "/?"+query, nil), []*embedding.Model{model(t)}), text, 3)
}

func of(t testing.TB, query string) *motion.Path {
	t.Helper()
	c, err := read(t, query)
	if err != nil {
		t.Fatal(err)
	}
	only := request.Only(c.Map.Model)
	p, err := motion.New(only, scene.NewMaps(only)).Of(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// The oracle of the places is the projection itself: axes fitted on the rows that the
// map shows, each scaled here, and the readings' vectors scaled and put on them.
func TestStopsLieOnTheAxesOfTheMap(t *testing.T) {
	for _, unit := range []bool{true, false} {
		for _, way := range []motion.Way{motion.Layers, motion.Tokens} {
			p := of(t, fmt.Sprintf("on=category:country&on=category:capital&way=%s&rows=%s", way, map[bool]string{true: "unit", false: "raw"}[unit]))
			m := p.Choice.Map.Model
			scaled := func(list [][]float32) blas32.General {
				g := blas32.General{Rows: len(list), Cols: m.Dim(), Stride: m.Dim()}
				for _, v := range list {
					var square float64
					for _, x := range v {
						square += float64(x) * float64(x)
					}
					length := 1.0
					if unit {
						length = math.Sqrt(square)
					}
					for _, x := range v {
						g.Data = append(g.Data, float32(float64(x)/length))
					}
				}
				return g
			}
			var shown, stops, named [][]float32
			for _, q := range p.Scene.Points {
				v, _ := m.TokenVector(q.ID)
				shown = append(shown, v)
			}
			for _, s := range p.Stops {
				stops = append(stops, s.Vector)
			}
			for _, q := range p.Named {
				v, _ := m.TokenVector(q.ID)
				named = append(named, v)
			}
			pca, err := projection.Fit(scaled(shown), 2)
			if err != nil {
				t.Fatal(err)
			}
			x := scaled(stops)
			places := pca.Apply(x)
			size := math.Hypot(places[0][0], places[0][1])
			for i, s := range p.Stops {
				if d := math.Hypot(s.Coordinates[0]-places[i][0], s.Coordinates[1]-places[i][1]); d > 1e-5*size {
					t.Errorf("%s: stop %d lies at %v, want %v", way, i, s.Coordinates, places[i])
				}
				if i == 0 {
					if s.Moved != 0 || s.Kept != nil {
						t.Errorf("%s: the first stop has moved by %g", way, s.Moved)
					}
					continue
				}
				whole := embedding.Distance(x.Data[i*x.Stride:][:x.Cols], x.Data[(i-1)*x.Stride:][:x.Cols])
				share := math.Hypot(places[i][0]-places[i-1][0], places[i][1]-places[i-1][1]) / whole
				if math.Abs(s.Moved-whole) > 1e-5*whole || math.Abs(*s.Kept-share) > 1e-4 {
					t.Errorf("%s: step %d is %g long, of which %g is seen; want %g and %g", way, i, s.Moved, *s.Kept, whole, share)
				}
			}
			for i, place := range pca.Apply(scaled(named)) {
				if d := math.Hypot(p.Named[i].Coordinates[0]-place[0], p.Named[i].Coordinates[1]-place[1]); d > 1e-5 {
					t.Errorf("%s: %q lies at %v, want %v", way, p.Named[i].Text, p.Named[i].Coordinates, place)
				}
			}
		}
	}
}

// Each token that the lens reads is on the map, or named beside it, once.
func TestWhatTheLensReadsIsOnTheMap(t *testing.T) {
	p := of(t, "on=category:season&way=tokens")
	count := make(map[embedding.TokenID]int)
	for _, q := range p.Scene.Points {
		count[q.ID]++
	}
	for _, q := range p.Named {
		count[q.ID]++
	}
	for _, s := range p.Stops {
		if len(s.Likeliest) != 3 || len(s.Nearest) != 3 {
			t.Errorf("%d and %d tokens read, want 3", len(s.Likeliest), len(s.Nearest))
		}
		for _, c := range s.Likeliest {
			if count[c.ID] != 1 {
				t.Errorf("token %d is there %d times", c.ID, count[c.ID])
			}
		}
	}
	if *p.Kept <= 0 || *p.Kept >= 1 {
		t.Errorf("the plane keeps %g of the way", *p.Kept)
	}
}

// A text longer than the stops has those of its last tokens.
func TestLongTextsHaveTheLastStops(t *testing.T) {
	long := ""
	for range motion.MaxStops + 10 {
		long += " the"
	}
	p := of(t, "way=tokens&text="+url.QueryEscape(long))
	if n := len(p.Stops); n != motion.MaxStops || p.Earlier != 10 || p.Stops[0].Position != 10 {
		t.Errorf("%d stops from position %d on, %d left out", n, p.Stops[0].Position, p.Earlier)
	}
	if p := of(t, "way=tokens"); len(p.Stops) != 5 || p.Earlier != 0 {
		t.Errorf("%d stops of a short text, %d left out", len(p.Stops), p.Earlier)
	}
}

func TestPositionsThroughTheLayers(t *testing.T) {
	p := of(t, "at=2")
	if len(p.Stops) != p.Choice.Map.Model.Layers()+1 || p.Stops[0].Position != 1 || p.Stops[0].Block != 0 {
		t.Errorf("%d stops, the first of position %d after %d blocks", len(p.Stops), p.Stops[0].Position, p.Stops[0].Block)
	}
	if last := of(t, ""); last.Stops[0].Position != 4 {
		t.Errorf("without at it is position %d", last.Stops[0].Position)
	}
}

// A map of the way's own has the tokens of its stops, each once, and keeps more of the
// way than one of other words.
func TestMapOfTheWaysOwn(t *testing.T) {
	for _, way := range []motion.Way{motion.Layers, motion.Tokens} {
		p, other := of(t, "map=way&method=axis&from=+man&to=+woman&way="+string(way)), of(t, "way="+string(way))
		count := make(map[embedding.TokenID]int)
		for _, q := range p.Scene.Points {
			count[q.ID]++
		}
		want := make(map[embedding.TokenID]bool)
		for _, s := range p.Stops {
			for i := range s.Likeliest {
				want[s.Likeliest[i].ID], want[s.Nearest[i].ID] = true, true
			}
			if s.Watched != nil {
				want[s.Watched.ID] = true
			}
		}
		for id := range want {
			if count[id] != 1 {
				t.Errorf("%s: token %d is there %d times", way, id, count[id])
			}
		}
		if len(p.Scene.Points) != len(want) || len(p.Named) != 0 {
			t.Errorf("%s: %d points and %d named, want %d and none", way, len(p.Scene.Points), len(p.Named), len(want))
		}
		if *p.Kept <= *other.Kept {
			t.Errorf("%s: it keeps %g, the other %g", way, *p.Kept, *other.Kept)
		}
		c, err := read(t, "map=way&way="+string(way))
		if err != nil {
			t.Fatal(err)
		}
		c.K = 1
		only := request.Only(c.Map.Model)
		if few, err := motion.New(only, scene.NewMaps(only)).Of(t.Context(), c); err != nil || len(few.Scene.Points) != len(want) || len(few.Stops[0].Likeliest) != 1 {
			t.Errorf("%s: with one token read the map has %d points, %v", way, len(few.Scene.Points), err)
		}
		// Asked for by its tokens, the map is the same.
		values := p.Choice.Map.Values()
		values.Set("way", string(way))
		values.Set("rows", "unit")
		again := of(t, values.Encode())
		for i, s := range again.Stops {
			if !slices.Equal(s.Coordinates, p.Stops[i].Coordinates) {
				t.Errorf("%s: stop %d lies at %v, want %v", way, i, s.Coordinates, p.Stops[i].Coordinates)
			}
		}
	}
}

func TestRefusals(t *testing.T) {
	for query, want := range map[string]request.Code{
		"at=6": request.OutOfRange, "at=0": request.OutOfRange, "at=x": request.NotANumber, "map=none": request.UnknownChoice, "way=sideways": request.UnknownChoice,
		"method=tsne": request.UnknownChoice, "method=umap": request.UnknownChoice, "on=category:none": request.UnknownCategory,
		"method=axis": request.NoToken, "text=": request.NoText,
	} {
		_, err := read(t, query)
		if fault := request.FaultOf(err); err == nil || fault.Code != want {
			t.Errorf("%s: %v, want %s", query, err, want)
		}
	}
}

// Two directions that are not at right angles are drawn so: how much of a step is in
// sight cannot be said.
func TestObliqueAxesKeepNoShare(t *testing.T) {
	p := of(t, "method=axis&from=+man&to=+woman&up_from=+king&up_to=+queen")
	for _, s := range p.Stops[1:] {
		if s.Kept != nil || s.Moved == 0 || len(s.Coordinates) < 2 {
			t.Errorf("moved by %g to %v", s.Moved, s.Coordinates)
		}
	}
	if p.Kept != nil {
		t.Error("a share of the whole way is said")
	}
}

// Who asks for an equal way on a map with another selection gets it with that.
func TestWaysAreShared(t *testing.T) {
	m := model(t)
	only := request.Only(m)
	motions := motion.New(only, scene.NewMaps(only))
	var vectors [2]*float32
	for i, query := range []string{"", "selected=262"} {
		c, err := read(t, query)
		if err != nil {
			t.Fatal(err)
		}
		p, err := motions.Of(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		if len(p.Choice.Map.Selected) != i {
			t.Errorf("%q: a selection of %d", query, len(p.Choice.Map.Selected))
		}
		vectors[i] = &p.Stops[0].Vector[0]
	}
	if vectors[0] != vectors[1] {
		t.Error("the way was followed twice")
	}
	gone, leave := context.WithCancel(t.Context())
	leave()
	c, err := read(t, "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := motions.Of(gone, c); err != nil && !errors.As(err, new(*request.Fault)) {
		t.Error(err)
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{"way=tokens&at=1", "method=axis&from= man&to= woman", "text=%F0%9F%8D%93&at=3", "fit=sentence&rows=raw", "on=encoding&components=1"} {
		f.Add(seed)
	}
	m := model(f)
	f.Fuzz(func(t *testing.T, query string) {
		values, err := url.ParseQuery(query)
		if err != nil {
			return
		}
		values.Del("on") // of all tokens: only slow
		r := httptest.NewRequest("GET", "/?"+values.Encode(), nil)
		c, err := motion.Read(request.Read(r, []*embedding.Model{m}), text, 3)
		if err != nil {
			if request.FaultOf(err).Code == request.Internal {
				t.Fatal(err)
			}
			return
		}
		if len(c.Text) > 2000 {
			return
		}
		only := request.Only(m)
		p, err := motion.New(only, scene.NewMaps(only)).Of(t.Context(), c)
		if err != nil {
			if request.FaultOf(err).Code == request.Internal {
				t.Fatal(err)
			}
			return
		}
		if len(p.Stops) == 0 || len(p.Stops) > maxOf(m) {
			t.Fatalf("%d stops", len(p.Stops))
		}
	})
}

// maxOf is how many stops a way of the model has at most.
func maxOf(m *embedding.Model) int { return max(motion.MaxStops, m.Layers()+1) }

func ExampleMotions_Of() {
	m, err := classroom.Load()
	if err != nil {
		panic(err)
	}
	only := request.Only(m)
	c, err := motion.Read(request.Read(httptest.NewRequest("GET", "/?way=tokens", nil), only()), "Two plus two is", 1)
	if err != nil {
		panic(err)
	}
	p, err := motion.New(only, scene.NewMaps(only)).Of(context.Background(), c)
	if err != nil {
		panic(err)
	}
	for i, s := range p.Stops {
		fmt.Printf("after %q comes %q\n", p.Sequence.Tokens[i].Bytes, m.Text(s.Likeliest[0].ID))
	}
	// Output:
	// after "Two" comes " plus"
	// after " plus" comes " six"
	// after " two" comes " is"
	// after " is" comes " four"
}
