package request

import (
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// form reads parameters and keeps the first error.
type form struct {
	values url.Values
	err    error
}

func (f *form) fail(err error) {
	if f.err == nil {
		f.err = err
	}
}

func (f *form) utf8(name string) {
	for _, value := range f.values[name] {
		if !utf8.ValidString(value) {
			f.fail(&Invalid{Param: strings.ToValidUTF8(quoted(name), "?"), Fault: NotUTF8})
		}
	}
}

// text reads a text of at most limit bytes.
func (f *form) text(name string, limit int) string {
	value := f.values.Get(name)
	if len(value) > limit {
		// The length is told before the encoding: it is the dearer fault.
		f.err = &TooLarge{Param: name, Limit: limit}
		return ""
	}
	return value
}

// list reads a parameter that repeats; empty values are left out.
func (f *form) list(name string, limit int) []string {
	values := slices.DeleteFunc(slices.Clone(f.values[name]), func(v string) bool { return v == "" })
	if len(values) > limit {
		f.fail(&Invalid{Param: name, Fault: TooMany, Limit: strconv.Itoa(limit)})
		return nil
	}
	return values
}

// choice reads one of the options; the first is the default.
func (f *form) choice(name string, options ...string) string {
	value := f.values.Get(name)
	if value == "" {
		return options[0]
	}
	if !slices.Contains(options, value) {
		f.fail(&Invalid{Param: name, Value: quoted(value), Fault: NotAChoice, Limit: strings.Join(options, ", ")})
		return options[0]
	}
	return value
}

// integer reads a whole number from low to high.
func (f *form) integer(name string, otherwise, low, high int) int {
	value := f.values.Get(name)
	if value == "" {
		return otherwise
	}
	limit := fmt.Sprintf("%d…%d", low, high)
	n, err := strconv.Atoi(value)
	switch {
	case err != nil && !isRange(err):
		f.fail(&Invalid{Param: name, Value: quoted(value), Fault: NotANumber, Limit: limit})
	case err != nil || n < low || n > high:
		f.fail(&Invalid{Param: name, Value: quoted(value), Fault: OutOfRange, Limit: limit})
	default:
		return n
	}
	return otherwise
}

// float reads a number from low to high.
func (f *form) float(name string, otherwise, low, high float64) float64 {
	value := f.values.Get(name)
	if value == "" {
		return otherwise
	}
	limit := fmt.Sprintf("%g…%g", low, high)
	x, err := strconv.ParseFloat(value, 64)
	switch {
	case err != nil && !isRange(err), math.IsNaN(x):
		f.fail(&Invalid{Param: name, Value: quoted(value), Fault: NotANumber, Limit: limit})
	case err != nil || x < low || x > high:
		f.fail(&Invalid{Param: name, Value: quoted(value), Fault: OutOfRange, Limit: limit})
	default:
		return x
	}
	return otherwise
}

func isRange(err error) bool {
	e, ok := err.(*strconv.NumError)
	return ok && e.Err == strconv.ErrRange
}
