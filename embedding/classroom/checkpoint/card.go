package checkpoint

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
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

	ByCategory map[string]int `json:"by_category"` // words
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
	Selection      string  `json:"selection"`       // how the settings and the seed were found
	Loss           float64 `json:"loss"`            // mean of the last 100 steps, nats a token
	Validation     float64 `json:"validation_loss"` // on documents that training never met
}

// Figures is what was measured on the weights as written, in float16, on
// centred unit rows of W_E where nothing else is said.
type Figures struct {
	Purity          float64            `json:"purity"`         // strict
	PurityLenient   float64            `json:"purity_lenient"` // neighbours among the categories' words only
	PurityMerged    float64            `json:"purity_merged"`  // strict, countries, capitals and nationalities as one category
	PurityGeography float64            `json:"purity_geography"`
	PurityStart     float64            `json:"purity_start"` // strict, at the random start
	ByCategory      map[string]float64 `json:"purity_by_category"`

	Analogies []Analogies `json:"held_out_analogies"`
	Queen     []string    `json:"king_minus_man_plus_woman"` // the first answers

	Prompts         Examination `json:"prompts"`
	HeldOutCapitals Examination `json:"held_out_capitals"`

	SilhouetteFour    float64 `json:"silhouette_four"`    // animals, countries, colours, numbers
	SilhouetteDefault float64 `json:"silhouette_default"` // the categories of the first map
	SilhouetteStart   float64 `json:"silhouette_start"`   // the larger of both at the random start

	PositionCosine float64 `json:"position_cosine"` // mean of neighbouring rows of W_P, centred
	PositionShare  float64 `json:"position_share"`  // of the variance of W_P in three components
}

// Analogies is how often the held-out pairs of a relation are found.
type Analogies struct {
	Relation  string  `json:"relation"`
	Questions int     `json:"questions"`
	Top1      float64 `json:"top1"`
	Top5      float64 `json:"top5"`
}

// Examination is a list of prompts and how many were answered right.
type Examination struct {
	Asked int           `json:"asked"`
	Right int           `json:"right"`
	Wrong []WrongAnswer `json:"wrong"`
}

// WrongAnswer is a prompt with the likeliest next token that was not expected.
type WrongAnswer struct {
	Prompt   string `json:"prompt"`
	Expected string `json:"expected"`
	Got      string `json:"got"`
}

// HeldOut is a relation with the pairs that no sentence of the corpus states.
type HeldOut struct {
	Relation string      `json:"relation"`
	Pairs    [][2]string `json:"pairs"`
}

// Names of the files that hold a card.
const (
	CardFile     = "card.json"
	MarkdownFile = "MODEL_CARD.md"
)

// Write stores the card in dir, as JSON and for people.
func (c *Card) Write(dir string) error {
	text, err := json.MarshalIndent(c, "", "\t")
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, CardFile), append(text, '\n'), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, MarkdownFile), []byte(c.Markdown()), 0o644)
}

// ReadCard reads the JSON that Write stored.
func ReadCard(text []byte) (*Card, error) {
	c := new(Card)
	if err := json.Unmarshal(text, c); err != nil {
		return nil, fmt.Errorf("model card: %w", err)
	}
	return c, nil
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
	line("%s\n", t.Selection)
	f := c.Figures
	line("## Figures\n")
	line("Measured on the weights as stored, on centred unit rows of W_E.\n")
	line("| figure | value |\n|---|---|")
	line("| purity, k = 5, strict: neighbours among all tokens (random start) | %.3f (%.3f) |", f.Purity, f.PurityStart)
	line("| purity, lenient: neighbours among the categories' words | %.3f |", f.PurityLenient)
	line("| purity, strict, with countries, capitals and nationalities as one category | %.3f |", f.PurityMerged)
	for _, a := range f.Analogies {
		line("| held-out analogies %s, 3CosAdd over all tokens, first answer / first five (of %d) | %.3f / %.3f |", a.Relation, a.Questions, a.Top1, a.Top5)
	}
	line("| king − man + woman | %s |", strings.Join(f.Queen, ","))
	line("| prompts right | %d of %d |", f.Prompts.Right, f.Prompts.Asked)
	line("| held-out capitals right as prompts | %d of %d |", f.HeldOutCapitals.Right, f.HeldOutCapitals.Asked)
	line("| silhouette on two components: animals, countries, colours, numbers | %.3f |", f.SilhouetteFour)
	line("| the same for the categories of the first map (random start of either) | %.3f (%.3f) |", f.SilhouetteDefault, f.SilhouetteStart)
	line("| cosine of neighbouring rows of W_P, centred | %.3f |", f.PositionCosine)
	line("| variance of W_P in three components | %.3f |\n", f.PositionShare)
	line("A country's neighbours are often its capital and its people: strict purity counts that as wrong, so the bar for single categories takes the three as one, geography (%.3f).\n", f.PurityGeography)
	line("## Prompts\n")
	line("No sentence of the corpus begins with one of the %d prompts. Answered otherwise than expected:\n", f.Prompts.Asked)
	for _, w := range append(slices.Clone(f.Prompts.Wrong), f.HeldOutCapitals.Wrong...) {
		line("- `%s`: expected `%s`, got `%s`", w.Prompt, w.Expected, w.Got)
	}
	line("")
	line("## Held-out pairs\n")
	line("No document of the corpus holds both words of such a pair; what the model knows of them it worked out.\n")
	for _, h := range c.HeldOut {
		var pairs []string
		for _, p := range h.Pairs {
			pairs = append(pairs, p[0]+"–"+p[1])
		}
		line("- %s: %s", h.Relation, strings.Join(pairs, ", "))
	}
	return b.String()
}
