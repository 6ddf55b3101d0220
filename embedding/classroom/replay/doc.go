// Package replay is a pretraining to be watched again: what W_E and W_P were at
// some of its steps, and the loss at all of them.
//
// Two of the snapshots need no room in the file. The random start is drawn again
// from the model's seed, bit for bit, and the end is the model itself. Of those
// between, a row of W_E is D whole numbers of eight bits with one scale, the
// row's largest absolute value / 127, so that no number is off by more than half
// a scale; W_P (n_ctx×D) is float16. They stay so in memory and are widened when
// asked for: [Snapshot.Gather] costs D multiplications a row.
//
// A run takes a snapshot by [Take] at each of [Steps], thins its losses by
// [Thin] and writes all by [Encode]; [Decode] trusts nothing that it reads. A
// Replay is read only and safe for concurrent use; the matrices that it gives
// are copies.
package replay
