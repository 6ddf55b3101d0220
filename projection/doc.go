// Package projection presses vectors of many dimensions into few, and says how
// well that went. It knows matrices, not words.
//
// [Fit] finds the principal components of n vectors of length d: the centred
// matrix C = X − 1mᵀ (n×d) is rotated so that its first column keeps as much of
// the variance as one direction can, the second as much of the rest, and so on
// (Pearson 1901; Jolliffe 2002, Principal Component Analysis, chapter 1). They
// are the eigenvectors of CᵀC to the largest eigenvalues, each turned so that
// its largest loading is positive. Nothing is sampled: the components are those
// of all numbers of X, and have the same bits at every call, on any number of
// cores.
//
// How they are found goes by the size:
//
//   - A small matrix (min(n,d) ≤ 200): CᵀC, or CCᵀ if that is smaller, is
//     formed in float64 and reduced to a tridiagonal matrix. Time
//     O(n·d·min(n,d) + min(n,d)³), memory O(n·d) if n < d and else O(d²).
//   - A large one: block Lanczos, which only multiplies CᵀC by vectors. Memory
//     is O(d·s) for the s vectors of the search, 20 to 40 where variances fall
//     as those of embeddings do, more where they hardly fall; time O(n·d·s).
//     X is read where it is, in float32 and once a product, with sums over
//     many rows in float64. Variances are right to 1e-6 of themselves, and the
//     plane to 1e-4 rad. Where float32 would not reach that (a mean far from
//     the origin, a variance below a hundredth of the first) products are in
//     float64, at two to three times the time.
//
// [PCA.Apply] takes O(n·d·k) for k components, [Compare] O(n²·d) up to MaxPreservation
// rows and O(n·d) beyond, [MeanCosine] of n vectors O(n·d). [Align] turns one map of the plane to lie near
// another, in O(n).
//
// [Start] is where layouts begin that are found step by step: those of the
// packages tsne and umap below this one, which take their neighbours from knn.
//
// Matrices come in as row-major float32, of any stride, and are never modified
// nor copied but for some rows at a time, or when both sides are small. All
// functions use all cores for large matrices, and may be called at the same
// time.
package projection
