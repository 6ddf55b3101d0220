package corpus

import (
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
)

// What a document is made of. Most documents gather sentences about unrelated
// things: in a document about one thing a model copies the thing's name instead
// of learning what it is, and the groups of W_E fade.
const (
	aboutOneThing = 0.15 // share of documents about one row
	maxSentences  = 4    // of a document
)

// Generate writes n documents, the same for the same seed. A document starts
// with a capital letter and its sentences are parted by one space.
func (c *Corpus) Generate(seed uint64, n int) iter.Seq[string] {
	return func(yield func(string) bool) {
		random := rand.New(rand.NewPCG(seed, 0))
		for range n {
			if !yield(c.document(random)) {
				return
			}
		}
	}
}

func (c *Corpus) document(random *rand.Rand) string {
	count := 1 + random.IntN(maxSentences)
	one := random.Float64() < aboutOneThing
	g := c.pick(random)
	row := random.IntN(len(g.table.rows))
	var sentences []string
	text := ""
	for range tries * maxSentences {
		if len(sentences) == count {
			break
		}
		t := g.templates[random.IntN(len(g.templates))]
		sentence, ok := c.fill(t, g.table, row, random)
		if longer := strings.TrimSpace(text + " " + sentence); ok && !slices.Contains(sentences, sentence) && !c.meets(longer) {
			sentences, text = append(sentences, sentence), longer
		}
		if !one {
			g = c.pick(random)
			row = random.IntN(len(g.table.rows))
		}
	}
	return text
}

// pick draws a group by weight.
func (c *Corpus) pick(random *rand.Rand) *group {
	n := random.IntN(c.total)
	for i := range c.groups {
		if n -= c.groups[i].weight; n < 0 {
			return &c.groups[i]
		}
	}
	panic("corpus: weights do not add up")
}
