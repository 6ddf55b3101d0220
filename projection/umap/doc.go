// Package umap lays vectors out in the plane by uniform manifold approximation
// and projection: rows that are each other's near neighbours pull at one
// another, others push off. Distances between far groups, the sizes and
// densities of groups and the axes mean nothing.
//
// The method is that of McInnes, Healy and Melville (2018, UMAP), with the
// choices of its authors' program umap-learn 0.5, but that neighbours are exact
// and that it starts from the principal components (Kobak and Linderman 2021,
// Initialization is critical for preserving global data structure in both t-SNE
// and UMAP). Chance chooses which rows push off, by the seed: the result depends
// on the vectors, the neighbours and the seed alone. The descent takes one edge
// after the other, on one core, so that it leaves the other to whoever else asks
// something of the server.
//
// # Cost
//
// Time O(n²·d) for the neighbours and O(n·neighbours) an epoch, of 500; memory
// O(n·neighbours) and a copy of the vectors.
//
// # Why own code
//
// The nearest Go module, github.com/nozzle/umap-go, is a port of umap-learn,
// seeded, of sixteen commits in two days of 2026, without a release. It cannot be
// stopped and tells of no progress, which a server needs, and from 4,096 rows on
// its neighbours are approximate. What is left of the method once neighbours and
// start are at hand are the three hundred lines here.
package umap
