package descent

import (
	"errors"
	"fmt"
	"math"

	"tokenscape/embedding"
	"tokenscape/embedding/gpt"
)

// Limits of what is asked for at once.
const (
	MaxSteps      = 20
	MaxCandidates = 20
	MaxRate       = 0.1 // some thirty times what pretraining uses
	MaxParameters = 4_000_000
)

// clip is the largest norm of the gradient, as in pretraining.
const clip = 1

// ErrTooShort is returned for a text that has no token to predict.
var ErrTooShort = errors.New("a step needs at least two tokens: one to read and one to predict")

// TooLongError is returned for a text that does not fit the context.
type TooLongError struct{ Tokens, Limit int }

func (e *TooLongError) Error() string {
	return fmt.Sprintf("%d tokens; a step takes at most %d: the context and one to predict", e.Tokens, e.Limit)
}

// TooLargeError is returned for a transformer whose training would fill the
// memory of a small machine.
type TooLargeError struct{ Parameters, Limit int }

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("%d parameters; steps are followed of at most %d", e.Parameters, e.Limit)
}

// UntrainedTokenError is returned for a token that training never met: it has
// no row to move.
type UntrainedTokenError struct{ ID embedding.TokenID }

func (e *UntrainedTokenError) Error() string {
	return fmt.Sprintf("token %d was never met in training and has no row", e.ID)
}

// OptionError names an option outside its limits.
type OptionError struct {
	Option   string // "rate", "steps" or "candidates"
	Value    float64
	Min, Max float64
}

func (e *OptionError) Error() string {
	return fmt.Sprintf("%s %g: from %g to %g", e.Option, e.Value, e.Min, e.Max)
}

// Options say how to step.
type Options struct {
	Rate       float64 // learning rate, above 0 and at most MaxRate
	Steps      int     // 1 to MaxSteps, all on the same text
	Candidates int     // likeliest next tokens to name at each position, 0 to MaxCandidates
}

func (o Options) check() error {
	switch {
	case !(o.Rate > 0 && o.Rate <= MaxRate):
		return &OptionError{"rate", o.Rate, 0, MaxRate}
	case o.Steps < 1 || o.Steps > MaxSteps:
		return &OptionError{"steps", float64(o.Steps), 1, MaxSteps}
	case o.Candidates < 0 || o.Candidates > MaxCandidates:
		return &OptionError{"candidates", float64(o.Candidates), 0, MaxCandidates}
	}
	return nil
}

// Trace is what the steps did.
type Trace struct {
	Losses    []float64 // mean over the positions, before each step and after the last
	Positions []Position
	Moves     []Move  // of each different target, in the order of the text
	Others    float64 // mean length of the move of all rows that the text does not hold
}

// Position is one place of the text.
type Position struct {
	Input, Target embedding.TokenID
	Candidates    []embedding.Candidate // before the steps, the likeliest first
	Before, After Prediction
}

// Prediction is what the model makes of a target.
type Prediction struct {
	Probability float64
	Loss        float64 // −ln of the probability
	Rank        int     // of the target among all V tokens, from 1
}

// Move is how a target's row of W_E changed.
type Move struct {
	ID       embedding.TokenID
	Distance float64 // Euclidean length of the change

	// The cosines of the row, before and after, with the model's output vector at
	// the first position that has this target, before the steps: the logit is the
	// product of the two.
	CosineBefore, CosineAfter float64
}

// Follow trains a clone of from on the text and tells what happened. The ids
// are tokens with rows in m, whose shape from has: m.Transformer(), or m.Start()
// for the random start. The errors are *OptionError, ErrTooShort, *TooLongError,
// *TooLargeError and *UntrainedTokenError.
func Follow(m *embedding.Model, from *gpt.Transformer, ids []embedding.TokenID, o Options) (*Trace, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	if len(ids) < 2 {
		return nil, ErrTooShort
	}
	if n := m.Parameters(); n > MaxParameters {
		return nil, &TooLargeError{Parameters: n, Limit: MaxParameters}
	}
	if limit := from.Config.Context + 1; len(ids) > limit {
		return nil, &TooLongError{Tokens: len(ids), Limit: limit}
	}
	rows := make([]int32, len(ids))
	for i, id := range ids {
		row, ok := m.Row(id)
		if !ok {
			return nil, &UntrainedTokenError{ID: id}
		}
		rows[i] = int32(row)
	}
	inputs, targets := rows[:len(rows)-1], rows[1:]
	clone := from.Clone()
	trainer, err := gpt.NewTrainer(clone, gpt.Training{
		Sequences: 1, Positions: len(inputs), Rate: o.Rate, Clip: clip,
		Steps: math.MaxInt32, // a schedule this long stays at its highest rate
	})
	if err != nil {
		return nil, err
	}
	before := read(m, from, inputs, targets, o.Candidates)
	t := &Trace{}
	for range o.Steps {
		t.Losses = append(t.Losses, trainer.Step(inputs, targets))
	}
	t.Losses = append(t.Losses, trainer.Evaluate(inputs, targets))
	after := read(m, clone, inputs, targets, 0)
	for i := range inputs {
		t.Positions = append(t.Positions, Position{
			Input: ids[i], Target: ids[i+1], Candidates: before[i].likeliest,
			Before: before[i].Prediction, After: after[i].Prediction,
		})
	}
	t.compare(m, from, clone, rows, before)
	return t, nil
}
