package cut_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"tokenscape/embedding/bpe"
	"tokenscape/web/cut"
)

func encode(t testing.TB, encoding, text string) []bpe.Token {
	t.Helper()
	e, err := bpe.Get(encoding)
	if err != nil {
		t.Fatal(err)
	}
	return e.Encode(text)
}

// said writes units as text[token bytes from–to …].
func said(units []cut.Unit) string {
	var b strings.Builder
	for _, u := range units {
		fmt.Fprintf(&b, "%s[", u.Text)
		for i, p := range u.Pieces {
			if i > 0 {
				b.WriteByte(' ')
			}
			fmt.Fprintf(&b, "%x %d–%d", p.Bytes, p.From, p.To)
			if !p.Whole {
				b.WriteByte('*')
			}
		}
		b.WriteString("] ")
	}
	return strings.TrimSpace(b.String())
}

func TestUnits(t *testing.T) {
	tests := []struct{ name, encoding, text, want string }{
		{"whole words", "r50k_base", "a king", "a[61 0–1]  king[206b696e67 1–6]"},
		{"characters cut by bytes", "r50k_base", "草莓", "草[e8 0–1* 8d 0–1* 89 0–1*] 莓[e8 1–2* 8e 1–2* 93 1–2*]"},
		{"the same, whole", "o200k_base", "草莓", "草[e88d89 0–1] 莓[e88e93 1–2]"},
		{"a mark apart from its letter", "r50k_base", "xe\u0301x", "xe\u0301[7865 0–2 cc 2–3* 81 2–3*] x[78 3–4]"},
		{"one token of several characters", "cl100k_base", "你好，", "你[e4bda0 0–1] 好[e5a5bd 1–2] ，[efbc8c 2–3]"},
		{"nothing", "r50k_base", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := said(cut.Units(tt.text, encode(t, tt.encoding, tt.text))); got != tt.want {
				t.Errorf("%s\nwant %s", got, tt.want)
			}
		})
	}
}

// check holds units to what they are: they make up the text, hold the tokens in
// their order, and end where a character and a token do, and nowhere in between.
func check(t *testing.T, text string, tokens []bpe.Token) {
	t.Helper()
	ends := map[int]bool{}
	for characters := uniseg.NewGraphemes(text); characters.Next(); {
		_, end := characters.Positions()
		ends[end] = true
	}
	n, at := 0, 0
	for _, u := range cut.Units(text, tokens) {
		if !strings.HasPrefix(text[at:], u.Text) || !ends[at+len(u.Text)] {
			t.Fatalf("%q: %q is no unit at byte %d", text, u.Text, at)
		}
		for i, p := range u.Pieces {
			if p.Token != tokens[n] {
				t.Fatalf("%q: piece %d is %+v, want %+v", text, n, p.Token, tokens[n])
			}
			n++
			if last := i+1 == len(u.Pieces); ends[p.End] != last && n < len(tokens) {
				t.Fatalf("%q: the unit %q does not end at byte %d", text, u.Text, p.End)
			}
			touched := strings.ToValidUTF8(text[:p.End], "") // a code point begun counts
			to := utf8.RuneCountInString(touched)
			if touched != text[:p.End] {
				to++
			}
			from := utf8.RuneCountInString(strings.ToValidUTF8(text[:p.Start], ""))
			if p.From != from || p.To != to || p.Whole != utf8.ValidString(p.Bytes) {
				t.Fatalf("%q: piece %+v, want the code points %d–%d", text, p, from, to)
			}
		}
		at += len(u.Text)
	}
	if n != len(tokens) || n > 0 && at < tokens[n-1].End {
		t.Fatalf("%q: %d of %d tokens, to byte %d", text, n, len(tokens), at)
	}
}

func FuzzUnits(f *testing.F) {
	for _, s := range []string{"", "The king", "草莓 🍓", "👩‍👩‍👧‍👦 x", "e\u0301\u0302\u0303", "🇩🇪🇫🇷", "한글 \r\n\t", "क्षि", "\u0301a"} {
		f.Add(s, 3)
	}
	f.Fuzz(func(t *testing.T, text string, n int) {
		if !utf8.ValidString(text) || len(text) > 2000 {
			return
		}
		for _, name := range bpe.Names() {
			tokens := encode(t, name, text)
			check(t, text, tokens)
			if n > 0 && n < len(tokens) {
				check(t, text, tokens[:n])
			}
		}
	})
}

func TestCharacters(t *testing.T) {
	for text, want := range map[string]int{"": 0, "abc": 3, "草莓": 2, "e\u0301": 1, "👩‍👩‍👧‍👦": 1, "🇩🇪🇫🇷": 2} {
		if got := cut.Characters(text); got != want {
			t.Errorf("%q has %d characters, want %d", text, got, want)
		}
	}
	if got := cut.First("e\u0301a"); got != "e\u0301" {
		t.Errorf("the first character is %q", got)
	}
}

func ExampleUnits() {
	e, err := bpe.Get("r50k_base")
	if err != nil {
		panic(err)
	}
	const text = "a 草"
	for _, u := range cut.Units(text, e.Encode(text)) {
		fmt.Printf("%q is %d token(s)\n", u.Text, len(u.Pieces))
	}
	// Output:
	// "a" is 1 token(s)
	// " 草" is 3 token(s)
}
