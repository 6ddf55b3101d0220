package message

// Lab is what the token lab says. A %s stands for a word, or for a number that is
// written out.
type Lab struct {
	Say string

	LookHead, LookSay, LookKeys        string // one encoding, seen closely
	Counts, Graphemes                  string // of characters, bytes, tokens and characters per token; of characters as people see them
	SplitSay                           string
	TextPart, ChipPart, IDPart         string
	IDsSay                             string
	Table, Number, Token               string
	BytePlace, CharacterPlace          string
	PartOf                             string // of a character
	ListedOf                           string // tokens listed, tokens in all
	CompareHead, CompareSay            string
	Size, Tokens, PerToken, OfModels   string
	CutOf, Closely                     string // of one encoding; look at it closely
	PricesHead, PricesSay              string
	Kinds, KindsSay, Kind, Text        string
	KindNames                          map[string]string
	Same, SameSay, Language, SameFrom  string
	Languages                          map[string]string
	Times                              string // as many as English
	WordHead, WordSay, Word, Letter    string // fields
	Look                               string // their button
	MergesHead, MergesSay, MergesOf    string
	Join, End, NoMerges                string // the steps: one merge, the tokens
	NoTrace, WholeWord                 string
	Back, Forward, Play, Pause, AsList string // the player's buttons
	OneByOne, StepOf                   string
	LettersHead, LettersSay            string
	Space, Without, With               string
	Pieces, IDs, Count                 string
	CutLetter, OneLetter, CaseSay      string
	WhyIDs                             string
	WhyHead, WhySay, WhyTrade          string
	Measured, OnText, OnCorpus         string
	Corpus, OnlyCorpus                 string
	Unit, Vocabulary, Length, Per      string
	Unknown, UnknownSay, Weights       string
	Units                              map[string]string
	ChartAlt, ChartX, ChartY, ChartSay string
	GrowHead, GrowSay, GrowSource      string
	Rules, Grow, GrownSay, First       string
	Rule, Pair, Makes, Times2          string // of the table of rules
	None, AllRules                     string
	GrowText, Loading, Failed, Retry   string
}
