package message

// Moving is what the motion through the space says: the way of a vector through the
// layers, and that of a text as it grows.
type Moving struct {
	Head, Say, LensSay, ShadowSay string

	What, Layers, Tokens            string // the two ways
	LayersSay, AnswerSay, TokensSay string
	Position, Stops                 string
	Map, Usual, Own                 string // which words are on it
	Input, After, AfterToken        string // what a stop is
	Earlier, Later, Whole           string // links from stop to stop
	Table, Stop, Lens, Cosine       string // the table and its columns
	Answer, Next, Rank, Unranked    string
	Moved, Seen                     string
	CosineSay, MovedSay, NoStops    string
	Now, Alt, Lines, Angle, Slider  string
	TooLong, Save, SaveSay          string
}
