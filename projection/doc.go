// Package projection presses vectors of many dimensions into few, and says how
// well that went. It knows matrices, not words.
//
// [Fit] finds the principal components of n vectors of length d: the centred
// matrix X (n×d) is rotated so that its first column keeps as much of the
// variance as one direction can, the second as much of the rest, and so on
// (Pearson 1901; Jolliffe 2002, Principal Component Analysis, chapter 1). The
// result is exact and the same at every call: components are found from the
// symmetric eigenproblem of XᵀX (d×d) or XXᵀ (n×n), whichever is smaller, in
// float64, and each is turned so that its largest loading is positive.
//
// Time is O(n·d·min(n,d) + min(n,d)³), memory O(n·d + min(n,d)²). That suits a
// few thousand vectors; a whole vocabulary of GPT-2 wants an iterative method.
//
// Matrices come in as row-major float32 and are never modified.
package projection
