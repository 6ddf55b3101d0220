// Package wordvec reads files of word vectors: a word and D numbers a row.
//
// It knows word2vec's text and binary files (the latter with and without a line
// feed after a row), GloVe's text, fastText's .vec, tab-separated tensors as the
// Embedding Projector takes them with their metadata and projector_config.json,
// and CSV; each plain or packed by gzip. [Read] tells them apart by what they
// hold, not by their names. [Vocabulary] cuts a text into the words of a table.
//
// A [Table] holds V words and V×D numbers, row-major float32, in the order of the
// file; the caller owns it. Numbers of a text are rounded once, to the nearest
// float32. Words are bytes as they stand in the file.
//
// A reader is strict: rows of unequal length, text where a number belongs, NaN and
// infinity, a file that is cut off are a *[FormatError], with the line or byte and
// the way out. What is valid but not read here is an *[UnsupportedError]. Left
// out and counted, since published files have them: rows without a word, and all
// but the first of a word that comes twice.
//
// Text is parsed on all cores by chunks of whole lines while the file is read.
// Memory is the table's own and a few chunks: a row count that a header promises
// is believed only as far as the file's size allows, and packed data may grow to
// [MaxExpansion] times its size.
package wordvec
