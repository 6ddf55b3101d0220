package weights_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/web/weights"
)

func model(t testing.TB) *embedding.Model {
	t.Helper()
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestMeet(t *testing.T) {
	m := model(t)
	for name, tt := range map[string]struct {
		a, b   string
		token  string // "" for none
		places [2]int
		equal  bool // the input vectors are
	}{
		"the same place":      {"The farmer feeds the bat with corn", "The player needs the bat", " bat", [2]int{4, 4}, true},
		"the last of several": {"The king sees the king", "The queen hears the king", " king", [2]int{4, 4}, true},
		"another place":       {"A big bat", "Look at this small bat", " bat", [2]int{2, 4}, false},
		"the same sentence":   {"A cat", "A cat", " cat", [2]int{1, 1}, true},
		"no token in common":  {"A cat", "The dogs", "", [2]int{}, false},
		"no text":             {"", "The dogs", "", [2]int{}, false},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := weights.Meet(m, [2]*embedding.Sequence{m.Embed(tt.a), m.Embed(tt.b)})
			if err != nil {
				t.Fatal(err)
			}
			if got == nil {
				if tt.token != "" {
					t.Errorf("no meeting, want %q", tt.token)
				}
				return
			}
			if m.Text(got.Token) != tt.token || got.Places != tt.places || slices.Equal(got.States[0][0], got.States[1][0]) != tt.equal {
				t.Errorf("%q at %v, want %q at %v", m.Text(got.Token), got.Places, tt.token, tt.places)
			}
			if len(got.Cosine) != m.Layers()+1 || tt.equal && math.Abs(got.Cosine[0]-1) > 1e-6 {
				t.Errorf("cosines %v", got.Cosine)
			}
		})
	}
}

// The two meanings of bat stand in the corpus: an animal and what a player needs.
func TestContextTellsMeanings(t *testing.T) {
	m := model(t)
	got, err := weights.Meet(m, [2]*embedding.Sequence{m.Embed("The farmer feeds the bat"), m.Embed("The player needs the bat")})
	if err != nil {
		t.Fatal(err)
	}
	if after := got.Cosine[m.Layers()]; after > 0.9 || got.Next[0][0].ID == got.Next[1][0].ID {
		t.Errorf("after the blocks the cosine is %v, and the next tokens are %v and %v", after, got.Next[0][0], got.Next[1][0])
	}
}

// Once the name has fallen out, the model is given the same tokens whatever the
// name was: it must say the same, bit for bit.
func TestForget(t *testing.T) {
	m := model(t)
	f := &weights.Far{Names: [2]string{"Anna", "Peter"}, Filler: " smiles", Tail: " smiles, and"}
	f.Times = f.Distances(m)
	memory, err := weights.Forget(m, f)
	if err != nil {
		t.Fatal(err)
	}
	if got := m.Text(memory.Token); got != " she" {
		t.Errorf("watching %q, want she", got)
	}
	var kept, lost int
	for _, p := range memory.Points {
		same := p.Probability[0] == p.Probability[1]
		if dropped := p.Dropped[0] > 0; dropped != same {
			t.Errorf("%d times: %d dropped, equal is %v", p.Times, p.Dropped[0], same)
		} else if dropped {
			lost++
		} else {
			kept++
		}
	}
	if kept < 5 || lost < 3 || memory.Points[0].Times != 0 {
		t.Errorf("%d distances within the context, %d beyond", kept, lost)
	}
	between, err := memory.Ask(m, f, 5)
	if err != nil || between.Times != 5 || len(between.Next[0]) == 0 {
		t.Errorf("another distance: %+v, %v", between, err)
	}
	f.Times = []int{weights.MaxTimes + 1}
	if _, err := weights.Forget(m, f); err == nil {
		t.Error("a filler past its limit is asked for")
	}
	f.Names[0], f.Tail = "", ""
	f.Times = []int{0}
	if _, err := weights.Forget(m, f); !errors.Is(err, embedding.ErrEmptyText) {
		t.Errorf("nothing to ask: %v", err)
	}
}

// A sum of which both parts are found again has lost neither.
func TestFind(t *testing.T) {
	m := model(t)
	study, err := weights.Measure(m)
	if err != nil {
		t.Fatal(err)
	}
	for _, token := range m.Embed("The capital of France is").Tokens {
		found := study.Find(m, token)
		nearest := m.Nearest(token.InputVector, embedding.Search{K: 1})
		if (found.Token == 1) != (nearest[0].ID == token.ID) || found.Position < 1 || found.Position > m.Context() {
			t.Errorf("%q: %+v, the nearest row is %q", token.Bytes, found, m.Text(nearest[0].ID))
		}
	}
	if found := study.Find(m, m.Embed("草莓").Tokens[0]); found.Token != 0 {
		t.Errorf("a token without a row has place %d", found.Token)
	}
}
