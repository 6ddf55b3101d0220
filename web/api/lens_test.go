package api_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

type lensAnswer struct {
	Way   string
	Rows  string
	Kept  *float64
	Stops []struct {
		Position, Block int
		Token           struct{ Text string }
		Vector          []float64
		Likeliest       []map[string]any
		Nearest         []struct {
			Text  string
			Score float64
		}
		Watched *struct {
			ID          int
			Text        string
			Row, Rank   *int
			Probability *float64
		}
		Coordinates []float64
		Moved       float64
		Kept        *float64
	}
	Named []struct{ Text string }
}

func askLens(t *testing.T, h http.Handler, method, target, body string) (a lensAnswer, raw string) {
	t.Helper()
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil || w.Code != http.StatusOK {
		t.Fatalf("%s: %d, %v: %.300s", target, w.Code, err, w.Body)
	}
	return a, w.Body.String()
}

// What the lens says after the last block is what the call predict says.
func TestLensEndsInThePrediction(t *testing.T) {
	h := calls(t)
	layers, raw := askLens(t, h, http.MethodGet, "/api/v1/lens?text=The+capital+of+France+is&k=6", "")
	last := layers.Stops[len(layers.Stops)-1]
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/api/v1/predict?text=The+capital+of+France+is&k=6", nil))
	var predicted struct{ Next []map[string]any }
	if err := json.Unmarshal(w.Body.Bytes(), &predicted); err != nil {
		t.Fatal(err)
	}
	if len(predicted.Next) != 6 || len(last.Likeliest) != 6 {
		t.Fatalf("%d tokens, want 6 and 6: %d", len(last.Likeliest), len(predicted.Next))
	}
	for i, read := range last.Likeliest {
		for field, v := range read {
			if v != predicted.Next[i][field] {
				t.Errorf("%d: the lens says %s %v, predicted is %v", i+1, field, v, predicted.Next[i][field])
			}
		}
	}
	if layers.Way != "layers" || layers.Rows != "unit" || len(layers.Stops) != 3 || *last.Watched.Rank != 1 || last.Watched.Text != " Paris" {
		t.Errorf("%s, rows %s, %d stops, watched %+v", layers.Way, layers.Rows, len(layers.Stops), last.Watched)
	}
	if first := layers.Stops[0]; first.Moved != 0 || first.Kept != nil || first.Position != 4 || first.Token.Text != " is" || len(first.Vector) != 96 || len(first.Coordinates) != 2 {
		t.Errorf("the first stop is %+v", first)
	}
	if _, posted := askLens(t, h, http.MethodPost, "/api/v1/lens", `{"text":"The capital of France is","k":6,"way":"layers","at":5}`); posted != raw {
		t.Error("by POST the answer is another")
	}
}

func TestLensAlongTheText(t *testing.T) {
	a, _ := askLens(t, calls(t), http.MethodGet, "/api/v1/lens?text=The+king+zx&way=tokens&k=2&rows=raw&on=category:season", "")
	if len(a.Stops) < 3 || a.Rows != "raw" || len(a.Named) == 0 {
		t.Fatalf("%d stops, rows %s, %d named", len(a.Stops), a.Rows, len(a.Named))
	}
	if w := a.Stops[0].Watched; w.Text != " king" || *w.Rank < 1 || w.Row == nil {
		t.Errorf("after the first token %+v is looked out for", w)
	}
	if w := a.Stops[1].Watched; w.Rank != nil || w.Row != nil || w.Probability != nil {
		t.Errorf("a token that training never met stands at %+v", w)
	}
	if w := a.Stops[len(a.Stops)-1].Watched; w != nil {
		t.Errorf("after the last token %+v is looked out for", w)
	}
}
