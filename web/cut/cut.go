package cut

import (
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"tokenscape/embedding/bpe"
)

// Piece is a token in its text.
type Piece struct {
	bpe.Token
	From, To int  // the code points that it has bytes of, From ≤ i < To
	Whole    bool // it has all bytes of them
}

// Unit is the shortest run of tokens that begins and ends where characters do.
type Unit struct {
	Text   string  // whole characters
	Pieces []Piece // one, unless a character is cut
}

// Units parts the text that tokens begin. The text must be valid UTF-8; the tokens
// are its first ones. When they end inside a character, the last unit's text is
// longer than they are.
func Units(text string, tokens []bpe.Token) []Unit {
	var units []Unit
	ends, state := 0, -1 // where the characters seen so far end
	rest := text
	points := counter{text: text}
	start := 0
	var pieces []Piece
	for _, t := range tokens {
		from := points.before(t.Start)
		if !boundary(text, t.Start) {
			from-- // the code point that it begins in
		}
		to := points.before(t.End)
		pieces = append(pieces, Piece{Token: t, From: from, To: to, Whole: boundary(text, t.Start) && boundary(text, t.End)})
		for ends < t.End {
			var character string
			character, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
			ends += len(character)
		}
		if ends == t.End {
			units = append(units, Unit{Text: text[start:ends], Pieces: pieces})
			pieces, start = nil, ends
		}
	}
	if len(pieces) > 0 {
		units = append(units, Unit{Text: text[start:ends], Pieces: pieces})
	}
	return units
}

// Characters counts what people see as one character each.
func Characters(text string) int { return uniseg.GraphemeClusterCount(text) }

// First is the first character of a text, "" for none.
func First(text string) string {
	character, _, _, _ := uniseg.FirstGraphemeClusterInString(text, -1)
	return character
}

func boundary(text string, at int) bool { return at == len(text) || utf8.RuneStart(text[at]) }

// counter counts code points in one pass.
type counter struct {
	text   string
	at     int
	points int
}

// before counts the code points that begin before an offset; offsets ascend.
func (c *counter) before(offset int) int {
	for ; c.at < offset; c.at++ {
		if utf8.RuneStart(c.text[c.at]) {
			c.points++
		}
	}
	return c.points
}
