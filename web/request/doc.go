// Package request reads what a visitor asks for, from the query of a URL or the
// body of a POST, into typed values, and holds it against the limits. What
// cannot be had is a [*Fault]: a status, a code that each language has words
// for, and the limit or the near matches that help.
package request
