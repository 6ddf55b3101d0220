package message

// Asking is what the map's page says of the questions that it puts to the space:
// neighbours, analogies and axes. A %s stands for a word, or for a number that is
// written out.
type Asking struct {
	Metric, Dot                     string // what neighbours are ranked by; its third choice
	CosineSay, EuclideanSay, DotSay string
	HowMany, Vectors, Centred       string // choices; the other kind of vectors is Text.Raw
	NeighborsCentred, CentredSay    string // in place of Text.NeighborsSay, and what it means
	WordSay, Skipped, TooMany       string // of fields for words

	AnalogyHead, AnalogySay                    string
	Asked, Expect, Ask                         string // the question, its last field and its button
	Missing, AnswersTo, LeftOut, First         string
	Rank, RankFirst, RankLeftOut, RankUnmet    string // of the expected word
	Method, Own, OwnMap                        string
	AxisHead, AxisSay                          string
	From, To, Placed, PlacedSay, Place         string // fields and button
	MissingGroup, Scale, ScaleSay, Squares     string
	Ends, Between, OneNumber, Coordinate, Line string // Ends: which words are listed, when not all
	AxisSource                                 string
}
