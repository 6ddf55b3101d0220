// Package gpt is GPT-2's transformer: its forward pass, position by position,
// and its training.
//
// A Transformer of width D takes the sum of a row of W_E (V×D) and a row of W_P
// (n_ctx×D) for each position, passes it through L blocks, and scores every
// token of the vocabulary. With x the n×D vectors of a text, a block is
//
//	x ← x + attention(norm₁(x))
//	x ← x + project(gelu(expand(norm₂(x))))
//
// where norm is layer normalisation before each part (Radford et al. 2019,
// Language Models are Unsupervised Multitask Learners), attention is causal and
// multi-head, softmax(QKᵀ/√(D/H))·V (Vaswani et al. 2017, Attention Is All You
// Need, equation 1), expand is D×4D, and gelu is the approximation
// ½z(1 + tanh(√(2/π)(z + 0.044715z³))) (Hendrycks & Gimpel 2016, section 2). After
// a last norm the logits are h·W_Eᵀ: the output is tied to W_E.
//
// Training spends its time in matrix products: six floating-point operations a
// token and weight (Kaplan et al. 2020, Scaling Laws for Neural Language Models,
// section 2.1). They are gonum's, or with the build tag avx2, on an amd64 processor
// that knows AVX2 and FMA, those of this package's assembly, four to five times
// as fast. Kernel says which.
//
// Matrices are row-major float32; tensors bear the names and shapes of GPT-2's
// published file. A Transformer is read only once built and may serve many
// Runs at once. A Trainer changes it and must be alone.
package gpt
