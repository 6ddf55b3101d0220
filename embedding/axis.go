package embedding

import (
	"errors"
	"math"
)

var (
	// ErrEmptyGroup is returned for an end of an axis without tokens.
	ErrEmptyGroup = errors.New("an axis needs a token at each end")
	// ErrNoDirection is returned for two groups with the same mean.
	ErrNoDirection = errors.New("both ends of the axis have the same mean")
)

// Axis is a line through the space, from the mean of one group of tokens to the
// mean of another.
type Axis struct {
	Length float64 // the distance between the means
	Places []Place // in the order of the tokens shown
}

// Place is where a token stands along an axis.
type Place struct {
	ID         TokenID
	Coordinate float64 // 0 at the mean of from, 1 at the mean of to
	Dot        float64 // dot product with mean(to) − mean(from)
}

// Axis projects the vectors of the tokens shown, as they are, at right angles
// on the line from the mean f of one group to the mean t of the other. With the
// direction d = t − f, the coordinate of v is
//
//	(v − f)·d / d·d
//
// 0 at f, 1 at t, below and above beyond them. Dot is v·d: the same order on
// another scale, whose 0 is a right angle to d. (Semantic projection: Grand,
// Blank, Pereira and Fedorenko 2022, Semantic Projection Recovers Rich Human
// Knowledge of Multiple Object Features from Word Embeddings; an axis between
// the means of two groups of words: An, Kwak and Ahn 2018, SemAxis.)
//
// The error is ErrEmptyGroup or ErrNoDirection. n tokens in all cost n·D
// multiplications.
func (m *Model) Axis(from, to, shown []TokenID) (*Axis, error) {
	if len(from) == 0 || len(to) == 0 {
		return nil, ErrEmptyGroup
	}
	start, end := m.mean(from), m.mean(to)
	direction := make([]float64, m.Dim())
	var square, origin float64 // d·d and f·d
	for j := range direction {
		direction[j] = end[j] - start[j]
		square += direction[j] * direction[j]
		origin += start[j] * direction[j]
	}
	if math.Sqrt(square) <= noise*max(norm(start), norm(end)) {
		return nil, ErrNoDirection
	}
	axis := &Axis{Length: math.Sqrt(square), Places: make([]Place, len(shown))}
	m.Each(shown, func(i int, v []float32) {
		var along float64
		for j, x := range v {
			along += float64(x) * direction[j]
		}
		axis.Places[i] = Place{ID: shown[i], Coordinate: (along - origin) / square, Dot: along}
	})
	return axis, nil
}

// mean is that of the tokens' vectors, D numbers.
func (m *Model) mean(ids []TokenID) []float64 {
	sum := make([]float64, m.Dim())
	for _, id := range ids {
		v, _ := m.TokenVector(id)
		for j, x := range v {
			sum[j] += float64(x) / float64(len(ids))
		}
	}
	return sum
}
