package request

import (
	"errors"
	"fmt"

	"tokenscape/embedding"
)

// Models holds the loaded models by name, the default first. It does not
// change once made.
type Models struct {
	list []*embedding.Model
}

// NewModels registers models in the order given. It fails without a model and
// when two have the same name.
func NewModels(models ...*embedding.Model) (*Models, error) {
	if len(models) == 0 {
		return nil, errors.New("no model is loaded")
	}
	seen := make(map[string]bool)
	for _, m := range models {
		if seen[m.Name()] {
			return nil, fmt.Errorf("two models are named %q", m.Name())
		}
		seen[m.Name()] = true
	}
	return &Models{list: models}, nil
}

// All lists the models, the default first.
func (m *Models) All() []*embedding.Model { return m.list }

// Default is the model of a request that names none.
func (m *Models) Default() *embedding.Model { return m.list[0] }

// Find returns the model called name, or an *Unknown.
func (m *Models) Find(name string) (*embedding.Model, error) {
	names := make([]string, len(m.list))
	for i, model := range m.list {
		if model.Name() == name {
			return model, nil
		}
		names[i] = model.Name()
	}
	return nil, &Unknown{Param: "model", Value: name, Near: near(name, names)}
}
