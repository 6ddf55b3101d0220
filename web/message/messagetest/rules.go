package messagetest

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A rule forbids what its pattern finds.
type rule struct {
	pattern *regexp.Regexp
	why     string
}

func (r rule) broken(text string) (faults []string) {
	for _, at := range r.pattern.FindAllStringIndex(text, -1) {
		from, to := max(0, at[0]-12), min(len(text), at[1]+12)
		for from > 0 && !utf8.RuneStart(text[from]) {
			from--
		}
		for to < len(text) && !utf8.RuneStart(text[to]) {
			to++
		}
		faults = append(faults, fmt.Sprintf("%s: …%s…", r.why, text[from:to]))
	}
	return faults
}

func all(rules []rule, text string) (faults []string) {
	for _, r := range rules {
		faults = append(faults, r.broken(text)...)
	}
	return faults
}

// words stands in a text for words that are put into it.
const words = "\uFFFC"

const wide = `，。、；：！？（）《》“”‘’…—`

// chineseRules are of the punctuation and of the blanks of Chinese: signs are
// full-width ones, with no blank around them; one blank stands between a Chinese
// character and a Latin letter or digit; none between two Chinese characters, nor
// before a sign of per cent or degree. (Those of the W3C's Requirements for Chinese
// Text Layout, https://www.w3.org/TR/clreq/, where this site makes its choices.)
var chineseRules = []rule{
	{regexp.MustCompile(`\p{Han}[,.;:!?()"']|[,;:!?(]\p{Han}`), "ASCII punctuation beside a Chinese character"},
	{regexp.MustCompile(`\.\p{Han}|[a-zA-Z0-9], [a-zA-Z0-9]*\p{Han}`), "ASCII punctuation in a Chinese sentence"},
	{regexp.MustCompile(`[` + wide + `] | [` + wide + `]`), "a blank beside a full-width sign"},
	{regexp.MustCompile(`\p{Han} +\p{Han}`), "a blank between two Chinese characters"},
	{regexp.MustCompile(`\p{Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Han}`), "no blank between a Chinese character and a letter or digit"},
	{regexp.MustCompile(`[0-9` + words + `] +(%|°|‰)`), "a blank before a sign of per cent or degree"},
	{regexp.MustCompile(`  `), "two blanks"},
	{regexp.MustCompile(`[「」『』﹁﹂]`), "quotation marks that are not “ ”"},
	{regexp.MustCompile(`\p{Han}\.\.\.|[^…]…[^…]|^…[^…]|[^…]…$`), "an ellipsis that is not ……"},
}

// Chinese reports what in a text breaks the rules of Chinese typography.
// What is put in by a verb for numbers is taken as one; that of %s may be Chinese.
func Chinese(text string) []string {
	return all(chineseRules, verb.ReplaceAllStringFunc(text, func(v string) string {
		switch {
		case strings.HasSuffix(v, "%"):
			return "%"
		case strings.HasSuffix(v, "s") || strings.HasSuffix(v, "}"):
			return words
		}
		return "0"
	}))
}

var englishRules = []rule{
	{regexp.MustCompile(`[，。、；：！？（）《》]`), "full-width punctuation"},
	{regexp.MustCompile(`  `), "two blanks"},
	{regexp.MustCompile(`"`), "quotation marks that are not “ ”"},
	{regexp.MustCompile(`[^ ] [,.;!?]|\( `), "a blank before a sign"},
}

// English reports what in a text breaks the rules of English typography.
func English(text string) []string { return all(englishRules, text) }

// Edges reports a text that is a part of a sentence: with a blank before or after
// it, or of whole sentences of which the last does not end.
func Edges(text string) (faults []string) {
	if text != strings.TrimSpace(text) {
		faults = append(faults, fmt.Sprintf("a blank at an end of %q", text))
	}
	if sentences.MatchString(text) && !Ended(text) {
		faults = append(faults, fmt.Sprintf("the last sentence does not end: %q", text))
	}
	return faults
}

// sentences finds the end of one with another after it. An abbreviation and a
// number have no capital after their stop and blank.
var sentences = regexp.MustCompile(`[a-z0-9)”%][.!?] \p{Lu}|[。！？]”?[^”）]`)

// Ended says whether a text ends as a sentence does, or as what leads to a list.
func Ended(text string) bool {
	text = strings.TrimRight(text, "”’）)")
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".!?:…。！？：", r)
}

// Begun says whether a text begins as a sentence does: not with a small letter,
// unless that is a symbol by itself.
func Begun(text string) bool {
	first, size := utf8.DecodeRuneInString(text)
	next, _ := utf8.DecodeRuneInString(text[size:])
	return !unicode.IsLower(first) || !unicode.IsLetter(next)
}
