package npy

import (
	"encoding/binary"
	"fmt"
	"io"
	"strconv"
	"strings"
)

const magic = "\x93NUMPY"

// Limits of a file.
const (
	MaxHeader  = 1 << 16 // bytes; a header of a matrix takes some 120
	MaxNumbers = 1 << 31 // of a matrix
)

// FormatError says what is wrong with a file.
type FormatError struct {
	File   string
	Offset int64
	Reason string
	Help   string // the way out; "" when the reason says it
}

func (e *FormatError) Error() string {
	return fmt.Sprintf("%s, byte %d: %s", e.File, e.Offset, withHelp(e.Reason, e.Help))
}

// UnsupportedError is a valid file of what is not read here.
type UnsupportedError struct {
	File string
	What string
	Help string
}

func (e *UnsupportedError) Error() string {
	return fmt.Sprintf("%s: %s", e.File, withHelp(e.What, e.Help))
}

func withHelp(reason, help string) string {
	if help == "" {
		return reason
	}
	return reason + "; " + help
}

// header is what a file says of itself.
type header struct {
	descr   string
	fortran bool
	shape   []int64
	size    int64 // bytes before the numbers
}

// Is tells whether a file that begins so is a NumPy file.
func Is(start []byte) bool { return strings.HasPrefix(string(start), magic) }

// readHeader reads up to the first number.
func readHeader(r io.Reader) (header, error) {
	start := make([]byte, len(magic)+2)
	if _, err := io.ReadFull(r, start); err != nil {
		return header{}, ended(err, 0)
	}
	if !Is(start) {
		return header{}, &FormatError{Reason: "no NumPy file: the first bytes are others"}
	}
	var length int64
	at := int64(len(start))
	switch major := start[len(magic)]; major {
	case 1:
		var n uint16
		if err := binary.Read(r, binary.LittleEndian, &n); err != nil {
			return header{}, ended(err, at)
		}
		length, at = int64(n), at+2
	case 2, 3:
		var n uint32
		if err := binary.Read(r, binary.LittleEndian, &n); err != nil {
			return header{}, ended(err, at)
		}
		length, at = int64(n), at+4
	default:
		return header{}, &UnsupportedError{What: fmt.Sprintf("version %d of the format", major), Help: "versions 1, 2 and 3 are read"}
	}
	if length > MaxHeader {
		return header{}, &FormatError{Offset: at, Reason: fmt.Sprintf("a header of %d bytes (at most %d)", length, MaxHeader)}
	}
	text := make([]byte, length)
	if _, err := io.ReadFull(r, text); err != nil {
		return header{}, ended(err, at)
	}
	h, err := parse(string(text))
	if err != nil {
		return header{}, &FormatError{Offset: at, Reason: err.Error()}
	}
	h.size = at + length
	return h, nil
}

// ended is an error of reading at a byte.
func ended(err error, at int64) error {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return &FormatError{Offset: at, Reason: "the file ends early", Help: "fetch or save it again"}
	}
	return err
}

// parse reads the dictionary: the keys descr, fortran_order and shape, each once,
// in any order.
func parse(text string) (header, error) {
	p := &parser{rest: text}
	var h header
	seen := map[string]bool{}
	p.expect("{")
	for p.err == nil && !p.next("}") {
		key := p.quoted()
		p.expect(":")
		if seen[key] {
			p.fail("the key %q stands twice", key)
		}
		seen[key] = true
		switch key {
		case "descr":
			h.descr = p.quoted()
		case "fortran_order":
			h.fortran = p.boolean()
		case "shape":
			h.shape = p.tuple()
		default:
			p.fail("an unknown key %q", key)
		}
		if !p.next(",") {
			p.expect("}")
			break
		}
	}
	if p.err == nil && strings.TrimSpace(p.rest) != "" {
		p.fail("more after the dictionary")
	}
	if p.err == nil && len(seen) != 3 {
		p.fail("the keys descr, fortran_order and shape are not all there")
	}
	return h, p.err
}

// parser reads the few Python literals of a header; the first fault stays.
type parser struct {
	rest string
	err  error
}

func (p *parser) fail(reason string, args ...any) {
	if p.err == nil {
		p.err = fmt.Errorf("broken header: "+reason, args...)
	}
}

// next takes a mark if it comes next.
func (p *parser) next(mark string) bool {
	rest, ok := strings.CutPrefix(strings.TrimLeft(p.rest, " \n\t"), mark)
	if ok {
		p.rest = rest
	}
	return ok
}

func (p *parser) expect(mark string) {
	if !p.next(mark) {
		p.fail("no %q where it belongs", mark)
	}
}

// quoted is a string without escapes. A list, the type of a structured array, is
// taken whole, to be named.
func (p *parser) quoted() string {
	for _, quote := range []string{"'", `"`} {
		if p.next(quote) {
			text, rest, ok := strings.Cut(p.rest, quote)
			if !ok || strings.Contains(text, `\`) {
				p.fail("a string without an end, or with an escape")
			}
			p.rest = rest
			return text
		}
	}
	if p.next("[") {
		_, rest, ok := strings.Cut(p.rest, "]")
		if !ok {
			p.fail("a list without an end")
		}
		p.rest = rest
		return structured
	}
	p.fail("no string where one belongs")
	return ""
}

func (p *parser) boolean() bool {
	switch {
	case p.next("True"):
		return true
	case p.next("False"):
		return false
	}
	p.fail("neither True nor False")
	return false
}

// tuple is whole numbers in parentheses, a comma after each but maybe the last.
func (p *parser) tuple() []int64 {
	p.expect("(")
	numbers := []int64{}
	for p.err == nil && !p.next(")") {
		p.rest = strings.TrimLeft(p.rest, " \n\t")
		end := 0
		for end < len(p.rest) && p.rest[end] >= '0' && p.rest[end] <= '9' {
			end++
		}
		n, err := strconv.ParseInt(p.rest[:end], 10, 64)
		if err != nil {
			p.fail("a shape of other than whole numbers")
		}
		numbers = append(numbers, n)
		p.rest = strings.TrimPrefix(p.rest[end:], "L") // Python 2 wrote long numbers so
		if !p.next(",") {
			p.expect(")")
			break
		}
	}
	return numbers
}
