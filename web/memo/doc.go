// Package memo computes what is heavy once: a map that a class looks at is
// fitted for the first who asks, and the others get the same one.
//
// A [Memo] holds a bounded number of values, by wish of a bounded weight together,
// each of a model and of a key that says all that it depends on. Models come and go: at the next question after a
// model can no longer be asked for, its values are let go.
package memo
