package corpus

import (
	"fmt"
	"slices"
	"strings"
)

// SyntaxError is a fault in a lexicon or template file.
type SyntaxError struct {
	File string
	Line int // from 1
	Msg  string
}

func (e *SyntaxError) Error() string { return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Msg) }

// Lexicon is a set of tables of words and what is true of them.
type Lexicon struct {
	tables  map[string]*table
	order   []*table
	plurals map[string]string // irregular ones, from the table "plural"
	apart   map[string][]string
}

type table struct {
	name       string
	columns    []string
	rows       [][][]string // row, column, alternatives; none for "-"
	cyclic     bool
	categories []columnSet
	held       []HeldOut
}

type columnSet struct {
	name    string
	columns []int
}

// Category is a named group of words, in the order of the lexicon.
type Category struct {
	Name  string
	Words []string
}

// HeldOut lists pairs of a relation that never meet in one document.
type HeldOut struct {
	Table, From, To string      // the relation: two columns of a table
	Pairs           [][2]string // a word of From with its word of To
}

// Name says the relation in the lexicon's own words, as "country → capital".
func (h HeldOut) Name() string { return h.From + " → " + h.To }

// NewLexicon returns a lexicon without tables.
func NewLexicon() *Lexicon {
	return &Lexicon{
		tables:  make(map[string]*table),
		plurals: make(map[string]string),
		apart:   make(map[string][]string),
	}
}

// Parse adds the tables of one file; file names it in errors.
func (l *Lexicon) Parse(file, text string) error {
	var t *table
	number := 0
	fail := func(format string, args ...any) error {
		return &SyntaxError{File: file, Line: number, Msg: fmt.Sprintf(format, args...)}
	}
	for line := range strings.Lines(text) {
		number++
		line, _, _ = strings.Cut(line, "#")
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if name, ok := strings.CutPrefix(line, "table "); ok && !strings.Contains(line, "|") {
			name = strings.TrimSpace(name)
			if l.tables[name] != nil {
				return fail("table %q stands here a second time", name)
			}
			t = &table{name: name}
			l.tables[name] = t
			l.order = append(l.order, t)
			continue
		}
		if t == nil {
			return fail("expected “table NAME” before %q", line)
		}
		if err := l.line(t, line); err != nil {
			return fail("table %s: %v", t.name, err)
		}
	}
	return nil
}

// line reads one line below the table's name.
func (l *Lexicon) line(t *table, line string) error {
	if len(t.rows) == 0 {
		directive, rest, _ := strings.Cut(line, " ")
		switch {
		case line == "cyclic":
			t.cyclic = true
			return nil
		case directive == "columns":
			t.columns = split(rest, "|")
			return nil
		case directive == "category" && strings.Contains(rest, ":"):
			return t.addCategory(rest)
		case strings.HasPrefix(line, "held out "):
			return t.addHeldOut(strings.TrimPrefix(line, "held out "))
		}
	}
	return l.addRow(t, line)
}

func (t *table) addCategory(text string) error {
	name, columns, _ := strings.Cut(text, ":")
	set := columnSet{name: strings.TrimSpace(name)}
	for _, column := range split(columns, ",") {
		i := slices.Index(t.columns, column)
		if i < 0 {
			return fmt.Errorf("category %s: no column %q", set.name, column)
		}
		set.columns = append(set.columns, i)
	}
	t.categories = append(t.categories, set)
	return nil
}

func (t *table) addHeldOut(text string) error {
	relation, keys, _ := strings.Cut(text, ":")
	ends := strings.Fields(relation)
	if len(ends) != 2 || !slices.Contains(t.columns, ends[0]) || !slices.Contains(t.columns, ends[1]) {
		return fmt.Errorf("held out %q: expected two columns", relation)
	}
	h := HeldOut{Table: t.name, From: ends[0], To: ends[1]}
	for _, key := range split(keys, ",") {
		h.Pairs = append(h.Pairs, [2]string{key, ""})
	}
	t.held = append(t.held, h)
	return nil
}

func (l *Lexicon) addRow(t *table, line string) error {
	cells := split(line, "|")
	if len(cells) != len(t.columns) {
		return fmt.Errorf("%d cells for %d columns", len(cells), len(t.columns))
	}
	row := make([][]string, len(cells))
	for i, cell := range cells {
		if cell == "" {
			return fmt.Errorf("column %s is empty: write “-”", t.columns[i])
		}
		if cell != "-" {
			row[i] = split(cell, ",")
		}
	}
	if row[0] == nil {
		return fmt.Errorf("the first column cannot be “-”")
	}
	t.rows = append(t.rows, row)
	if t.name == "plural" && len(row) == 2 && row[1] != nil {
		l.plurals[row[0][0]] = row[1][0]
	}
	for i := range t.held {
		l.holdOut(t, &t.held[i], row)
	}
	return nil
}

// holdOut fills in the second word of the pair that this row declares, if it
// does.
func (l *Lexicon) holdOut(t *table, h *HeldOut, row [][]string) {
	from, to := row[slices.Index(t.columns, h.From)], row[slices.Index(t.columns, h.To)]
	if from == nil || to == nil {
		return
	}
	for i := range h.Pairs {
		if h.Pairs[i][0] == from[0] && h.Pairs[i][1] == "" {
			h.Pairs[i][1] = to[0]
			a, b := strings.ToLower(from[0]), strings.ToLower(to[0])
			l.apart[a] = append(l.apart[a], b)
		}
	}
}

// Categories lists the groups of words, in the order of the files; a word that
// two categories claim is left out of both.
func (l *Lexicon) Categories() []Category {
	var all []Category
	claims := make(map[string]string)
	ambiguous := make(map[string]bool)
	for _, t := range l.order {
		for _, set := range t.categories {
			i := slices.IndexFunc(all, func(c Category) bool { return c.Name == set.name })
			if i < 0 {
				i = len(all)
				all = append(all, Category{Name: set.name})
			}
			for _, row := range t.rows {
				for _, column := range set.columns {
					for _, word := range row[column] {
						if owner, ok := claims[word]; !ok {
							claims[word] = set.name
							all[i].Words = append(all[i].Words, word)
						} else if owner != set.name {
							ambiguous[word] = true
						}
					}
				}
			}
		}
	}
	for i := range all {
		all[i].Words = slices.DeleteFunc(all[i].Words, func(w string) bool { return ambiguous[w] })
	}
	return all
}

// HeldOut lists the relations with pairs that meet in no document.
func (l *Lexicon) HeldOut() []HeldOut {
	var all []HeldOut
	for _, t := range l.order {
		all = append(all, t.held...)
	}
	return all
}

// Relation is a named set of pairs of words: two columns of one or more tables.
type Relation struct {
	Name  string // of the column of the second words
	Pairs []Pair
}

// Pair is two words that stand in a relation.
type Pair struct {
	From, To string
	HeldOut  bool // they never meet in one document
}

// Relations lists the relations that have held-out pairs, with all their pairs,
// in the order of the files. Tables that hold out the same column make one.
func (l *Lexicon) Relations() []Relation {
	var all []Relation
	for _, h := range l.HeldOut() {
		i := slices.IndexFunc(all, func(r Relation) bool { return r.Name == h.To })
		if i < 0 {
			i = len(all)
			all = append(all, Relation{Name: h.To})
		}
		for _, words := range l.Pairs(h.Table, h.From, h.To) {
			all[i].Pairs = append(all[i].Pairs, Pair{words[0], words[1], slices.Contains(h.Pairs, words)})
		}
	}
	return all
}

// Pairs lists a relation: the first words of two columns of each row that has
// both.
func (l *Lexicon) Pairs(tableName, from, to string) [][2]string {
	t := l.tables[tableName]
	if t == nil {
		return nil
	}
	a, b := slices.Index(t.columns, from), slices.Index(t.columns, to)
	if a < 0 || b < 0 {
		return nil
	}
	var pairs [][2]string
	for _, row := range t.rows {
		if row[a] != nil && row[b] != nil {
			pairs = append(pairs, [2]string{row[a][0], row[b][0]})
		}
	}
	return pairs
}

func split(text, separator string) []string {
	parts := strings.Split(text, separator)
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}
