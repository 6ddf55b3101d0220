package course

import (
	"math"
	"strings"
	"unicode"
)

// How long a pupil needs, for a plan and no more: reading slowly, as one does who
// learns something new, about two thirds of the 238 words a minute at which adults
// read English non-fiction silently (Brysbaert 2019, How many words do we read per
// minute?, Journal of Memory and Language 109).
const (
	wordsPerMinute    = 160.0
	hanziPerMinute    = 260.0 // about as much text: 1.6 characters say what one English word says
	minutesToTry      = 3.0   // a live part
	minutesToQuestion = 0.5   // thinking about a question
)

// Minutes is about how long a chapter takes: to read it, to try its live part and
// to think about its questions.
func (c *Chapter) Minutes() int {
	minutes := minutesToTry
	for _, text := range c.texts() {
		hanzi := 0
		for _, r := range text {
			if unicode.Is(unicode.Han, r) {
				hanzi++
			}
		}
		if hanzi > 0 {
			minutes += float64(hanzi) / hanziPerMinute
		} else {
			minutes += float64(len(strings.Fields(text))) / wordsPerMinute
		}
	}
	return int(math.Round(minutes + minutesToQuestion*float64(1+len(c.Checks))))
}

// texts are all that is read in a chapter, without marks.
func (c *Chapter) texts() []string {
	texts := []string{c.Title}
	for _, idea := range c.Ideas {
		texts = append(texts, idea.Head)
		for _, say := range idea.Say {
			texts = append(texts, Plain(say))
		}
	}
	for _, q := range c.Questions() {
		texts = append(texts, q.Ask, Plain(q.Why))
		texts = append(texts, q.Options...)
	}
	for _, d := range c.Dates {
		texts = append(texts, d.Say)
	}
	return texts
}

// Questions are the prediction and the checks.
func (c *Chapter) Questions() []Question {
	return append([]Question{c.Guess}, c.Checks...)
}
