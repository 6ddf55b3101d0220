package lesson

import (
	"tokenscape/embedding/bpe"
	"tokenscape/embedding/classroom/replay"
)

// What the lessons ask about.
const (
	japan, france, peru   = "The capital of Japan is", "The capital of France is", "The capital of Peru is"
	hot, winter, addition = "The opposite of hot is", "After winter comes", "Two plus two is"
	queen, sky            = "The queen smiles, and", "The sky is"

	biter, bitten = "The dog bites the man", "The man bites the dog"
	word          = "strawberry"
	letter        = "r"
	chineseWord   = "草莓"
	feeds, needs  = "The farmer feeds the bat", "The player needs the bat"

	summed = 1 // the token of biter whose vectors are added
	terms  = 6 // how many of its numbers
)

var (
	prompts = []string{japan, france, peru, hot, winter, addition, queen, sky}

	// grouped are the words on the pupils' map; strange is one whose place they guess.
	grouped = []string{
		"tiger", "rabbit", "monkey", "cow", "bear", "goat", "Italy", "Japan", "China", "France", "Spain", "Egypt",
		"brown", "green", "red", "gray", "pink", "black", "seven", "two", "ten", "six", "nine", "three",
	}
	strange = "orange"

	// analogies are a, b, c and the word that is expected: a is to b as c is to it.
	analogies = [][4]string{{"man", "woman", "king", "queen"}, {"France", "Paris", "Peru", "Lima"}, {"walk", "walked", "jump", "jumped"}, {"big", "small", "hot", "cold"}}

	temperatures = []float64{0.5, 1, 2}

	// distances are how often the filler stands between a name and the question.
	distances = []int{5, 40, 80}

	// greetings are one sentence in two languages, whose tokens are counted.
	greetings = [2]string{"I like to drink tea in the morning.", "我早上喜欢喝茶。"}
)

// Guess is a possible next token with its probability.
type Guess struct {
	Word        string // the space before it stands as ␣
	Probability float64
}

// Piece is a token of a word.
type Piece struct {
	Shown   string
	ID      bpe.TokenID
	Letters int // how often the letter in question is in it
}

// Cut is a text as one encoding cuts it.
type Cut struct {
	Text, Encoding string
	Pieces         []Piece
}

// Term is one number of a token's vectors: token + position = input.
type Term struct{ Token, Position, Input float32 }

// Spot is a word on the map.
type Spot struct {
	Word, Category string
	X, Y           float64
}

// Analogy is a is to b as c is to what.
type Analogy struct {
	A, B, C, Expected string
	Answer            string
	Cosine            float64
	Rank              int // of the word expected
}

// Remembered is a question at a distance from the name that answers it.
type Remembered struct {
	Times, Tokens, Dropped int
	She                    float64 // probability of the right word
}

// Facts are a model's answers to all that the lessons ask.
type Facts struct {
	Model                            string
	Vocab, Dim, Context, Layers      int
	Next                             map[string][]Guess // by prompt, the likeliest first
	Warm                             [][]Guess          // of the prompt sky, by temperature
	Cuts                             []Cut
	Sentence                         Cut // the tokens of biter
	Counted                          []Counted
	Terms                            []Term
	Same                             []bool // of each place of biter and bitten: the inputs are equal
	Words                            [2][]string
	Map                              []Spot
	Kept                             float64 // share of the variance that the map keeps
	NearKing, NearStrange, NearFirst []Guess // Probability is the cosine
	Analogies                        []Analogy
	MeaningIn, MeaningOut            float64 // cosine of the two bats before the blocks and after them
	Remembered                       []Remembered
	Losses                           []replay.Loss // of the classroom model's pretraining
	Weights                          int
}

// Counted is how many tokens a sentence has in each of two languages.
type Counted struct {
	Encoding         string
	English, Chinese int
}
