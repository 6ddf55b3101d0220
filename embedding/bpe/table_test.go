package bpe_test

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"tokenscape/embedding/bpe"
	"tokenscape/embedding/pretrained/pretrainedtest"
)

// tableOf writes down a published encoding as a model's files would.
func tableOf(t testing.TB, name, pattern string) bpe.Table {
	t.Helper()
	e := get(t, name)
	table := bpe.Table{Name: "files", Pattern: pattern, Tokens: map[string]bpe.TokenID{}, Special: map[string]bpe.TokenID{},
		Merges: pretrainedtest.Merges(e)}
	for id := range bpe.TokenID(e.Size()) {
		switch token, ok := e.Bytes(id); {
		case !ok:
		case strings.HasPrefix(token, "<|") && strings.HasSuffix(token, "|>"):
			table.Special[token] = id
		default:
			table.Tokens[token] = id
		}
	}
	return table
}

func merged(t testing.TB, table bpe.Table) *bpe.Merged {
	t.Helper()
	m, err := bpe.New(table)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// randomText is of letters, digits, spaces, line ends and bytes that are no UTF-8.
func randomText(random *rand.Rand) string {
	alphabet := []string{"a", "e", "t", "he", "ing", " ", "  ", "\n", "\r\n", "\t", "'", "'s", "'LL", "7", "42", ".", "!?", "é", "人", "工", "\xff", "\xe4", "Z", "ß", "\u00a0"}
	var b strings.Builder
	for range random.IntN(40) {
		b.WriteString(alphabet[random.IntN(len(alphabet))])
	}
	return b.String()
}

// Merges in the order of a list join what ranks of tokens join.
func TestMergedEqualsPublished(t *testing.T) {
	table := tableOf(t, "r50k_base", bpe.PatternGPT2)
	if len(table.Merges) != 50000 {
		t.Fatalf("%d merges, GPT-2 has 50,000", len(table.Merges))
	}
	m, e := merged(t, table), get(t, "r50k_base")
	random := rand.New(rand.NewPCG(6, 1))
	for range 20000 {
		text := randomText(random)
		if got, want := m.Encode(text), e.Encode(text); !slices.Equal(got, want) {
			t.Fatalf("%q: %v, want %v", text, got, want)
		}
	}
	for id := range bpe.TokenID(e.Size()) {
		want, _ := e.Bytes(id)
		got, ok := m.Bytes(id)
		if back, known := m.ID(want); !ok || got != want || !known || back != id {
			t.Fatalf("token %d: %q, want %q", id, got, want)
		}
	}
}

// cl100k_base differs from the pattern of Llama 3 in white space at the end alone.
func TestMergedByLlama3EqualsCL100k(t *testing.T) {
	table := tableOf(t, "cl100k_base", bpe.PatternLlama3)
	table.Whole = true
	m, e := merged(t, table), get(t, "cl100k_base")
	random := rand.New(rand.NewPCG(6, 2))
	for range 20000 {
		text := randomText(random) + "."
		if got, want := m.Encode(text), e.Encode(text); !slices.Equal(got, want) {
			t.Fatalf("%q: %v, want %v", text, got, want)
		}
	}
}

// bytesOnly is a table of the 256 bytes and some merges.
func bytesOnly(pattern string, merges ...[2]string) bpe.Table {
	table := bpe.Table{Name: "files", Pattern: pattern, Tokens: map[string]bpe.TokenID{}, Merges: merges}
	for b := range 256 {
		table.Tokens[string([]byte{byte(b)})] = bpe.TokenID(b)
	}
	for i, pair := range merges {
		table.Tokens[pair[0]+pair[1]] = bpe.TokenID(256 + i)
	}
	return table
}

func TestMergedCuts(t *testing.T) {
	spaces := bytesOnly(bpe.PatternGPT2, [2]string{" ", "a"}, [2]string{"a", "a"})
	spaces.Added = map[string]bpe.TokenID{"  ": 300, "   ": 301, "<x>": 302}
	lines := bytesOnly(bpe.PatternLlama3, [2]string{"\n", "\n"}, [2]string{" ", "\n"}, [2]string{"1", "2"}, [2]string{"12", "3"})
	digits := bytesOnly(bpe.PatternQwen, [2]string{"1", "2"}, [2]string{"\n", " "})
	composed := bytesOnly(bpe.PatternGPT2, [2]string{"\xc3", "\xa9"}, [2]string{"c", "\xc3\xa9"})
	composed.Compose = true
	late := bytesOnly(bpe.PatternGPT2, [2]string{"b", "c"}, [2]string{"a", "b"}, [2]string{"ab", "c"})
	whole := bytesOnly(bpe.PatternGPT2, [2]string{"b", "c"}, [2]string{"a", "b"}, [2]string{"ab", "c"})
	whole.Whole = true
	for name, tt := range map[string]struct {
		table      bpe.Table
		text, want string // tokens joined by |
	}{
		"an added token is longest first":       {spaces, "a     a", "a|   |  |a"},
		"and parts the text before it is split": {spaces, "aa<x>aa", "aa|<x>|aa"},
		"what is no added token":                {spaces, "a aa", "a| a|a"},
		"line ends close a piece at the end":    {lines, "x \n ", "x| \n| "},
		"line ends stay together":               {lines, "x\n\ny", "x|\n\n|y"},
		"three digits":                          {lines, "1231", "123|1"},
		"single digits are never joined":        {digits, "12", "1|2"},
		"a space after the last line end":       {digits, "\n \n ", "\n |\n| "},
		"a composed letter":                     {composed, "ce\u0301", "c\u00e9"},
		"merges go by their own order":          {late, "abc", "a|bc"},
		"a piece that is a token, whole":        {whole, "abc", "abc"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			end := 0
			for _, token := range merged(t, tt.table).Encode(tt.text) {
				got = append(got, token.Bytes)
				if token.Start != end || token.End < token.Start {
					t.Errorf("%q stands at %d to %d, after %d", token.Bytes, token.Start, token.End, end)
				}
				end = token.End
			}
			if strings.Join(got, "|") != tt.want || end != len(tt.text) {
				t.Errorf("%q, want %q; places end at %d of %d", got, tt.want, end, len(tt.text))
			}
		})
	}
}

func TestNewRefuses(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(*bpe.Table)
		want   string
	}{
		"a byte without a token": {func(t *bpe.Table) { delete(t.Tokens, "\x00") }, "byte 0x00"},
		"two tokens of one id":   {func(t *bpe.Table) { t.Tokens["ab"] = 7 }, "have the id 7"},
		"an id past the last":    {func(t *bpe.Table) { t.Tokens["ab"] = 1 << 20 }, "ids are"},
		"an id below 0":          {func(t *bpe.Table) { t.Special = map[string]bpe.TokenID{"s": -1} }, "ids are"},
		"an empty token":         {func(t *bpe.Table) { t.Added = map[string]bpe.TokenID{"": 300} }, "ids are"},
		"a merge of no tokens":   {func(t *bpe.Table) { t.Merges = [][2]string{{"a", "b"}} }, "not of tokens"},
		"a merge twice": {func(t *bpe.Table) {
			t.Tokens["ab"] = 256
			t.Merges = [][2]string{{"a", "b"}, {"a", "b"}}
		}, "twice"},
		"another pattern": {func(t *bpe.Table) { t.Pattern = `\w+` }, `\\w+`},
	} {
		t.Run(name, func(t *testing.T) {
			table := bytesOnly(bpe.PatternGPT2)
			tt.change(&table)
			if _, err := bpe.New(table); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v, want an error with %q", err, tt.want)
			}
		})
	}
	var unknown *bpe.UnknownPatternError
	if _, err := bpe.New(bytesOnly(`\w+`)); !errors.As(err, &unknown) || unknown.Pattern != `\w+` {
		t.Errorf("another pattern: %v", err)
	}
}

func FuzzMergedEncode(f *testing.F) {
	table := bytesOnly(bpe.PatternLlama3, [2]string{" ", "a"}, [2]string{"a", "a"}, [2]string{"\xcc", "\x81"})
	table.Added = map[string]bpe.TokenID{"  ": 300, "aa": 301}
	plain := merged(f, table)
	table = bytesOnly(bpe.PatternQwen, table.Merges...)
	table.Added, table.Compose = maps.Clone(plainAdded), true
	composing := merged(f, table)
	for _, text := range []string{"", "a aa  a", "e\u0301e\u0301", "\u1100\u1161\u11a8", "\xff\xfe"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, tt := range []struct {
			encoding *bpe.Merged
			form     string
		}{{plain, text}, {composing, norm.NFC.String(text)}} {
			var joined strings.Builder
			end := 0
			for _, token := range tt.encoding.Encode(text) {
				joined.WriteString(token.Bytes)
				if token.Start != end || token.End < end {
					t.Fatalf("%q: a token at %d to %d after %d", text, token.Start, token.End, end)
				}
				end = token.End
			}
			if joined.String() != tt.form || end != len(text) {
				t.Fatalf("%q: the tokens are %q and end at %d", text, joined.String(), end)
			}
		}
	})
}

var plainAdded = map[string]bpe.TokenID{"\u00e9": 300}

func ExampleNew() {
	table := bpe.Table{Name: "files", Pattern: bpe.PatternGPT2, Tokens: map[string]bpe.TokenID{"lo": 256, "low": 257},
		Merges: [][2]string{{"l", "o"}, {"lo", "w"}}}
	for b := range 256 {
		table.Tokens[string([]byte{byte(b)})] = bpe.TokenID(b)
	}
	m, err := bpe.New(table)
	if err != nil {
		panic(err)
	}
	for _, token := range m.Encode("lower") {
		fmt.Printf("%q %d\n", token.Bytes, token.ID)
	}
	// Output:
	// "low" 257
	// "e" 101
	// "r" 114
}
