// Package live pretrains small models while people watch.
//
// A [Scheduler] takes orders: [Scheduler.Start] puts a [Run] into the queue,
// and one after the other they train a transformer from a fresh seed on a slice
// of the classroom's corpus. A run shows a [Frame] every few steps: the loss and
// the rows of W_E of some words (words×D). [Run.Watch] gives a watcher the newest
// one; a slow watcher misses frames and never holds the training up, and any
// number of watchers costs one run. A run that nobody watches for [Grace] is
// stopped. When it ends its model is kept, named by the run, until it is
// discarded or [MaxModels] newer ones were used after it.
//
// The same [Options] give the same losses and the same frames at the same steps,
// on the same kernel of package gpt.
//
// A run of the default length is some 35 seconds of work for one core, shared by
// two, and holds 16 to 24 MB, which it gives back when it ends; a kept model costs
// its parameters, about a megabyte.
// The text is generated and tokenized before the first run, in a second or two,
// and kept.
//
// Frames are never changed once published. All methods are safe for concurrent
// use.
package live
