package wordvec

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// vocabulary is that of some words, whose vectors do not matter.
func vocabulary(t testing.TB, words ...string) *Vocabulary {
	t.Helper()
	table, err := Floats(TabTable, make([]float32, len(words)), 1, true)
	if err != nil {
		t.Fatal(err)
	}
	if err := table.Name(words); err != nil {
		t.Fatal(err)
	}
	return table.Vocabulary()
}

func TestEncode(t *testing.T) {
	v := vocabulary(t, "king", "King", "queen", "new_york", "New_York_Times", ",", "'s", "don't", "u.s.", "国王", "国", "naïve", "3.14", "ice", "ice cream", "straße")
	for text, want := range map[string]string{
		"":                           "",
		"king":                       "king@0",
		"  king\nqueen ":             "king@2 queen@7",
		"King, queen":                "King@0 ,@4 queen@6",
		"KING":                       "king@0",
		"Don't":                      "don't@0",
		"the king's men":             "king@4 's@8",
		"New York is new":            "new_york@0",
		"new york times":             "new_york@0",
		"New York Times":             "New_York_Times@0",
		"U.S. ice cream":             "u.s.@0 ice cream@5",
		"ice-cream":                  "ice@0",
		"国王和国":                       "国王@0 国@9",
		"NAÏVE 3.14":                 "naïve@0 3.14@7",
		"\xff king \xff":             "king@2",
		"kings":                      "",
		strings.Repeat("king ", 2):   "king@0 king@5",
		"STRASSE straße \u00a0queen": "straße@8 queen@18",
	} {
		var got []string
		for _, token := range v.Encode(text) {
			if word, ok := v.Bytes(token.ID); !ok || word != token.Bytes || token.End <= token.Start || token.End > len(text) {
				t.Errorf("%q: token %+v is %q, %v", text, token, word, ok)
			}
			got = append(got, fmt.Sprintf("%s@%d", token.Bytes, token.Start))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestVocabulary(t *testing.T) {
	v := vocabulary(t, "a", "b")
	if v.Size() != 2 || v.Name() != VocabularyName {
		t.Errorf("%d words of %s", v.Size(), v.Name())
	}
	if _, ok := v.Bytes(-1); ok {
		t.Error("word −1")
	}
	if _, ok := v.Bytes(2); ok {
		t.Error("word 2 of 2")
	}
	if id, ok := v.ID("b"); id != 1 || !ok {
		t.Errorf("b is %d, %v", id, ok)
	}
	if _, ok := v.ID("B"); ok {
		t.Error("B is a word")
	}
}

func BenchmarkEncode(b *testing.B) {
	v := vocabulary(b, "the", "king", "of", "a", "land", strings.Repeat("x", MaxWord))
	text := strings.Repeat("the king of a far-off land ", 64<<10/27)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		v.Encode(text)
	}
}

// FuzzEncode: tokens stand in the text, in order, and are words of it.
func FuzzEncode(f *testing.F) {
	f.Add("King's ice cream, 国王\xff")
	f.Fuzz(func(t *testing.T, text string) {
		v := vocabulary(t, "king", "ice_cream", "国王", "'", "s", "\xff", "a b")
		at := 0
		for _, token := range v.Encode(text) {
			written := text[token.Start:token.End]
			if token.Start < at {
				t.Fatalf("%+v begins before %d", token, at)
			}
			at = token.End
			if !slices.Contains([]string{written, strings.ToLower(written), strings.Join(strings.Fields(strings.ToLower(written)), "_")}, token.Bytes) {
				t.Fatalf("%q is not %q", written, token.Bytes)
			}
		}
	})
}
