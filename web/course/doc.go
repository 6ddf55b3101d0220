// Package course holds the lesson behind /learn: its chapters, questions, sources
// and glossary, in English and in Chinese.
//
// A Course is words alone. What a chapter shows live is named by its Live, and
// computed by whoever shows it, on the sentence that the chapter opens on or on
// the reader's own. A number that stands in a text is held against the model, the
// encodings or the sizes of published models by the package's tests, or one of the
// chapter's sources says it.
//
// The words of a text may hold marks, [[slug|words]], where a term of the glossary
// is first used in a chapter; Spans takes them apart and Plain takes them out.
//
// For costs nothing: both courses are values of the package, shared by all who
// ask, and must not be modified.
package course
