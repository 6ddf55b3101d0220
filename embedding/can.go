package embedding

import (
	"errors"
	"fmt"

	"tokenscape/embedding/gpt"
)

// ErrNoBlocks is returned by what runs the transformer, for a model without one:
// word vectors predict nothing.
var ErrNoBlocks = errors.New("the model has no transformer blocks")

// MaxWords is how many words of a text are embedded by a model without positions,
// which itself has no limit.
const MaxWords = 1024

// HasPosition tells whether the model has a position embedding W_P.
func (m *Model) HasPosition() bool { return m.wp.Rows > 0 }

// HasBlocks tells whether the model has a transformer, which predicts the next
// token and can be trained. Without one there is no random start either.
func (m *Model) HasBlocks() bool { return m.parts.Transform != nil }

// Window is how many tokens of a text [Model.Embed] takes at most: n_ctx, or
// MaxWords for a model without positions.
func (m *Model) Window() int {
	if m.HasPosition() {
		return m.Context()
	}
	return MaxWords
}

// newRun is a run of the model's transformer, or ErrNoBlocks.
func (m *Model) newRun() (*gpt.Run, error) {
	if !m.HasBlocks() {
		return nil, fmt.Errorf("%s: %w", m.Name(), ErrNoBlocks)
	}
	return m.parts.Transform.NewRun(), nil
}

// File says what a model was read from, where a reader may want to know.
type File struct {
	Format   string // "GloVe text"
	Type     string // of its numbers: "float32"; "decimal" for text
	Size     int64  // bytes
	Rows     int    // rows that were read, those left out too
	Limited  bool   // it may hold more rows: reading stopped at a limit
	Numbered bool   // it names no words: tokens are called by the number of their row

	Empty, Repeated int // rows left out: without a word, or of a word that came before
	NotUTF8         int // words that are not UTF-8
}

// File is what the model was read from; nil for one that was not read from a file
// of the visitor's.
func (m *Model) File() *File { return m.parts.File }
