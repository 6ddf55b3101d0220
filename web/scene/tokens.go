package scene

import (
	"slices"

	"tokenscape/embedding"
)

// IDs lists what is chosen, each token once: the encoding, those with a row
// first and both by id; the first rows; the vocabulary by row, or the categories in the order of
// the lexicon; then the tokens.
func (c Choice) IDs() []embedding.TokenID { return c.list(nil) }

// shown is IDs and what is shown besides.
func (c Choice) shown() []embedding.TokenID {
	if c.Method.Computed() {
		return c.list(nil)
	}
	return c.list(c.Also)
}

func (c Choice) list(also []embedding.TokenID) []embedding.TokenID {
	l := newList(c.Model)
	if c.Encoding {
		l.encoding()
	}
	l.rows(c.First)
	if c.Vocabulary {
		l.vocabulary()
	}
	l.categories(c.Categories)
	l.add(c.Tokens...)
	l.add(also...)
	return l.ids
}

// list is a list of tokens without one twice.
type list struct {
	model *embedding.Model
	ids   []embedding.TokenID
	seen  map[embedding.TokenID]bool
}

func newList(m *embedding.Model) *list {
	return &list{model: m, seen: make(map[embedding.TokenID]bool)}
}

func (l *list) add(ids ...embedding.TokenID) {
	for _, id := range ids {
		if !l.seen[id] {
			l.seen[id] = true
			l.ids = append(l.ids, id)
		}
	}
}

func (l *list) vocabulary() { l.rows(l.model.Vocab()) }

// rows adds the tokens of the first n rows.
func (l *list) rows(n int) {
	for row := range n {
		l.add(l.model.Token(row))
	}
}

func (l *list) categories(names []string) {
	for _, category := range l.model.Categories() {
		if slices.Contains(names, category.Name) {
			l.add(category.Tokens...)
		}
	}
}

func (l *list) encoding() {
	rows := make([]embedding.TokenID, l.model.Vocab())
	for row := range rows {
		rows[row] = l.model.Token(row)
	}
	slices.Sort(rows)
	l.add(rows...)
	for id := range embedding.TokenID(l.model.Tokenizer().Size()) {
		if _, ok := l.model.Tokenizer().Bytes(id); ok {
			l.add(id)
		}
	}
}
