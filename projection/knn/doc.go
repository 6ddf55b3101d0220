// Package knn finds the nearest neighbours of vectors and joins them to a
// graph, from which t-SNE and UMAP start.
//
// [Find] is exact: every row is compared with every other, by Euclidean
// distance, in O(n²·d) multiplications and O(n·k) memory besides a copy of the
// vectors. At the few thousand rows that a layout is made of, that is sooner
// done than an index is built, and needs no chance. It uses all cores, has the
// same result on any number of them, and stops soon after its context ends.
//
// [Neighbors.Graph] makes of weights from each row to its neighbours one
// weight for each pair, in O(n·k·log k).
package knn
