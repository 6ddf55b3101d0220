package bpe_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tokenscape/embedding/bpe"
)

// naive is algorithm 1 of Sennrich, Haddow and Birch 2016 as it is printed: every
// pair of every word is counted anew for each merge, and the max takes the first of
// equals. It returns the words as they are cut in the end, too.
func naive(words []bpe.Word, most int) (rules []bpe.Rule, cut [][]string) {
	for _, w := range words {
		cut = append(cut, bpe.Bytes(w.Text))
	}
	for len(rules) < most {
		type pair struct{ left, right string }
		counts, order := map[pair]int{}, []pair{}
		for i, symbols := range cut {
			for j := 1; j < len(symbols); j++ {
				p := pair{symbols[j-1], symbols[j]}
				if counts[p] == 0 {
					order = append(order, p)
				}
				counts[p] += words[i].Count
			}
		}
		best, most := pair{}, 1
		for _, p := range order {
			if counts[p] > most {
				best, most = p, counts[p]
			}
		}
		if most < 2 {
			break
		}
		rules = append(rules, bpe.Rule{Left: best.left, Right: best.right, Count: most})
		for i := range cut {
			cut[i] = joined(cut[i], best.left, best.right)
		}
	}
	return rules, cut
}

func joined(symbols []string, left, right string) []string {
	var out []string
	for i := 0; i < len(symbols); i++ {
		if i+1 < len(symbols) && symbols[i] == left && symbols[i+1] == right {
			out = append(out, left+right)
			i++
			continue
		}
		out = append(out, symbols[i])
	}
	return out
}

// The dictionary of algorithm 1 in Sennrich, Haddow and Birch 2016; the merges are
// what the paper's own program prints, run by CPython 3. Its sign </w> is one
// symbol, here the byte _.
func TestLearnAsPublished(t *testing.T) {
	words := []bpe.Word{{Text: "low_", Count: 5}, {Text: "lower_", Count: 2}, {Text: "newest_", Count: 6}, {Text: "widest_", Count: 3}}
	want := []bpe.Rule{
		{"e", "s", 9}, {"es", "t", 9}, {"est", "_", 9}, {"l", "o", 7}, {"lo", "w", 7},
		{"n", "e", 6}, {"ne", "w", 6}, {"new", "est_", 6}, {"low", "_", 5}, {"w", "i", 3},
	}
	if got := bpe.Learn(words, 10); !slices.Equal(got, want) {
		t.Errorf("learnt %v, want %v", got, want)
	}
}

// texts of few letters have many pairs of one count, and runs of one letter.
func randomWords(random *rand.Rand, letters string) []bpe.Word {
	var words []bpe.Word
	seen := map[string]bool{}
	for range 1 + random.IntN(30) {
		var b strings.Builder
		for range 1 + random.IntN(14) {
			b.WriteByte(letters[random.IntN(len(letters))])
		}
		if !seen[b.String()] {
			seen[b.String()] = true
			words = append(words, bpe.Word{Text: b.String(), Count: 1 + random.IntN(5)})
		}
	}
	return words
}

func TestLearnAsTheNaiveReference(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	for _, letters := range []string{"a", "ab", "abc", "abcdefgh", "\x00\xff\xe8"} {
		for range 60 {
			wantLearnt(t, randomWords(random, letters), 1000)
		}
	}
}

func wantLearnt(t *testing.T, words []bpe.Word, most int) {
	t.Helper()
	want, _ := naive(words, most)
	got := bpe.Learn(words, most)
	if !slices.Equal(got, want) {
		t.Fatalf("of %#v\nlearnt %#v\nwant   %#v", words, got, want)
	}
	tokens := map[string]bool{}
	for _, r := range got {
		if tokens[r.Left+r.Right] {
			t.Fatalf("of %#v: %q is made twice", words, r.Left+r.Right)
		}
		tokens[r.Left+r.Right] = true
	}
}

// The seams of a text say how every number of rules cuts it: as if the rules were
// applied one after another.
func TestSeamsAreTheRulesOneByOne(t *testing.T) {
	e := get(t, "r50k_base")
	random := rand.New(rand.NewPCG(3, 4))
	for _, letters := range []string{"ab ", "abcde  ", "草莓 a"} {
		text := func() string {
			var b strings.Builder
			for range random.IntN(120) {
				b.WriteRune([]rune(letters)[random.IntN(len([]rune(letters)))])
			}
			return b.String()
		}
		for range 20 {
			g := e.Grow(bpe.Learn(e.Words(text(), text()), 60))
			for range 5 {
				unseen := text()
				wantSeams(t, e, g, unseen)
			}
		}
	}
}

func wantSeams(t *testing.T, e *bpe.Encoding, g *bpe.Grown, text string) {
	t.Helper()
	var cut [][]string
	for _, piece := range e.Split(text) {
		cut = append(cut, bpe.Bytes(piece))
	}
	seams := g.Seams(text)
	for n := 0; n <= len(g.Rules); n++ {
		if n > 0 {
			for i := range cut {
				cut[i] = joined(cut[i], g.Rules[n-1].Left, g.Rules[n-1].Right)
			}
		}
		at, tokens := 0, 0
		for _, symbols := range cut {
			for _, symbol := range symbols {
				tokens++
				for i := range len(symbol) {
					if begins := seams[at+i] == 0 || seams[at+i] > n; begins != (i == 0) {
						t.Fatalf("%q by %d rules of %#v: a token begins at byte %d: %v; the rules say %q", text, n, g.Rules, at+i, begins, cut)
					}
				}
				at += len(symbol)
			}
		}
		if got := bpe.Tokens(seams, n); got != tokens {
			t.Fatalf("%q by %d rules: %d tokens, want %d", text, n, got, tokens)
		}
	}
}

func FuzzLearn(f *testing.F) {
	f.Add("low low low lower newest newest widest", "lowest")
	f.Add("aaaa aaa aa a", "aaaaaaa")
	f.Add("草莓 草 莓 \xff\xfe", "草草莓")
	e := get(f, "r50k_base")
	f.Fuzz(func(t *testing.T, text, unseen string) {
		if len(text) > 400 || len(unseen) > 200 {
			return // the reference is slow
		}
		words := e.Words(text)
		wantLearnt(t, words, 100)
		g := e.Grow(bpe.Learn(words, 100))
		wantSeams(t, e, g, text)
		wantSeams(t, e, g, unseen)
	})
}

func TestSplitAndWords(t *testing.T) {
	tests := []struct{ name, encoding, text, want string }{
		{"words with their spaces", "r50k_base", "The king, the king", `["The" " king" "," " the" " king"]`},
		{"a contraction", "cl100k_base", "don't", `["don" "'t"]`},
		{"capitals, o200k", "o200k_base", "HTTPServer's", `["HTTPServer's"]`},
		{"nothing", "r50k_base", "", `[]`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := fmt.Sprintf("%q", get(t, tt.encoding).Split(tt.text)); got != tt.want {
				t.Errorf("%s parts %q into %s, want %s", tt.encoding, tt.text, got, tt.want)
			}
		})
	}
	if got := fmt.Sprint(get(t, "r50k_base").Words("a b a", "b c")); got != "[{a 1} { b 1} { a 1} {b 1} { c 1}]" {
		t.Errorf("words are %s", got)
	}
}

// Every merge of a trace joins the pair of the lowest rank, in the first part of
// the word that has one.
func TestPairRanksSayTheNextMerge(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for n := range 300 {
		word := "strawberry it's 12345 草莓"
		if n > 0 {
			b := make([]byte, 1+random.IntN(20))
			for i := range b {
				b[i] = " aeinorst'1\xe8\x8d"[random.IntN(13)]
			}
			word = string(b)
		}
		for _, name := range bpe.Names() {
			e := get(t, name)
			steps, err := e.Merges(word)
			if err != nil {
				t.Fatal(err)
			}
			pieces := bpe.Bytes(word)
			for i := 0; i <= len(steps); i++ {
				ranks := e.PairRanks(pieces)
				if len(ranks) != len(pieces)-1 {
					t.Fatalf("%d ranks of %d pieces", len(ranks), len(pieces))
				}
				lowest := -1 // within the first part that has a rank
				for at, rank := range ranks {
					if rank >= 0 && (lowest < 0 || rank < ranks[lowest]) && samePart(e, word, pieces, lowest, at) {
						lowest = at
					}
				}
				if i == len(steps) {
					if lowest >= 0 {
						t.Fatalf("%s of %q ends at %q, where a pair has rank %d", name, word, pieces, ranks[lowest])
					}
					break
				}
				if s := steps[i]; lowest < 0 || ranks[lowest] != s.Rank || pieces[lowest] != s.Left || pieces[lowest+1] != s.Right {
					t.Fatalf("%s of %q at %q: joined %q and %q of rank %d; the ranks are %v", name, word, pieces, s.Left, s.Right, s.Rank, ranks)
				}
				pieces = steps[i].Pieces
			}
		}
	}
}

// Pieces of no bytes are no bad pieces.
func TestPairRanksOfEmptyPieces(t *testing.T) {
	for _, name := range bpe.Names() {
		e := get(t, name)
		for _, pieces := range [][]string{nil, {""}, {"", ""}, {"a", ""}, {"", "a"}, {"a", "", "b"}} {
			if ranks := e.PairRanks(pieces); len(ranks) != max(0, len(pieces)-1) {
				t.Errorf("%s: %d ranks of %q", name, len(ranks), pieces)
			}
		}
	}
}

// samePart tells whether the pieces a and b lie in one part of the word; always for a < 0.
func samePart(e *bpe.Encoding, word string, pieces []string, a, b int) bool {
	if a < 0 {
		return true
	}
	from := len(strings.Join(pieces[:a], ""))
	to := len(strings.Join(pieces[:b+1], ""))
	at := 0
	for _, part := range e.Split(word) {
		at += len(part)
		if at > from {
			return at >= to
		}
	}
	return false
}

// Merging ends in what the encoder says, on a thousand strings in each encoding:
// letters, spaces, digits and signs of several scripts, and any bytes.
func TestMergesEndInTheTokens(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	signs := []rune("etaoin shrdlu ETAOIN 0123456789 .,'’-_()\n\téüßñ草莓人工智能你好世界，。かなカナ한글привет 🍓👩‍👧😀")
	for range 1000 {
		var b strings.Builder
		for range random.IntN(40) {
			if random.IntN(20) == 0 {
				b.WriteByte(byte(random.IntN(256)))
				continue
			}
			b.WriteRune(signs[random.IntN(len(signs))])
		}
		for _, name := range bpe.Names() {
			check(t, get(t, name), b.String())
		}
	}
}

func ExampleLearn() {
	e, err := bpe.Get("r50k_base")
	if err != nil {
		panic(err)
	}
	g := e.Grow(bpe.Learn(e.Words("low low low low low lower lower newest newest widest"), 10))
	for _, r := range g.Rules {
		fmt.Printf("%q + %q, %d times\n", r.Left, r.Right, r.Count)
	}
	seams := g.Seams(" lowest")
	fmt.Println(bpe.Tokens(seams, 0), "tokens by no rule,", bpe.Tokens(seams, 3), "by three,", bpe.Tokens(seams, len(g.Rules)), "by all")
	// Output:
	// "l" + "o", 7 times
	// "lo" + "w", 7 times
	// " " + "low", 6 times
	// "e" + "s", 3 times
	// "es" + "t", 3 times
	// " low" + "e", 2 times
	// " lowe" + "r", 2 times
	// " " + "n", 2 times
	// " n" + "e", 2 times
	// " ne" + "w", 2 times
	// 7 tokens by no rule, 4 by three, 2 by all
}
