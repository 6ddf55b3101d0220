package tsne

import (
	"context"
	"math"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/projection"
	"tokenscape/projection/knn"
)

// affinities are the pᵢⱼ of the paper, of the rows of x and their nearest
// neighbours, three for each of the perplexity (van der Maaten 2014, section 3):
// the mean of both conditional probabilities, over n. They sum to 1.
func affinities(ctx context.Context, x blas32.General, perplexity float64, told projection.Progress) (*knn.Graph, error) {
	n := x.Rows
	near, err := knn.Find(ctx, x, int(math.Ceil(3*perplexity)), func(done, of int) { told.Tell(projection.Neighbors, done, of) })
	if err != nil {
		return nil, err
	}
	conditional := make([]float64, n*near.K)
	for i := range n {
		_, distances := near.Of(i)
		conditionals(conditional[i*near.K:(i+1)*near.K], distances, perplexity)
	}
	return near.Graph(conditional, func(there, back float64) float64 { return (there + back) / float64(2*n) }), nil
}

// Of the search for a bandwidth: how near the entropy must be, in nats, and
// after how many halvings it stops where no bandwidth gives it, as among rows
// that are equally far.
const (
	tolerance = 1e-5
	halvings  = 64
)

// conditionals sets p to the probabilities pⱼ ∝ exp(−β·dⱼ²) of a row's
// neighbours at the distances d, nearest first, with the β > 0 that makes their
// entropy log(perplexity).
func conditionals(p, d []float64, perplexity float64) {
	if len(d) == 0 {
		return
	}
	// The squares beyond the nearest's, over their mean: β is then about 1, and
	// the nearest one's exponential is 1, whatever unit the distances have.
	mean := 0.0
	for _, v := range d {
		mean += (v*v - d[0]*d[0]) / float64(len(d))
	}
	if mean == 0 {
		mean = 1
	}
	low, beta, high := 0.0, 1.0, math.Inf(1)
	for range halvings {
		var sum, moment float64
		for j, v := range d {
			excess := (v*v - d[0]*d[0]) / mean
			p[j] = math.Exp(-beta * excess)
			sum += p[j]
			moment += p[j] * excess
		}
		for j := range p {
			p[j] /= sum
		}
		// H = −Σ p log p, with log p = −β·excess − log Σ.
		over := beta*moment/sum + math.Log(sum) - math.Log(perplexity)
		switch {
		case math.Abs(over) < tolerance:
			return
		case over > 0:
			low = beta
		default:
			high = beta
		}
		if math.IsInf(high, 1) {
			beta *= 2
		} else {
			beta = (low + high) / 2
		}
	}
}
