// Package projection (stub: the contract its builder fills in).
package projection

import "gonum.org/v1/gonum/blas/blas32"

// PCA is the principal component analysis of one set of vectors (n×d), ready to be applied to another.
type PCA struct {
	FittedOn int         // n, the rows it was fitted on
	Mean     []float64   // d
	Axes     [][]float64 // k unit vectors of length d, largest variance first
	Variance []float64   // k, divisor n-1
	Total    float64     // the variance of all d columns together
}

// Fit computes the first k components of x (n×d), centred. k is cut to what the data has (min(n-1, d)…).
func Fit(x blas32.General, k int) (*PCA, error) { panic("stub") }

// Ratio is each component's true share of the total variance; zeros when there is none.
func (p *PCA) Ratio() []float64 { panic("stub") }

// Apply projects the rows of x (m×d) onto the axes: m×k, row-major.
func (p *PCA) Apply(x blas32.General) [][]float64 { panic("stub") }

// Preservation is, for each row, the share of its k nearest neighbours in x (by cosine of centred rows? see issue) that are
// still among its k nearest in y.
func Preservation(x blas32.General, y [][]float64, k int) []float64 { panic("stub") }
