package checkpoint

import (
	"fmt"
	"strings"
)

// Card says how a model's weights came about and what was measured on them.
type Card struct {
	Name     string    `json:"name"`
	Licence  string    `json:"licence"`
	Corpus   Corpus    `json:"corpus"`
	Shape    Shape     `json:"shape"`
	Training Training  `json:"training"`
	Figures  Figures   `json:"figures"`
	HeldOut  []HeldOut `json:"held_out"`
}

// Corpus describes the generated text.
type Corpus struct {
	Seed       uint64 `json:"seed"`
	Documents  int    `json:"documents"`
	Hash       string `json:"sha256"` // of the documents as generated, one a line
	Kept       int    `json:"kept"`   // documents without a rare token
	Tokens     int    `json:"tokens"` // of the kept documents, separators included
	Words      int    `json:"words"`  // of the lexicon's categories, one token each
	Categories int    `json:"categories"`
}

// Shape is the shape of the transformer.
type Shape struct {
	Encoding   string `json:"encoding"`
	Vocab      int    `json:"vocab"`
	Context    int    `json:"context"`
	Width      int    `json:"width"`
	Layers     int    `json:"layers"`
	Heads      int    `json:"heads"`
	Parameters int    `json:"parameters"`
}

// Training says what was done to the weights.
type Training struct {
	Seed           uint64  `json:"seed"`
	Steps          int     `json:"steps"`
	Batch          int     `json:"batch"` // windows of Context tokens a step
	Rate           float64 `json:"rate"`
	Decay          float64 `json:"decay"`           // weight decay of the matrices
	EmbeddingDecay float64 `json:"embedding_decay"` // weight decay of W_E and W_P
	Kernel         string  `json:"kernel"`
	Seconds        float64 `json:"seconds"`
	Loss           float64 `json:"loss"`            // mean of the last 100 steps, nats a token
	Validation     float64 `json:"validation_loss"` // on documents that training never met
}

// Figures is what was measured on the weights as written, in float16.
type Figures struct {
	Purity          float64            `json:"purity"`         // strict
	PurityLenient   float64            `json:"purity_lenient"` // neighbours among the categories' words only
	PurityStart     float64            `json:"purity_start"`   // strict, at the random start
	ByCategory      map[string]float64 `json:"purity_by_category"`
	PositionCosine  float64            `json:"position_cosine"`
	HeldOutTop1     map[string]float64 `json:"held_out_analogies_top1"`
	Prompts         int                `json:"prompts"`
	PromptsRight    int                `json:"prompts_right"`
	CapitalOfFrance string             `json:"the_capital_of_france_is"`
}

// HeldOut is a relation with the pairs that no sentence of the corpus states.
type HeldOut struct {
	Relation string      `json:"relation"`
	Pairs    [][2]string `json:"pairs"`
}

// Markdown writes the card for people.
func (c *Card) Markdown() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("# Model card: %s\n", c.Name)
	line("A small GPT-2, pretrained by this repository on a corpus that this repository writes. It shows how a GPT turns tokens into vectors; it knows about its %d lexicon words and is no assistant: outside its small world its predictions mean nothing.\n", c.Corpus.Words)
	line("Written by `go generate ./embedding/classroom`; do not edit. Licence: %s.\n", c.Licence)
	line("## Shape\n")
	line("V = %d tokens of %s, n_ctx = %d, D = %d, %d layers, %d heads, %d parameters, stored as float16. Tokens that the corpus lacks have no row.\n",
		c.Shape.Vocab, c.Shape.Encoding, c.Shape.Context, c.Shape.Width, c.Shape.Layers, c.Shape.Heads, c.Shape.Parameters)
	line("## Corpus\n")
	line("%d documents generated from seed %d, SHA-256 `%s`. After documents with a rare token were dropped: %d documents, %d tokens. The lexicon has %d words in %d categories that are one token with a space before.\n",
		c.Corpus.Documents, c.Corpus.Seed, c.Corpus.Hash, c.Corpus.Kept, c.Corpus.Tokens, c.Corpus.Words, c.Corpus.Categories)
	t := c.Training
	line("## Training\n")
	line("Seed %d, %d steps of %d × %d tokens, AdamW, learning rate %g, weight decay %g (W_E and W_P: %g), kernel %s, %.0f seconds. Loss %.3f, validation loss %.3f nats a token.\n",
		t.Seed, t.Steps, t.Batch, c.Shape.Context, t.Rate, t.Decay, t.EmbeddingDecay, t.Kernel, t.Seconds, t.Loss, t.Validation)
	f := c.Figures
	line("## Figures\n")
	line("Measured on the weights as stored.\n")
	line("| figure | value |\n|---|---|")
	line("| purity, k = 5, centred cosine, strict (random start) | %.3f (%.3f) |", f.Purity, f.PurityStart)
	line("| the same, neighbours among the categories' words only | %.3f |", f.PurityLenient)
	line("| cosine of neighbouring rows of W_P, centred | %.3f |", f.PositionCosine)
	for _, h := range c.HeldOut {
		line("| held-out analogies, %s, 3CosAdd top-1 | %.3f |", h.Relation, f.HeldOutTop1[h.Relation])
	}
	line("| prompts right | %d of %d |", f.PromptsRight, f.Prompts)
	line("| `The capital of France is` | `%s` |\n", f.CapitalOfFrance)
	line("## Held-out pairs\n")
	line("No sentence of the corpus states these; what the model knows of them it worked out.\n")
	for _, h := range c.HeldOut {
		var pairs []string
		for _, p := range h.Pairs {
			pairs = append(pairs, p[0]+"–"+p[1])
		}
		line("- %s: %s", h.Relation, strings.Join(pairs, ", "))
	}
	return b.String()
}
