package umap

import (
	"context"
	"math"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/projection"
	"tokenscape/projection/knn"
)

// memberships are the weights of the edges between rows and their near
// neighbours, from 0 to 1: of the two that rows give to one another, a and b,
// the chance a + b − ab that either edge is there (McInnes et al. 2018, section
// 3.1). A row counts among its own neighbours, as in umap-learn.
func memberships(ctx context.Context, x blas32.General, neighbors int, told projection.Progress) (*knn.Graph, error) {
	near, err := knn.Find(ctx, x, neighbors-1, func(done, of int) { told.Tell(projection.Neighbors, done, of) })
	if err != nil {
		return nil, err
	}
	overall := 0.0
	for _, d := range near.Distance {
		overall += d / float64(near.N*(near.K+1))
	}
	weights := make([]float64, len(near.Distance))
	for i := range near.N {
		_, distances := near.Of(i)
		smooth(weights[i*near.K:(i+1)*near.K], distances, overall)
	}
	return near.Graph(weights, func(there, back float64) float64 { return there + back - there*back }), nil
}

// Of the search for a row's σ (umap-learn's constants).
const (
	tolerance = 1e-5
	halvings  = 64
	leastMean = 1e-3 // σ is at least this share of the row's mean distance
)

// smooth sets w to exp(−max(0, d−ρ)/σ) for the distances of a row's neighbours,
// nearest first: ρ is the distance of the first that is not the row over again,
// and σ makes the weights sum to log₂(k), k with the row itself. overall is the
// mean distance of all rows' neighbours.
func smooth(w, d []float64, overall float64) {
	rho, mean := 0.0, 0.0
	for _, v := range d {
		if rho == 0 {
			rho = v
		}
		mean += v / float64(len(d)+1)
	}
	target := math.Log2(float64(len(d) + 1))
	low, sigma, high := 0.0, mean, math.Inf(1) // of the distances' unit
	if mean == 0 {
		sigma = 1
	}
	for range halvings {
		sum := 0.0
		for _, v := range d {
			if v > rho {
				sum += math.Exp((rho - v) / sigma)
			} else {
				sum++
			}
		}
		if math.Abs(sum-target) < tolerance {
			break
		}
		if sum > target {
			high = sigma
		} else {
			low = sigma
		}
		if math.IsInf(high, 1) {
			sigma *= 2
		} else {
			sigma = (low + high) / 2
		}
	}
	if rho > 0 {
		sigma = max(sigma, leastMean*mean)
	} else {
		sigma = max(sigma, leastMean*overall)
	}
	for j, v := range d {
		if v > rho && sigma > 0 {
			w[j] = math.Exp((rho - v) / sigma)
		} else {
			w[j] = 1
		}
	}
}
