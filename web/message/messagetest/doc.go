// Package messagetest holds two catalogues of texts, English and Chinese, against
// each other, whatever structs, maps and slices they are made of: a text of a new
// field is checked without being named here. It is used by the tests of each
// package that has a catalogue.
//
// A text is named by its path, as in Lab.KindNames[code] or Chapters[0].Say[1].
package messagetest
