package page

import (
	"math"
	"strings"
	"unicode/utf8"

	"tokenscape/embedding"
	"tokenscape/web/weights"
)

// MeaningView is one token in two sentences: its input vectors, and what the
// blocks make of them.
type MeaningView struct {
	Left, Right string
	Kept        []Kept
	Samples     []Link
	Say, Equal  string
	Steps       []MeaningStep
	Next        [2]NextWords
	Scale       string
}

// MeaningStep is the token's two vectors at one place of the model.
type MeaningStep struct {
	Name, Cosine string
	Strips       [2]Strip
}

// NextWords is what a model expects after a text.
type NextWords struct {
	Text  string
	Words [][2]string // token, probability
}

// twoMeanings are pairs of sentences in which a token of the classroom model's
// corpus has two meanings: bat the animal and bat the gear; orange the fruit and
// orange the colour; cook the person and cook the deed, at another position.
var twoMeanings = [][2]string{
	{"The farmer feeds the bat", "The player needs the bat"},
	{"We call the orange", "She has an orange"},
	{"The king and the cook", "The people often cook"},
}

func (l *vectorsLab) meaning() (MeaningView, error) {
	m, w := l.model, l.words
	v := MeaningView{Left: l.phrase("left", twoMeanings[0][0]), Right: l.phrase("right", twoMeanings[0][1]), Kept: l.kept("left", "right")}
	for _, pair := range twoMeanings {
		state := with(with(short(l.state), "left", pair[0]), "right", pair[1])
		v.Samples = append(v.Samples, Link{Name: pair[0] + " / " + pair[1], URL: address("/vectors", state) + "#meaning"})
	}
	sentences := [2]*embedding.Sequence{m.Embed(v.Left), m.Embed(v.Right)}
	met, err := weights.Meet(m, sentences)
	if err != nil || met == nil {
		v.Say = w.NotMet
		return v, err
	}
	name, _ := shown(m.Text(met.Token))
	v.Say = sprintf(w.Met, name, met.Places[0], met.Places[1])
	v.Equal = w.MetEqual
	if met.Places[0] != met.Places[1] {
		v.Equal = w.MetApart
	}
	for block, cosine := range met.Cosine {
		step := MeaningStep{Name: w.Before, Cosine: sprintf(w.CosineIs, number(cosine))}
		if block > 0 {
			step.Name = sprintf(w.AfterBlock, block)
		}
		// Hidden states grow from block to block: each step has a scale of its own.
		own := largest(met.States[0][block], met.States[1][block])
		for k := range step.Strips {
			step.Strips[k] = strip([2]string{w.InLeft, w.InRight}[k], step.Name, met.States[k][block], own)
		}
		step.Name = sprintf(w.Scaled, step.Name, number(own))
		v.Steps = append(v.Steps, step)
	}
	v.Scale = w.OwnScale
	for k, s := range sentences {
		v.Next[k] = l.nextWords(textOf(s, met.Places[k]+1), met.Next[k])
	}
	return v, nil
}

// textOf is the text of the first n tokens that a model sees.
func textOf(s *embedding.Sequence, n int) string {
	var text string
	for _, t := range s.Tokens[:n] {
		text += t.Bytes
	}
	return text
}

// readable is a text in which bytes that are no character stand in hexadecimal: a
// cut between tokens may go through a character.
func readable(text string) string {
	var b strings.Builder
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		if r == utf8.RuneError && size == 1 {
			b.WriteString(sprintf("[%02X]", text[0]))
		} else {
			b.WriteString(text[:size])
		}
		text = text[size:]
	}
	return b.String()
}

func (l *vectorsLab) nextWords(text string, candidates []embedding.Candidate) NextWords {
	n := NextWords{Text: readable(text)}
	for _, c := range candidates {
		name, _ := shown(l.model.Text(c.ID))
		n.Words = append(n.Words, [2]string{name, probability(l.frame.T, c.Probability)})
	}
	return n
}

// WindowView is the context window: what falls out of it, and what becomes of a
// question whose answer has.
type WindowView struct {
	Say, Used   string
	Dropped     []Chip
	DroppedMore string
	Long        *Link // a text that does not fit
	Far         FarView
	Lengths     []LengthLine
}

// FarView is a question about a name that lies far back.
type FarView struct {
	First, Second, Times string
	Kept                 []Kept
	Distances            []Link
	Texts                [2][2]string // for each name: what fell out, what is left
	Next                 [2]NextWords
	Say                  string
	Alt, Watch           string
	Lines                [2]string
	Edge, Now, Last      string // of the chart
	Names                [2]string
	Rows                 [][4]string // times, dropped, probability for each name
}

// LengthLine is a context length, drawn to scale.
type LengthLine struct{ Name, Source, Tokens, Bar, Books string }

// Of the question about a name. With another filler in between the answer is
// another; this one has a row in the classroom model and belongs to its tail.
const (
	firstName, secondName = "Anna", "Peter"
	farFiller             = " smiles"
	farTail               = " smiles, and"
	maxName               = 60 // bytes
)

// tokensOfBook is the length of a book by the saying that 400,000 tokens are about
// two of them.
const (
	guessedTokens = 400_000
	tokensOfBook  = guessedTokens / 2
	longestTokens = 1_000_000 // of the lengths shown: the scale
)

// longText is one that does not fit into the classroom model's context.
const longText = "My friend is called Peter. I like him. The king and the queen live in the castle. The dog sleeps in the house, and the cat chases mice. " +
	"The farmer feeds the cow with grass. In the kitchen the cook cooks dinner. The doctor works in the hospital, and the teacher works in the school. " +
	"The sky is blue, the snow is white and the grass is green. Monday comes before Tuesday. We travel by train. The capital of France is"

func (l *vectorsLab) window() WindowView {
	m, w := l.model, l.words
	tokens, fallen := len(l.sequence.Tokens), len(l.sequence.Dropped)
	v := WindowView{Say: sprintf(w.WindowSay, m.Context()), Used: sprintf(w.WindowUsed, count(tokens+fallen), tokens, count(fallen))}
	v.Dropped, v.DroppedMore = dropped(l.frame.T, l.sequence)
	if fallen == 0 {
		v.Long = &Link{Name: w.WindowLong, URL: address(l.path, with(l.state, "text", longText)) + "#window"}
	}
	for _, c := range []struct {
		name, source string
		tokens       int
	}{
		{sprintf(w.ThisModel, m.Name()), "", m.Context()},
		{"GPT-2", "Radford et al. 2019", 1024},
		{"GPT-3", "Brown et al. 2020", 2048},
		{"Llama 2", "Touvron et al. 2023", 4096},
		{"Llama 3.1", "Grattafiori et al. 2024", 128 << 10},
		{w.Guess, "", guessedTokens},
		{"Gemini 1.5 Pro", "Gemini Team 2024", longestTokens},
	} {
		books := float64(c.tokens) / tokensOfBook
		line := LengthLine{Name: c.name, Source: c.source, Tokens: count(c.tokens), Bar: coordinate(math.Max(0.01, 1000*float64(c.tokens)/longestTokens)),
			Books: sprintf(w.OfBook, l.frame.T.Percent(books, 2))}
		if books >= 1 {
			line.Books = sprintf(w.Books, sprintf("%.0f", books))
		}
		v.Lengths = append(v.Lengths, line)
	}
	return v
}
