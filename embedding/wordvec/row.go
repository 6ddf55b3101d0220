package wordvec

import (
	"bytes"
	"fmt"
)

// parseRow reads a line without its end: the word, then as many numbers as dst
// takes. Only the last numbers of a line are the vector, as words hold spaces at
// times. A fault is told by reason and help; reason is "" for none.
func (l layout) parseRow(line []byte, dst []float32) (word []byte, reason, help string) {
	at := 0
	if !l.unnamed {
		end := bytes.IndexByte(line, l.separator)
		if end < 0 {
			return nil, fmt.Sprintf("no number after the word; %d belong there", l.dim), again
		}
		word, at = line[:end], end+1
	}
	if !l.numbers(line, at, dst) {
		start, reason, help := l.fromEnd(line)
		if reason != "" {
			return nil, reason, help
		}
		word, at = bytes.TrimRight(line[:max(0, start-1)], " "), start
		if !l.numbers(line, at, dst) {
			return nil, "text where a number belongs", finite
		}
	}
	for _, v := range dst {
		if !isFinite(v) {
			return nil, "a number too large for 32 bits", finite
		}
	}
	if len(word) > MaxWord {
		return nil, fmt.Sprintf("a word of %d bytes (at most %d)", len(word), MaxWord), ""
	}
	return word, "", ""
}

// numbers fills dst from text[at:] and tells whether that holds as many numbers and
// nothing else. Several spaces part as one does.
func (l layout) numbers(text []byte, at int, dst []float32) bool {
	for i := range dst {
		if i > 0 {
			if at == len(text) || text[at] != l.separator {
				return false
			}
			at++
		}
		for l.separator == ' ' && at < len(text) && text[at] == ' ' {
			at++
		}
		v, end, ok := number(text, at)
		if !ok {
			return false
		}
		dst[i], at = v, end
	}
	return at == len(text)
}

// fromEnd finds where the last D fields begin, for a line that is not just a word
// and D numbers, or what is wrong with it.
func (l layout) fromEnd(line []byte) (start int, reason, help string) {
	fields := split(line, l.separator)
	word := 1
	if l.unnamed {
		word = 0
	}
	before := len(fields) - l.dim // fields of the word
	switch {
	case before < word:
		return 0, fmt.Sprintf("%d numbers where %d belong", len(fields)-word, l.dim), again
	case before > word && (l.unnamed || isNumber(fields[before-1])):
		return 0, fmt.Sprintf("more than the %d numbers that belong there", l.dim), oneLength
	}
	for i, field := range fields[before:] {
		if !isNumber(field) {
			return 0, l.noNumber(field, i), finite
		}
	}
	start = len(line)
	for range l.dim {
		end := start
		for end > 0 && line[end-1] == l.separator {
			end--
		}
		start = bytes.LastIndexByte(line[:end], l.separator) + 1
	}
	return start, "", ""
}

// noNumber says what stands in place of the number at place n of D, from 0.
func (l layout) noNumber(field []byte, n int) string {
	const most = 40
	switch string(bytes.ToLower(bytes.TrimLeft(field, "+-"))) {
	case "nan":
		return "a number is NaN"
	case "inf", "infinity":
		return "a number is infinite"
	case "":
		return fmt.Sprintf("number %d of %d is missing", n+1, l.dim)
	}
	if len(field) > most {
		field = append(bytes.Clone(field[:most]), "…"...)
	}
	return fmt.Sprintf("%q where number %d of %d belongs", field, n+1, l.dim)
}
