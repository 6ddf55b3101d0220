// Package request reads what a visitor asks for, from the query of a URL or the
// body of a POST, into typed values, and holds it against the limits. What
// cannot be had is a [*Fault]: a status, a code that each language has words
// for, and the limit or the near matches that help.
//
// A [Query] is strict: its first fault is what the visitor is told. A lenient one
// does what a page does with a link that was made for another model: it notes
// what is wrong, leaves it out and reads the rest.
package request
