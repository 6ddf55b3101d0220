package pretrainedtest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tokenscape/embedding/bpe"
)

// Merges are those that made the tokens of a published encoding, in order: of each
// token but the single bytes, the two pieces that merging its bytes by earlier
// merges ends in.
func Merges(e *bpe.Encoding) [][2]string {
	var merges [][2]string
	for id := range bpe.TokenID(e.Size()) {
		token, ok := e.Bytes(id)
		if back, _ := e.ID(token); !ok || len(token) < 2 || token == bpe.EndOfText || back != id {
			continue
		}
		pieces := bpe.Bytes(token)
		for len(pieces) > 2 {
			best, at := id, -1
			for i := range len(pieces) - 1 {
				if rank, ok := e.ID(pieces[i] + pieces[i+1]); ok && rank < best {
					best, at = rank, i
				}
			}
			if at < 0 {
				break
			}
			pieces = append(pieces[:at], append([]string{pieces[at] + pieces[at+1]}, pieces[at+2:]...)...)
		}
		if len(pieces) == 2 {
			merges = append(merges, [2]string{pieces[0], pieces[1]})
		}
	}
	return merges
}

// Spelling writes bytes as GPT-2's files do: a character each, a printable one as
// itself, others shifted past U+0100 in their order (encoder.py of openai/gpt-2,
// bytes_to_unicode).
func Spelling(token string) string {
	var b strings.Builder
	for i := range len(token) {
		b.WriteRune(spelled[token[i]])
	}
	return b.String()
}

var spelled = func() (table [256]rune) {
	shifted := rune(0x100)
	for b := range 256 {
		switch {
		case b >= '!' && b <= '~', b >= 0xa1 && b <= 0xac, b >= 0xae:
			table[b] = rune(b)
		default:
			table[b] = shifted
			shifted++
		}
	}
	return table
}()

// Vocabulary is a published encoding's, spelled, special tokens too.
func Vocabulary(e *bpe.Encoding) map[string]int {
	vocabulary := map[string]int{}
	for id := range bpe.TokenID(e.Size()) {
		token, ok := e.Bytes(id)
		switch {
		case !ok:
		case token == bpe.EndOfText:
			vocabulary[token] = int(id)
		default:
			vocabulary[Spelling(token)] = int(id)
		}
	}
	return vocabulary
}

// SpelledMerges are Merges, spelled, with a space between the two.
func SpelledMerges(e *bpe.Encoding) []string {
	var lines []string
	for _, pair := range Merges(e) {
		lines = append(lines, Spelling(pair[0])+" "+Spelling(pair[1]))
	}
	return lines
}

// WriteTokenizer writes vocab.json and merges.txt of GPT-2 into dir.
func WriteTokenizer(t testing.TB, dir string) {
	t.Helper()
	e, err := bpe.Get("r50k_base")
	if err != nil {
		t.Fatal(err)
	}
	vocabulary, err := json.Marshal(Vocabulary(e))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "vocab.json"), vocabulary)
	write(t, filepath.Join(dir, "merges.txt"), []byte("#version: 0.2\n"+strings.Join(SpelledMerges(e), "\n")+"\n"))
}

func write(t testing.TB, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
