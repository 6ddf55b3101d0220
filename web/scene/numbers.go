package scene

import (
	"math"
	"strconv"

	"tokenscape/embedding"
	"tokenscape/web/request"
)

// Numbers are what the points are coloured by, one a point, NaN for none. False
// for the colour by category, and where there are no such numbers: see Colors.
func (s *Scene) Numbers(of Color, v View) (values []float64, ok bool) {
	values, err := s.Colors(of, v)
	return values, err == nil && values != nil
}

// Colors are the same, nil for the colour by category. The error, a
// *request.Fault, says why there are none.
func (s *Scene) Colors(of Color, v View) ([]float64, error) {
	if f := of.fault(s.Choice, v); f != nil {
		return nil, f
	}
	switch of.Kind {
	case ByPreservation:
		f, err := s.Fidelity(v.Components)
		if err != nil {
			return nil, err
		}
		return f.Preservation, nil
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
		zero := make([]float32, s.Model.Dim())
		return s.each(func(i int) float64 {
			row, _ := s.Model.TokenVector(s.Points[i].ID)
			return embedding.Distance(row, zero)
		}), nil
	case ByCosine:
		token, _ := s.Model.TokenVector(*v.Token)
		return s.each(func(i int) float64 {
			row, _ := s.Model.TokenVector(s.Points[i].ID)
			return s.Model.Compare(token, row, false).Cosine
		}), nil
	case ByComponent:
		if of.Component >= len(s.Axes) {
			return nil, &request.Fault{Code: request.OutOfRange, Parameter: "color", Value: of.String(), Limit: "pc:1–pc:" + strconv.Itoa(len(s.Axes))}
		}
		return s.each(func(i int) float64 { return s.Points[i].Coordinates[of.Component] }), nil
	}
	return nil, nil
}

// each is a number of each point.
func (m *Map) each(number func(i int) float64) []float64 {
	numbers := make([]float64, len(m.Points))
	for i := range numbers {
		numbers[i] = number(i)
	}
	return numbers
}

// ids lists the points' tokens.
func (m *Map) ids() []embedding.TokenID {
	ids := make([]embedding.TokenID, len(m.Points))
	for i, p := range m.Points {
		ids[i] = p.ID
	}
	return ids
}
