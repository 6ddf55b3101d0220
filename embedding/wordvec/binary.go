package wordvec

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
)

// rowsAtOnce is how many rows of a binary file there is room for at a time.
const rowsAtOnce = 1024

// readBinary reads word2vec's binary rows: a word, a space, D little-endian
// float32, and in some files a line feed. A word of the original tool is cut at 60
// bytes, at times within a character.
func readBinary(s *source, l layout, b *builder) error {
	at := s.offset()
	raw := make([]byte, 4*l.dim)
	row := make([]float32, l.dim)
	for b.rows < l.rows && !b.full() {
		word, length, err := binaryWord(s)
		if err != nil {
			return binaryFault(err, at, b)
		}
		if _, err := io.ReadFull(s, raw); err != nil {
			return binaryFault(err, at, b)
		}
		for i := range row {
			row[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
			if !isFinite(row[i]) {
				return atByte(at+int64(length+4*i), finite, "number %d of %d, of the word %q, is NaN or infinite", i+1, l.dim, word)
			}
		}
		at += int64(length + len(raw))
		if len(b.t.Data)+l.dim > cap(b.t.Data) {
			if err := b.reserve(int(min(rowsAtOnce, l.rows-b.rows)), s.raw.n); err != nil {
				return err
			}
		}
		if b.keep(word) {
			b.t.Data = append(b.t.Data, row...)
		}
	}
	if b.full() {
		return nil
	}
	end, err := io.ReadAll(io.LimitReader(s, 2))
	if err != nil {
		return failed(err)
	}
	if len(bytes.TrimSpace(end)) > 0 {
		return atByte(at, "", "more bytes than %d rows of %d numbers take", l.rows, l.dim)
	}
	return nil
}

var errLongWord = errors.New("a word without an end")

// binaryWord reads up to the space after a word and tells how many bytes that was.
func binaryWord(s *source) (word string, length int, err error) {
	text, err := s.Peek(MaxWord + 2)
	end := bytes.IndexByte(text, ' ')
	switch {
	case end >= 0:
	case err == bufio.ErrBufferFull || err == nil:
		return "", 0, errLongWord
	case err == io.EOF:
		return "", 0, io.ErrUnexpectedEOF
	default:
		return "", 0, err
	}
	word = string(bytes.TrimLeft(text[:end], "\n"))
	_, err = s.Discard(end + 1)
	return word, end + 1, err
}

// binaryFault is the error of the row that begins at a byte.
func binaryFault(err error, at int64, b *builder) error {
	switch {
	case err == errLongWord:
		return atByte(at, again, "a word of more than %d bytes", MaxWord)
	case b.source.packed && err != io.EOF:
		return failed(err)
	case err == io.EOF || err == io.ErrUnexpectedEOF:
		return atByte(at, again, "ends after %d rows of the %d that its first line promises", b.rows, b.layout.rows)
	}
	return err
}
