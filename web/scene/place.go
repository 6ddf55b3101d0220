package scene

import "gonum.org/v1/gonum/blas/blas32"

// Place puts vectors (n×D) on the axes of the map, one coordinate a component. They
// are brought to length one first, in place, when the map's rows are. It is nil for a
// computed method, which has no place for a vector more.
func (m *Map) Place(x blas32.General) [][]float64 {
	if m.projector == nil || x.Rows == 0 {
		return nil
	}
	return m.projector.Apply(m.choice.scale(x))
}
