package e2e

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// boundedAnswer is the longest that a refusal, or an answer to the largest
// text allowed, may take on a busy machine. It guards against work without
// bound, not against slowness.
const boundedAnswer = 15 * time.Second

// maxText is the published limit of a text in bytes.
const maxText = 65536

func TestAPIRefuses(t *testing.T) {
	tests := []struct {
		name, path string
		status     int
		says       string // part of the answer that helps
	}{
		{"one byte past the longest text", path("/api/v1/tokenize", "text", strings.Repeat("a", maxText+1)), 413, "65536"},
		{"invalid UTF-8", "/api/v1/tokenize?text=%ff%fe", 400, "text"},
		{"nothing to predict from", "/api/v1/predict?text=", 400, ""},
		{"an unknown encoding", "/api/v1/tokenize?text=a&encoding=r50k_bas", 404, "r50k_base"},
		{"an unknown model", "/api/v1/embed?text=a&model=clasroom", 404, "classroom"},
		{"an unknown token", "/api/v1/neighbors?token=%20kingg", 404, ""},
		{"a negative size", "/plot.png?width=-5", 400, "width"},
		{"a plot of 100,000 × 100,000 pixels", "/plot.png?width=100000&height=100000", 400, "width"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			began := time.Now()
			status, contentType, body := get(t, test.path)
			if took := time.Since(began); took > boundedAnswer {
				t.Errorf("took %v", took)
			}
			if status != test.status {
				t.Fatalf("status %d, want %d: %.300s", status, test.status, body)
			}
			if !strings.Contains(string(body), test.says) {
				t.Errorf("does not say %q: %.300s", test.says, body)
			}
			if strings.HasPrefix(test.path, "/api/") {
				wantProblem(t, contentType, body, test.status)
			}
		})
	}
}

// wantProblem checks the shape of RFC 9457.
func wantProblem(t *testing.T, contentType string, body []byte, status int) {
	t.Helper()
	if contentType != "application/problem+json" {
		t.Errorf("type %q", contentType)
	}
	var problem struct {
		Type, Title, Detail string
		Status              int
	}
	if err := json.Unmarshal(body, &problem); err != nil {
		t.Fatal(err)
	}
	if problem.Status != status || problem.Type == "" || problem.Title == "" || problem.Detail == "" {
		t.Errorf("incomplete problem: %+v", problem)
	}
}

func TestAPIBears(t *testing.T) {
	for _, test := range []struct{ name, text string }{
		{"the longest text", strings.Repeat("a", maxText)},
		{"60 kB of one letter", strings.Repeat("a", 60000)},
		{"emoji and Chinese", "👩‍👩‍👧 草莓"},
		{"no text", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			asked, err := json.Marshal(map[string]string{"text": test.text})
			if err != nil {
				t.Fatal(err)
			}
			began := time.Now()
			res, err := http.Post(site.base+"/api/v1/embed", "application/json", bytes.NewReader(asked))
			if err != nil {
				t.Fatal(err)
			}
			defer res.Body.Close()
			if _, err := io.Copy(io.Discard, res.Body); err != nil {
				t.Fatal(err)
			}
			if took := time.Since(began); res.StatusCode != 200 || took > boundedAnswer {
				t.Errorf("status %d after %v", res.StatusCode, took)
			}
		})
	}
}

// TestPagesRefuse opens a page with what it cannot take: the answer is a page
// in the visitor's language, with a way out.
func TestPagesRefuse(t *testing.T) {
	for _, lang := range languages {
		for _, test := range []struct {
			name, path string
			status     string
			says       string
		}{
			{"no such page", "/nowhere", "404", ""},
			{"an unknown model", "/?model=clasroom", "404", "classroom"},
			{"one byte past the longest text", "/?text=" + strings.Repeat("a", maxText+1), "413", "6"},
			{"invalid UTF-8", "/?text=%ff%fe", "400", "UTF-8"},
		} {
			t.Run(lang+" "+test.name, func(t *testing.T) {
				b := open(t, 1280, 900)
				b.expect(test.status)
				separator := "?"
				if strings.Contains(test.path, "?") {
					separator = "&"
				}
				b.visit(test.path + separator + "lang=" + lang)
				b.wantPage(lang)
				if text := eval[string](b, "document.querySelector('main').innerText"); !strings.Contains(text, test.says) {
					t.Errorf("does not say %q: %s", test.says, text)
				}
				if !eval[bool](b, `Boolean(document.querySelector('main a[href], header a[href]'))`) {
					t.Error("no way out")
				}
			})
		}
	}
}
