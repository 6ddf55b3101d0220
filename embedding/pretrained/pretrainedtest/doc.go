// Package pretrainedtest makes models for tests, in the layout of files that
// Hugging Face's programs write: transformers of random weights, of any size, and
// the tokenizer of GPT-2. Nothing here is trained: a prediction of such a model
// means nothing, and its numbers are as many and as large as those of a real one.
package pretrainedtest
