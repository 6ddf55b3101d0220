package wordvec

import "fmt"

// FormatError says what is wrong with a file, where, and what helps.
type FormatError struct {
	File   string
	Line   int64 // from 1; 0 in a binary file
	Offset int64 // byte of a binary file, −1 in a text
	Reason string
	Help   string // the way out; "" when the reason says it
}

func (e *FormatError) Error() string {
	at := e.File
	switch {
	case e.Line > 0:
		at += fmt.Sprintf(", line %d", e.Line)
	case e.Offset >= 0:
		at += fmt.Sprintf(", byte %d", e.Offset)
	}
	return sentence(at, e.Reason, e.Help)
}

// UnsupportedError is a file of a format that is known and not read here.
type UnsupportedError struct {
	File string
	What string // what the file is
	Help string
}

func (e *UnsupportedError) Error() string { return sentence(e.File, e.What, e.Help) }

func sentence(at, reason, help string) string {
	if help != "" {
		help = "; " + help
	}
	return at + ": " + reason + help
}

// atLine is an error of a text; line counts from 1.
func atLine(line int64, help, reason string, args ...any) *FormatError {
	return &FormatError{Line: line, Offset: -1, Reason: fmt.Sprintf(reason, args...), Help: help}
}

// atByte is an error of a binary file.
func atByte(offset int64, help, reason string, args ...any) *FormatError {
	return &FormatError{Offset: offset, Reason: fmt.Sprintf(reason, args...), Help: help}
}

// What helps against the commonest faults.
const (
	again     = "the file may be cut off: fetch it again"
	oneLength = "all rows need as many numbers as the first"
	finite    = "replace it by a number, or leave the row out"
)
