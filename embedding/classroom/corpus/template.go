package corpus

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// maxTimes is the greatest weight of a group of templates.
const maxTimes = 1000

// group is the templates about the rows of one table.
type group struct {
	table     *table
	weight    int
	templates []template
}

// template is text with slots: texts[0] slots[0] texts[1] … texts[n].
type template struct {
	texts []string
	slots []slot
}

type slot struct {
	which  which
	table  *table
	column int
	plural bool
}

// which says which row of a table a slot takes.
type which string

const (
	this       which = ""
	other      which = "other"
	third      which = "third"
	addend     which = "addend"
	next       which = "next"
	previous   which = "previous"
	sum        which = "sum"
	difference which = "difference"
)

// Parse adds the templates of one file; file names it in errors.
func (c *Corpus) Parse(file, text string) error {
	number := 0
	fail := func(err error) error {
		return &SyntaxError{File: file, Line: number, Msg: err.Error()}
	}
	var g *group
	for line := range strings.Lines(text) {
		number++
		line, _, _ = strings.Cut(line, "#")
		line = strings.TrimSpace(line)
		switch {
		case line == "":
		case strings.HasPrefix(line, "for "):
			head, err := c.head(strings.TrimPrefix(line, "for "))
			if err != nil {
				return fail(err)
			}
			c.groups = append(c.groups, head)
			c.total += head.weight
			g = &c.groups[len(c.groups)-1]
		case g == nil:
			return fail(fmt.Errorf("expected “for TABLE” before %q", line))
		default:
			t, err := c.template(g.table, line)
			if err != nil {
				return fail(err)
			}
			g.templates = append(g.templates, t)
		}
	}
	for _, g := range c.groups {
		if len(g.templates) == 0 {
			return fail(fmt.Errorf("“for %s” without a template", g.table.name))
		}
	}
	return nil
}

// head reads "TABLE" or "TABLE times N".
func (c *Corpus) head(text string) (group, error) {
	name, count, ok := strings.Cut(text, " times ")
	times := 1
	if ok {
		n, err := strconv.Atoi(strings.TrimSpace(count))
		if err != nil || n < 1 || n > maxTimes {
			return group{}, fmt.Errorf("times %q: expected a number from 1 to %d", count, maxTimes)
		}
		times = n
	}
	t := c.tables[strings.TrimSpace(name)]
	if t == nil {
		return group{}, fmt.Errorf("no table %q", name)
	}
	return group{table: t, weight: times * len(t.rows)}, nil
}

func (c *Corpus) template(own *table, line string) (template, error) {
	var t template
	for {
		before, rest, open := strings.Cut(line, "{")
		t.texts = append(t.texts, before)
		if !open {
			return t, nil
		}
		inside, after, closed := strings.Cut(rest, "}")
		if !closed {
			return t, fmt.Errorf("“{” without “}”")
		}
		s, err := c.slot(own, inside)
		if err != nil {
			return t, err
		}
		t.slots = append(t.slots, s)
		line = after
	}
}

func (c *Corpus) slot(own *table, text string) (slot, error) {
	s := slot{table: own}
	name, plural := strings.CutSuffix(text, ":s")
	s.plural = plural
	for _, w := range []which{other, third, addend, next, previous, sum, difference} {
		if rest, ok := strings.CutPrefix(name, string(w)+" "); ok {
			s.which, name = w, rest
			break
		}
	}
	if tableName, column, ok := strings.Cut(name, "."); ok {
		if s.table = c.tables[tableName]; s.table == nil {
			return s, fmt.Errorf("{%s}: no table %q", text, tableName)
		}
		name = column
	}
	if s.column = slices.Index(s.table.columns, name); s.column < 0 {
		return s, fmt.Errorf("{%s}: table %s has no column %q", text, s.table.name, name)
	}
	return s, nil
}
