// Package checkpoint is what a pretraining leaves behind: a file of weights
// and a model card.
//
// The weights are safetensors of float16 with GPT-2's tensor names; the file's
// metadata says which token each of the V rows of wte.weight holds, the shape
// of the transformer, the random seed and the categories of the lexicon, so that
// a reader needs neither the corpus nor the encoding's ranks. [Decode] widens
// them to float32: time and memory in proportion to the file.
//
// The [Card] says how the weights came about and what was measured on them. It
// is kept as JSON, and [Card.Markdown] writes it for people.
package checkpoint
