// Package layout computes the maps that take seconds, by t-SNE and UMAP, off the
// path of a request, while people watch how far they are.
//
// One is computed at a time, in the order in which they are asked for; some wait,
// and whoever asks for more is told that the server is busy. Equal questions
// share one computation, and the last answers are kept, as long as their model
// can be asked for. A computation that nobody has watched or waited for in the
// last ten seconds is stopped.
//
// [Layouts.Layout] waits for an answer, [Layouts.Watch] tells what becomes of
// it. What they return is shared and must not be modified. To ask costs a hash of
// the tokens; the memory of a computation is that of packages tsne and umap, and
// of an answer two numbers a token.
package layout
