package wordvec

import (
	"encoding/csv"
	"errors"
	"io"
	"math"
	"strings"
)

// ration gives so many bytes at most until it is filled again: a quote that is not
// closed would have a reader of CSV hold all that a packed file unpacks to.
type ration struct {
	r    io.Reader
	left int
}

func (q *ration) Read(p []byte) (int, error) {
	if q.left == 0 {
		return 0, atByte(-1, `a word with a quote in it is written "like ""this"""`, "a row of more than %d bytes", MaxLine)
	}
	n, err := q.r.Read(p[:min(len(p), q.left)])
	q.left -= n
	return n, err
}

// readCSV reads rows with commas between: a word, which may be quoted (RFC 4180),
// and its numbers.
func readCSV(s *source, l layout, b *builder) error {
	rows := &ration{r: s}
	r := csv.NewReader(rows)
	r.FieldsPerRecord, r.ReuseRecord = -1, true
	fields := l.dim
	if !l.unnamed {
		fields++
	}
	row := make([]float32, l.dim)
	for !b.full() {
		rows.left = MaxLine
		record, err := r.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return csvFault(err, l)
		}
		line, _ := r.FieldPos(0)
		at := l.line + int64(line) - 1
		if len(record) != fields {
			return atLine(at, oneLength, "%d fields where %d belong", len(record), fields)
		}
		word := ""
		if !l.unnamed {
			word, record = record[0], record[1:]
		}
		if len(word) > MaxWord {
			return atLine(at, "", "a word of %d bytes (at most %d)", len(word), MaxWord)
		}
		for i, field := range record {
			text := []byte(strings.TrimSpace(field))
			v, end, ok := number(text, 0)
			if !ok || end != len(text) {
				return atLine(at, finite, "%s", l.noNumber(text, i))
			}
			if math.IsInf(float64(v), 0) {
				return atLine(at, finite, "a number too large for 32 bits")
			}
			row[i] = v
		}
		if err := b.reserve(1, s.raw.n); err != nil {
			return err
		}
		if b.keep(word) {
			b.t.Data = append(b.t.Data, row...)
		}
	}
	return nil
}

func csvFault(err error, l layout) error {
	var syntax *csv.ParseError
	if errors.As(err, &syntax) {
		return atLine(l.line+int64(syntax.Line)-1, `a word with a quote in it is written "like ""this"""`, "%s", syntax.Err)
	}
	return failed(err)
}
