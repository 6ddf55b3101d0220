package e2e

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tokenscape/embedding/bpe"
)

// TestTokensNumbers reads the table of tokens in each encoding, how many there are in
// each (characters per token with two decimals), the prices of all texts, and the
// merges and pieces of a word.
func TestTokensNumbers(t *testing.T) {
	type cut struct {
		Tokens []struct {
			ID         int
			Text       string
			Bytes      string
			Start, End int
		}
	}
	const text = "The king of France likes strawberry juice 草莓 🍓"
	b := open(t, 1280, 900)
	sizes := map[string][]string{}
	for _, encoding := range bpe.Names() {
		b.visit(path("/tokens", "text", text, "encoding", encoding, "lang", "en"))
		tokens := called[cut](t, "tokenize", "text", text, "encoding", encoding).Tokens
		var want [][]string
		for i, token := range tokens {
			from, to := len([]rune(text[:token.Start])), len([]rune(text[:token.End]))
			name := strings.ToUpper(spaced(token.Bytes))
			want = append(want, []string{strconv.Itoa(i + 1), strconv.Itoa(token.ID), name, fmt.Sprintf("%d–%d", token.Start, token.End), fmt.Sprint(from, to)})
		}
		var got [][]string
		for _, row := range b.cells("table.tokens") {
			at, _ := strconv.Atoi(row[0])
			characters := want[min(max(at-1, 0), len(want)-1)][4] // held apart below: a part of one is written in words
			got = append(got, []string{row[0], row[2], row[3], row[4], characters})
		}
		same(t, "tokens of "+encoding, got, want)
		sizes[encoding] = []string{strconv.Itoa(len(tokens)), strconv.FormatFloat(float64(len([]rune(text)))/float64(len(tokens)), 'f', 2, 64)}
		b.says("#look", fmt.Sprintf("%d characters, %d bytes, %d tokens: %s characters per token.", len([]rune(text)), len(text), len(tokens), sizes[encoding][1]))
	}
	names := eval[[]string](b, `[...document.querySelectorAll("#encodings tbody tr")].map(row => row.dataset.encoding)`)
	for i, row := range b.cells("#encodings table") {
		name := names[i]
		if !slices.Equal(row[2:4], sizes[name]) {
			t.Errorf("%s: %q on the page, %q in the API", name, row[2:4], sizes[name])
		}
	}

	// The prices: the link of each row has its text.
	for _, table := range []int{0, 1} {
		selector := fmt.Sprintf(`[...document.querySelectorAll("table.prices")][%d]`, table)
		names := eval[[]string](b, `[...`+selector+`.tHead.rows[0].cells].slice(1, -1).map(c => c.textContent)`)
		var english []int
		for _, row := range eval[[][]string](b, `[...`+selector+`.tBodies[0].rows].map(row => [new URL(row.querySelector("td.text a").href).searchParams.get("text"), ...[...row.cells].slice(1, -1).map(c => c.textContent.trim().replace(/\s+/g, " "))])`) {
			var want []string
			var counts []int
			for i, encoding := range names {
				n := len(called[cut](t, "tokenize", "text", row[0], "encoding", encoding).Tokens)
				counts = append(counts, n)
				beside := strconv.FormatFloat(float64(len([]rune(row[0])))/float64(n), 'f', 2, 64)
				if table == 1 {
					if english == nil {
						beside = "1.00×"
					} else {
						beside = strconv.FormatFloat(float64(n)/float64(english[i]), 'f', 2, 64) + "×"
					}
				}
				want = append(want, fmt.Sprintf("%d %s", n, beside))
			}
			if table == 1 && english == nil {
				english = counts
			}
			same(t, row[0], row[1:], want)
		}
	}

	// The merges of a word: rank and pieces after each.
	type merges struct {
		Steps []struct {
			Bytes []string
			Rank  int
		}
	}
	for _, encoding := range bpe.Names() {
		for _, word := range []string{"strawberry", " strawberry", "Strawberry", "草莓", "antidisestablishmentarianism"} {
			m := called[merges](t, "merges", "word", word, "encoding", encoding)
			b.visit(path("/tokens", "word", word, "encoding", encoding, "lang", "en"))
			var want []string
			pieces := make([]string, len(word))
			for i := range pieces {
				pieces[i] = fmt.Sprintf("%02x", word[i])
			}
			for _, step := range m.Steps {
				want = append(want, fmt.Sprintf("%d pieces, rank %s", len(pieces), thousands(step.Rank)))
				pieces = step.Bytes
			}
			want = append(want, fmt.Sprintf("%d pieces, rank ", len(pieces)))
			same(t, fmt.Sprintf("merges of %q in %s", word, encoding),
				eval[[]string](b, `[...document.querySelectorAll(".merges > li")].map(li => li.querySelectorAll(".join .chip").length + " pieces, rank " + (li.querySelector(".lowest")?.textContent ?? ""))`), want)
			ids := eval[[]string](b, `[...document.querySelectorAll(".merges > li:last-child .chip small")].map(s => s.textContent)`)
			var tokens []string
			for _, token := range called[cut](t, "tokenize", "text", word, "encoding", encoding).Tokens {
				tokens = append(tokens, strconv.Itoa(token.ID))
			}
			same(t, fmt.Sprintf("the last step of %q in %s", word, encoding), ids, tokens)
		}
	}
}

// spaced parts hexadecimal digits byte by byte.
func spaced(hex string) string {
	var parts []string
	for i := 0; i+1 < len(hex); i += 2 {
		parts = append(parts, hex[i:i+2])
	}
	return strings.Join(parts, " ")
}
