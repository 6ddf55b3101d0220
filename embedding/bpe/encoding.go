package bpe

import (
	"fmt"
	"strings"
	"sync"
)

// TokenID is the number of a token in its encoding.
type TokenID int32

// Token is one piece of a text.
type Token struct {
	ID         TokenID
	Bytes      string // the token's own bytes: part of a character at times
	Start, End int    // byte offsets of the piece in the text
}

// Encoding is a published byte-level BPE. It is safe for concurrent use.
type Encoding struct {
	name    string
	split   splitter
	special map[string]TokenID
	ranks   func() *ranks
}

// EndOfText separates documents in training; it is 50256 in r50k_base.
const EndOfText = "<|endoftext|>"

var encodings = []*Encoding{
	published("r50k_base", splitR50k, map[string]TokenID{EndOfText: 50256}),
	published("p50k_base", splitR50k, map[string]TokenID{EndOfText: 50256}),
	published("cl100k_base", splitCL100k, map[string]TokenID{
		EndOfText: 100257, "<|fim_prefix|>": 100258, "<|fim_middle|>": 100259,
		"<|fim_suffix|>": 100260, "<|endofprompt|>": 100276,
	}),
	published("o200k_base", splitO200k, map[string]TokenID{EndOfText: 199999, "<|endofprompt|>": 200018}),
}

func published(name string, split splitter, special map[string]TokenID) *Encoding {
	return &Encoding{
		name: name, split: split, special: special,
		ranks: sync.OnceValue(func() *ranks { return readRanks(name, special) }),
	}
}

// Names lists the encodings, oldest first.
func Names() []string {
	names := make([]string, len(encodings))
	for i, e := range encodings {
		names[i] = e.name
	}
	return names
}

// UnknownEncodingError names what was asked for.
type UnknownEncodingError struct{ Name string }

func (e *UnknownEncodingError) Error() string {
	return fmt.Sprintf("unknown encoding %q: it is one of %s", e.Name, strings.Join(Names(), ", "))
}

// Get returns the encoding called name without reading its ranks; an
// *UnknownEncodingError otherwise.
func Get(name string) (*Encoding, error) {
	for _, e := range encodings {
		if e.name == name {
			return e, nil
		}
	}
	return nil, &UnknownEncodingError{Name: name}
}

// Name is the encoding's published name, r50k_base for instance.
func (e *Encoding) Name() string { return e.name }

// Size is one more than the largest id, special tokens included: 50,257 for
// r50k_base. Not every id below it need be in use.
func (e *Encoding) Size() int { return len(e.ranks().tokens) }

// Bytes returns the bytes of a token, a special token's name; false when the
// encoding has no such id.
func (e *Encoding) Bytes(id TokenID) (string, bool) {
	tokens := e.ranks().tokens
	if id < 0 || int(id) >= len(tokens) || tokens[id] == "" {
		return "", false
	}
	return tokens[id], true
}

// ID returns the token whose bytes are exactly b, special tokens by their name.
func (e *Encoding) ID(b string) (TokenID, bool) {
	if id, ok := e.special[b]; ok {
		return id, true
	}
	id, ok := e.ranks().ids[b]
	return id, ok
}

// Split parts text as the encoding's pattern does, into the pieces that no token
// crosses. Together they are the text.
func (e *Encoding) Split(text string) []string {
	var pieces []string
	for start := 0; start < len(text); {
		end := e.split(text, start)
		pieces = append(pieces, text[start:end])
		start = end
	}
	return pieces
}

// Encode cuts text into tokens.
func (e *Encoding) Encode(text string) []Token {
	r := e.ranks()
	tokens := make([]Token, 0, len(text)/4+1)
	of := byToken(r.ids)
	var m merger
	for start := 0; start < len(text); {
		end := e.split(text, start)
		piece := text[start:end]
		if id, ok := r.ids[piece]; ok {
			tokens = append(tokens, Token{ID: id, Bytes: piece, Start: start, End: end})
		} else {
			m.merge(of, piece, nil)
			for at := 0; at < len(piece); at = m.next[at] {
				b := piece[at:m.next[at]]
				tokens = append(tokens, Token{ID: r.ids[b], Bytes: b, Start: start + at, End: start + m.next[at]})
			}
		}
		start = end
	}
	return tokens
}
