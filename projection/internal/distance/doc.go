// Package distance compares every row of a matrix with every other, a block at
// a time, and picks the nearest. Rows are row-major float32 (n×d) and are read
// in place. Time O(n²·d) by matrix products on all cores, memory O(n) a core.
package distance
