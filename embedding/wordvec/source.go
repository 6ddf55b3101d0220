package wordvec

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
)

// sampleSize is how much of a file is looked at to tell what it is: one line of
// any file that is read.
const sampleSize = MaxLine

// source is a file, unpacked.
type source struct {
	*bufio.Reader
	packed bool
	size   int64 // of the file; 0 when it is not known
	raw    *counter
	most   int64 // bytes that the file can unpack to; 0 when that is not known
	inside *bounded
}

// counter counts the bytes read.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// newSource looks at the first bytes and unpacks what gzip packed.
func newSource(r io.Reader, size int64) (*source, error) {
	s := &source{size: size, most: size, raw: &counter{r: r}}
	plain := bufio.NewReaderSize(s.raw, sampleSize)
	s.Reader = plain
	start, err := plain.Peek(4)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if !bytes.HasPrefix(start, []byte{0x1f, 0x8b}) {
		return s, nil
	}
	// The packed side needs a small buffer only, so that raw counts closely.
	unpacker, err := gzip.NewReader(bufio.NewReaderSize(plain, 4096))
	if err != nil {
		return nil, failed(err)
	}
	s.packed = true
	if size > 0 {
		s.most = size*MaxExpansion + freeExpansion
	}
	s.inside = &bounded{r: unpacker, raw: s.raw}
	s.Reader = bufio.NewReaderSize(s.inside, sampleSize)
	return s, nil
}

// offset is how many bytes of the unpacked file were taken.
func (s *source) offset() int64 {
	n := s.raw.n
	if s.packed {
		n = s.inside.n
	}
	return n - int64(s.Buffered())
}

// bounded reads what is unpacked, as long as it stays in proportion to what was
// read.
type bounded struct {
	r   io.Reader
	raw *counter
	n   int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	b.n += int64(n)
	if b.n > b.raw.n*MaxExpansion+freeExpansion {
		return 0, atByte(-1, "unpack it yourself and open what comes out",
			"unpacks to more than %d times its size", MaxExpansion)
	}
	var corrupt flate.CorruptInputError
	if errors.As(err, &corrupt) {
		err = fmt.Errorf("%w: %w", gzip.ErrChecksum, err)
	}
	return n, err
}

// rows is how many rows of at least so many bytes the file can hold; −1 when that
// is not known.
func (s *source) rows(bytes int64) int64 {
	if s.most == 0 {
		return -1
	}
	return s.most/bytes + 1
}
