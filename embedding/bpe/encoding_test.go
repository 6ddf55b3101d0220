package bpe_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"tokenscape/embedding/bpe"
)

func get(t testing.TB, name string) *bpe.Encoding {
	t.Helper()
	e, err := bpe.Get(name)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func ids(tokens []bpe.Token) string {
	var b strings.Builder
	for i, t := range tokens {
		if i > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprint(&b, t.ID)
	}
	return b.String()
}

// The ids are those that OpenAI's tiktoken gives.
func TestPublishedIDs(t *testing.T) {
	tests := []struct{ name, encoding, text, want string }{
		{"a word in three pieces", "r50k_base", "strawberry", "301 1831 8396"},
		{"the same, cut otherwise", "cl100k_base", "strawberry", "496 675 15717"},
		{"the same in o200k", "o200k_base", "strawberry", "302 1618 19772"},
		{"with a space it is one", "r50k_base", " strawberry", "41236"},
		{"with a space, cl100k", "cl100k_base", " strawberry", "73700"},
		{"with a space, o200k", "o200k_base", " strawberry", "101830"},
		{"capital letter, r50k", "r50k_base", "Strawberry", "1273 1831 8396"},
		{"capital letter, cl100k", "cl100k_base", "Strawberry", "2645 675 15717"},
		{"capital letter, o200k", "o200k_base", "Strawberry", "3504 1134 19772"},
		{"Chinese", "o200k_base", "草莓", "16244 192430"},
		{"more Chinese", "o200k_base", "人工智能", "47243 60319"},
		{"Chinese with a comma", "o200k_base", "你好，世界", "177519 979 28428"},
		{"king and queen, r50k", "r50k_base", " king queen", "5822 16599"},
		{"king and queen, cl100k", "cl100k_base", " king queen", "11734 29006"},
		{"king and queen, o200k", "o200k_base", " king queen", "13793 42300"},
		{"delete is a byte too", "cl100k_base", "x\x7f", "87 221"},
		{"a special name is text", "cl100k_base", "<|endoftext|>", "27 91 8862 728 428 91 29"},
		{"nothing", "r50k_base", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := ids(get(t, tt.encoding).Encode(tt.text)); got != tt.want {
				t.Errorf("%s of %q: %s, want %s", tt.encoding, tt.text, got, tt.want)
			}
		})
	}
}

func TestCuts(t *testing.T) {
	tests := []struct{ name, encoding, text, want string }{
		{"white space between newlines, cl100k", "cl100k_base", "a\n \nb", "a|\n \n|b"},
		{"white space between newlines, o200k", "o200k_base", "a\n \nb", "a|\n \n|b"},
		{"digits, r50k", "r50k_base", "12345678", "123|45|678"},
		{"digits by threes, cl100k", "cl100k_base", "12345678", "123|456|78"},
		{"the last space goes with the word", "r50k_base", "a   b", "a| | | b"},
		{"spaces as one token", "p50k_base", "a        b", "a|       | b"},
		{"contraction", "r50k_base", "don't", "don|'t"},
		{"contraction in capitals, r50k", "r50k_base", "DON'T", "DON|'|T"},
		{"contraction in capitals, cl100k", "cl100k_base", "DON'T", "DON|'T"},
		{"strawberry in capitals, r50k", "r50k_base", "STRAWBERRY", "ST|RAW|BER|RY"},
		{"strawberry in capitals, cl100k", "cl100k_base", "STRAWBERRY", "ST|RAW|B|ERRY"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var pieces []string
			for _, tok := range get(t, tt.encoding).Encode(tt.text) {
				pieces = append(pieces, tok.Bytes)
			}
			if got := strings.Join(pieces, "|"); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestCounts(t *testing.T) {
	for _, tt := range []struct {
		text              string
		r50k, cl100, o200 int
	}{
		{"草莓", 6, 5, 2}, {"人工智能", 8, 5, 2}, {"你好，世界", 11, 6, 3},
	} {
		for name, want := range map[string]int{"r50k_base": tt.r50k, "cl100k_base": tt.cl100, "o200k_base": tt.o200} {
			if got := len(get(t, name).Encode(tt.text)); got != want {
				t.Errorf("%s: %s has %d tokens, want %d", name, tt.text, got, want)
			}
		}
	}
}

func TestVocabulary(t *testing.T) {
	for name, size := range map[string]int{
		"r50k_base": 50257, "p50k_base": 50281, "cl100k_base": 100277, "o200k_base": 200019,
	} {
		e := get(t, name)
		if e.Size() != size {
			t.Errorf("%s has %d ids, want %d", name, e.Size(), size)
		}
		for id := range bpe.TokenID(e.Size()) {
			b, ok := e.Bytes(id)
			if !ok {
				continue
			}
			if back, ok := e.ID(b); !ok || back != id {
				t.Fatalf("%s: token %d is %q, which is token %d, %v", name, id, b, back, ok)
			}
		}
		for _, id := range []bpe.TokenID{-1, bpe.TokenID(size)} {
			if _, ok := e.Bytes(id); ok {
				t.Errorf("%s has no token %d", name, id)
			}
		}
	}
	if id, _ := get(t, "r50k_base").ID(bpe.EndOfText); id != 50256 {
		t.Errorf("end of text is %d in r50k_base, want 50256", id)
	}
}

func TestUnknownEncoding(t *testing.T) {
	_, err := bpe.Get("gpt5")
	var unknown *bpe.UnknownEncodingError
	if !errors.As(err, &unknown) || !strings.Contains(err.Error(), "r50k_base") {
		t.Errorf("Get(gpt5): %v, want an error that lists the encodings", err)
	}
}

func TestMerges(t *testing.T) {
	steps, err := get(t, "cl100k_base").Merges("strawberry")
	if err != nil {
		t.Fatal(err)
	}
	last := steps[len(steps)-1]
	if got := strings.Join(last.Pieces, "|"); got != "str|aw|berry" {
		t.Errorf("merging ends with %s, want str|aw|berry", got)
	}
	if len(steps) != len("strawberry")-3 {
		t.Errorf("%d steps from 10 bytes to 3 pieces, want 7", len(steps))
	}
	if _, err := get(t, "r50k_base").Merges(strings.Repeat("a", bpe.MaxTraced+1)); err == nil {
		t.Error("a text past MaxTraced is traced")
	}
}

func check(t *testing.T, e *bpe.Encoding, text string) {
	t.Helper()
	at := 0
	for _, tok := range e.Encode(text) {
		if tok.Start != at || tok.End != at+len(tok.Bytes) || text[tok.Start:tok.End] != tok.Bytes {
			t.Fatalf("%s of %q: token %+v at %d", e.Name(), text, tok, at)
		}
		if id, ok := e.ID(tok.Bytes); !ok || id != tok.ID {
			t.Fatalf("%s of %q: token %+v is %d, %v", e.Name(), text, tok, id, ok)
		}
		at = tok.End
	}
	if at != len(text) {
		t.Fatalf("%s of %q: the tokens end at %d of %d", e.Name(), text, at, len(text))
	}
	if len(text) > bpe.MaxTraced {
		return
	}
	steps, err := e.Merges(text)
	if err != nil {
		t.Fatal(err)
	}
	pieces := bpe.Bytes(text)
	if len(steps) > 0 {
		pieces = steps[len(steps)-1].Pieces
	}
	for i, tok := range e.Encode(text) {
		if pieces[i] != tok.Bytes {
			t.Fatalf("%s: merging %q ends with %q, encoding with %q at %d", e.Name(), text, pieces, tok.Bytes, i)
		}
	}
}

func TestRoundTripOfAnyBytes(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		b := make([]byte, random.IntN(60))
		for i := range b {
			b[i] = byte(random.IntN(256))
		}
		for _, name := range bpe.Names() {
			check(t, get(t, name), string(b))
		}
	}
}

func FuzzEncode(f *testing.F) {
	for _, s := range []string{"", "don't", "a\n \nb", "\xff草莓\x00", " \r\n\t ", "ʰAAʰ", "'ſ", "12345", "\u0301a\u0301"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, name := range bpe.Names() {
			check(t, get(t, name), text)
		}
	})
}

// Any one pattern of 64 KiB is to take no more than 50 ms.
func BenchmarkEncode64KiB(b *testing.B) {
	for name, pattern := range map[string]string{
		"a": "a", "space": " ", "space-newline": " \n", "digits": "1", "punctuation": "!?", "emoji": "😀",
		"chinese": "草莓", "quote": "'", "prose": "The king and the queen saw a strawberry. ", "marks": "ʰA", "bytes": "\xff\xfe",
	} {
		text := strings.Repeat(pattern, 1<<16/len(pattern))
		for _, encoding := range []string{"r50k_base", "cl100k_base", "o200k_base"} {
			e := get(b, encoding)
			e.Size()
			b.Run(name+"/"+encoding, func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					e.Encode(text)
				}
			})
		}
	}
}

func ExampleEncoding_Encode() {
	e, err := bpe.Get("cl100k_base")
	if err != nil {
		panic(err)
	}
	for _, t := range e.Encode("strawberry") {
		fmt.Println(t.ID, t.Bytes, t.Start, t.End)
	}
	// Output:
	// 496 str 0 3
	// 675 aw 3 5
	// 15717 berry 5 10
}

func ExampleEncoding_Merges() {
	e, err := bpe.Get("r50k_base")
	if err != nil {
		panic(err)
	}
	steps, err := e.Merges("raws")
	if err != nil {
		panic(err)
	}
	for _, s := range steps {
		fmt.Println(s.Left, "+", s.Right, s.Pieces)
	}
	// Output:
	// r + a [ra w s]
	// ra + w [raw s]
}
