package wordvec

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"tokenscape/embedding/bpe"
)

// Limits of a file.
const (
	MaxDim     = 1 << 14 // numbers of a row
	MaxNumbers = 1 << 31 // of a table: 8 GiB
	MaxWord    = 1 << 10 // bytes of a word
	MaxLine    = 1 << 20 // bytes of a line: MaxDim numbers in full precision, and a word

	// MaxExpansion is how many times its own size a packed file may unpack to,
	// beside freeExpansion for small ones. Numbers in text pack to a third.
	MaxExpansion  = 100
	freeExpansion = 1 << 20
)

// Format is what a file was told to be by its content.
type Format string

// The formats.
const (
	Text     Format = "word2vec text"   // a line of V and D, then rows; fastText's .vec too
	Binary   Format = "word2vec binary" // a line of V and D, then words and float32
	GloVe    Format = "GloVe text"      // rows alone, with spaces between
	TabTable Format = "TSV"
	CSV      Format = "CSV"
)

// Accepted names what Read reads, for the message that a file is none of these.
const Accepted = "word2vec text or binary, GloVe, fastText .vec, TSV, CSV, each plain or .gz"

// Table is what a file holds.
type Table struct {
	Format Format
	Gzip   bool
	Words  []string  // of each row; nil for a file of numbers alone
	Dim    int       // D
	Data   []float32 // V×D, row-major
	Exact  bool      // the file holds float32; false for decimal text

	Empty    int // rows left out because they have no word
	Repeated int // rows left out because their word came before
	NotUTF8  int // words kept that are not UTF-8

	index map[string]bpe.TokenID // the row of each word
}

// Rows is V.
func (t *Table) Rows() int { return len(t.Data) / t.Dim }

// Options say how a file is read.
type Options struct {
	Name  string // of the file, for errors
	Size  int64  // of what the reader gives, in bytes; 0 when it is not known
	Limit int    // at most so many rows, the first; 0 for all
}

// Read reads a table. The error is a *FormatError, an *UnsupportedError or that of
// the reader, the file's name in front.
func Read(r io.Reader, o Options) (*Table, error) {
	t, err := read(r, o)
	var format *FormatError
	var unsupported *UnsupportedError
	switch {
	case err == nil:
		return t, nil
	case errors.As(err, &format):
		format.File = o.Name
		return nil, format
	case errors.As(err, &unsupported):
		unsupported.File = o.Name
		return nil, unsupported
	}
	return nil, fmt.Errorf("%s: %w", o.Name, err)
}

func read(r io.Reader, o Options) (*Table, error) {
	s, err := newSource(r, o.Size)
	if err != nil {
		return nil, err
	}
	l, err := sniff(s)
	if err != nil {
		return nil, err
	}
	b := newBuilder(l, s, o.Limit)
	switch l.format {
	case Binary:
		err = readBinary(s, l, b)
	case CSV:
		err = readCSV(s, l, b)
	default:
		err = readLines(s, l, b)
	}
	if err != nil {
		return nil, err
	}
	t, err := b.table()
	if err != nil {
		return nil, err
	}
	t.Gzip = s.packed
	return t, nil
}

// failed is an error of reading or unpacking.
func failed(err error) error {
	switch {
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum), errors.Is(err, io.ErrUnexpectedEOF):
		return atByte(-1, again, "the packed data is damaged or ends early")
	}
	return err
}
