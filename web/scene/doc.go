// Package scene says what is on a map: which tokens, where principal component
// analysis puts them, which pairs of them are joined, and the path of a sentence
// among them.
//
// [Maps.Of] is asked by the API, the plots and the pages alike, so all three
// show the same picture. A map is fitted once and kept while it is in use: a
// class asks for the same few. Fitting n tokens of D numbers costs one PCA and
// O(n²·D) for the preservation of neighbourhoods; the sentence is projected on
// the axes anew each time. What Of returns is shared and must not be modified.
package scene
