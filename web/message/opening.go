package message

// Opening is what is said of vectors that a visitor opened, and of models that lack
// something. A %s stands for a word, or for a number that is written out.
type Opening struct {
	OwnHead, OwnSay, OwnAccepted, OwnBeside string    // how to open a file of one's own
	Commands                                [3]string // what each of the page's commands is for

	Unknown                          string            // of a licence
	Shows, ShowsAll, ShowsWords      string            // Shows names the list
	NoPosition, NoBlocks             string            // what a model lacks, and what follows
	Format, Type, FileSize, InMemory string            // what is known of a file
	Types                            map[string]string // of numbers in a file
	Bytes                            string
	Empty, Repeated                  string // rows that are left out
	NotUTF8, Numbered, Limited       string

	First, FirstSay, FirstShown string // a map of the first words: the field, what it is for, the map's caption
	WordSay                     string // how a word that is typed is found
	NotMeasured                 string // points, numbers of each, points at most

	Absent      map[string]string // why a model without layers has nothing for a page, by its path
	Ways        string            // leads to the pages that the model fills
	Other, None string            // the page with another model; there is no other

	Heads                         map[string]string // of the pages for word vectors, by path
	FoundHead, FoundSay, FoundHow string            // words of a text that have a vector
	Missing, NoneMissing          string
	NoneFound, FirstWords         string
	InText, Word, Row, TooLong    string
	RowHead, RowSay               string // a word's row of W_E
	MapSay                        string
}
