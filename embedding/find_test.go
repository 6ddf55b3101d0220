package embedding_test

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
)

var loaded = sync.OnceValues(classroom.Load)

// classroomModel is the committed model, whose encoding is the whole of r50k_base.
func classroomModel(tb testing.TB) *embedding.Model {
	tb.Helper()
	m, err := loaded()
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

func texts(m *embedding.Model, ids []embedding.TokenID) []string {
	var all []string
	for _, id := range ids {
		all = append(all, m.Text(id))
	}
	return all
}

func TestFind(t *testing.T) {
	m := classroomModel(t)
	for name, tt := range map[string]struct {
		query string
		kind  string
		first []string // of what is found; nil for nothing
	}{
		"a word, first those met":           {"king", embedding.FindsText, []string{" king", "king", "King", " King", " KING", "KING", " kings"}},
		"a word in capitals":                {"KING", embedding.FindsText, []string{" king", "king"}},
		"with the space before it":          {" king", embedding.FindsText, []string{" king", "king"}},
		"with the space as it is shown":     {"␣king", embedding.FindsText, []string{" king", "king"}},
		"the start of a word, those met":    {"strawb", embedding.FindsText, []string{" strawberry", " strawberries", " Strawberry"}},
		"the end of one":                    {"awberry", embedding.FindsText, []string{" strawberry"}},
		"nothing":                           {"", embedding.FindsText, nil},
		"spaces alone":                      {"  ", embedding.FindsText, nil},
		"no token":                          {"xqzvk", embedding.FindsText, nil},
		"a number":                          {"id:5822", embedding.FindsID, []string{" king"}},
		"a number past the end":             {"id:50257", embedding.FindsID, nil},
		"a number half typed":               {"id:", embedding.FindsID, nil},
		"a pattern":                         {"/^ king(s|dom)$/", embedding.FindsPattern, []string{" kings", " kingdom"}},
		"a pattern half typed":              {"/^ king", embedding.FindsText, nil},
		"a slash":                           {"/", embedding.FindsText, []string{" /", "/"}},
		"no backtracking: (x+x+)+y":         {"/(x+x+)+y|^ queen$/", embedding.FindsPattern, []string{" queen"}},
		"a pattern of Chinese characters":   {`/^\p{Han}+$/`, embedding.FindsPattern, []string{"一", "中", "人", "上"}},
		"letters of either case, by a flag": {"/(?i)^ paris$/", embedding.FindsPattern, []string{" Paris"}},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := m.Find(t.Context(), tt.query, 100)
			if err != nil || f.Kind != tt.kind || f.Total < len(f.Tokens) || (f.Total == 0) != (tt.first == nil) {
				t.Fatalf("%+v, %v", f, err)
			}
			got := texts(m, f.Tokens)
			if len(got) < len(tt.first) {
				t.Fatalf("found %q, want %q", got, tt.first)
			}
			if name == "a pattern of Chinese characters" { // of one length: by what was met, then by id
				slices.Sort(got)
				for _, want := range tt.first {
					if !slices.Contains(got, want) {
						t.Errorf("%q is missing in %q", want, got)
					}
				}
				return
			}
			if !slices.Equal(got[:len(tt.first)], tt.first) {
				t.Errorf("found %q, want %q first", got[:min(12, len(got))], tt.first)
			}
		})
	}
}

// Whatever the query, Find is what a look at every token finds.
func TestFindIsWhole(t *testing.T) {
	m := classroomModel(t)
	for _, query := range []string{"a", "ing", "Th", "é", "中", "/[0-9]{3}/", "/./"} {
		f, err := m.Find(t.Context(), query, 50)
		if err != nil {
			t.Fatal(err)
		}
		want := 0
		for id := range embedding.TokenID(m.Tokenizer().Size()) {
			b, ok := m.Tokenizer().Bytes(id)
			if pattern, is := strings.CutPrefix(query, "/"); is {
				ok = ok && regexp.MustCompile(strings.TrimSuffix(pattern, "/")).MatchString(b)
			} else {
				ok = ok && utf8.ValidString(b) && strings.Contains(strings.ToLower(b), strings.ToLower(query))
			}
			if ok {
				want++
			}
		}
		if f.Total != want || len(f.Tokens) != min(50, want) {
			t.Errorf("%q: %d, %d of them listed, want %d", query, f.Total, len(f.Tokens), want)
		}
		seen := make(map[embedding.TokenID]bool)
		for _, id := range f.Tokens {
			if seen[id] {
				t.Errorf("%q: token %d stands twice", query, id)
			}
			seen[id] = true
		}
	}
}

func TestWrongPatterns(t *testing.T) {
	m := classroomModel(t)
	for name, tt := range map[string]struct {
		pattern string
		code    syntax.ErrorCode
		part    string
		limit   string
	}{
		"an open group":        {"(", syntax.ErrMissingParen, "(", ""},
		"an open class":        {"b[a", syntax.ErrMissingBracket, "[a", ""},
		"a look ahead":         {"a(?=b)", syntax.ErrInvalidPerlOp, "(?=", ""},
		"a look behind":        {"(?<=a)b", syntax.ErrInvalidNamedCapture, "(?<=a)b", ""},
		"a reference back":     {`(a)\1`, syntax.ErrInvalidEscape, `\1`, ""},
		"too long":             {strings.Repeat("a", embedding.MaxPattern+1), syntax.ErrLarge, "", "200 bytes"},
		"too many steps":       {"(.{0,100}){0,10}", syntax.ErrLarge, "", "100 steps"},
		"many steps, repeated": {strings.Repeat(".{0,99}", 20), syntax.ErrLarge, "", "100 steps"},
		"no UTF-8":             {"a\xff", syntax.ErrInvalidUTF8, "\xff", ""},
	} {
		_, err := m.Find(t.Context(), "/"+tt.pattern+"/", 10)
		var wrong *embedding.PatternError
		if !errors.As(err, &wrong) {
			t.Errorf("%s: %v, want a *PatternError", name, err)
		} else if wrong.Code != tt.code || wrong.Part != tt.part || wrong.Limit != tt.limit {
			t.Errorf("%s: %q in %q past %q, want %+v", name, wrong.Code, wrong.Part, wrong.Limit, tt)
		}
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := m.Find(stopped, "/a/", 10); !errors.Is(err, context.Canceled) {
		t.Errorf("a search that nobody waits for: %v", err)
	}
}

func FuzzFind(f *testing.F) {
	m := classroomModel(f)
	for _, query := range []string{"king", "id:5822", "id:-1", "/(a+)+$/", "/[/", "␣", "\xff", "/\xff/", "//", "/(?i)é/"} {
		f.Add(query, 3)
	}
	f.Fuzz(func(t *testing.T, query string, k int) {
		k = max(0, min(k, 100))
		found, err := m.Find(t.Context(), query, k)
		var wrong *embedding.PatternError
		if err != nil {
			if !errors.As(err, &wrong) {
				t.Fatal(err)
			}
			return
		}
		if len(found.Tokens) > k || found.Total < len(found.Tokens) {
			t.Fatalf("%d of %d, asked for %d", len(found.Tokens), found.Total, k)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	m := classroomModel(b)
	for name, query := range map[string]string{
		"text":    "king",
		"letter":  "a",
		"pattern": "/^ [A-Z][a-z]+ing$/",
		// The slowest known of those within the limits.
		"steps": "/" + strings.Repeat(".?", 40) + "!{3}z/",
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := m.Find(b.Context(), query, 100); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func ExampleModel_Find() {
	m, err := classroom.Load()
	if err != nil {
		panic(err)
	}
	f, err := m.Find(context.Background(), "/^ prince(ss)?$/", 10)
	if err != nil {
		panic(err)
	}
	fmt.Printf("%d tokens: %q\n", f.Total, texts(m, f.Tokens))
	// Output: 2 tokens: [" prince" " princess"]
}
