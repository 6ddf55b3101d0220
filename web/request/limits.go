package request

import "tokenscape/projection/figure"

// Limits of what a request may ask, each named in the answer that refuses it.
const (
	MaxText       = 1 << 16           // bytes of a text
	MaxBody       = 6*MaxText + 1<<16 // bytes of a JSON body: a text of \u00XX escapes and the other fields
	MaxWord       = 256               // bytes of a word whose merging is traced
	MaxRef        = 512               // bytes of the name of a token, model, encoding, category
	MaxTokens     = 1000              // tokens picked for a map
	MaxOn         = 100               // categories picked for a map
	MaxK          = 100               // neighbours or candidates
	MaxComponents = 16                // principal components
	MinHeat       = 0.01              // temperature
	MaxHeat       = 10                // temperature
	MinSide       = figure.MinSide    // pixels
	MaxSide       = figure.MaxSide    // pixels
	MaxPixels     = figure.MaxPixels  // width × height
	MinDPI        = 24                // dots an inch
	MaxDPI        = figure.MaxDPI     // dots an inch
	maxNear       = 5                 // near matches of an unknown name
)

// What holds when the request does not say.
const (
	DefaultK          = 10
	DefaultComponents = 2
	DefaultHeat       = 1.0
	DefaultWidth      = 1200
	DefaultHeight     = 900
	DefaultDPI        = 96
	DefaultEncoding   = "r50k_base"
)

// ReadySentence is what a page shows when no text was asked for.
const ReadySentence = "The capital of France is"
