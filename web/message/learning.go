package message

// Learning is what the pages of the course say around its chapters, whose own words
// stand in package course.
type Learning struct {
	Head, Say                                                             string
	Minutes                                                               string // about so many
	Begin, Glossary, GlossarySay                                          string
	Chapters, Of                                                          string // the list of chapters; which of how many
	Progress, ReadMark, Answered, Continue, Forget, Forgotten, Kept, Done string // told by the script
	Guess, GuessSay, Reveal, Skip                                         string
	Check, CheckOf, Answer                                                string
	RightAnswer, WrongAnswer, NotAnswered                                 string // verdicts; the right option
	IsRight, IsChosen                                                     string // of an option
	Live, LiveWait, LiveOwn, LiveAsk, LiveLong, LiveModel                 string
	Measured                                                              string // before what was found out just now
	Dates, Sources, Further                                               string
	More                                                                  string // before the links to the labs
	Labs                                                                  map[string]string
	Earlier, Later, Finish                                                string
	Failed                                                                string // the page could not be fetched
	ByOther, In                                                           string // glossary: list by the other language; chapters that use a term

	Untrained, Trained, Chance                           string // next token
	Letter, Word                                         string // fields
	CutBy                                                string
	RowsHead, NearHead, NearStart, NearNow               string // W_E
	SizeHead                                             string
	OrderHead, OrderOther, PathHead, WindowHead          string // W_P
	NearOf, NearTrue, NearApparent, NearNote, NotOnMap   string // the map
	StopBefore, StopBlock                                string // motion
	FactsHead                                            string // the running model
	FoundNext, FoundDraws, FoundPieces, FoundPiecesOf    string // what was found out
	FoundRows, FoundMap, FoundStops, FoundEnd, FoundNone string
	FoundStop                                            string
	Drawn                                                string
}
