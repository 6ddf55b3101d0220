package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// articles writes "an" for "a" before a vowel's sound.
func articles(text string) string {
	words := strings.Split(text, " ")
	for i := 0; i+1 < len(words); i++ {
		if (words[i] == "a" || words[i] == "A") && vowelSound(words[i+1]) {
			words[i] += "n"
		}
	}
	return strings.Join(words, " ")
}

// consonantStarts are beginnings that are written with a vowel and spoken
// with a consonant; vowelStarts are the reverse.
var (
	consonantStarts = []string{"uni", "use", "usu", "eu", "one", "once", "uk", "ur"}
	vowelStarts     = []string{"hour", "honest", "heir", "honor"}
)

func vowelSound(word string) bool {
	word = strings.ToLower(word)
	for _, start := range vowelStarts {
		if strings.HasPrefix(word, start) {
			return true
		}
	}
	for _, start := range consonantStarts {
		if strings.HasPrefix(word, start) {
			return false
		}
	}
	return word != "" && strings.ContainsRune("aeiou", rune(word[0]))
}

// capitalise writes the first letter of every sentence large.
func capitalise(text string) string {
	var b strings.Builder
	begin := true
	for i, r := range text {
		if begin && unicode.IsLetter(r) {
			r, begin = unicode.ToUpper(r), false
		}
		if r == ' ' && i > 0 && strings.IndexByte(".!?", text[i-1]) >= 0 {
			begin = true
		}
		b.WriteRune(r)
	}
	return b.String()
}

// plural is the plural of an English noun: the irregular ones stand in the
// lexicon's table "plural". Of a phrase the last word changes.
func (l *Lexicon) plural(noun string) string {
	if p, ok := l.plurals[noun]; ok {
		return p
	}
	if i := strings.LastIndexByte(noun, ' '); i >= 0 {
		return noun[:i+1] + l.plural(noun[i+1:])
	}
	last, size := utf8.DecodeLastRuneInString(noun)
	before, _ := utf8.DecodeLastRuneInString(noun[:len(noun)-size])
	switch {
	case strings.HasSuffix(noun, "ch"), strings.HasSuffix(noun, "sh"), last == 's', last == 'x', last == 'z':
		return noun + "es"
	case last == 'y' && !strings.ContainsRune("aeiou", before):
		return noun[:len(noun)-1] + "ies"
	}
	return noun + "s"
}
