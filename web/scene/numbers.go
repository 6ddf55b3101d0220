package scene

import (
	"math"
	"strconv"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding"
	"tokenscape/web/request"
)

// Colors are the numbers that the points are coloured by, one a point, NaN for
// none; nil for the colour by category. The error, a *request.Fault, says why there
// are none.
func (s *Scene) Colors(of Color, v View) ([]float64, error) {
	if f := of.fault(s.Choice, v); f != nil {
		return nil, f
	}
	switch of.Kind {
	case ByPreservation:
		return s.Preservation(v.Components)
	case ByAxis:
		axis, err := s.Model.Axis(s.Choice.From, s.Choice.To, s.ids())
		if err != nil {
			return nil, err
		}
		return s.each(func(i int) float64 { return axis.Places[i].Dot }), nil
	case ByRank:
		return s.each(func(i int) float64 {
			if rank, ok := s.Model.Rank(s.Points[i].ID); ok {
				return math.Log10(float64(rank))
			}
			return math.NaN()
		}), nil
	case ByLength:
		return s.ofVectors(length), nil
	case ByCosine:
		token, _ := s.Model.TokenVector(*v.Token)
		own := length(token)
		return s.ofVectors(func(row []float32) float64 {
			if lengths := own * length(row); lengths > 0 {
				return product(token, row) / lengths
			}
			return 0
		}), nil
	case ByComponent:
		if of.Component >= len(s.Axes) {
			return nil, &request.Fault{Code: request.OutOfRange, Parameter: "color", Value: of.String(), Limit: "pc:1–pc:" + strconv.Itoa(len(s.Axes))}
		}
		return s.each(func(i int) float64 { return s.Points[i].Coordinates[of.Component] }), nil
	}
	return nil, nil
}

// Range is the least and the greatest of what Colors gives; low is past high when
// no point has a number.
func Range(numbers []float64) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, x := range numbers {
		if !math.IsNaN(x) {
			low, high = min(low, x), max(high, x)
		}
	}
	return low, high
}

// each is a number of each point.
func (m *Map) each(number func(i int) float64) []float64 {
	numbers := make([]float64, len(m.Points))
	for i := range numbers {
		numbers[i] = number(i)
	}
	return numbers
}

// ofVectors is a number of each point's vector, as it is.
func (m *Map) ofVectors(number func(row []float32) float64) []float64 {
	numbers := make([]float64, len(m.Points))
	m.Model.Each(m.ids(), func(i int, row []float32) { numbers[i] = number(row) })
	return numbers
}

// product is aᵀb, accumulated in float64.
func product(a, b []float32) float64 {
	return blas32.DDot(blas32.Vector{N: len(a), Inc: 1, Data: a}, blas32.Vector{N: len(b), Inc: 1, Data: b})
}

func length(row []float32) float64 { return math.Sqrt(product(row, row)) }

// ids lists the points' tokens.
func (m *Map) ids() []embedding.TokenID {
	ids := make([]embedding.TokenID, len(m.Points))
	for i, p := range m.Points {
		ids[i] = p.ID
	}
	return ids
}
