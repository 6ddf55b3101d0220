package request_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/web/request"
)

func models(t testing.TB) []*embedding.Model {
	t.Helper()
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	return []*embedding.Model{m}
}

func TestFaults(t *testing.T) {
	loaded := models(t)
	for name, tt := range map[string]struct {
		query string
		read  func(*request.Query)
		code  request.Code
	}{
		"a whole number":          {"k=3", func(q *request.Query) { q.Int("k", 10, 1, 100) }, ""},
		"too large a number":      {"k=101", func(q *request.Query) { q.Int("k", 10, 1, 100) }, request.OutOfRange},
		"a number past 64 bits":   {"k=99999999999999999999", func(q *request.Query) { q.Int("k", 10, 1, 100) }, request.OutOfRange},
		"no number":               {"k=many", func(q *request.Query) { q.Int("k", 10, 1, 100) }, request.NotANumber},
		"no temperature":          {"temperature=NaN", func(q *request.Query) { q.Temperature() }, request.NotANumber},
		"an endless temperature":  {"temperature=Inf", func(q *request.Query) { q.Temperature() }, request.OutOfRange},
		"a choice":                {"rows=unit", func(q *request.Query) { q.Choice("rows", "raw", "unit") }, ""},
		"no choice":               {"rows=wild", func(q *request.Query) { q.Choice("rows", "raw", "unit") }, request.UnknownChoice},
		"too many tokens":         {strings.Repeat("tokens=id:1&", request.MaxTokens+1), func(q *request.Query) { q.Tokens(q.Model(), "tokens") }, request.TooMany},
		"invalid UTF-8 anywhere":  {"k=%ff", func(*request.Query) {}, request.NotUTF8},
		"the limit of a text":     {"text=" + strings.Repeat("a", request.MaxText), func(q *request.Query) { q.Text("") }, ""},
		"a text past its limit":   {"text=" + strings.Repeat("a", request.MaxText+1), func(q *request.Query) { q.Text("") }, request.TextTooLong},
		"a number":                {"magnify=1.5", func(q *request.Query) { q.Float("magnify", 1, 0.5, 3) }, ""},
		"too small a number":      {"magnify=0.4", func(q *request.Query) { q.Float("magnify", 1, 0.5, 3) }, request.OutOfRange},
		"a number with a unit":    {"magnify=2x", func(q *request.Query) { q.Float("magnify", 1, 0.5, 3) }, request.NotANumber},
		"an encoding of no model": {"encoding=none", func(q *request.Query) { q.Encoding() }, request.UnknownEncoding},
	} {
		t.Run(name, func(t *testing.T) {
			q := request.Read(httptest.NewRequest(http.MethodGet, "/?"+tt.query, nil), loaded)
			tt.read(q)
			var fault *request.Fault
			switch errors.As(q.Err(), &fault); {
			case tt.code == "" && q.Err() != nil:
				t.Errorf("fault %v", q.Err())
			case tt.code != "" && (fault == nil || fault.Code != tt.code):
				t.Errorf("fault %v, want %s", q.Err(), tt.code)
			case fault != nil && fault.Status() < 400:
				t.Errorf("status %d of a fault", fault.Status())
			}
		})
	}
}

func FuzzBody(f *testing.F) {
	loaded := models(f)
	for _, body := range []string{`{}`, `{"text":"a","k":3}`, `{"on":["a","b"]}`, `[`, `{"text":{}}`, "{\"text\":\"\xff\"}"} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body))
		q := request.Read(r, loaded)
		if text := q.Text(""); len(text) > request.MaxText {
			t.Fatalf("a text of %d bytes passed", len(text))
		}
		q.Int("k", 10, 1, 100)
		q.Temperature()
		q.Tokens(q.Model(), "tokens")
	})
}
