package message

var englishOpening = Opening{
	OwnHead:     "Open your own vectors",
	OwnSay:      "Start Tokenscape with a file of word vectors, and whatever can be asked of a space of words can be asked of yours: maps, neighbours, analogies, axes. Several files can be open at a time; the first one is shown first. A file is told by what it holds, not by its name.",
	OwnAccepted: "It opens word2vec’s text and binary files, GloVe, fastText’s vec files, tables with tabs or commas, NumPy’s npy files, and the Embedding Projector’s projector_config.json or its directory. Text and word2vec’s binary files may be packed by gzip.",
	OwnBeside:   "Bare numbers, such as vectors.npy, take their words from vectors.txt beside them: one word a line.",
	Commands:    [3]string{"One file", "The classroom model, and the first 50,000 rows of a large file", "A directory of the Embedding Projector"},

	Unknown: "unknown", Shows: "It shows", ShowsAll: "tokens, vectors, positions, map, next token, training", ShowsWords: "words, vectors, map, neighbours, analogies, axes",
	NoPosition: "It has no position embedding: a word has the same vector wherever it stands.",
	NoBlocks:   "It has no layers, so it predicts no next token and cannot be trained.",
	Format:     "Format", Type: "Numbers in the file", FileSize: "Size of the file", InMemory: "In memory, as 32-bit numbers",
	Types: map[string]string{"decimal": "decimal text", "float16": "16-bit floating point", "float32": "32-bit floating point", "float64": "64-bit floating point", "bfloat16": "bfloat16, the upper half of 32-bit floating point"},
	Bytes: "%s bytes", Empty: "Rows without a word, left out: %s.", Repeated: "Rows whose word came before, left out: %s.",
	NotUTF8:  "Words that are not UTF-8, shown as bytes: %s.",
	Numbered: "The file names no words, and there is no file of words beside it: rows are called by their number, from #0.",
	Limited:  "Reading stopped after %s rows, as -limit says.",

	First: "First words of the file, how many", FirstSay: "Most files begin with the most frequent words. Without a choice the map shows the first %[1]s of %[2]s.",
	FirstShown:  "Shown are the first %s of %s words, in the order of the file.",
	WordSay:     "Commas or spaces stand between words. A word is looked up as it is written, or else in lower case; id:5822 names the word of row 5822.",
	NotMeasured: "The map is not measured: %[1]s points of %[2]s numbers each would take too long. At most %[3]s points are measured.",

	Absent: map[string]string{
		"/predict": "%s predicts no next token. A prediction needs the layers of a transformer, which make scores for the next token out of the vectors of a sentence. A table of word vectors has none.",
		"/learn":   "This part of the course runs a GPT, and %s is none: it is a table of word vectors.",
		"/train":   "%s cannot be trained here. A step of training needs a prediction to correct, and a table of word vectors makes none: its file holds the vectors as another program left them.",
	},
	Ways: "What this model shows:", Other: "This page with the model %s",
	None: "To have a model with layers too, start Tokenscape with -model classroom beside the file.",

	Heads: map[string]string{
		"/": "From words to vectors to a map of meaning", "/tokens": "Which words does the file know?", "/vectors": "Every word is a row of numbers",
	},
	FoundHead: "The words of your text", FoundSay: "Found in %s: %s. Not found: %s.",
	FoundHow: "The text is parted at spaces and punctuation, and at every Chinese character. Of the parts that follow one another the longest run counts that is a word of the file: as it is written, with _ for its spaces, or in lower case.",
	Missing:  "Not in the file, and so without a vector:", NoneMissing: "Every word of the text is in the file.",
	NoneFound: "No word of this text is in the file.", FirstWords: "Use the first words of the file",
	InText: "In the text", Word: "Word of the file", Row: "Row", TooLong: "Only the last %s words are shown.",
	RowHead: "Each word’s row", RowSay: "The file is a table W_E of %[1]s rows, one for each word, and %[2]s columns. A word’s row is its vector. There is no position to add: the word has this vector wherever it stands.",
	MapSay: "On the map are the first words of the file, and the words of your text among them, joined in their order.",
}
