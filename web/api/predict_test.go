package api_test

import (
	"encoding/json"
	"math"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
)

// answer is what a call says.
func answer[T any](t *testing.T, call string, query url.Values) (v T) {
	t.Helper()
	w := httptest.NewRecorder()
	calls(t).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/api/v1/"+call+"?"+query.Encode(), nil))
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil || w.Code != http.StatusOK {
		t.Fatalf("%s: %d %s", call, w.Code, w.Body)
	}
	return v
}

type candidate struct {
	ID                                                    int
	Text, Cut                                             string
	Logit                                                 float32
	Probability, Scaled, Exp, Cumulative, Final, From, To float64
}

type choice struct {
	Sum        float64
	Kept, Rank int
	KeptShare  float64 `json:"kept_share"`
	Drawn      *float64
	Chosen     candidate
	Next       []candidate
}

// Each column of the answer is worked out here from the one before.
func TestPredictionsArithmetic(t *testing.T) {
	got := answer[choice](t, "predict", url.Values{"text": {"The king has a"}, "k": {"100"}, "temperature": {"1.7"}, "top_k": {"50"}, "top_p": {"0.8"}, "seed": {"9"}})
	var left, kept, until float64
	for _, c := range got.Next[:50] {
		left += c.Exp
	}
	for _, c := range got.Next[:got.Kept] {
		kept += c.Exp
	}
	near := func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }
	for i, c := range got.Next {
		if !near(c.Scaled, float64(c.Logit)/1.7) || !near(c.Exp, math.Exp(c.Scaled-got.Next[0].Scaled)) || !near(c.Probability, c.Exp/got.Sum) {
			t.Errorf("candidate %d: %+v", i, c)
		}
		until += c.Exp
		if i < 50 && !near(c.Cumulative, until/left) || i < got.Kept && !near(c.Final, c.Exp/kept) {
			t.Errorf("candidate %d: %+v", i, c)
		}
		want := "top-k"
		if i < got.Kept {
			want = ""
		} else if i < 50 {
			want = "top-p"
		}
		if c.Cut != want {
			t.Errorf("candidate %d: cut by %q, want %q", i, c.Cut, want)
		}
	}
	if got.Kept < 2 || got.Next[got.Kept-1].Cumulative < 0.8 || got.Next[got.Kept-2].Cumulative >= 0.8 {
		t.Errorf("%d kept, which hold %v", got.Kept, got.Next[got.Kept-1].Cumulative)
	}
	if *got.Drawn < got.Chosen.From || *got.Drawn >= got.Chosen.To || got.Chosen != got.Next[got.Rank-1] {
		t.Errorf("drawn %v, chosen %+v of rank %d", *got.Drawn, got.Chosen, got.Rank)
	}
}

// What is written is what is predicted after the text so far, as long as that is
// cut into the same tokens; both ways of asking say the same.
func TestGenerateIsPredictAgain(t *testing.T) {
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	query := url.Values{"text": {"The king has a"}, "n": {"12"}, "past": {"1"}, "temperature": {"1.2"}, "top_k": {"20"}, "seed": {"4"}, "k": {"5"}}
	got := answer[struct {
		Added string
		Steps []struct {
			choice
			Place, Dropped int
		}
	}](t, "generate", query)
	if len(got.Steps) != 12 {
		t.Fatalf("%d steps", len(got.Steps))
	}
	text, compared := "The king has a", 0
	for _, step := range got.Steps {
		if len(m.Embed(text).Tokens) == step.Place {
			compared++
			again := url.Values{"text": {text}, "temperature": {"1.2"}, "top_k": {"20"}, "seed": {"4"}, "k": {"5"}}
			want := answer[choice](t, "predict", again)
			if step.Chosen != want.Chosen || *step.Drawn != *want.Drawn || !slices.Equal(step.Next, want.Next) {
				t.Errorf("after %q: %+v is written, %+v predicted", text, step.Chosen, want.Chosen)
			}
		}
		text += step.Chosen.Text
	}
	if compared < 3 || !strings.HasSuffix(text, got.Added) {
		t.Errorf("%d steps compared; %q", compared, text)
	}
	var first, second any = answer[any](t, "generate", query), nil
	body, err := json.Marshal(map[string]any{"text": "The king has a", "n": 12, "past": "1", "temperature": 1.2, "top_k": 20, "seed": 4, "k": 5})
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/api/v1/generate", strings.NewReader(string(body)))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	calls(t).ServeHTTP(w, r)
	if err := json.Unmarshal(w.Body.Bytes(), &second); err != nil {
		t.Fatal(err)
	}
	a, _ := json.Marshal(first)
	b, _ := json.Marshal(second)
	if string(a) != string(b) {
		t.Error("GET and POST differ")
	}
}

// The rows of every head add up to 1, and the vectors of a token to what comes out.
func TestAttention(t *testing.T) {
	got := answer[struct {
		Tokens []struct{ ID, Position int }
		Heads  []struct {
			Block, Head int
			Weights     [][]float32
		}
		At     int
		Stream []struct {
			In, Attention, Out []float32
			FeedForward        []float32 `json:"feed_forward"`
		}
		Output []float32
	}](t, "attention", url.Values{"text": {"The king has a dog"}, "at": {"4"}})
	if len(got.Tokens) != 5 || len(got.Heads) != 8 || got.At != 4 || len(got.Stream) != 2 {
		t.Fatalf("%d tokens, %d heads, %d blocks at %d", len(got.Tokens), len(got.Heads), len(got.Stream), got.At)
	}
	for i, h := range got.Heads {
		if h.Block != i/4+1 || h.Head != i%4+1 || len(h.Weights) != 5 {
			t.Errorf("head %d is %d of block %d, with %d rows", i, h.Head, h.Block, len(h.Weights))
		}
		for q, row := range h.Weights {
			var sum float64
			for _, w := range row {
				sum += float64(w)
			}
			if len(row) != q+1 || math.Abs(sum-1) > 1e-5 {
				t.Errorf("block %d, head %d, query %d: %v", h.Block, h.Head, q, row)
			}
		}
	}
	for l, b := range got.Stream {
		if !slices.Equal(embedding.Sum(embedding.Sum(b.In, b.Attention), b.FeedForward), b.Out) {
			t.Errorf("block %d does not add up", l+1)
		}
	}
}
