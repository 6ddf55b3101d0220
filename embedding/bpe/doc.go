// Package bpe cuts text into the tokens of OpenAI's published byte-level
// encodings: r50k_base (GPT-2, GPT-3), p50k_base, cl100k_base (GPT-3.5, GPT-4)
// and o200k_base (GPT-4o).
//
// A text is first split by the encoding's pattern into pieces that no token
// crosses (words with their leading space, runs of digits, of punctuation, of
// white space). Within a piece, single bytes are joined pair by pair, the pair
// of lowest rank first and the leftmost of equal ones, until no neighbouring
// pair has a rank (Sennrich et al. 2016; Radford et al. 2019, section 2.2).
// The rank of a token is its id.
//
// Any bytes can be encoded: a byte that is no part of valid UTF-8 is classed as
// punctuation by the splitter. Joining the bytes of the tokens always gives the
// text back. Names of special tokens in a text are ordinary text.
//
// [Learn] finds the merges of an encoding in a text of one's own, and [Grown] cuts
// texts with the first n of them.
//
// Splitting is linear in the text and merging a piece of n bytes takes
// O(n log n). An encoding reads its ranks when it is first used. Letters and
// digits are those of Go's Unicode tables; a code point newer than these may be
// cut otherwise than by the reference implementation.
package bpe
