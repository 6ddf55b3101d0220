package corpus

import (
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
)

// rowKey names a row that a sentence speaks of.
type rowKey struct {
	which which
	table *table
}

// fill writes the template about row of its group's table; false when a cell
// is empty, a row does not exist, or the sentence holds a prompt.
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
	return text, !c.asks(text)
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
	case this, addend:
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
		second, known := rows[rowKey{addend, t}]
		if !known {
			second = random.IntN(n)
			rows[rowKey{addend, t}] = second
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

// asks reports whether a prompt that the model is examined with stands in text,
// large letters or small: its answer must not be learnt by heart.
func (c *Corpus) asks(text string) bool {
	text = " " + strings.ToLower(text)
	return slices.ContainsFunc(c.Prompts, func(p Prompt) bool { return strings.Contains(text, p.spaced) })
}

// meets reports whether both words of a held-out pair stand in text.
func (c *Corpus) meets(text string) bool {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
	for _, word := range words {
		for _, partner := range c.apart[word] {
			if slices.Contains(words, partner) {
				return true
			}
		}
	}
	return false
}
