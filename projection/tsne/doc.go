// Package tsne lays vectors out in the plane by t-distributed stochastic
// neighbour embedding: what is near in d dimensions is put near, and what is
// far is only kept apart. Distances between far groups, the sizes of groups and
// the axes mean nothing.
//
// The method is that of van der Maaten and Hinton (2008, Visualizing data using
// t-SNE) with the approximations of van der Maaten (2014, Accelerating t-SNE
// using tree-based algorithms): neighbours count, farther rows do not, and the
// repulsion of a far group of points is that of its centre (Barnes and Hut
// 1986). It starts from the principal components (Kobak and Berens 2019), with
// the learning rate n/12 of Belkina et al. (2019, Automated optimized parameters
// for t-SNE). Neighbours are exact. The result depends on the vectors, the
// perplexity and the seed alone: it has the same bits on any number of cores.
//
// # Cost
//
// Time O(n²·d) for the neighbours and O(n·(log n + perplexity)) a step, of 750;
// memory O(n·perplexity) and a copy of the vectors.
//
// # Why own code
//
// The Go module for it, github.com/danaugrs/go-tsne, is of 2020. It takes the
// exact gradient with four dense n×n matrices in float64, 800 MB for 5,000
// points, on one core, and starts from the global random numbers, without a
// seed. Its fork github.com/e-gun/go-tsne does the same on several cores.
package tsne
