package live

import (
	"fmt"
	"slices"
)

// Limits of a run.
const (
	DefaultWidth = 32
	DefaultSteps = 800
	MinSteps     = 20
	MaxSteps     = 2000
)

// Widths are the lengths of a vector that a run can have.
var Widths = []int{32, 64}

// Options say what to train. The zero value of Width or Steps is the default.
type Options struct {
	Seed  uint64 // of the random start and the order of the text
	Width int    // D, one of Widths
	Steps int    // MinSteps to MaxSteps
}

// OptionError names an option outside its limits.
type OptionError struct {
	Option string // "width" or "steps"
	Value  int
	Limits string // what is allowed, "32, 64" or "20–1000"
}

func (e *OptionError) Error() string {
	return fmt.Sprintf("%s %d: allowed is %s", e.Option, e.Value, e.Limits)
}

// complete fills in the defaults and checks the limits.
func (o Options) complete() (Options, error) {
	if o.Width == 0 {
		o.Width = DefaultWidth
	}
	if o.Steps == 0 {
		o.Steps = DefaultSteps
	}
	if !slices.Contains(Widths, o.Width) {
		return o, &OptionError{Option: "width", Value: o.Width, Limits: "32, 64"}
	}
	if o.Steps < MinSteps || o.Steps > MaxSteps {
		return o, &OptionError{Option: "steps", Value: o.Steps, Limits: fmt.Sprintf("%d–%d", MinSteps, MaxSteps)}
	}
	return o, nil
}
