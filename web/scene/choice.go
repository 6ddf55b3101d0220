package scene

import (
	"fmt"
	"slices"
	"strings"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/web/request"
)

const (
	maxComponents     = request.MaxComponents
	defaultComponents = 2
)

// Choice says what a map is of and how it is fitted.
type Choice struct {
	Model      *embedding.Model
	Vocabulary bool                // all V tokens
	Categories []string            // of the model's
	Tokens     []embedding.TokenID // and these
	Relations  []string            // of the model's, whose pairs are joined
	Unit       bool                // rows scaled to length one before fitting
	Components int
}

// Read takes the choice from the parameters model, on, tokens, pairs, rows and
// components. With neither on nor tokens it is the model's first map. What is
// wrong becomes a fault of q.
func Read(q *request.Query) (Choice, error) {
	c := Choice{
		Model:      q.Model(),
		Unit:       q.Choice("rows", "raw", "unit") == "unit",
		Components: q.Int("components", defaultComponents, 1, maxComponents),
	}
	c.Tokens = q.Tokens(c.Model, "tokens")
	on := q.Strings("on")
	if err := q.Err(); err != nil {
		return c, err
	}
	var err error
	if c.Relations, err = relations(q, c.Model); err != nil {
		return c, err
	}
	names := categories(c.Model)
	for _, value := range on {
		name, isCategory := strings.CutPrefix(value, "category:")
		switch {
		case value == "vocabulary":
			c.Vocabulary = true
		case value == "tokens" && len(c.Tokens) > 0:
		case value == "tokens":
			return c, &request.Fault{Code: request.OutOfRange, Parameter: "tokens", Value: "0",
				Limit: fmt.Sprintf("1–%d", request.MaxTokens)}
		case !isCategory:
			return c, &request.Fault{Code: request.UnknownChoice, Parameter: "on", Value: request.Short(value),
				Limit: "vocabulary, category:NAME, tokens"}
		case !slices.Contains(names, name):
			return c, &request.Fault{Code: request.UnknownCategory, Parameter: "on", Value: request.Short(value),
				Near: prefixed(request.Near(request.Short(name), names))}
		default:
			c.Categories = append(c.Categories, name)
		}
	}
	if len(on) == 0 && len(c.Tokens) == 0 {
		otherwise := Default(c.Model)
		c.Categories, c.Vocabulary = otherwise.Categories, otherwise.Vocabulary
	}
	return c, nil
}

// Default is the model's first map.
func Default(m *embedding.Model) Choice {
	names := categories(m)
	c := Choice{Model: m, Categories: first(names), Vocabulary: len(names) == 0, Components: defaultComponents}
	if slices.ContainsFunc(m.Relations(), func(r embedding.Relation) bool { return r.Name == classroom.DefaultRelation }) {
		c.Relations = []string{classroom.DefaultRelation}
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

func prefixed(names []string) []string {
	for i, name := range names {
		names[i] = "category:" + name
	}
	return names
}

// IDs lists what is chosen, each token once: the vocabulary by row, or the
// categories in the order of the lexicon, then the tokens.
func (c Choice) IDs() []embedding.TokenID {
	var ids []embedding.TokenID
	seen := make(map[embedding.TokenID]bool)
	add := func(id embedding.TokenID) {
		if !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	if c.Vocabulary {
		for row := range c.Model.Vocab() {
			add(c.Model.Token(row))
		}
	}
	for _, category := range c.Model.Categories() {
		if slices.Contains(c.Categories, category.Name) {
			for _, id := range category.Tokens {
				add(id)
			}
		}
	}
	for _, id := range c.Tokens {
		add(id)
	}
	return ids
}

// key names what a fitted map of the model depends on: not on the relations, all
// of which are looked for.
func (c Choice) key() string {
	return fmt.Sprintf("%v %q %v %v %d", c.Vocabulary, c.Categories, c.Tokens, c.Unit, c.Components)
}
