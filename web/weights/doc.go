// Package weights looks at the two matrices that a GPT's text enters by, W_E
// (V×D, a row a token) and W_P (n_ctx×D, a row a position), and at their sum.
//
//   - [Shape] counts the weights of a GPT of any size, by the formula of GPT-2.
//   - [Draw] is a matrix as a picture, a pixel a number.
//   - [Study] is what is measured once of a model: how its numbers are spread at
//     the random start and now, how its positions lie to each other, how W_E and
//     W_P lie to each other, and the plane on which W_E varies most.
//   - [Study.Find], [Meet] and [Forget] try things on sentences: whether a sum
//     still tells what it was made of, what the blocks make of the same token in
//     two sentences, and what a name is worth that lies far back, or has fallen
//     out of the context.
//
// Vectors are the model's own and are never modified; numbers are float32, sums
// float64. A Study takes O(V·D²) for the plane and O(n_ctx²·D) for the positions,
// a Forget some dozens of predictions: both are worth keeping. A picture costs in
// proportion to its numbers, MaxPixels at most.
package weights
