package bpe

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// splitter returns the end of the piece of s that begins at start < len(s).
// The three splitters follow the patterns of OpenAI's tiktoken
// (tiktoken_ext/openai_public.py) alternative by alternative.
type splitter func(s string, start int) int

// The alternatives, in order:
//
//	'(?:[sdmt]|ll|ve|re) | ?\p{L}+ | ?\p{N}+ | ?[^\s\p{L}\p{N}]+ | \s+$ | \s+(?!\S) | \s
func splitR50k(s string, start int) int {
	if end := contraction(s, start, false); end > start {
		return end
	}
	at := start
	if s[at] == ' ' {
		at++
	}
	for _, class := range []func(rune) bool{unicode.IsLetter, unicode.IsNumber, isOther} {
		if end := run(s, at, class); end > at {
			return end
		}
	}
	return space(s, start, run(s, start, unicode.IsSpace))
}

// The alternatives, in order:
//
//	'(?i:[sdmt]|ll|ve|re) | [^\r\n\p{L}\p{N}]?\p{L}+ | \p{N}{1,3} | ?[^\s\p{L}\p{N}]+[\r\n]* |
//	\s+$ | \s*[\r\n] | \s+(?!\S) | \s
func splitCL100k(s string, start int) int {
	if end := word(s, start, 3); end > start {
		return end
	}
	if end := run(s, start, unicode.IsSpace); end == len(s) {
		return end
	}
	return lines(s, start)
}

// splitLines are the alternatives of CL100k with at most so many digits in a piece,
// but for white space, which the patterns of Llama 3 and Qwen part at the last line
// end also where the text ends: \s*[\r\n]+ | \s+(?!\S) | \s+
func splitLines(digits int) splitter {
	return func(s string, start int) int {
		if end := word(s, start, digits); end > start {
			return end
		}
		return lines(s, start)
	}
}

// word is the end of what is no white space at start, or start:
//
//	'(?i:[sdmt]|ll|ve|re) | [^\r\n\p{L}\p{N}]?\p{L}+ | \p{N}{1,most} | ?[^\s\p{L}\p{N}]+[\r\n]*
func word(s string, start, most int) int {
	if end := contraction(s, start, true); end > start {
		return end
	}
	at := prefix(s, start)
	if end := run(s, at, unicode.IsLetter); end > at {
		return end
	}
	if end := digits(s, start, most); end > start {
		return end
	}
	return punctuation(s, start, "\r\n")
}

// The alternatives, in order, with U = [\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}],
// L = [\p{Ll}\p{Lm}\p{Lo}\p{M}] and C the contractions in any case:
//
//	[^\r\n\p{L}\p{N}]?U*L+C? | [^\r\n\p{L}\p{N}]?U+L*C? | \p{N}{1,3} |
//	?[^\s\p{L}\p{N}]+[\r\n/]* | \s*[\r\n]+ | \s+(?!\S) | \s+
func splitO200k(s string, start int) int {
	at := prefix(s, start)
	for _, word := range []func(string, int) int{wordToLower, wordFromUpper} {
		end := word(s, at)
		if end == at && at > start {
			at = start // the prefix is optional: a mark may begin the word itself
			end = word(s, at)
			if end == at {
				at = prefix(s, start)
			}
		}
		if end > at {
			return max(end, contraction(s, end, true))
		}
	}
	if end := digits(s, start, 3); end > start {
		return end
	}
	if end := punctuation(s, start, "\r\n/"); end > start {
		return end
	}
	return lines(s, start)
}

// lines is the end of the white space at start that stands before a line end, with
// it, or else of what space takes: \s*[\r\n]+ | \s+(?!\S) | \s+
func lines(s string, start int) int {
	end := run(s, start, unicode.IsSpace)
	if newline := strings.LastIndexAny(s[start:end], "\r\n"); newline >= 0 {
		return start + newline + 1
	}
	return space(s, start, end)
}

// wordToLower is the end of U*L+ at start, or start. U* gives back what L+
// needs: the last character that is of both.
func wordToLower(s string, start int) int {
	end, lastBoth, afterBoth := start, -1, -1
	for end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		if !isUpper(r) {
			break
		}
		if isLower(r) {
			lastBoth, afterBoth = end, end+size
		}
		end += size
	}
	if lower := run(s, end, isLower); lower > end {
		return lower
	}
	if lastBoth >= 0 {
		return afterBoth
	}
	return start
}

// wordFromUpper is the end of U+L* at start, or start.
func wordFromUpper(s string, start int) int {
	end := run(s, start, isUpper)
	if end == start {
		return start
	}
	return run(s, end, isLower)
}

func isUpper(r rune) bool {
	return unicode.In(r, unicode.Lu, unicode.Lt, unicode.Lm, unicode.Lo, unicode.M)
}

func isLower(r rune) bool {
	return unicode.In(r, unicode.Ll, unicode.Lm, unicode.Lo, unicode.M)
}

func isOther(r rune) bool {
	return !unicode.IsSpace(r) && !unicode.IsLetter(r) && !unicode.IsNumber(r)
}

// run is the end of the longest run of the class that begins at start.
func run(s string, start int, class func(rune) bool) int {
	for start < len(s) {
		r, size := utf8.DecodeRuneInString(s[start:])
		if !class(r) {
			break
		}
		start += size
	}
	return start
}

// prefix is the end of [^\r\n\p{L}\p{N}]? at start.
func prefix(s string, start int) int {
	r, size := utf8.DecodeRuneInString(s[start:])
	if r == '\r' || r == '\n' || unicode.IsLetter(r) || unicode.IsNumber(r) {
		return start
	}
	return start + size
}

// digits is the end of \p{N}{1,most} at start, or start.
func digits(s string, start, most int) int {
	for range most {
		r, size := utf8.DecodeRuneInString(s[start:])
		if !unicode.IsNumber(r) {
			break
		}
		start += size
	}
	return start
}

// punctuation is the end of  ?[^\s\p{L}\p{N}]+[tail]* at start, or start.
func punctuation(s string, start int, tail string) int {
	at := start
	if s[at] == ' ' {
		at++
	}
	end := run(s, at, isOther)
	if end == at {
		return start
	}
	for end < len(s) && strings.IndexByte(tail, s[end]) >= 0 {
		end++
	}
	return end
}

// space is the end of \s+(?!\S) or else \s in the white space from start to
// end: a word keeps the last space before it.
func space(s string, start, end int) int {
	if end == len(s) {
		return end
	}
	_, last := utf8.DecodeLastRuneInString(s[start:end])
	if end-last > start {
		return end - last
	}
	return end
}

// contraction is the end of 's, 'd, 'm, 't, 'll, 've or 're at start, or start.
// In any case, ſ (U+017F) is an s: it folds to it.
func contraction(s string, start int, anyCase bool) int {
	if start >= len(s) || s[start] != '\'' {
		return start
	}
	rest := s[start+1:]
	for _, c := range []string{"s", "d", "m", "t", "ll", "ve", "re"} {
		if strings.HasPrefix(rest, c) || anyCase && len(rest) >= len(c) && strings.EqualFold(rest[:len(c)], c) {
			return start + 1 + len(c)
		}
	}
	if anyCase && strings.HasPrefix(rest, "ſ") {
		return start + 1 + len("ſ")
	}
	return start
}
