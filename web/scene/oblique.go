package scene

// Oblique is the cosine between the two directions of a map along directions; a
// picture draws them at a right angle. It is false for any other map: the axes of
// those stand at right angles in the space, or are none.
func (m *Map) Oblique() (cosine float64, ok bool) {
	a, ok := m.projector.(*along)
	if !ok || len(m.Axes) < 2 || m.Axes[1].Kind != Direction {
		return 0, false
	}
	return a.cosine, true
}
