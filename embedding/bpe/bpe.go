// Package bpe (stub: the contract its builder fills in).
package bpe

// TokenID is the number of a token in its encoding.
type TokenID int32

// Token is one piece of a text.
type Token struct {
	ID         TokenID
	Bytes      string // the token's own bytes: part of a character at times
	Start, End int    // byte offsets of the piece in the text
}

// Merge is one step of the merging of a word.
type Merge struct {
	Pieces      []string // the pieces after this step
	Left, Right string   // the pair that was joined
	Rank        int      // its rank: the lower, the earlier it is joined
}

// Encoding is a published byte-level BPE; its ranks are read when first used.
type Encoding struct{}

// Names lists the encodings, oldest first.
func Names() []string { panic("stub") }

// Get returns the encoding called name without reading its ranks; *UnknownEncodingError otherwise.
func Get(name string) (*Encoding, error) { panic("stub") }

// UnknownEncodingError names what was asked for.
type UnknownEncodingError struct {
	Name string
}

func (e *UnknownEncodingError) Error() string { panic("stub") }

// Name is the encoding's published name, r50k_base for instance.
func (e *Encoding) Name() string { panic("stub") }

// Size is one more than the largest id, special tokens included (50,257 for r50k_base).
func (e *Encoding) Size() int { panic("stub") }

// Encode cuts text into tokens. Any bytes; names of special tokens are ordinary text.
func (e *Encoding) Encode(text string) []Token { panic("stub") }

// Bytes returns the bytes of a token; false when the encoding has no such id.
func (e *Encoding) Bytes(id TokenID) (string, bool) { panic("stub") }

// ID returns the token whose bytes are exactly b; special tokens by their name.
func (e *Encoding) ID(b string) (TokenID, bool) { panic("stub") }

// Merges traces the merging of word, from its bytes to its tokens.
func (e *Encoding) Merges(word string) []Merge { panic("stub") }
