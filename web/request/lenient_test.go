package request_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"tokenscape/embedding/classroom"
	"tokenscape/web/request"
)

func lenient(t testing.TB, values url.Values) *request.Query {
	t.Helper()
	q := request.Read(httptest.NewRequest(http.MethodGet, "/?"+values.Encode(), nil), models(t))
	q.Lenient()
	return q
}

// What is wrong is noted, and taken off; the rest is as if it had been given
// alone.
func TestLenient(t *testing.T) {
	q := lenient(t, url.Values{"tokens": {"king, xqzv and queen", "id:5822", "id:99999", "", " dog", "草莓", ","}, "token": {"xqzv"}, "k": {"1000"}, "on": {"a", "b"}})
	m := q.Model()
	var words []string
	for _, id := range q.Tokens(m, "tokens") {
		words = append(words, m.Text(id))
	}
	// A comma alone is a token, and a word of Chinese is none.
	if want := []string{" king", " and", " queen", " dog", ","}; !reflect.DeepEqual(words, want) {
		t.Errorf("%q, want %q", words, want)
	}
	if _, ok := q.Token(m, "token"); ok {
		t.Error("a word that is no token was taken")
	}
	if k := q.Int("k", 10, 1, 100); k != 10 {
		t.Errorf("k is %d", k)
	}
	q.Refuse(&request.Fault{Code: request.UnknownChoice, Parameter: "on"}, "a")
	var skipped []string
	for _, f := range q.Skipped() {
		skipped = append(skipped, fmt.Sprintf("%s %s %s", f.Code, f.Parameter, f.Value))
	}
	if want := []string{"unknown-token tokens xqzv", "unknown-token tokens id:99999", "unknown-token tokens 草莓",
		"unknown-token token xqzv", "out-of-range k 1000", "unknown-choice on "}; !reflect.DeepEqual(skipped, want) {
		t.Errorf("skipped %q, want %q", skipped, want)
	}
	if left, want := q.Values(), (url.Values{"tokens": {"king, and, queen", "id:5822", " dog", ","}, "on": {"b"}}); !reflect.DeepEqual(left, want) {
		t.Errorf("left %q, want %q", left, want)
	}
	if q.Err() != nil {
		t.Error(q.Err())
	}
}

// Of tokens past the limit the first are taken, and near matches are looked for
// a few times only, each a pass over the vocabulary.
func TestLenientLimits(t *testing.T) {
	q := lenient(t, url.Values{"pins": {"king, queen, man, woman"}, "tokens": {strings.Repeat("kinG,", 50)}})
	m := q.Model()
	if ids := q.Some(m, "pins", 3); len(ids) != 3 || len(q.Skipped()) != 1 || q.Skipped()[0].Code != request.TooMany || q.Values().Get("pins") != "king, queen, man" {
		t.Errorf("%d pins, skipped %v, left %q", len(ids), q.Skipped(), q.Values())
	}
	if ids := q.Tokens(m, "tokens"); len(ids) != 0 {
		t.Errorf("%v", ids)
	}
	near := 0
	for _, f := range q.Skipped() {
		if len(f.Near) > 0 {
			near++
		}
	}
	if len(q.Skipped()) != 51 || near == 0 || near > 5 {
		t.Errorf("%d are skipped, %d of them with near matches", len(q.Skipped()), near)
	}
}

// Without these there is nothing to show.
func TestFaultsOfALenientQuery(t *testing.T) {
	for name, tt := range map[string]struct {
		values url.Values
		read   func(*request.Query)
		code   request.Code
	}{
		"another model": {url.Values{"model": {"gpt-5"}}, func(q *request.Query) { q.Model() }, request.UnknownModel},
		"a long text":   {url.Values{"text": {strings.Repeat("a", request.MaxText+1)}}, func(q *request.Query) { q.Text("") }, request.TextTooLong},
		"no UTF-8":      {url.Values{"text": {"\xff"}}, func(q *request.Query) {}, request.NotUTF8},
	} {
		q := lenient(t, tt.values)
		tt.read(q)
		var fault *request.Fault
		if !errors.As(q.Err(), &fault) || fault.Code != tt.code {
			t.Errorf("%s: %v", name, q.Err())
		}
	}
}

func ExampleQuery_Lenient() {
	m, err := classroom.Load()
	if err != nil {
		panic(err)
	}
	q := request.Read(httptest.NewRequest(http.MethodGet, "/map?tokens=king,+xqzv", nil), request.Only(m)())
	q.Lenient()
	for _, id := range q.Tokens(m, "tokens") {
		fmt.Printf("%q\n", m.Text(id))
	}
	for _, f := range q.Skipped() {
		fmt.Println(f)
	}
	// Output:
	// " king"
	// unknown-token in tokens: "xqzv"
}
