package wordvec

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"

	"tokenscape/embedding/bpe"
)

// VocabularyName is what a vocabulary of words is called where an encoding has its
// name.
const VocabularyName = "words"

// maxPhrase is how many parts of a text are tried as one word.
const maxPhrase = 12

// slack is how many bytes a phrase may be longer than the word that it is: lower
// case and "_" take less at times.
const slack = 8

// Vocabulary cuts a text into the words of a table; the token of a word is its row.
// It is safe for concurrent use.
type Vocabulary struct {
	words   []string
	index   map[string]bpe.TokenID
	longest int // bytes of a word
}

// Vocabulary is that of the table's words, which it shares. The table must have
// words: see Name and Number.
func (t *Table) Vocabulary() *Vocabulary {
	v := &Vocabulary{words: t.Words, index: t.index}
	for _, word := range t.Words {
		v.longest = max(v.longest, len(word))
	}
	return v
}

// Name is VocabularyName.
func (v *Vocabulary) Name() string { return VocabularyName }

// Size is the number of words.
func (v *Vocabulary) Size() int { return len(v.words) }

// Bytes is the word of a token.
func (v *Vocabulary) Bytes(id bpe.TokenID) (string, bool) {
	if id < 0 || int(id) >= len(v.words) {
		return "", false
	}
	return v.words[id], true
}

// ID is the token of a word, written just so.
func (v *Vocabulary) ID(word string) (bpe.TokenID, bool) {
	id, ok := v.index[word]
	return id, ok
}

// Encode finds the words of a text that have a vector, in order. Those that have
// none are in none of the tokens: between two tokens may be more than white space.
//
// The text is parted where Unicode's rules see the bounds of words (UAX 29: at
// white space and punctuation, and at every Han character), and before 's and its
// like, which vocabularies of the Penn Treebank's rules have apart. At each place the
// longest run of parts that is a word is taken: as it stands; with "_" for its
// spaces, as word2vec writes phrases; then either in lower case, as many
// vocabularies are. The cost is linear in the text.
func (v *Vocabulary) Encode(text string) []bpe.Token {
	var tokens []bpe.Token
	bounds := []int{0}
	for rest, state := text, -1; rest != ""; {
		var part string
		part, rest, state = uniseg.FirstWordInString(rest, state)
		at := bounds[len(bounds)-1]
		if end := clitic(part); end > 0 {
			bounds = append(bounds, at+len(part)-end)
		}
		bounds = append(bounds, at+len(part))
	}
	for i := 0; i < len(bounds)-1; {
		id, n := v.longestAt(text, bounds[i:min(len(bounds), i+maxPhrase+1)])
		if n == 0 {
			i++
			continue
		}
		tokens = append(tokens, bpe.Token{ID: id, Bytes: v.words[id], Start: bounds[i], End: bounds[i+n]})
		i += n
	}
	return tokens
}

// clitics are what the Penn Treebank's rules cut off the end of an English word.
var clitics = []string{"'s", "'re", "'ve", "'ll", "'d", "'m", "n't"}

// clitic is the length of the one that a part ends with; 0 for none.
func clitic(part string) int {
	for _, c := range clitics {
		if n := len(part) - len(c); n > 0 && strings.EqualFold(part[n:], c) {
			return len(c)
		}
	}
	return 0
}

// longestAt is the longest word from bounds[0] to a later one, and how many parts
// it takes; 0 for none.
func (v *Vocabulary) longestAt(text string, bounds []int) (bpe.TokenID, int) {
	if strings.TrimSpace(text[bounds[0]:bounds[1]]) == "" {
		return 0, 0
	}
	for n := len(bounds) - 1; n > 0; n-- {
		phrase := text[bounds[0]:bounds[n]]
		if len(phrase) > v.longest+slack || strings.TrimSpace(text[bounds[n-1]:bounds[n]]) == "" {
			continue
		}
		if id, ok := v.FindWord(phrase); ok {
			return id, n
		}
	}
	return 0, 0
}

// FindWord looks a word or a phrase up in the ways that Encode names.
func (v *Vocabulary) FindWord(phrase string) (id bpe.TokenID, ok bool) {
	joined := phrase
	if strings.ContainsFunc(phrase, unicode.IsSpace) {
		joined = strings.Join(strings.Fields(phrase), "_")
	}
	for _, written := range [...]string{phrase, joined, strings.ToLower(phrase), strings.ToLower(joined)} {
		if id, ok = v.index[written]; ok {
			break
		}
	}
	return id, ok
}
