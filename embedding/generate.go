package embedding

import (
	"iter"

	"tokenscape/embedding/bpe"
	"tokenscape/embedding/gpt"
)

// MaxGenerated is how many tokens one call of Generate writes at most. Once the
// context is full each costs a forward pass over all of it.
const MaxGenerated = 64

// Written is one token that the model wrote.
type Written struct {
	*Choice
	Place   int  // how many tokens of the text stand before it
	Dropped int  // how many of those the model no longer saw when it chose
	Ends    bool // it is the token that ends a text
}

// Generate lets the model go on from a sequence: n tokens at most, no more than
// MaxGenerated, each chosen as how says and then read like any other. It stops
// after an end-of-text token unless past is true; past it a new document begins.
//
// A token costs one position of the transformer while there is room in the
// context. When there is none the oldest token is dropped, all others move a
// place down, and so everything is computed anew. The tokens are those chosen: the
// text that they make may be cut into other ones when it is read again.
//
// It yields an error at last, such as ErrEmptyText, and then no more.
func (m *Model) Generate(s *Sequence, n int, past bool, how Sampling) iter.Seq2[Written, error] {
	return func(yield func(Written, error) bool) {
		if len(s.Tokens) == 0 {
			yield(Written{}, ErrEmptyText)
			return
		}
		var window []TokenID // what the model sees
		for _, t := range s.Tokens {
			window = append(window, t.ID)
		}
		end, ends := m.EndOfText()
		dropped := len(s.Dropped)
		run, err := m.newRun()
		if err != nil {
			yield(Written{}, err)
			return
		}
		read := 0
		for range min(n, MaxGenerated) {
			if over := len(window) - m.Context(); over > 0 {
				window, dropped = window[over:], dropped+over
				run.Reset()
				read = 0
			}
			for ; read < len(window); read++ {
				if err := m.read(run, window[read], read); err != nil {
					yield(Written{}, err)
					return
				}
			}
			place := dropped + len(window)
			choice, err := m.Choose(run.Logits(), place, how)
			if err != nil {
				yield(Written{}, err)
				return
			}
			next := choice.Token().ID
			last := ends && next == end
			if !yield(Written{choice, place, dropped, last}, nil) || last && !past {
				return
			}
			window = append(window, next)
		}
	}
}

// EndOfText is the token that parted the documents of the training text; false when
// the encoding has none.
func (m *Model) EndOfText() (TokenID, bool) { return m.parts.Tokenizer.ID(bpe.EndOfText) }

// read feeds a token to the run at the position that is next.
func (m *Model) read(run *gpt.Run, id TokenID, position int) error {
	row, _ := m.TokenVector(id)
	return run.Append(Sum(row, m.PositionVector(position)))
}
