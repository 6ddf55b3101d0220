package message

// Vectors is what the embedding lab says. A %s stands for a word or a number that
// is written out.
type Vectors struct {
	Name, Head, Say, Contents string

	TokenHead, TokenSay                     string // W_E
	PictureSay, PictureAlt, Full, Part      string
	PointAt                                 string // under the pointer: row, number
	RowField, RowShow, Row, Length, Numbers string
	RowTitle, RowOf, IDNotRow               string

	LookupHead, LookupSay, OneHot, Result, Product, Sum string
	LookupTable, NoRow                                  string

	StartHead, StartSay, Start, Now, Moved, StartMissing string
	StartUnknown                                         string // the model's name
	SpreadHead, SpreadSay, SpreadAlt, From, To, Decay    string

	SizeHead, SizeSay, Shape                   string
	Vocab, Width, Context, Layers, Count       string
	Part3, WeightsOf, Share, Bits, Blocks, All string
	SizeFormula, SizeOther, SizeSource         string
	ThisModel, Presets, Compared               string

	PositionHead, PositionSay, PositionPicture, PositionAlt string // W_P
	CosineHead, CosineSay, CosineAlt, CosinePair, CosineOf  string
	Table, Position, Here, There, Compare                   string
	CurveHead, CurveSay, CurveAlt, CurveOther, CurveSource  string

	TwiceHead, TwiceSay, TwiceScale, TokenAt, PositionAt, InputAt, Twice string // a word at two positions

	OrderHead, OrderSay, One, Other, SameBag, OtherBag string
	Place, Distance, Same, OrderTable, OrderSum        string
	OrderMask                                          string

	SumHead, SumSay, SumTitle, Rounded, Back, Step                     string
	PlaneHead, PlaneSay, PlaneAlt, PlaneTable                          string
	PlaneFrom, PlaneTo, PlaneLength                                    string
	LossHead, LossSay, FoundSay, FoundTable, FoundToken, FoundPosition string
	ServesSay, Crossing                                                string
	CrossingSome                                                       string // each how manieth row

	MeaningHead, MeaningSay, Met, NotMet, MetEqual, MetApart string
	Before, AfterBlock, InLeft, InRight, CosineIs, OwnScale  string
	Scaled                                                   string // a step, its scale
	MeaningNext, MeaningEnd                                  string

	WindowHead, WindowSay, WindowUsed, WindowLong   string
	FarHead, FarSay, FarFirst, FarSecond, FarTimes  string
	FarText, FarKept, FarGone, FarTooLarge          string
	FarWatch, FarAlt, FarEnd, FarTable, FarDropped  string
	LengthHead, LengthSay, ToScale, AsBooks, OfBook string
	Books, Guess                                    string
}
