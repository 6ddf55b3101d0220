// Package lesson holds three lesson plans, of 20, 45 and 90 minutes, with a
// sheet for pupils and its key, in English and in Chinese.
//
// Every figure in them is the running model's: [Measure] asks a model all that
// the lessons ask of it, once, and [For] writes the answers into the words of a
// language. A sheet and its key are one [Sheet]: its answers are left blank for
// pupils. A link is a whole state of a page, with what that page then shows.
//
// Measure runs the transformer some twenty times over a sentence; For costs a
// fraction of a millisecond. Both are safe for concurrent use and share nothing
// with their callers.
package lesson
