package message

import "tokenscape/embedding"

// Language is what is said of language models that a visitor opened.
type Language struct {
	Notes                          map[embedding.Note]string
	RowSay                         string    // of rows without positions, in place of what is said of word vectors
	ShowsBlocks, ShowsEmbeddings   string    // what such a model shows
	InFile                         string    // weights in use, in the file, share of it
	OwnHead, OwnSay, OwnHub, OwnIn string    // how to open one
	Commands                       [4]string // what each of the page's commands is for
}
