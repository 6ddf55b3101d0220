package request

import (
	"errors"
	"strconv"
	"strings"
	"unicode"

	"tokenscape/embedding"
)

// maxNearSearches is how many unknown tokens of a lenient query are answered with
// near matches: each takes a pass over the vocabulary.
const maxNearSearches = 5

// Token is the token that the parameter names; 0, false when it is not given.
func (q *Query) Token(m *embedding.Model, name string) (embedding.TokenID, bool) {
	ref := q.values.Get(name)
	if ref == "" {
		return 0, false
	}
	look := m.Lookup
	if q.lenient {
		look = m.LookupWord
	}
	id, err := look(ref)
	if err != nil {
		q.Refuse(unknown(m, name, ref, err), ref)
		return 0, false
	}
	return id, true
}

// Needed is the token that the parameter names; not to name one is a fault.
func (q *Query) Needed(m *embedding.Model, name string) embedding.TokenID {
	id, ok := q.Token(m, name)
	if !ok {
		q.Refuse(&Fault{Code: NoToken, Parameter: name})
	}
	return id
}

// Tokens are all tokens that the repeated parameter names, each once, MaxTokens
// at most.
func (q *Query) Tokens(m *embedding.Model, name string) []embedding.TokenID {
	return q.Some(m, name, MaxTokens)
}

// Group is one end of an axis: the tokens that the repeated parameter names, one
// at least and MaxGroup at most.
func (q *Query) Group(m *embedding.Model, name string) []embedding.TokenID {
	if len(q.values[name]) == 0 {
		q.Refuse(&Fault{Code: NoToken, Parameter: name})
	}
	return q.Some(m, name, MaxGroup)
}

// Some are the tokens that the repeated parameter names, each once and no more
// than most. Of a lenient query one value may hold several words, with commas or
// spaces between.
func (q *Query) Some(m *embedding.Model, name string, most int) []embedding.TokenID {
	refs := q.values[name]
	if len(refs) > most && !q.lenient {
		q.fail(&Fault{Code: TooMany, Parameter: name, Limit: strconv.Itoa(most)})
		return nil
	}
	var ids []embedding.TokenID
	seen := make(map[embedding.TokenID]bool)
	take := func(id embedding.TokenID) {
		if !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	if q.lenient {
		q.words(m, name, most, take)
		return ids
	}
	for _, ref := range refs {
		id, err := m.Lookup(ref)
		if err != nil {
			q.fail(unknown(m, name, ref, err))
			return nil // the near matches of one are enough work
		}
		take(id)
	}
	return ids
}

// words takes the tokens of a parameter that people fill in. What is no token
// is noted and taken off its value, and so is what is past the limit.
func (q *Query) words(m *embedding.Model, name string, most int, take func(embedding.TokenID)) {
	var values []string
	taken, over, searches := 0, false, 0
	for _, value := range q.values[name] {
		words := []string{value}
		if _, ok := m.Word(value); !ok {
			words = split(value)
		}
		var good []string
		for _, word := range words {
			id, ok := m.Word(word)
			switch {
			case !ok:
				f := &Fault{Code: UnknownToken, Parameter: name, Value: Short(word)}
				if searches++; searches <= maxNearSearches {
					_, err := m.LookupWord(word)
					f = unknown(m, name, word, err)
				}
				q.skipped = append(q.skipped, f)
			case taken == most:
				over = true
			default:
				taken++
				take(id)
				good = append(good, word)
			}
		}
		switch {
		case len(good) == len(words) && len(good) > 0:
			values = append(values, value)
		case len(good) > 0:
			values = append(values, strings.Join(good, ", "))
		}
	}
	if over {
		q.skipped = append(q.skipped, &Fault{Code: TooMany, Parameter: name, Limit: strconv.Itoa(most)})
	}
	if q.values[name] = values; len(values) == 0 {
		q.values.Del(name)
	}
}

// split parts words that have commas or spaces between them.
func split(value string) []string {
	return strings.FieldsFunc(value, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(",;，、；", r)
	})
}

func unknown(m *embedding.Model, name, ref string, err error) *Fault {
	f := &Fault{Code: UnknownToken, Parameter: name, Value: Short(ref)}
	var unknown *embedding.UnknownTokenError
	if errors.As(err, &unknown) {
		for _, near := range unknown.Near {
			f.Near = append(f.Near, Ref(m, near))
		}
	}
	return f
}
