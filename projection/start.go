package projection

import (
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/blas/blas32"
)

// Progress hears how far a layout is: of a stage so much of all is done. It is
// called in turn, now and then; nil hears nothing.
type Progress func(stage Stage, done, of int)

// Stage is what a layout that is found step by step is at.
type Stage string

// The stages, in their order.
const (
	Neighbors Stage = "neighbors" // rows that have theirs
	Steps     Stage = "steps"     // taken
)

// Tell lets p hear, if there is one.
func (p Progress) Tell(stage Stage, done, of int) {
	if p != nil {
		p(stage, done, of)
	}
}

// jitter is how far chance moves a row at the start, as a share of the spread.
const jitter = 0.01

// Start is where a layout of x (n×d) in the plane begins that then moves its
// rows step by step, as t-SNE and UMAP do: at the first two principal
// components, scaled so that the first has the standard deviation spread. So
// the large structure of the layout is that of the vectors, not of chance
// (Kobak and Berens 2019, The art of using t-SNE; Kobak and Linderman 2021,
// Initialization is critical for preserving global data structure in both t-SNE
// and UMAP). Each row is moved by a hundredth of that, by the seed: equal rows,
// and rows on a line, could not part otherwise. The errors are those of Fit.
func Start(x blas32.General, spread float64, seed uint64) ([][]float64, error) {
	pca, err := Fit(x, 2)
	if err != nil {
		return nil, err
	}
	scale := 0.0
	if pca.Variance[0] > 0 {
		scale = spread / math.Sqrt(pca.Variance[0])
	}
	random := rand.New(rand.NewPCG(seed, 0))
	places := pca.Apply(x)
	for _, place := range places {
		for c := range place {
			place[c] = scale*place[c] + jitter*spread*random.NormFloat64()
		}
	}
	return places, nil
}
