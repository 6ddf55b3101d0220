package vocabulary

import (
	"slices"
	"strings"
	"sync"

	"tokenscape/embedding/bpe"
	"tokenscape/embedding/classroom"
	"tokenscape/embedding/classroom/corpus"
)

const (
	// Documents is how many of the corpus are read, about a thirty-sixth of it.
	Documents = 5_000

	// MaxRules bounds the learning. It ends before, when no pair stands twice.
	MaxRules = 10_000
)

// pattern is the encoding whose pattern says what a word is: that of GPT-2 and of
// the classroom model.
const pattern = "r50k_base"

// Vocabulary is what the corpus holds. It is shared and must not be modified.
type Vocabulary struct {
	Bytes      int           // of the documents
	Characters map[rune]bool // each that stands in them
	Words      map[string]bool
	Grown      *bpe.Grown // the encoding learnt from them

	encoding *bpe.Encoding
	measures []Measure // of the documents themselves
	words    []bpe.Word
	seams    [][]int // of the words
}

// Load reads the corpus and learns from it, once.
var Load = sync.OnceValues(func() (*Vocabulary, error) {
	card, err := classroom.Card()
	if err != nil {
		return nil, err
	}
	c, err := corpus.Load()
	if err != nil {
		return nil, err
	}
	return Learn(slices.Collect(c.Generate(card.Corpus.Seed, Documents)), MaxRules)
})

// Learn makes the vocabularies of the documents; the encoding has most rules at
// most.
func Learn(documents []string, most int) (*Vocabulary, error) {
	encoding, err := bpe.Get(pattern)
	if err != nil {
		return nil, err
	}
	v := &Vocabulary{Characters: map[rune]bool{}, Words: map[string]bool{}, encoding: encoding, words: encoding.Words(documents...)}
	for _, w := range v.words {
		v.Words[bare(w.Text)] = true
		for _, r := range w.Text {
			v.Characters[r] = true
		}
	}
	v.Grown = encoding.Grow(bpe.Learn(v.words, most))
	v.measures = v.unmeasured()
	for _, document := range documents {
		v.Bytes += len(document)
		for i := range v.measures {
			if e := v.measures[i].encoding; e != nil {
				v.measures[i].Length += len(e.Encode(document))
			}
		}
	}
	for _, w := range v.words {
		v.seams = append(v.seams, v.Grown.Seams(w.Text))
		v.add(v.measures, w)
	}
	return v, nil
}

// bare is a word without the space before it: as an entry of a list of words the
// two are one.
func bare(word string) string {
	if word == " " {
		return word
	}
	return strings.TrimPrefix(word, " ")
}
