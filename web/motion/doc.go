// Package motion puts the way of a vector through a model on a map.
//
// There are two ways. [Layers] is that of one position through the model: its input
// vector, then its hidden state after each block. [Tokens] is that of the text as it
// grows: the last state at one position after another, which points at what comes
// next. Every stop is read with the logit lens (see [embedding.Reading]), and the
// vector so read, that after the last norm, is what lies on the map, so that map and
// lens speak of one thing.
//
// Such vectors are hundreds of times as long as a row of W_E, and their length says
// little: the lens tells by direction which token is likeliest, by length how surely.
// So a [Choice] reads rows=unit unless it is told otherwise: rows and stops at length
// one, on the axes fitted on the rows. Those axes are not fitted on the stops: words
// stay where every other picture of the map has them, and a step shows as much of
// itself as lies in that plane. [Stop.Kept] says how much; the rest is out of sight.
// More of it is seen on a map of the way's own, [Choice.Own], whose axes are fitted on
// the tokens that the stops are read as: of five sentences 35 to 73 % of the length,
// against 13 to 34 % on the map of the first categories.
//
// A motion costs a prediction and a reading of V·D for each stop; it is computed once
// and kept while it is asked for. What Of returns is shared and must not be modified.
package motion
