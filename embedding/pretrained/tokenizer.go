package pretrained

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"strings"

	"tokenscape/embedding"
	"tokenscape/embedding/bpe"
)

// Files of a tokenizer.
const (
	tokenizerFile  = "tokenizer.json"
	vocabularyFile = "vocab.json"
	mergesFile     = "merges.txt"
)

// maxTokenizer bounds the bytes of such a file; the largest published ones have half
// of it.
const maxTokenizer = 64 << 20

// spelled is the byte that each character of GPT-2's files stands for: a printable
// byte is written as itself, the others as the characters from U+0100 on, in their
// order (encoder.py of openai/gpt-2, bytes_to_unicode).
var spelled = func() map[rune]byte {
	table := make(map[rune]byte, 256)
	shifted := rune(0x100)
	for b := range 256 {
		if b >= '!' && b <= '~' || b >= 0xa1 && b <= 0xac || b >= 0xae {
			table[rune(b)] = byte(b)
			continue
		}
		table[shifted] = byte(b)
		shifted++
	}
	return table
}()

// bytesOf reads a token as it is spelled; false when a character stands for no byte.
func bytesOf(spelling string) (string, bool) {
	token := make([]byte, 0, len(spelling))
	for _, r := range spelling {
		b, ok := spelled[r]
		if !ok {
			return "", false
		}
		token = append(token, b)
	}
	return string(token), true
}

// tokenizer is what the files say of how a text becomes tokens.
type tokenizer struct {
	table  *bpe.Table     // nil when texts are not cut in a way that is known here
	reason error          // why
	labels map[string]int // of ids, as the file spells them
}

// readTokenizer reads the tokenizer of a model's folder; nil when there is none.
func readTokenizer(dir fs.FS) (*tokenizer, error) {
	text, err := readFile(dir, tokenizerFile, maxTokenizer)
	if err == nil {
		return parseTokenizer(text)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	vocabulary, err := readFile(dir, vocabularyFile, maxTokenizer)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	t := &tokenizer{}
	if err := json.Unmarshal(vocabulary, &t.labels); err != nil {
		return nil, fmt.Errorf("%s: %w", vocabularyFile, err)
	}
	lines, err := readFile(dir, mergesFile, maxTokenizer)
	if errors.Is(err, fs.ErrNotExist) {
		t.reason = fmt.Errorf("%s is missing", mergesFile)
		return t, nil
	}
	if err != nil {
		return nil, err
	}
	var merges [][2]string
	scanner := bufio.NewScanner(bytes.NewReader(lines))
	for scanner.Scan() {
		line := scanner.Text()
		if line == "" || strings.HasPrefix(line, "#version") {
			continue
		}
		left, right, ok := strings.Cut(line, " ")
		if !ok {
			return nil, fmt.Errorf("%s: %q is no pair", mergesFile, line)
		}
		merges = append(merges, [2]string{left, right})
	}
	if err := scanner.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", mergesFile, err)
	}
	t.table, t.reason = tableOf(t.labels, merges, bpe.Table{Pattern: bpe.PatternGPT2})
	return t, nil
}

// tableOf reads spelled tokens and merges into a table that has the rest already.
// A token that is neither a byte nor made by a merge never comes from a text: it
// is a special one, by whatever name.
func tableOf(vocabulary map[string]int, merges [][2]string, t bpe.Table) (*bpe.Table, error) {
	t.Merges = make([][2]string, len(merges))
	made := make(map[string]bool, len(merges))
	for i, pair := range merges {
		for side, spelling := range pair {
			token, ok := bytesOf(spelling)
			if !ok {
				return nil, fmt.Errorf("merge %d: %q is not spelled in bytes", i, spelling)
			}
			t.Merges[i][side] = token
		}
		made[t.Merges[i][0]+t.Merges[i][1]] = true
	}
	t.Tokens = make(map[string]bpe.TokenID, len(vocabulary))
	special := maps.Clone(t.Special)
	if special == nil {
		special = map[string]bpe.TokenID{}
	}
	for spelling, id := range vocabulary {
		if id < 0 || id > math.MaxInt32 {
			return nil, fmt.Errorf("token %q has the id %d", spelling, id)
		}
		token, ok := bytesOf(spelling)
		_, added := t.Added[spelling]
		_, named := special[spelling]
		switch {
		case added || named:
		case ok && (len(token) == 1 || made[token] || t.Whole):
			t.Tokens[token] = bpe.TokenID(id)
		default:
			special[spelling] = bpe.TokenID(id)
		}
	}
	t.Special = special
	return &t, nil
}

// encoding makes the table's encoding for rows of a vocabulary. A published one is
// known again, by its tokens and its merges.
func (t *tokenizer) encoding(name string, rows int) (embedding.Tokenizer, error) {
	if t.table == nil {
		return nil, t.reason
	}
	table := *t.table
	table.Name = name
	table.Special = fitted(table.Special, rows)
	table.Added = fitted(table.Added, rows)
	e, err := bpe.New(table)
	if err != nil {
		return nil, err
	}
	if e.Size() > rows {
		return nil, fmt.Errorf("the tokenizer has %d tokens, W_E %d rows", e.Size(), rows)
	}
	if known := published(&table); known != nil && known.Size() == rows {
		return known, nil
	}
	for id := range bpe.TokenID(rows) { // rows that pad W_E have no token: they are called by their number
		if _, ok := e.Bytes(id); !ok {
			table.Special[nameless(int(id))] = id
		}
	}
	return bpe.New(table)
}

// nameless is what a row is called that has no token.
func nameless(id int) string { return fmt.Sprintf("[%d]", id) }

// fitted are those of the tokens that have a row.
func fitted(tokens map[string]bpe.TokenID, rows int) map[string]bpe.TokenID {
	f := make(map[string]bpe.TokenID, len(tokens))
	for text, id := range tokens {
		if int(id) < rows {
			f[text] = id
		}
	}
	return f
}

// published is the encoding that the table is GPT-2's files of; nil for another.
func published(t *bpe.Table) *bpe.Encoding {
	const singles = 256
	e, err := bpe.Get("r50k_base")
	if err != nil || t.Pattern != bpe.PatternGPT2 || len(t.Added) > 0 || t.Compose || t.Whole ||
		len(t.Special) != 1 || t.Special[bpe.EndOfText] == 0 ||
		len(t.Tokens)+1 != e.Size() || len(t.Merges)+singles != len(t.Tokens) {
		return nil
	}
	for token, id := range t.Tokens {
		if b, _ := e.Bytes(id); b != token {
			return nil
		}
	}
	for i, pair := range t.Merges {
		if t.Tokens[pair[0]+pair[1]] != bpe.TokenID(singles+i) {
			return nil
		}
	}
	return e
}
