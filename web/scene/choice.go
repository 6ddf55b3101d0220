package scene

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/web/request"
)

// Limits of a choice.
const (
	maxComponents     = request.MaxComponents
	defaultComponents = 2

	MaxSelected = 10_000 // tokens of a selection

	// MaxCopied is how many numbers of vectors are copied for one map, 160 MB of
	// them: all 50,257 tokens of GPT-2, of 768 numbers. Vectors as they are, of the
	// vocabulary or its first tokens, are not copied.
	MaxCopied = 40_000_000

	defaultFirst = 1000 // tokens of the first map of a model without categories

	MaxSeed                                           = 1<<31 - 1
	defaultSeed                                       = 1
	MinPerplexity, MaxPerplexity, defaultPerplexity   = 2, 100, 30
	MinNeighborhood, MaxNeighborhood, usualNeighbours = 2, 200, 15
)

// Method says how points are put on a map.
type Method string

// The methods, the default first.
const (
	PCA      Method = "pca"
	Directed Method = "axis" // along a direction from words to words
	TSNE     Method = "tsne"
	UMAP     Method = "umap"
)

// Computed tells whether the method takes seconds, in a job of its own.
func (m Method) Computed() bool { return m == TSNE || m == UMAP }

// Choice says what a map is of and how it is fitted. Parameters of a method that
// is not chosen are read too, so that a page can show them.
type Choice struct {
	Model      *embedding.Model
	First      int                 // the tokens of so many first rows of W_E
	Vocabulary bool                // all V tokens
	Encoding   bool                // all tokens of the encoding
	Categories []string            // of the model's
	Tokens     []embedding.TokenID // and these
	Also       []embedding.TokenID // shown, but not fitted on; not with a computed method
	Relations  []string            // of the model's, whose pairs are joined
	Unit       bool                // rows scaled to length one before fitting
	Components int
	Selected   []embedding.TokenID // ascending

	Method                Method
	Fit                   Fit // of PCA
	Seed                  int // of t-SNE and UMAP
	Perplexity, Neighbors int // of t-SNE; of UMAP

	From, To, UpFrom, UpTo []embedding.TokenID // ends of the axes
}

// Read takes the choice from the query. With neither on nor tokens it is the
// model's first map. What is wrong becomes a fault of q, or of a lenient q is
// noted and left out.
func Read(q *request.Query) (Choice, error) {
	c := Choice{
		Model:      q.Model(),
		Unit:       q.Choice("rows", "raw", "unit") == "unit",
		Method:     Method(q.Choice("method", string(PCA), string(Directed), string(TSNE), string(UMAP))),
		Seed:       q.Int("seed", defaultSeed, 0, MaxSeed),
		Perplexity: q.Int("perplexity", defaultPerplexity, MinPerplexity, MaxPerplexity),
		Neighbors:  q.Int("neighbors", usualNeighbours, MinNeighborhood, MaxNeighborhood),
	}
	c.Tokens = q.Tokens(c.Model, "tokens")
	c.Also = q.Tokens(c.Model, "also")
	c.Selected = selected(q, c.Model)
	c.Relations = relations(q, c.Model)
	c.First = q.Int("first", 0, 0, c.Model.Vocab())
	c.readOn(q)
	c.readRows(q)
	c.Components = components(q)
	c.readAxes(q)
	c.Fit = c.readFit(q)
	return c, q.Err()
}

func (c *Choice) readOn(q *request.Query) {
	names := categories(c.Model)
	on := q.Strings("on")
	for _, value := range on {
		name, isCategory := strings.CutPrefix(value, "category:")
		switch {
		case value == "vocabulary":
			c.Vocabulary = true
		case value == "encoding":
			c.Encoding = true
		case value == "tokens" && len(c.Tokens) > 0:
		case value == "tokens":
			q.Refuse(&request.Fault{Code: request.OutOfRange, Parameter: "tokens", Value: "0",
				Limit: fmt.Sprintf("1–%d", request.MaxTokens)})
		case !isCategory:
			q.Refuse(&request.Fault{Code: request.UnknownChoice, Parameter: "on", Value: request.Short(value),
				Limit: "vocabulary, encoding, category:NAME, tokens"}, value)
		case !slices.Contains(names, name):
			q.Refuse(unknownCategory("on", value, name, names), value)
		default:
			c.Categories = append(c.Categories, name)
		}
	}
	if c.First == 0 && !c.Vocabulary && !c.Encoding && len(c.Categories) == 0 && len(c.Tokens) == 0 {
		otherwise := Default(c.Model)
		c.Categories, c.First = otherwise.Categories, otherwise.First
	}
}

// readRows refuses rows of length one where these would be too many to copy.
func (c *Choice) readRows(q *request.Query) {
	most := MaxCopied / c.Model.Dim()
	if !c.Unit || c.Model.Tokenizer().Size() <= most {
		return
	}
	if n := len(c.IDs()); n > most {
		q.Refuse(&request.Fault{Code: request.TooMany, Parameter: "rows", Value: strconv.Itoa(n), Limit: strconv.Itoa(most)})
		q.Replace("rows", "raw")
		c.Unit = false
	}
}

// readAxes reads the ends of the axes, and holds against each other those that
// the method needs.
func (c *Choice) readAxes(q *request.Query) {
	for _, end := range []struct {
		name string
		ids  *[]embedding.TokenID
	}{{"from", &c.From}, {"to", &c.To}, {"up_from", &c.UpFrom}, {"up_to", &c.UpTo}} {
		*end.ids = q.Some(c.Model, end.name, request.MaxGroup)
	}
	if c.Method != Directed || q.Err() != nil {
		return
	}
	for _, f := range []*request.Fault{c.lacks("from", "to", c.From, c.To), c.lacks("up_from", "up_to", c.UpFrom, c.UpTo)} {
		switch {
		case f == nil:
		case strings.HasPrefix(f.Parameter, "up_"):
			q.Refuse(f)
			c.UpFrom, c.UpTo = nil, nil
		default:
			q.Refuse(f)
			c.Method = PCA
		}
	}
}

// lacks is what an axis between two groups lacks; nil for the second axis when
// neither of its ends is given.
func (c *Choice) lacks(from, to string, a, b []embedding.TokenID) *request.Fault {
	switch {
	case len(a) == 0 && len(b) == 0 && from != "from":
		return nil
	case len(a) == 0:
		return &request.Fault{Code: request.NoToken, Parameter: from}
	case len(b) == 0:
		return &request.Fault{Code: request.NoToken, Parameter: to}
	}
	if _, err := newDirection(c.Model, a, b, c.Unit); err != nil {
		return &request.Fault{Code: request.NoDirection, Parameter: to}
	}
	return nil
}

// Default is the model's first map: its categories, or where it has none the
// tokens of its first rows, since a whole vocabulary would be too much to read.
func Default(m *embedding.Model) Choice {
	names := categories(m)
	c := Choice{Model: m, Categories: first(names), Components: defaultComponents,
		Method: PCA, Seed: defaultSeed, Perplexity: defaultPerplexity, Neighbors: usualNeighbours}
	if slices.ContainsFunc(m.Relations(), func(r embedding.Relation) bool { return r.Name == classroom.DefaultRelation }) {
		c.Relations = []string{classroom.DefaultRelation}
	}
	if len(names) == 0 {
		c.First = min(defaultFirst, m.Vocab())
	}
	return c
}

// first lists what a first map shows: those categories that lie apart in two
// dimensions when the model has them, else all.
func first(names []string) []string {
	var shown []string
	for _, name := range names {
		if slices.Contains(classroom.DefaultCategories, name) {
			shown = append(shown, name)
		}
	}
	if len(shown) == 0 {
		return names
	}
	return shown
}

func categories(m *embedding.Model) []string {
	names := make([]string, 0, len(m.Categories()))
	for _, c := range m.Categories() {
		names = append(names, c.Name)
	}
	return names
}

// unknownCategory is the fault of a value that names one, with or without the
// word category before it.
func unknownCategory(parameter, value, name string, names []string) *request.Fault {
	near := request.Near(request.Short(name), names)
	if value != name {
		for i := range near {
			near[i] = "category:" + near[i]
		}
	}
	return &request.Fault{Code: request.UnknownCategory, Parameter: parameter, Value: request.Short(value), Near: near}
}
