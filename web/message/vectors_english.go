package message

var englishVectors = Vectors{
	Name: "Vectors", Head: "The embedding lab",
	Say:      "Two tables of numbers stand at the door of every GPT: W_E has a row for each token, W_P a row for each position. A row of the one plus a row of the other is all that the model ever sees of a token of yours. Here both tables lie open.",
	Contents: "On this page",

	TokenHead:  "W_E: a row for every token",
	TokenSay:   "W_E has %s rows, one for each token that the model knows, and %d columns: %s numbers in all. Nobody wrote them; training set every one. They are the first weights that your sentence meets.",
	PictureSay: "Every pixel is one number of W_E. The rows lie one below the other, in %d blocks side by side like the columns of a newspaper; framed are the rows of your sentence. Blue is negative, red positive; the strongest colour is ±%s and beyond, three standard deviations.",
	PictureAlt: "The numbers of W_E of the model %s as colours, rows %s to %s, each of %d numbers",
	Full:       "Open at full size, a pixel a number", Part: "Rows shown:",
	PointAt:  "Row {row}, number {column}. Click for its numbers.",
	RowField: "Row of W_E (0 to %s)", RowShow: "Show the row", Row: "Row", Length: "Length", Numbers: "First numbers",
	RowTitle: "All %d numbers of row %s, %s", RowOf: "The rows of your sentence. Choose a token to look into its row.",
	IDNotRow: "The id is the token's number in the encoding, which has %s tokens. This model keeps rows only for those that its training met, so the row has a number of its own.",

	LookupHead: "Looking up is multiplying",
	LookupSay:  "Written as mathematics, token %[1]s is a one-hot vector: %[2]s numbers, all 0 but for a single 1, at place %[3]s. Multiplied by W_E it gives %[4]d numbers. Each is a sum of %[2]s products of which all but one are 0, so what comes out is row %[3]s, unchanged. A computer spares itself the %[5]s multiplications and copies the row.",
	OneHot:     "one-hot vector", Result: "what comes out", Product: "Product", Sum: "Sum of all %s products",
	LookupTable: "Number %s of the result", NoRow: "Training never met this token, so W_E has no row for it. What is shown is the random start that its row would have had.",

	StartHead: "Random at first",
	StartSay:  "Before the first step of training every number of W_E is drawn at random, from a bell curve with a standard deviation of 0.02, as for GPT-2. Then training pushes each row to where it helps to guess the next token. This model's start can be drawn again from its seed, so here are the rows of your sentence, before and after.",
	Start:     "random start", Now: "now",
	Moved:        "Length %s → %s; the cosine of the two is %s.",
	StartMissing: "Still at its start: training never met this token.",
	SpreadHead:   "All numbers of W_E, counted by their size",
	SpreadSay:    "At the start the %s numbers have a standard deviation of %s and the largest is %s; now it is %s, and the largest %s.",
	SpreadAlt:    "Two curves of how many numbers of W_E lie in each of %d ranges of values: the random start, a bell; the trained numbers, with a peak of %s.",
	From:         "From", To: "to",
	Decay: "What training brings is order, not large numbers: weight decay even pulls each number a little towards 0 at every step. The meaning lies in which numbers go together.",

	SizeHead: "How many weights is that?",
	SizeSay:  "Four numbers settle the size of a GPT. Change them and see how much of the whole the embedding is: in a small model much of it, in a large one next to nothing, for the blocks grow with the square of D.",
	Shape:    "Size of a GPT", Vocab: "Vocabulary V", Width: "Vector length D", Context: "Context length n_ctx", Layers: "Blocks L", Count: "Count",
	Part3: "Part", WeightsOf: "Weights", Share: "Share", Bits: "at %d bits", Blocks: "%d blocks and the last norm", All: "All",
	SizeFormula: "V·D + n_ctx·D + L·(12D² + 13D) + 2D. The matrix that scores the next token is W_E once more, so it is counted once.",
	SizeOther:   "For GPT-3 one also finds 175,181,291,520: that sum gives the output a matrix of its own and leaves out W_P, biases and norms. GPT-3's W_E is 50,257 × 12,288 = 617,558,016 weights in either.",
	SizeSource:  "Radford et al. 2019, Language Models are Unsupervised Multitask Learners, table 2; Brown et al. 2020, Language Models are Few-Shot Learners, table 2.1",
	ThisModel:   "this model, %s", Presets: "Take:", Compared: "Published sizes, by the same formula",
}
