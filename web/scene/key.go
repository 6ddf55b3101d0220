package scene

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"tokenscape/embedding"
)

// Key names what the points of a map of the model and their places depend on: not
// on the relations, all of which are looked for, nor on parameters of other
// methods. A fit on the sentence depends on the text too.
func (c Choice) Key() string {
	h := sha256.New()
	fmt.Fprintf(h, "%d %v %v %q %v %v %d %s", c.First, c.Vocabulary, c.Encoding, c.Categories, c.Tokens, c.Unit, c.Components, c.Method)
	switch c.Method {
	case TSNE:
		fmt.Fprintf(h, " %d %d", c.Seed, c.Perplexity)
	case UMAP:
		fmt.Fprintf(h, " %d %d", c.Seed, c.Neighbors)
	case Directed:
		fmt.Fprintf(h, " %v %v %v %v %v", c.Also, c.From, c.To, c.UpFrom, c.UpTo)
	default:
		fmt.Fprintf(h, " %v %s %q", c.Also, c.Fit.Kind(), c.Fit.Categories)
		if c.Fit.Selection {
			fmt.Fprint(h, c.Selected)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// key is Key, with the tokens of the sentence that the axes are fitted on, if so.
func (c Choice) key(sequence *embedding.Sequence) string {
	key := c.Key()
	if c.Fit.Sentence && c.Method == PCA {
		for _, t := range sequence.Tokens {
			key += fmt.Sprintf(" %d", t.ID)
		}
	}
	return key
}
