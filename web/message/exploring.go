package message

// Exploring is what the map's page says of its controls and panels. A %s stands
// for a word, or for a number that is written out.
type Exploring struct {
	Apply                                             string // button of a group
	GroupShown, GroupMethod, GroupColor, GroupCompare string // names of the groups of controls
	GroupSelect, GroupSave, GroupClass                string

	// What is shown.
	AllTokens, Encoding, EncodingSay string // of the vocabulary, of the encoding
	AddTokens, AddTokensSay          string
	Sentence, SentenceSay            string
	AlsoShown                        string
	AllMeasures                      string // of a token

	// Method and axes. The maps are by the value of the parameter.
	Method                              string
	Methods, MethodSay                  map[string]string
	Fit, FitCategories                  string
	Fits                                map[string]string
	Components, ComponentsSay, ThreeD   string
	Seed, Perplexity, NeighborCount     string
	SeedSay                             string
	View                                string
	Views                               map[string]string // the steps of the window and of the turn
	Turn                                string
	Color                               string
	Colors, ColorSay                    map[string]string
	ComponentColor                      string // number of the component
	Magnify, Labels, LabelsOn           string
	LabelsOff                           string
	Links                               string
	LinkKinds                           map[string]string
	Beside, BesideNone                  string
	BesideComponents, BesideSay         string
	BesideNames                         string // the methods of both
	Legend, LegendSay, NoGroup, Missing string // Missing: points without the number
	Bar                                 string // what, low, high
	BarBeside                           string
	Jump                                string

	// What the script says: buttons that it brings to life, and sentences.
	Script map[string]string

	// The panels caption, notice and progress.
	PCA, Axis, TSNE, UMAP      string // how the points were placed
	Fitted                     map[string]string
	Kept                       string // percent, tokens
	AxisNames                  map[string]string
	Oblique                    string // cosine, degrees
	AlsoSay, AlsoNot, Alt      string
	SentenceNot, TooLarge      string // TooLarge: most tokens, tokens
	CaptionSource, Read        string
	Notice, Skipped, Unknown   string
	Working, WorkingSay, Leave string

	// The panels search, neighbors, pins and selection.
	Search, SearchSay, SearchButton, Found, FoundNone string
	OffMap                                            string
	Near, NearSay, InSpace, InPicture, Both, BothSay  string
	NearNot, ShowHere, Pin, Unpin, NearNone           string
	NearSource                                        string
	Pins, PinsSay, PinsAdd, PinsKept, PinsSource      string
	PinsTable, PinsFull, PinsClear                    string
	Selection, SelectionSay, SelectionField           string
	SelectionCount, SelectionOff                      string
	SelectionGroups, SelectionFit, SelectionShown     string
	GroupCount                                        string // a group, how many of it
	SelectionOwn, SelectionClear, SelectGroup         string
	SelectNear, SelectPins                            string

	// The panels analogy, axis and fidelity.
	Drawn, Draw, NotDrawn                  string // the analogy's parallelogram
	Up, UpSay, UpFrom, UpTo, UseAxes       string
	Fidelity, FidelitySay, Measure         string
	Trust, Continuity, Preserved           string // names of the numbers
	TrustSay, ContinuitySay, PreservedSay  string
	Good, Fair, Poor                       string
	Tint, Untint, FidelitySource, Compared string
	TooManyPoints                          string
	SaveSay, Picture, Data, DataSay        string
	DataSelected, PDFSay                   string
	Presets                                map[string]string
	Link, LinkSay, LinkNot                 string
	ClassSay, ClassOpen, ClassLeave        string
	ClassNot                               string
	ClassParts                             map[string]string
	ModelElsewhere, ModelElsewhereLink     string // of a model that is not loaded
}
