// Package corpus writes the text that the classroom model is pretrained on.
//
// Three kinds of plain text files, embedded in the program, say all of it. The
// lexicon (lexicon/*.txt) is a set of tables: a row is a word with what is true
// of it. The templates (templates/*.txt) are sentences with slots that name
// columns of those tables. The prompts (prompts.txt) are what the model is
// examined with. [Corpus.Generate] fills the slots at random, from a
// seed alone: the same files and the same seed give the same text.
//
// # Lexicon
//
//	table animal
//	columns word | young | home
//	category animal: word
//	held out word young: wolf, whale
//	dog | puppy | house
//	cat | kitten | house, garden
//
// A cell may list alternatives, parted by commas; "-" is an empty cell, and a
// template that needs it is not used for that row. category names the columns
// whose words belong together on a map; a word that two categories claim is
// ambiguous and belongs to none. A held-out pair never meets in one generated
// document: what the model knows about it, it must have worked out. The two
// columns of a held-out pair are a relation, all its rows pairs of it. "cyclic"
// says that the first row follows the last.
//
// # Templates
//
//	for animal times 2
//	The {word} lives in the {home}.
//
// A slot is [which ][table.]column[:s]. Without a table it is the row that the
// sentence is about; which is other or third (a different row of the same
// table), addend (any row of it), next or previous (by the order of the rows),
// sum or difference (of the numbers of the row and of the addend, the first row
// being 0). With a
// table it is a random row of that table, one a sentence. ":s" is the plural.
// A line may hold several sentences; they stay together. "a" becomes "an" where
// English wants it. times weighs the group; its base weight is the number of
// rows of the table.
//
// # Prompts
//
//	kind capital
//	The capital of France is | Paris
//
// A prompt stands in no document, so that its answer is not learnt by
// heart: it was read in other words.
//
// Generation takes time in proportion to the text it writes.
package corpus
