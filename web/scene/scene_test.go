package scene_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"sync"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

func choose(t testing.TB, query string) scene.Choice {
	t.Helper()
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	c, err := scene.Read(request.Read(httptest.NewRequest("GET", "/?"+query, nil), []*embedding.Model{m}))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestMapIsFittedOnce(t *testing.T) {
	c := choose(t, "on=category:animal")
	maps := scene.NewMaps(request.Only(c.Model))
	var all sync.WaitGroup
	fitted := make([]*scene.Map, 16)
	for i := range fitted {
		all.Go(func() {
			s, err := maps.Of(context.Background(), c, " king")
			if err != nil {
				t.Error(err)
				return
			}
			fitted[i] = s.Map
		})
	}
	all.Wait()
	for _, m := range fitted {
		if m != fitted[0] {
			t.Fatal("equal requests got different fits")
		}
	}
}

func TestSentenceOfUntrainedTokens(t *testing.T) {
	c := choose(t, "tokens=id:1&tokens=id:2&rows=unit")
	s, err := scene.NewMaps(request.Only(c.Model)).Of(context.Background(), c, "草莓")
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Path) != 6 || s.Path[0].Trained || s.FitSay.N != 2 {
		t.Errorf("%d steps, trained %v, fitted on %d", len(s.Path), s.Path[0].Trained, s.FitSay.N)
	}
}

func ExampleMaps_Of() {
	m, err := classroom.Load()
	if err != nil {
		panic(err)
	}
	c, err := scene.Read(request.Read(httptest.NewRequest("GET", "/?on=category:season", nil), []*embedding.Model{m}))
	if err != nil {
		panic(err)
	}
	s, err := scene.NewMaps(request.Only(m)).Of(context.Background(), c, "The capital")
	if err != nil {
		panic(err)
	}
	for _, p := range s.Points {
		fmt.Print(p.Text)
	}
	fmt.Println(":", s.FitSay.N, "tokens, a path of", len(s.Path))
	// Output:  spring summer autumn winter: 4 tokens, a path of 2
}
