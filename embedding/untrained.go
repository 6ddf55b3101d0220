package embedding

// Untrained is the model before the first step of its training: the same tokens,
// with every weight drawn again from the seed, see [Model.Start]. It shares no
// weights with m. Cost: drawing all weights, some milliseconds a million.
func (m *Model) Untrained() *Model {
	parts := m.parts
	parts.Transform = m.Start()
	untrained, err := New(parts)
	if err != nil {
		panic(err) // the parts are those of a model
	}
	return untrained
}
