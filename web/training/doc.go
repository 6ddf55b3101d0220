// Package training is the pretraining that visitors watch: what they ask of it,
// bounded, for the pages, the plots and the API alike.
//
// A [Look] is one step of descent on a sentence, seen closely: tens of
// milliseconds of work, done once for all who look at the same.
//
// A run of package live is started and ended by a visitor, told by a cookie of
// random letters. Whoever watches gets [Message] after message from
// [Trainings.Watch]; each frame of a run is projected and encoded once, however
// many watch: about a millisecond for a hundred words of 64 numbers.
package training
