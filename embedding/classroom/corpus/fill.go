package corpus

import (
	"math/rand/v2"
	"strings"
)

// rowKey names a row that a sentence speaks of.
type rowKey struct {
	which which
	table *table
}

// fill writes the template about row of its group's table; false when a cell
// is empty, a row does not exist, or a held-out pair would meet.
func (c *Corpus) fill(t template, own *table, row int, random *rand.Rand) (string, bool) {
	rows := map[rowKey]int{{this, own}: row}
	words := make(map[slot]string)
	var b strings.Builder
	for i, s := range t.slots {
		b.WriteString(t.texts[i])
		key := s
		key.plural = false
		word, ok := words[key]
		if !ok {
			r, found := choose(s.which, s.table, rows, random)
			if !found {
				return "", false
			}
			cell := s.table.rows[r][s.column]
			if len(cell) == 0 {
				return "", false
			}
			word = cell[random.IntN(len(cell))]
			words[key] = word
		}
		if s.plural {
			word = c.plural(word)
		}
		b.WriteString(word)
	}
	b.WriteString(t.texts[len(t.texts)-1])
	text := capitalise(articles(b.String()))
	return text, !c.meets(text)
}

// choose finds the row for a slot and remembers it in rows.
func choose(w which, t *table, rows map[rowKey]int, random *rand.Rand) (row int, ok bool) {
	key := rowKey{w, t}
	if row, ok := rows[key]; ok {
		return row, true
	}
	n := len(t.rows)
	if n == 0 {
		return 0, false
	}
	first, known := rows[rowKey{this, t}]
	if !known && w != this {
		first = random.IntN(n)
		rows[rowKey{this, t}] = first
	}
	switch w {
	case this:
		row = random.IntN(n)
	case other, third:
		if row, ok = different(t, rows, random); !ok {
			return 0, false
		}
	case next, previous:
		row = first + 1
		if w == previous {
			row = first - 1
		}
		if t.cyclic {
			row = (row + n) % n
		}
	case sum, difference:
		second, known := rows[rowKey{other, t}]
		if !known {
			second = random.IntN(n)
			rows[rowKey{other, t}] = second
		}
		row = first + second
		if w == difference {
			row = first - second
		}
	}
	if row < 0 || row >= n {
		return 0, false
	}
	rows[key] = row
	return row, true
}

// tries bounds the search for a row that the sentence does not use yet.
const tries = 8

func different(t *table, rows map[rowKey]int, random *rand.Rand) (int, bool) {
	for range tries {
		row := random.IntN(len(t.rows))
		used := false
		for key, r := range rows {
			used = used || key.table == t && r == row
		}
		if !used {
			return row, true
		}
	}
	return 0, false
}

// meets reports whether both words of a held-out pair stand in text.
func (c *Corpus) meets(text string) bool {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return r == ' ' || r == ',' || r == '.' || r == ':' || r == '?' || r == '!'
	})
	for _, word := range words {
		for _, partner := range c.apart[word] {
			for _, w := range words {
				if w == partner {
					return true
				}
			}
		}
	}
	return false
}
