package wordvec

import (
	"unicode/utf8"

	"tokenscape/embedding/bpe"
)

// builder collects the rows of a table, in the order of the file.
type builder struct {
	t      Table
	layout layout
	source *source
	limit  int   // of rows; 0 for none
	rows   int64 // of the file so far, those left out too
}

func newBuilder(l layout, s *source, limit int) *builder {
	b := &builder{layout: l, source: s, limit: limit}
	b.t.Format, b.t.Dim, b.t.Exact = l.format, l.dim, l.format == Binary
	if !l.unnamed {
		b.t.index = make(map[string]bpe.TokenID)
	}
	return b
}

// full tells whether the limit of rows is reached.
func (b *builder) full() bool { return b.limit > 0 && b.t.Rows() >= b.limit }

// estimateFrom is how many numbers must be there before the rest is estimated by
// them: until then the table doubles.
const estimateFrom = 1 << 22

// reserve makes room for n more rows, read up to a byte of the file.
func (b *builder) reserve(n int, read int64) error {
	have, need := len(b.t.Data), len(b.t.Data)+n*b.t.Dim
	if need > MaxNumbers {
		return atByte(-1, "open the first rows of it by -limit", "more than %d numbers", MaxNumbers)
	}
	if need <= cap(b.t.Data) {
		return nil
	}
	room := 2 * need
	if size := b.source.size; size > 0 && read > 0 && have >= estimateFrom {
		// Rows grow longer as words grow rarer, so this is a little too much.
		room = need + int(1.03*float64(need)*float64(size-min(read, size))/float64(read))
	}
	if promised := b.layout.rows; promised > 0 {
		whole := int(min(promised*int64(b.t.Dim), MaxNumbers))
		if !b.source.packed && b.source.size > 0 {
			room = whole // as many as the file's size allows: see headed
		}
		room = min(room, whole)
	}
	if b.limit > 0 {
		room = min(room, b.limit*b.t.Dim)
	}
	data := make([]float32, have, max(need, room))
	copy(data, b.t.Data)
	b.t.Data = data
	return nil
}

// keep tells whether the row of the word goes into the table, and counts it when
// it does not. The words of a table without words are "".
func (b *builder) keep(word string) bool {
	b.rows++
	if b.layout.unnamed {
		return true
	}
	if word == "" {
		b.t.Empty++
		return false
	}
	if _, twice := b.t.index[word]; twice {
		b.t.Repeated++
		return false
	}
	b.t.index[word] = bpe.TokenID(len(b.t.Words))
	if !utf8.ValidString(word) {
		b.t.NotUTF8++
	}
	b.t.Words = append(b.t.Words, word)
	return true
}

// table is what was collected, once the file ended or the limit is reached.
func (b *builder) table() (*Table, error) {
	if promised := b.layout.rows; b.rows < promised && !b.full() {
		return nil, atByte(-1, again, "ends after %d rows of the %d that its first line promises", b.rows, promised)
	}
	if len(b.t.Data) == 0 {
		return nil, atByte(-1, "accepted are "+Accepted, "no row with a word")
	}
	return &b.t, nil
}

// excess refuses a row past those that the header promises.
func (b *builder) excess() bool { return b.layout.rows > 0 && b.rows == b.layout.rows }

func isFinite(v float32) bool { return v-v == 0 }
