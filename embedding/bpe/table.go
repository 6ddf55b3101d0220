package bpe

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Patterns that split a text, as a file of a tokenizer writes them.
const (
	PatternGPT2   = `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`
	PatternLlama3 = `(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`
	PatternQwen   = `(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`
)

var patterns = map[string]splitter{PatternGPT2: splitR50k, PatternLlama3: splitLines(3), PatternQwen: splitLines(1)}

// UnknownPatternError is a pattern that texts are not split by here.
type UnknownPatternError struct{ Pattern string }

func (e *UnknownPatternError) Error() string {
	return fmt.Sprintf("texts are not split here by the pattern %q", e.Pattern)
}

// Table is a byte-level encoding as the files of a model give it.
type Table struct {
	Name    string
	Pattern string             // one of the constants
	Tokens  map[string]TokenID // by their bytes; the 256 bytes must be among them
	Merges  [][2]string        // by their bytes, the first joined first; what each makes is a token
	Added   map[string]TokenID // taken out of a text, the longest of the first, before it is split
	Special map[string]TokenID // by their names; they never come from a text
	Whole   bool               // a piece that is a token is not merged
	Compose bool               // a text is put into Unicode's form NFC first
}

// Merged is an encoding made of a Table. It is safe for concurrent use.
//
// It ranks a pair of pieces by its place among the merges, where the published
// encodings rank it by the token that it makes. Where every token has one merge of
// its own, in the order of the tokens, the two are the same: so have GPT-2's files.
type Merged struct {
	table  Table
	split  splitter
	tokens []string // by id; "" where there is none
	ranks  map[[2]string]TokenID
	added  []string // the longest first
}

// maxTokens bounds the ids of a Table; the largest published vocabularies have a
// quarter of it.
const maxTokens = 1 << 20

// New makes an encoding of a table, which it keeps. It fails when a byte has no
// token, two tokens one id, an id is past a million, or a merge is none of tokens;
// the error is an *UnknownPatternError for a pattern of others.
func New(t Table) (*Merged, error) {
	m := &Merged{table: t, ranks: make(map[[2]string]TokenID, len(t.Merges))}
	var known bool
	if m.split, known = patterns[t.Pattern]; !known {
		return nil, &UnknownPatternError{Pattern: t.Pattern}
	}
	for _, tokens := range []map[string]TokenID{t.Tokens, t.Added, t.Special} {
		for text, id := range tokens {
			if id < 0 || id >= maxTokens || text == "" || len(text) > maxToken {
				return nil, fmt.Errorf("encoding %s: token %.40q with the id %d: ids are from 0 to %d, tokens of 1 to %d bytes", t.Name, text, id, maxTokens-1, maxToken)
			}
			if int(id) >= len(m.tokens) {
				m.tokens = slices.Grow(m.tokens, int(id)+1-len(m.tokens))[:id+1]
			}
			if other := m.tokens[id]; other != "" && other != text {
				return nil, fmt.Errorf("encoding %s: %.40q and %.40q have the id %d", t.Name, other, text, id)
			}
			m.tokens[id] = text
		}
	}
	for b := range 256 {
		if _, ok := t.Tokens[string([]byte{byte(b)})]; !ok {
			return nil, fmt.Errorf("encoding %s: byte 0x%02X has no token", t.Name, b)
		}
	}
	if len(t.Merges) > maxRank {
		return nil, fmt.Errorf("encoding %s: %d merges, at most %d", t.Name, len(t.Merges), maxRank)
	}
	for rank, pair := range t.Merges {
		_, twice := m.ranks[pair]
		for _, text := range []string{pair[0], pair[1], pair[0] + pair[1]} {
			if _, ok := t.Tokens[text]; !ok || twice {
				return nil, fmt.Errorf("encoding %s: merge %d of %.40q and %.40q stands twice, or is not of tokens", t.Name, rank, pair[0], pair[1])
			}
		}
		m.ranks[pair] = TokenID(rank)
	}
	m.added = slices.SortedFunc(maps.Keys(t.Added), func(a, b string) int { return len(b) - len(a) })
	return m, nil
}

// Name is the table's.
func (m *Merged) Name() string { return m.table.Name }

// Size is one more than the largest id; not every id below it need be in use.
func (m *Merged) Size() int { return len(m.tokens) }

// Bytes returns the bytes of a token, a special token's name; false when the
// encoding has no such id.
func (m *Merged) Bytes(id TokenID) (string, bool) {
	if id < 0 || int(id) >= len(m.tokens) || m.tokens[id] == "" {
		return "", false
	}
	return m.tokens[id], true
}

// ID returns the token whose bytes are exactly b, special tokens by their name.
func (m *Merged) ID(b string) (TokenID, bool) {
	for _, tokens := range []map[string]TokenID{m.table.Special, m.table.Added, m.table.Tokens} {
		if id, ok := tokens[b]; ok {
			return id, true
		}
	}
	return 0, false
}

// Encode cuts text into tokens. Of a text that is put into another form first, the
// tokens' bytes are that form's; Start and End lie in the text as it was given.
func (m *Merged) Encode(text string) []Token {
	form := text
	if m.table.Compose {
		form = norm.NFC.String(text)
	}
	tokens := make([]Token, 0, len(form)/4+1)
	next := make([]int, len(m.added)) // where each added token stands next
	for from := 0; from < len(form); {
		at, added := m.firstAdded(form, from, next)
		tokens = m.encode(tokens, form[:at], from)
		if added != "" {
			tokens = append(tokens, Token{ID: m.table.Added[added], Bytes: added, Start: at, End: at + len(added)})
		}
		from = at + len(added)
	}
	if form != text {
		relocate(tokens, text)
	}
	return tokens
}

// firstAdded is where the first added token begins at or after from, and the longest
// that begins there; the end of the text and "" when there is none. A place in next
// that is not passed yet is not looked for again: a text costs its length times the
// number of added tokens.
func (m *Merged) firstAdded(text string, from int, next []int) (at int, longest string) {
	at = len(text)
	for i, added := range m.added {
		if next[i] < from || from == 0 {
			next[i] = len(text)
			if further := strings.Index(text[from:], added); further >= 0 {
				next[i] = from + further
			}
		}
		if next[i] < at {
			at, longest = next[i], added
		}
	}
	return at, longest
}

// encode appends the tokens of text from start on.
func (m *Merged) encode(tokens []Token, text string, start int) []Token {
	of := func(text string, start, middle, end int) (TokenID, bool) {
		rank, ok := m.ranks[[2]string{text[start:middle], text[middle:end]}]
		return rank, ok
	}
	var merge merger
	for start < len(text) {
		end := m.split(text, start)
		piece := text[start:end]
		if id, ok := m.table.Tokens[piece]; ok && m.table.Whole {
			tokens = append(tokens, Token{ID: id, Bytes: piece, Start: start, End: end})
		} else {
			merge.merge(of, piece, nil)
			for at := 0; at < len(piece); at = merge.next[at] {
				b := piece[at:merge.next[at]]
				tokens = append(tokens, Token{ID: m.table.Tokens[b], Bytes: b, Start: start + at, End: start + merge.next[at]})
			}
		}
		start = end
	}
	return tokens
}

// relocate moves the tokens' places from the composed form of text to text itself.
// Within a character that was composed, a place moves to where the character begins.
func relocate(tokens []Token, text string) {
	var formed, given, nextFormed, nextGiven int // where one character and the next begin
	move := func(place int) int {
		for place >= nextFormed && nextGiven < len(text) {
			formed, given = nextFormed, nextGiven
			nextGiven += norm.NFC.NextBoundaryInString(text[given:], true)
			nextFormed += len(norm.NFC.String(text[given:nextGiven]))
		}
		switch {
		case place >= nextFormed:
			return nextGiven
		case nextFormed-formed == nextGiven-given:
			return given + place - formed
		}
		return given
	}
	for i := range tokens {
		tokens[i].Start = move(tokens[i].Start)
		if i > 0 {
			tokens[i-1].End = tokens[i].Start
		}
	}
	if len(tokens) > 0 {
		tokens[len(tokens)-1].End = len(text)
	}
}
