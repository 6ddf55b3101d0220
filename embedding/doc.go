// Package embedding turns text into tokens and tokens into vectors, and asks
// the vectors what is near and what lies in a direction.
//
// A [Model] joins an encoding with two matrices of weights: the token embedding
// W_E (V×D, one row a token of the vocabulary) and the position embedding W_P
// (n_ctx×D, one row a position). [Model.Embed] looks up both rows for every
// token of a text and adds them element by element: the input of a GPT's first
// block. In the full space, [Model.Nearest] ranks the rows of W_E around a
// vector, [Model.Analogy] around the fourth corner of a parallelogram, and
// [Model.Axis] says where tokens stand between two groups. [Model.Predict] runs
// the model's transformer, if it has one, to the distribution of the next token;
// [Model.Inside] opens that pass, attention and all, [Model.Choose] the choice that
// follows it, and [Model.Generate] goes on from there.
//
// Matrices are row-major float32 and shared, never copied: a slice that a
// method returns may alias the model and must not be modified. Sums are
// accumulated in float64. A Model is safe for concurrent use.
//
// Rows of tokens that training never met stay at their random start. They are
// not stored: [Model.TokenVector] draws them again from the model's seed and
// reports them as untrained.
package embedding
