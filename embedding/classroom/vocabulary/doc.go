// Package vocabulary asks the corpus of the classroom model what to cut a text
// into: characters, bytes, the tokens of a byte-pair encoding that is learnt here,
// or words. A vocabulary is fixed before it meets a text; the larger it is, the
// shorter the text becomes, and what is not in it cannot be said.
//
// [Load] reads the first [Documents] documents of the corpus that the model was
// trained on and learns the merges from them, at its first call: a tenth of a
// second, and some megabytes that stay. [Vocabulary.Measure] takes time in
// proportion to the text.
package vocabulary
