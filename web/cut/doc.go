// Package cut lays the tokens of a text beside its characters. A token may end
// inside a character: inside the bytes of a code point, or between the code points
// of what people see as one character (a grapheme cluster, Unicode Standard Annex
// 29). Such a character is shown with the tokens that share it; no token alone has
// a text for it.
//
// It takes time in proportion to the text.
package cut
