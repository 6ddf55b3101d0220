package vocabulary

import (
	"slices"
	"unicode/utf8"

	"tokenscape/embedding/bpe"
)

// Unit is what a text is cut into.
type Unit string

// The units.
const (
	Byte      Unit = "byte"
	Character Unit = "character"
	Learnt    Unit = "learnt"    // tokens of the encoding that was learnt here
	Published Unit = "published" // tokens of a published encoding
	Word      Unit = "word"
)

// Measure is how long a text is when it is cut into a unit.
type Measure struct {
	Unit    Unit
	Name    string // of a published encoding
	Size    int    // of the vocabulary
	Length  int    // of the text, in units
	Unknown int    // of these, those that the vocabulary lacks

	encoding *bpe.Encoding // for Published
}

// sizes are the vocabularies of the learnt encoding that are measured, beside the
// whole of it.
var sizes = []int{512, 1024, 2048}

// published are the encodings that are measured; p50k_base is r50k_base with more
// tokens for spaces.
var published = []string{"r50k_base", "cl100k_base", "o200k_base"}

// unmeasured are all measures, in the order of the pages, with a length of 0.
func (v *Vocabulary) unmeasured() []Measure {
	all := []Measure{{Unit: Character, Size: len(v.Characters)}, {Unit: Byte, Size: 256}}
	whole := 256 + len(v.Grown.Rules)
	for _, size := range append(slices.Clone(sizes), whole) {
		if size <= whole {
			all = append(all, Measure{Unit: Learnt, Size: size})
		}
	}
	for _, name := range published {
		e, err := bpe.Get(name)
		if err != nil {
			panic(err) // the names stand above
		}
		all = append(all, Measure{Unit: Published, Name: name, Size: e.Size(), encoding: e})
	}
	return append(all, Measure{Unit: Word, Size: len(v.Words)})
}

// add adds a word, as often as it stands, to all measures but those of published
// encodings, which part words in ways of their own.
func (v *Vocabulary) add(measures []Measure, w bpe.Word) {
	seams := v.Grown.Seams(w.Text)
	for i := range measures {
		m := &measures[i]
		switch m.Unit {
		case Byte:
			m.Length += w.Count * len(w.Text)
		case Character:
			m.Length += w.Count * utf8.RuneCountInString(w.Text)
			for _, r := range w.Text {
				if !v.Characters[r] {
					m.Unknown += w.Count
				}
			}
		case Learnt:
			m.Length += w.Count * bpe.Tokens(seams, m.Size-256)
		case Word:
			m.Length += w.Count
			if !v.Words[bare(w.Text)] {
				m.Unknown += w.Count
			}
		}
	}
}

// Measure cuts a text into every unit. The vocabularies stay those of the corpus.
func (v *Vocabulary) Measure(text string) []Measure {
	measures := v.unmeasured()
	for i := range measures {
		if e := measures[i].encoding; e != nil {
			measures[i].Length = len(e.Encode(text))
		}
	}
	for _, w := range v.encoding.Words(text) {
		v.add(measures, w)
	}
	return measures
}

// MeasureCorpus is the measure of the documents that the vocabularies come from.
func (v *Vocabulary) MeasureCorpus() []Measure { return slices.Clone(v.measures) }

// LengthOfCorpus counts the tokens that the first n rules cut the documents into.
func (v *Vocabulary) LengthOfCorpus(n int) int {
	length := 0
	for i, w := range v.words {
		length += w.Count * bpe.Tokens(v.seams[i], n)
	}
	return length
}
