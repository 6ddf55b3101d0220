package wordvec

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// LabelColumns are the names of a column that holds words, in any case; without
// one of them the first column does.
var LabelColumns = []string{"word", "words", "token", "tokens", "label", "labels", "name", "text"}

// Labels reads the words of a table without them: one a line, or a column of
// several with tabs between, whose names the first line holds (the Projector's
// metadata). A line of one column is taken as it is; rows is how many words there
// must be, or, with limit, how many are read of more. The error is a *FormatError
// or that of the reader.
func Labels(r io.Reader, name string, rows int, limited bool) ([]string, error) {
	words, err := labels(r, rows, limited)
	var format *FormatError
	if errors.As(err, &format) {
		format.File = name
		return nil, format
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return words, nil
}

func labels(r io.Reader, rows int, limited bool) ([]string, error) {
	s, err := newSource(r, 0)
	if err != nil {
		return nil, err
	}
	if start, _ := s.Peek(3); string(start) == "\ufeff" {
		s.Discard(3)
	}
	var words []string
	column, columns := 0, 0
	lines := bufio.NewScanner(s)
	lines.Buffer(nil, MaxLine)
	for line := int64(1); lines.Scan(); line++ {
		text := strings.TrimSuffix(lines.Text(), "\r")
		fields := strings.Split(text, "\t")
		if line == 1 && len(fields) > 1 {
			columns = len(fields)
			column = max(0, slices.IndexFunc(fields, func(f string) bool {
				return slices.Contains(LabelColumns, strings.ToLower(strings.TrimSpace(f)))
			}))
			continue
		}
		if columns > 0 && len(fields) <= column {
			return nil, atLine(line, "all lines need as many columns", "%d columns where %d belong", len(fields), columns)
		}
		word := fields[column]
		if len(word) > MaxWord {
			return nil, atLine(line, "", "a word of %d bytes (at most %d)", len(word), MaxWord)
		}
		if len(words) == rows && limited {
			return words, nil
		}
		if len(words) == rows && text != "" {
			return nil, atLine(line, "each row needs one line", "more lines than the %d rows of numbers", rows)
		}
		if len(words) < rows {
			words = append(words, word)
		}
	}
	if err := lines.Err(); err == bufio.ErrTooLong {
		return nil, atLine(int64(len(words)+1), "", "longer than %d bytes", MaxLine)
	} else if err != nil {
		return nil, failed(err)
	}
	// A single column may have a name too: then there is one line too many, and
	// the loop has refused it. What is left is too few.
	if len(words) < rows {
		return nil, atByte(-1, "each row needs one line", "%d words for %d rows of numbers", len(words), rows)
	}
	return words, nil
}

// Name gives the rows of a table without words theirs; len(words) is V. Rows
// without a word, and those whose word came before, are left out as [Read] does.
func (t *Table) Name(words []string) error {
	if t.Words != nil || len(words) != t.Rows() {
		return fmt.Errorf("%d words for a table of %d rows", len(words), t.Rows())
	}
	b := newBuilder(layout{format: t.Format, dim: t.Dim}, &source{}, 0)
	data := t.Data[:0] // rows move towards the start only
	for i, word := range words {
		if b.keep(word) {
			data = append(data, t.Data[i*t.Dim:(i+1)*t.Dim]...)
		}
	}
	if len(data) == 0 {
		return &FormatError{Offset: -1, Reason: "no row has a word"}
	}
	t.Data, t.Words, t.index = data, b.t.Words, b.t.index
	t.Empty, t.Repeated, t.NotUTF8 = b.t.Empty, b.t.Repeated, b.t.NotUTF8
	return nil
}

// Number names the rows of a table by their number from 0, for want of words.
func (t *Table) Number() {
	words := make([]string, t.Rows())
	for i := range words {
		words[i] = fmt.Sprintf("#%d", i)
	}
	if err := t.Name(words); err != nil {
		panic(err) // of the length, or of words that are all unlike
	}
}

// Floats is a table of numbers read elsewhere, row-major and n×dim, without words.
// A number that is NaN or infinite is a *FormatError.
func Floats(format Format, data []float32, dim int, exact bool) (*Table, error) {
	for i, v := range data {
		if !isFinite(v) {
			return nil, &FormatError{Offset: -1, Help: finite,
				Reason: fmt.Sprintf("number %d of row %d (both counted from 0) is NaN, infinite or too large for 32 bits", i%dim, i/dim)}
		}
	}
	return &Table{Format: format, Dim: dim, Data: data, Exact: exact}, nil
}
