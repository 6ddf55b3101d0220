package embedding

import (
	"fmt"
	"strconv"
	"strings"
)

// maxNear is how many near matches an UnknownTokenError carries.
const maxNear = 8

// UnknownTokenError is the answer to a reference that names no single token.
type UnknownTokenError struct {
	Ref  string
	Near []TokenID // tokens that the asker may have meant
}

func (e *UnknownTokenError) Error() string {
	return fmt.Sprintf("no single token %q", e.Ref)
}

// Lookup finds the token that ref names: its exact bytes (" king", with the
// space), or "id:" and its number ("id:5822"). Any token of the encoding can
// be named, trained or not. Otherwise the error is an *UnknownTokenError.
func (m *Model) Lookup(ref string) (TokenID, error) {
	number, numbered := strings.CutPrefix(ref, "id:")
	if !numbered {
		if id, ok := m.parts.Tokenizer.ID(ref); ok {
			return id, nil
		}
		return 0, &UnknownTokenError{Ref: ref, Near: m.near(ref)}
	}
	if id, ok := m.numbered(number); ok {
		return id, nil
	}
	return 0, &UnknownTokenError{Ref: ref}
}

// numbered is the token of that number; false when the encoding has none.
func (m *Model) numbered(number string) (TokenID, bool) {
	n, err := strconv.ParseInt(number, 10, 32)
	if err != nil {
		return 0, false
	}
	_, ok := m.parts.Tokenizer.Bytes(TokenID(n))
	return TokenID(n), ok
}

// LookupWord finds the token that a person means by a word, as Word does. The
// error is an *UnknownTokenError.
func (m *Model) LookupWord(word string) (TokenID, error) {
	if id, ok := m.Word(word); ok {
		return id, nil
	}
	e := &UnknownTokenError{Ref: word}
	if !strings.HasPrefix(word, "id:") {
		e.Near = m.near(word)
	}
	return 0, e
}

// WordFinder is a Tokenizer whose tokens are whole words: it finds the one that a
// person means, in lower case for instance.
type WordFinder interface {
	FindWord(word string) (TokenID, bool)
}

// Word is the token that a person means by a word; false when there is none.
// Inside a sentence a word has a space before it, so " king" is preferred to
// "king", as long as training met it; what begins with a space, or with "id:",
// is taken as it is. A Tokenizer that is a WordFinder finds words its own way.
func (m *Model) Word(word string) (TokenID, bool) {
	if number, ok := strings.CutPrefix(word, "id:"); ok {
		return m.numbered(number)
	}
	if words, ok := m.parts.Tokenizer.(WordFinder); ok {
		return words.FindWord(strings.TrimSpace(word))
	}
	alone, bare := m.parts.Tokenizer.ID(word)
	if strings.HasPrefix(word, " ") {
		return alone, bare
	}
	if word == "" {
		return 0, false
	}
	inside, whole := m.parts.Tokenizer.ID(" " + word)
	_, insideMet := m.Row(inside)
	_, aloneMet := m.Row(alone)
	if whole && (insideMet || !(bare && aloneMet)) {
		return inside, true
	}
	return alone, bare
}

// near lists rows whose text equals ref but for case and spaces around it, then
// those that begin with it or begin it, in the order of the rows.
func (m *Model) near(ref string) []TokenID {
	want := strings.ToLower(strings.TrimSpace(ref))
	if want == "" {
		return nil
	}
	var same, begin []TokenID
	for row := range m.Vocab() {
		id := m.Token(row)
		text := strings.ToLower(strings.TrimSpace(m.Text(id)))
		switch {
		case text == want:
			same = append(same, id)
		case len(text) > 2 && len(want) > 2 && (strings.HasPrefix(text, want) || strings.HasPrefix(want, text)):
			begin = append(begin, id)
		}
	}
	near := append(same, begin...)
	return near[:min(maxNear, len(near))]
}
