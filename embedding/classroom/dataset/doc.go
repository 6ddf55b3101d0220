// Package dataset is the corpus as a transformer reads it: rows of W_E, in
// batches.
//
// [Tokenize] generates the documents, cuts them into tokens, drops those with a
// rare token, and numbers the tokens that are left: token Tokens[i] has row i of
// W_E. It takes time in proportion to the text (some microseconds a token) and
// keeps four bytes a token. A [Dataset] is read only once made; any number of
// [Windows] may draw from it side by side.
package dataset
