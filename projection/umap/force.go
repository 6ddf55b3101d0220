package umap

import "math"

// a and b shape the places' nearness 1/(1 + a·d^2b): the best fit to one that is
// 1 up to the distance 0.1 and falls as exp(0.1−d) beyond (min_dist 0.1 and
// spread 1 of the paper, section 4.1; a test finds them again).
const (
	a = 1.5769434602
	b = 0.8950608780
)

// forces are the gradients of −log v and −log(1−v) for the nearness
// v = 1/(1 + a·sᵇ) of two places at the squared distance s, over the distance.
// The powers are most of the work of a layout: they are read off a table of
// those of two and one of those of the numbers between 1 and 2, to 1e-8 of
// themselves.
type forces struct {
	exponents [1 << 11]float64      // a·2^(b·e) of the exponents e, as float64 codes them
	fractions [1<<steps + 1]float64 // fᵇ of the fractions f from 1 to 2
}

// steps is how many bits of a fraction are looked up; between them it is a line.
const steps = 10

func newForces() *forces {
	f := new(forces)
	for e := range f.exponents {
		f.exponents[e] = a * math.Exp2(b*float64(e-1023))
	}
	for i := range f.fractions {
		f.fractions[i] = math.Pow(1+float64(i)/(1<<steps), b)
	}
	return f
}

// power is a·sᵇ, for a normal s > 0.
func (f *forces) power(s float64) float64 {
	const rest = 52 - steps
	bits := math.Float64bits(s)
	at := bits >> rest & (1<<steps - 1)
	between := float64(bits&(1<<rest-1)) / (1 << rest)
	low, high := f.fractions[at], f.fractions[at+1]
	return f.exponents[bits>>52&(1<<11-1)] * (low + between*(high-low))
}

// pull is the force towards a neighbour.
func (f *forces) pull(s float64) float64 {
	if s == 0 {
		return 0
	}
	p := f.power(s)
	return -2 * b * p / (s * (1 + p))
}

// push is the force away from any row. From the row itself, or from one upon it,
// no direction is away.
func (f *forces) push(s float64) float64 {
	if s == 0 {
		return 0
	}
	return 2 * b / ((0.001 + s) * (1 + f.power(s)))
}
