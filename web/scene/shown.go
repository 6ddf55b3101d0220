package scene

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

var visible = strings.NewReplacer(" ", "␣", "\n", "⏎", "\t", "⇥", "\u00a0", "⍽")

// Shown is a token's text with its spaces visible, or its bytes in hex: a part of
// a character, or what is not printed.
func Shown(text string) (s string, hex bool) {
	if !utf8.ValidString(text) {
		return fmt.Sprintf("% X", text), true
	}
	s = visible.Replace(text)
	for _, r := range s {
		if !unicode.IsPrint(r) && !unicode.Is(unicode.M, r) && r != '\u200d' {
			return fmt.Sprintf("% X", text), true
		}
	}
	return s, false
}
