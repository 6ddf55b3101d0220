package embedding

import (
	"errors"
	"fmt"

	"tokenscape/embedding/gpt"
)

// ErrNoBlocks is returned by what runs the transformer, for a model without one:
// word vectors predict nothing.
var ErrNoBlocks = errors.New("the model has no transformer blocks")

// ErrNoStart is returned by what goes back to the random start, or on with training,
// for a model that was not pretrained here.
var ErrNoStart = errors.New("how the model's weights stood before training is not known")

// MaxWords is how many words of a text are embedded by a model without positions,
// which itself has no limit.
const MaxWords = 1024

// HasPosition tells whether the model has a position embedding W_P.
func (m *Model) HasPosition() bool { return m.wp.Rows > 0 }

// HasBlocks tells whether the model has a transformer, which predicts the next
// token and can be trained.
func (m *Model) HasBlocks() bool { return m.parts.Transform != nil }

// HasStart tells whether it is known what the weights were before training: they are
// drawn again from a seed, which the files of other people's models do not hold.
func (m *Model) HasStart() bool { return m.HasBlocks() && m.parts.File == nil }

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

	Weights int // all numbers that a language model's file holds, opened or not; 0 for word vectors
}

// Note is something that a reader must know of a language model which was opened.
type Note string

// The notes.
const (
	NoTokenizer     Note = "no_tokenizer"      // tokens are called by their number
	LabelsOnly      Note = "labels_only"       // tokens have names, but how a text is cut is not known here
	TokenizerBySize Note = "tokenizer_by_size" // the encoding is the one that has as many tokens
	HeadsAssumed    Note = "heads_assumed"     // without its config the heads are taken to be 64 wide
	BlocksUnknown   Note = "blocks_unknown"    // its blocks are of a kind that is not run here
	BlocksLeftOut   Note = "blocks_left_out"   // only the embeddings were asked for
	OneTensor       Note = "one_tensor"        // one tensor of the file was asked for
	NoPositions     Note = "no_positions"      // its blocks turn or weigh by distance instead of adding W_P
	PositionsApart  Note = "positions_apart"   // its W_P has rows of another length than W_E and cannot be added
	SumIncomplete   Note = "sum_incomplete"    // its input is not the sum of W_E and W_P alone
	Scaled          Note = "scaled"            // its input is the row of W_E times √D
)

// File is what the model was read from; nil for one that was not read from a file
// of the visitor's.
func (m *Model) File() *File { return m.parts.File }

// Notes are what a reader must know of a language model that was opened.
func (m *Model) Notes() []Note { return m.parts.Notes }
