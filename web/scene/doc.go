// Package scene says what is on a map: which tokens, where they lie and along
// which axes, which pairs of them are joined, the path of a sentence among them,
// how the map is looked at and how far it can be trusted.
//
// A [Choice] says where points lie, a [View] how they are looked at. Both are
// read from a query, strictly for a program, leniently for a page, and written as
// parameters again by Values: what a page shows, its figures and its data have one
// state.
//
// [Maps.Of] is asked by the API, the plots and the pages alike, so all three
// show the same picture. A map of n tokens of D numbers is one of
//
//   - principal components, fitted on what is shown or on something else;
//   - directions from words to words, and the principal components of what those
//     leave of the rows;
//   - a layout that takes seconds, t-SNE or UMAP, which [Layouts] computes off the
//     path of a request.
//
// A map is fitted once and kept while it is in use: a class asks for the same few.
// Fitting costs one PCA, O(n·D·k) for k components. Vectors are gathered anew when
// a map is asked about them, O(n·D), and not kept. [Scene.Fidelity] costs O(n²·D),
// once and only when it is asked for. The sentence is projected on the axes anew
// each time. What Of returns is shared and must not be modified.
package scene
