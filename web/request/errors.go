package request

import "fmt"

// TooLarge refuses a text, a word or a body past its limit.
type TooLarge struct {
	Param string
	Limit int // bytes
}

func (e *TooLarge) Error() string {
	return fmt.Sprintf("%s is longer than %d bytes", e.Param, e.Limit)
}

// Fault says in what way a value is wrong.
type Fault string

// The faults, which are also the codes of a [Problem].
const (
	NotUTF8    Fault = "not_utf8"     // Limit is empty
	Empty      Fault = "empty"        // a value is needed; Limit is empty
	NotANumber Fault = "not_a_number" // Limit is the range "1…100"
	OutOfRange Fault = "out_of_range" // Limit is the range "1…100"
	NotAChoice Fault = "not_a_choice" // Limit lists the choices "raw, unit"
	TooMany    Fault = "too_many"     // Limit is the number allowed
	Malformed  Fault = "malformed"    // Param is "query" or "body"; Limit says what was wrong, in English
)

// Invalid refuses a value and names what is allowed.
type Invalid struct {
	Param string
	Value string // shortened
	Fault Fault
	Limit string
}

func (e *Invalid) Error() string {
	switch e.Fault {
	case NotUTF8:
		return fmt.Sprintf("%s is not valid UTF-8", e.Param)
	case Empty:
		return fmt.Sprintf("%s must not be empty", e.Param)
	case NotANumber:
		return fmt.Sprintf("%s is %q, not a number in %s", e.Param, e.Value, e.Limit)
	case OutOfRange:
		return fmt.Sprintf("%s is %s, outside %s", e.Param, e.Value, e.Limit)
	case NotAChoice:
		return fmt.Sprintf("%s is %q, not one of: %s", e.Param, e.Value, e.Limit)
	case TooMany:
		return fmt.Sprintf("more than %s values of %s", e.Limit, e.Param)
	}
	return fmt.Sprintf("the %s cannot be read: %s", e.Param, e.Limit)
}

// Unknown says that no model, encoding, category or token has the name asked
// for. Near holds values to ask for instead, ready to stand in the parameter.
type Unknown struct {
	Param string // "model", "encoding", "token", "tokens" or "on"
	Value string // shortened
	Near  []string
}

func (e *Unknown) Error() string {
	return fmt.Sprintf("unknown %s %q", e.Param, e.Value)
}

// maxQuoted is how many bytes of a wrong value an error repeats.
const maxQuoted = 80

// quoted shortens a value for an error.
func quoted(value string) string {
	if len(value) <= maxQuoted {
		return value
	}
	cut := maxQuoted
	for cut > 0 && value[cut]&0xC0 == 0x80 {
		cut--
	}
	return value[:cut] + "…"
}
