package embedding

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"
)

// Limits of a pattern. A regular expression takes time in proportion to its
// steps and to the text, RE2's promise; these keep that to a quarter of a second
// for an encoding of 50,257 tokens.
const (
	MaxPattern      = 200 // bytes
	MaxPatternSteps = 100 // instructions that it compiles to
)

// PatternError is a regular expression that is not searched for.
type PatternError struct {
	Pattern string
	Code    syntax.ErrorCode // syntax.ErrLarge also for one past the limits
	Part    string           // of the pattern, which is at fault; "" for all of it
	Limit   string           // that was passed, or ""
}

func (e *PatternError) Error() string {
	s := fmt.Sprintf("pattern %q: %s", e.Pattern, e.Code)
	if e.Part != "" {
		s += fmt.Sprintf(" in %q", e.Part)
	}
	if e.Limit != "" {
		s += ", at most " + e.Limit
	}
	return s
}

// Kinds of what Find is asked.
const (
	FindsText    = "text"
	FindsID      = "id"
	FindsPattern = "regex"
)

// Found are tokens that a search found.
type Found struct {
	Kind   string
	Total  int       // how many match
	Tokens []TokenID // the first of them
}

// Find searches all tokens of the encoding, trained or not, for
//
//   - a text: tokens that are it, then those that begin with it, then those that
//     contain it; letters of either case and spaces at the start are alike;
//   - "id:5822", the token of that number;
//   - "/^ un/", a regular expression over the token's text (Go's syntax, that of
//     RE2).
//
// Of these, tokens that training met come first, as the others lie anywhere; then
// the shorter, then those with a space before them, as words inside a sentence
// are, then by id. It returns k tokens at the most. The error is a *PatternError, or that of ctx.
//
// One pass over the encoding; the first of a model prepares its texts.
func (m *Model) Find(ctx context.Context, query string, k int) (*Found, error) {
	query = strings.ReplaceAll(query, "␣", " ")
	if number, ok := strings.CutPrefix(query, "id:"); ok {
		f := &Found{Kind: FindsID}
		if id, ok := m.numbered(number); ok {
			f.Total, f.Tokens = 1, []TokenID{id}
		}
		return f, nil
	}
	if pattern, ok := strings.CutPrefix(query, "/"); ok && len(pattern) > 1 && strings.HasSuffix(pattern, "/") {
		return m.findPattern(ctx, strings.TrimSuffix(pattern, "/"), k)
	}
	return m.findText(query, k), nil
}

func (m *Model) findText(query string, k int) *Found {
	want := strings.ToLower(strings.TrimSpace(query))
	best := newMatches(k)
	if want == "" {
		return best.found(FindsText)
	}
	for _, t := range m.texts() {
		at := strings.Index(t.plain, want)
		switch {
		case at < 0:
		case len(t.plain) == len(want):
			best.add(match{t, 0})
		case at == 0:
			best.add(match{t, 1})
		default:
			best.add(match{t, 2})
		}
	}
	return best.found(FindsText)
}

// patience is after how many tokens a search looks whether it is still wanted.
const patience = 1 << 10

func (m *Model) findPattern(ctx context.Context, pattern string, k int) (*Found, error) {
	expression, err := compile(pattern)
	if err != nil {
		return nil, err
	}
	best := newMatches(k)
	for i, t := range m.texts() {
		if i%patience == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if expression.MatchString(t.text) {
			best.add(match{t, 0})
		}
	}
	return best.found(FindsPattern), nil
}

func compile(pattern string) (*regexp.Regexp, error) {
	if len(pattern) > MaxPattern {
		return nil, &PatternError{Pattern: pattern, Code: syntax.ErrLarge, Limit: fmt.Sprintf("%d bytes", MaxPattern)}
	}
	parsed, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		wrong := &PatternError{Pattern: pattern, Code: syntax.ErrInternalError}
		var told *syntax.Error
		if errors.As(err, &told) {
			wrong.Code, wrong.Part = told.Code, told.Expr
		}
		return nil, wrong
	}
	program, err := syntax.Compile(parsed.Simplify())
	if err != nil {
		return nil, &PatternError{Pattern: pattern, Code: syntax.ErrInternalError}
	}
	if len(program.Inst) > MaxPatternSteps {
		return nil, &PatternError{Pattern: pattern, Code: syntax.ErrLarge, Limit: fmt.Sprintf("%d steps", MaxPatternSteps)}
	}
	return regexp.MustCompile(pattern), nil
}

// text is a token as it is searched.
type text struct {
	id      TokenID
	trained bool
	inside  bool   // it begins with a space
	text    string // its bytes
	plain   string // in lower case, without spaces at the start; "" for a part of a character
	length  int    // of plain in characters, of a part of one in bytes
}

// allTexts prepares the encoding's tokens, by id.
func (m *Model) allTexts() []text {
	all := make([]text, 0, m.parts.Tokenizer.Size())
	for id := range TokenID(m.parts.Tokenizer.Size()) {
		b, ok := m.parts.Tokenizer.Bytes(id)
		if !ok {
			continue
		}
		t := text{id: id, text: b, inside: strings.HasPrefix(b, " "), length: len(b)}
		_, t.trained = m.Row(id)
		if utf8.ValidString(b) {
			t.plain = strings.ToLower(strings.TrimLeft(b, " "))
			t.length = utf8.RuneCountInString(t.plain)
		}
		all = append(all, t)
	}
	return all
}

// match is a token found; the lesser class is the nearer to what was asked.
type match struct {
	text
	class int
}

func (a match) compare(b match) int {
	return cmp.Or(cmp.Compare(a.class, b.class), first(a.trained, b.trained),
		cmp.Compare(a.length, b.length), first(a.inside, b.inside), cmp.Compare(a.id, b.id))
}

// first orders what is so before what is not.
func first(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// matches keeps the first k of those added, in order.
type matches struct {
	first []match
	total int
}

func newMatches(k int) *matches { return &matches{first: make([]match, 0, max(0, k)+1)} }

func (m *matches) add(found match) {
	m.total++
	most := cap(m.first) - 1
	if len(m.first) == most && (most == 0 || found.compare(m.first[most-1]) > 0) {
		return
	}
	at, _ := slices.BinarySearchFunc(m.first, found, match.compare)
	m.first = slices.Insert(m.first, at, found)
	m.first = m.first[:min(len(m.first), most)]
}

func (m *matches) found(kind string) *Found {
	f := &Found{Kind: kind, Total: m.total, Tokens: make([]TokenID, len(m.first))}
	for i, t := range m.first {
		f.Tokens[i] = t.id
	}
	return f
}
