package pretrained

import (
	"strconv"
	"strings"

	"tokenscape/embedding/bpe"
)

// Names of vocabularies that stand where a model's own encoding is not known.
const (
	LabelsName = "labels" // tokens are called as the tokenizer's file spells them
	IDsName    = "ids"    // the model has no tokenizer: tokens are called by their number
)

// labels are the names of tokens whose encoding is not known here. It is safe for
// concurrent use.
type labels struct {
	name  string
	names []string // by id
	ids   map[string]bpe.TokenID
}

// newLabels names rows tokens. Of two tokens with one name, and where a token has
// none, it is its number in brackets.
func newLabels(spelled map[string]int, rows int) *labels {
	l := &labels{name: LabelsName, names: make([]string, rows), ids: make(map[string]bpe.TokenID, rows)}
	if len(spelled) == 0 {
		l.name = IDsName
	}
	read := plain
	if _, spaced := spelled["Ġ"]; spaced { // a space, as byte-level vocabularies spell it
		read = func(spelling string) string {
			if b, ok := bytesOf(spelling); ok {
				return b
			}
			return spelling
		}
	}
	for spelling, id := range spelled {
		if id >= 0 && id < rows {
			l.names[id] = read(spelling)
		}
	}
	for id, name := range l.names {
		if _, twice := l.ids[name]; twice || name == "" {
			name = nameless(id)
			l.names[id] = name
		}
		l.ids[name] = bpe.TokenID(id)
	}
	return l
}

// plain is a token as SentencePiece's vocabularies mean it: ▁ is a space, <0x0A> a
// byte.
func plain(spelling string) string {
	if code, ok := strings.CutPrefix(spelling, "<0x"); ok && len(code) == 3 && code[2] == '>' {
		if b, err := strconv.ParseUint(code[:2], 16, 8); err == nil {
			return string([]byte{byte(b)})
		}
	}
	return strings.ReplaceAll(spelling, "▁", " ")
}

// Name is LabelsName or IDsName.
func (l *labels) Name() string { return l.name }

// Size is the number of rows.
func (l *labels) Size() int { return len(l.names) }

// Bytes is the name of a token.
func (l *labels) Bytes(id bpe.TokenID) (string, bool) {
	if id < 0 || int(id) >= len(l.names) {
		return "", false
	}
	return l.names[id], true
}

// ID is the token of a name.
func (l *labels) ID(name string) (bpe.TokenID, bool) {
	id, ok := l.ids[name]
	return id, ok
}

// Encode finds the words of a text, parted by spaces, that are a token's name, with
// the space before them or without it. What is none is in no token: how the model's
// own tokenizer would cut it is not known.
func (l *labels) Encode(text string) []bpe.Token {
	var tokens []bpe.Token
	at := 0
	for _, word := range strings.Fields(text) {
		at += strings.Index(text[at:], word)
		start := at
		at += len(word)
		if id, ok := l.FindWord(word); ok {
			tokens = append(tokens, bpe.Token{ID: id, Bytes: l.names[id], Start: start, End: at})
		}
	}
	return tokens
}

// FindWord is the token whose name is the word, with the space before it or without.
func (l *labels) FindWord(word string) (bpe.TokenID, bool) {
	if id, ok := l.ids[" "+word]; ok {
		return id, true
	}
	id, ok := l.ids[word]
	return id, ok
}
