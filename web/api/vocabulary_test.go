package api_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"tokenscape/embedding/bpe"
	"tokenscape/embedding/classroom/vocabulary"
)

type grown struct {
	Documents, Bytes, Rules int
	Learnt                  []struct {
		Rule, Count           int
		Left, Right           string
		LeftBytes, RightBytes string
	}
	Measures []struct {
		Unit, Encoding        string
		Size, Length, Unknown int
	}
	Seams []int
}

func TestVocabulary(t *testing.T) {
	known, err := vocabulary.Load()
	if err != nil {
		t.Fatal(err)
	}
	h := calls(t)
	ask := func(r *http.Request) (answer grown) {
		t.Helper()
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || w.Code != http.StatusOK {
			t.Fatalf("%d, %v: %.200s", w.Code, err, w.Body)
		}
		return answer
	}
	const text = "The king 草莓."
	corpus := ask(httptest.NewRequest(http.MethodGet, "/api/v1/vocabulary", nil))
	if corpus.Documents != vocabulary.Documents || corpus.Bytes != known.Bytes || corpus.Rules != len(known.Grown.Rules) || len(corpus.Learnt) != 100 || len(corpus.Seams) != 0 {
		t.Errorf("%d documents of %d bytes, %d of %d rules, %d seams", corpus.Documents, corpus.Bytes, len(corpus.Learnt), corpus.Rules, len(corpus.Seams))
	}
	last := ask(httptest.NewRequest(http.MethodGet, "/api/v1/vocabulary?k=10000", nil))
	for i, r := range last.Learnt {
		if want := known.Grown.Rules[i]; r.Rule != i+1 || r.Left != want.Left || r.Right != want.Right || r.Count != want.Count {
			t.Fatalf("rule %d is %+v, want %+v", i+1, r, want)
		}
	}
	post := httptest.NewRequest(http.MethodPost, "/api/v1/vocabulary", strings.NewReader(`{"text":"`+text+`","rule":4,"k":2}`))
	post.Header.Set("Content-Type", "application/json")
	posted := ask(post)
	if len(posted.Learnt) != 2 || posted.Learnt[0].Rule != 4 || len(last.Learnt) != corpus.Rules {
		t.Errorf("%d rules from the fourth on, %d in all", len(posted.Learnt), len(last.Learnt))
	}
	for i, m := range known.Measure(text) {
		if got := posted.Measures[i]; got.Unit != string(m.Unit) || got.Encoding != m.Name || got.Size != m.Size || got.Length != m.Length || got.Unknown != m.Unknown {
			t.Errorf("measure %d is %+v, want %+v", i, got, m)
		}
		if m.Unit == vocabulary.Learnt {
			if n := bpe.Tokens(posted.Seams, m.Size-256); n != m.Length {
				t.Errorf("the seams give %d tokens of %d kinds, want %d", n, m.Size, m.Length)
			}
		}
	}
}
