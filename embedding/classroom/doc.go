// Package classroom holds the default model: a GPT-2 architecture small enough
// to travel in the program, pretrained by this repository on a corpus that this
// repository writes.
//
// [Load] returns the committed weights (float16 in the file, float32 in memory,
// V×D for W_E and n_ctx×D for W_P); it takes time in proportion to the file,
// some milliseconds, and reads neither the corpus nor the encoding's ranks.
// [Card] says how the weights came about and what was measured on them;
// MODEL_CARD.md is the same for people. [Replay] shows the pretraining from its
// random start to its end; it costs no time before it is first asked for.
// “go generate” in this directory makes all five files again, the four of the
// command in pretrain and then counts.json, how often each token stands in the
// training text, of the command in count.
package classroom
