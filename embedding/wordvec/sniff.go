package wordvec

import (
	"bytes"
	"encoding/binary"
	"io"
	"slices"
	"strconv"
)

// layout is what a file was found to be.
type layout struct {
	format    Format
	separator byte
	dim       int
	rows      int64 // that a header promises; 0 for none
	unnamed   bool  // rows have no word
	line      int64 // of the first row, from 1
}

// sampleLines is how many lines tell the length of a row.
const sampleLines = 64

// fastTextBin is the number that a fastText model begins with.
const fastTextBin = 793712314

// foreign are files that people have beside the ones read here.
var foreign = []struct {
	start, what, help string
}{
	{"PK\x03\x04", "is a zip archive", "unpack it and open the text inside"},
	{"\x93NUMPY", "is a NumPy array inside another file", "give the .npy itself, unpacked"},
	{"\x89HDF\r\n\x1a\n", "is an HDF5 file", "save the vectors as text or .npy"},
	{"BZh", "is packed by bzip2", "unpack it, or pack it by gzip"},
	{"\xfd7zXZ\x00", "is packed by xz", "unpack it, or pack it by gzip"},
	{"\x28\xb5\x2f\xfd", "is packed by zstd", "unpack it, or pack it by gzip"},
	{"7z\xbc\xaf\x27\x1c", "is a 7z archive", "unpack it and open the text inside"},
	{"\xff\xfe", "is text in UTF-16", "save it as UTF-8"},
	{"\xfe\xff", "is text in UTF-16", "save it as UTF-8"},
	{"%PDF", "is a PDF", ""},
	{"\x80\x02", pickled, pickleHelp}, {"\x80\x03", pickled, pickleHelp},
	{"\x80\x04", pickled, pickleHelp}, {"\x80\x05", pickled, pickleHelp},
}

const (
	pickled    = "is a Python pickle (a gensim model, perhaps)"
	pickleHelp = "in gensim, save it by model.wv.save_word2vec_format(\"vectors.txt\")"
)

// sniff tells a file by its first lines and skips what stands before the rows.
func sniff(s *source) (layout, error) {
	sample, err := s.Peek(sampleSize)
	if err != nil && err != io.EOF {
		return layout{}, failed(err)
	}
	for _, f := range foreign {
		if bytes.HasPrefix(sample, []byte(f.start)) {
			return layout{}, &UnsupportedError{What: f.what, Help: f.help}
		}
	}
	if len(sample) > 4 && binary.LittleEndian.Uint32(sample) == fastTextBin {
		return layout{}, &UnsupportedError{What: "is a fastText model (.bin)", Help: "open the .vec beside it"}
	}
	if mark := []byte("\ufeff"); bytes.HasPrefix(sample, mark) {
		sample = sample[len(mark):]
		if _, err := s.Discard(len(mark)); err != nil {
			return layout{}, err
		}
	}
	if len(bytes.TrimSpace(sample)) == 0 {
		return layout{}, atByte(-1, "accepted are "+Accepted, "holds nothing")
	}
	first, rest, _ := bytes.Cut(sample, []byte("\n"))
	if rows, dim, ok := header(first); ok {
		return headed(s, rows, dim, len(first)+1, rest)
	}
	return unheaded(s, sample, err == io.EOF)
}

// header reads the line that word2vec begins with: V and D.
func header(line []byte) (rows, dim int64, ok bool) {
	fields := bytes.Fields(line)
	if len(fields) != 2 {
		return 0, 0, false
	}
	rows, err := strconv.ParseInt(string(fields[0]), 10, 64)
	if err != nil {
		return 0, 0, false
	}
	dim, err = strconv.ParseInt(string(fields[1]), 10, 64)
	return rows, dim, err == nil
}

// headed is a word2vec file, whose header line is so many bytes long.
func headed(s *source, rows, dim int64, length int, rest []byte) (layout, error) {
	switch {
	case rows < 1 || dim < 1:
		return layout{}, atLine(1, "the line holds the number of words and the length of a vector", "%d rows of %d numbers", rows, dim)
	case dim > MaxDim:
		return layout{}, atLine(1, "", "rows of %d numbers (at most %d)", dim, MaxDim)
	}
	l := layout{format: Text, separator: ' ', dim: int(dim), rows: rows, line: 2}
	if isBinary(rest) {
		l.format = Binary
	}
	least := int64(2*l.dim + 1) // "a 1 2\n": a digit and a separator a number
	if l.format == Binary {
		least = int64(4*l.dim + 2)
	}
	if most := s.rows(least); most >= 0 && rows > most {
		return layout{}, atLine(1, again, "promises %d rows of %d numbers, more than the file's %d bytes hold", rows, dim, s.size)
	}
	_, err := s.Discard(length)
	if err == io.EOF {
		err = atLine(1, again, "ends after its first line")
	}
	return l, err
}

// textSample is how many bytes after the header tell binary from text.
const textSample = 4 << 10

// isBinary tells whether there are bytes that no text has.
func isBinary(b []byte) bool {
	return bytes.ContainsFunc(b[:min(len(b), textSample)], func(r rune) bool {
		return r < ' ' && r != '\t' && r != '\r' && r != '\n'
	})
}

// unheaded is a file of rows from its first or second line on.
func unheaded(s *source, sample []byte, whole bool) (layout, error) {
	if isBinary(sample) {
		return layout{}, &UnsupportedError{What: "is no text and begins like no format known here", Help: "accepted are " + Accepted}
	}
	var lines [][]byte
	for line := range bytes.Lines(sample) {
		if len(lines) == sampleLines || !whole && line[len(line)-1] != '\n' {
			break
		}
		lines = append(lines, trimEnd(line))
	}
	if len(lines) == 0 {
		return layout{}, atLine(1, "", "is longer than %d bytes", MaxLine)
	}
	var l layout
	most := 0
	for _, separator := range []byte{' ', '\t', ','} {
		if n := rowLength(lines, separator); n > most {
			l.separator, most = separator, n
		}
	}
	l.dim = most
	l.format = map[byte]Format{' ': GloVe, '\t': TabTable, ',': CSV}[l.separator]
	switch {
	case most == 0:
		return layout{}, atLine(1, "accepted are "+Accepted, "no word with numbers after it")
	case most > MaxDim:
		return layout{}, atLine(1, "", "rows of %d numbers (at most %d)", most, MaxDim)
	}
	l.line = 1
	if l.format != GloVe && isTitle(lines[0], l) {
		l.line, lines = 2, lines[1:]
		if _, err := s.ReadSlice('\n'); err != nil {
			return layout{}, atLine(1, "accepted are "+Accepted, "names of columns and no row")
		}
	}
	if l.unnamed = areNumbers(lines, l.separator); l.unnamed {
		l.dim = len(split(lines[0], l.separator))
	}
	return l, nil
}

// rowLength is the number of numbers of most lines: those at the end of a line, its
// first field apart, which is the word even where it is a number.
func rowLength(lines [][]byte, separator byte) int {
	count := map[int]int{}
	best := 0
	for _, line := range lines {
		fields := split(line, separator)
		n := 0
		for n < len(fields)-1 && isNumber(fields[len(fields)-1-n]) {
			n++
		}
		count[n]++
		if count[n] > count[best] || count[n] == count[best] && n > best {
			best = n
		}
	}
	return best
}

// split parts a line, several spaces as one does; of fields with commas between
// quotes and spaces are taken off. A field with a comma in it is cut in two, which
// does for telling a file.
func split(line []byte, separator byte) [][]byte {
	fields := bytes.Split(line, []byte{separator})
	switch separator {
	case ' ':
		kept := fields[:1]
		for _, f := range fields[1:] {
			if len(f) > 0 {
				kept = append(kept, f)
			}
		}
		return kept
	case ',':
		for i, f := range fields {
			f = bytes.TrimSpace(f)
			if len(f) > 1 && f[0] == '"' && f[len(f)-1] == '"' {
				f = f[1 : len(f)-1]
			}
			fields[i] = f
		}
	}
	return fields
}

// isTitle tells a line that names columns: one with text where a number belongs,
// or nothing over the words, as pandas writes it.
func isTitle(line []byte, l layout) bool {
	fields := split(line, l.separator)
	return len(fields[0]) == 0 || len(fields) < l.dim || !slices.ContainsFunc(fields[1:], isNumber)
}

// areNumbers tells rows without words: numbers all through, and not whole ones in
// all first fields, which may count the rows.
func areNumbers(lines [][]byte, separator byte) bool {
	counted := true
	for _, line := range lines {
		fields := split(line, separator)
		if slices.ContainsFunc(fields, func(f []byte) bool { return !isNumber(f) }) {
			return false
		}
		counted = counted && !bytes.ContainsAny(fields[0], ".eE")
	}
	return len(lines) > 0 && !counted
}

// trimEnd takes off what ends a line, and the spaces before it that word2vec and
// fastText write.
func trimEnd(line []byte) []byte { return bytes.TrimRight(line, " \r\n") }
