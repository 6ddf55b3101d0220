package message

// Predicting is what the page of the prediction says, and the parts of it that
// stand elsewhere.
type Predicting struct {
	Head, Say, Flow                                                                    string // Flow: the name of the diagram
	Tokens, Vectors, Blocks, Logits, Choice, ChoiceHead                                string // names of the five steps
	TokensIn, VectorsIn, BlocksIn, LogitsIn, ChoiceIn                                  string // what is in each box of the diagram
	TokensSay, Fit                                                                     string
	VectorsSay, VectorsNote                                                            string
	BlocksSay, BlocksFrom, In, Attention, FeedForward, Out                             string
	Block, Length, StreamScale, StreamTable, BlocksSize                                string
	AttentionHead, AttentionSay, AttentionFormula, Heads, HeadOf, HeadFirst, HeadsPart string
	MatrixAlt, MatrixSay, MatrixPart, RowSay                                           string
	Query, Key, Weight, MatrixTable, Pointed, Point                                    string
	LogitsSay, LogitsTop, LogitsAlt, Output, RowOfToken, Product                       string
	SpreadSay, VocabularySize                                                          string
	ChoiceSay, ByTemperature, Exponent, Share, Cumulative                              string
	Verdict, Kept, ByTopK, ByTopP, Final, Others, All, Table                           string
	Worked, KeptAll, KeptSome, Nucleus, AfterTopK                                      string
	Controls, TopK, TopP, How, Draw, Greedy, Seed, Apply                               string
	TopKSay, TopPSay, NextSeed, TopPSource                                             string
	BarSay, BarAlt, Drawn, Took, Ends, Take, TakeLikeliest                             string
	WriteHead, WriteSay, WriteMore, WriteNone, Written                                 string
	WroteStep, WroteGreedy, WroteEnd, WroteDropped, Past, GoOn                         string
	Back, Play, Pause, Forward, Loading, Failed, StepOf, Recut                         string
	Formula, Arithmetic, Rival                                                         string
	SizeSource, AttentionSource                                                        string
}
