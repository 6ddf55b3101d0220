package web

import (
	"bytes"
	"encoding/json"
	"image/png"
	"log/slog"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom/live"
	"tokenscape/embedding/pretrained"
	"tokenscape/embedding/pretrained/pretrainedtest"
)

// largeModel is a model of GPT-2 small's shape and tokenizer, of random weights:
// 124,439,808 of them, in a file of 498 MB.
func largeModel(t testing.TB) *embedding.Model {
	t.Helper()
	dir := t.TempDir()
	pretrainedtest.GPT2{Config: pretrainedtest.Small, Seed: 1}.Write(t, dir)
	pretrainedtest.WriteTokenizer(t, dir)
	m, err := pretrained.Open(dir, pretrained.Options{Name: func(string) string { return "gpt2" }})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// Every page, call and export takes a model of GPT-2 small's size.
func TestLargeModel(t *testing.T) {
	m := largeModel(t)
	handler := New([]*embedding.Model{m}, live.NewScheduler(), slog.New(slog.DiscardHandler)).Handler
	get := func(target string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, target, nil))
		return w
	}
	for target, want := range map[string]string{
		"/": "capital", "/tokens?text=strawberry": "strawberry", "/vectors?text=+king": "How the rows of gpt2 stood before training is not known",
		"/map?text=The+king": "svg", "/predict?text=The+king": "%", "/models": "124,439,808", "/train": "", "/learn": "",
		"/api/v1/models":                                                                    `"vocab":50257,"dim":768,"context":1024,"layers":12,"heads":12,"parameters":124439808`,
		"/api/v1/tokenize?text=strawberry":                                                  `"encoding":"r50k_base","tokens":[{"id":301`,
		"/api/v1/merges?word=strawberry":                                                    `"r50k_base"`,
		"/api/v1/embed?text=+king":                                                          `"trained":true`,
		"/api/v1/neighbors?token=+king":                                                     `"neighbors":[{`,
		"/api/v1/analogy?a=+man&b=+woman&c=+king":                                           `"left_out":[{"id":582`,
		"/api/v1/axis?from=+man&to=+woman&tokens=+king":                                     `"coordinate":`,
		"/api/v1/projection?on=tokens&tokens=+king&tokens=+queen&tokens=+man":               `"method":"pca"`,
		"/api/v1/projection?on=vocabulary":                                                  `"fitted_on":50257`,
		"/api/v1/layout?on=vocabulary":                                                      "TSM1",
		"/api/v1/layout/labels?on=vocabulary":                                               "␣king",
		"/api/v1/predict?text=The+king&k=3":                                                 `"context_used":2`,
		"/api/v1/generate?text=The+king&how=greedy&n=2":                                     `"added":`,
		"/api/v1/attention?text=The+king&block=12&head=12":                                  `"block":12,"head":12`,
		"/api/v1/search?q=/king$/":                                                          `"kind":"regex"`,
		"/api/v1/neighborhood?token=+king&on=tokens&tokens=+queen&tokens=+man&tokens=+king": `"apparent":[`,
		"/api/v1/coordinates.csv?on=vocabulary":                                             "50256",
		"/api/v1/coordinates.json?on=vocabulary":                                            `"id":50256`,
		"/plot.svg?text=The+king":                                                           "<svg",
		"/plot.pdf?text=The+king":                                                           "%PDF",
	} {
		w := get(target)
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %d, want %q in %.300s", target, w.Code, want, w.Body)
		}
	}
	if picture, err := png.Decode(bytes.NewReader(get("/plot.png?on=vocabulary&width=800&height=600").Body.Bytes())); err != nil || picture.Bounds().Dx() != 800 {
		t.Errorf("plot.png: %v", err)
	}
	if w := get("/api/v1/training/step?text=The+king"); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "no-start") {
		t.Errorf("a step of training: %d, %.300s", w.Code, w.Body)
	}
	var answer struct {
		Next []struct {
			ID    int
			Logit float64
		}
	}
	if err := json.Unmarshal(get("/api/v1/predict?text=The+king&k=1").Body.Bytes(), &answer); err != nil || len(answer.Next) != 1 {
		t.Fatalf("predict: %v", err)
	}
	run := m.Transformer().NewRun()
	for _, token := range m.Embed("The king").Tokens {
		if err := run.Append(token.InputVector); err != nil {
			t.Fatal(err)
		}
	}
	if got := float64(run.Logits()[answer.Next[0].ID]); math.Abs(got-answer.Next[0].Logit) > 1e-3 {
		t.Errorf("the likeliest token's logit is %v, the model's own %v", answer.Next[0].Logit, got)
	}
}
