package classroom

import (
	_ "embed"
	"fmt"
	"sync"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom/checkpoint"
	"tokenscape/embedding/classroom/replay"
)

//go:generate go run ./pretrain
//go:generate go run ./count .

//go:embed classroom.safetensors
var weights []byte

//go:embed card.json
var card []byte

//go:embed counts.json
var counts []byte

//go:embed replay.safetensors
var recorded []byte

// Name is what the model is asked for by.
const Name = "classroom"

// source tells a reader where the weights come from.
const source = "pretrained by this repository on a corpus that it generates"

// DefaultCategories are the model's categories that a first map shows: they
// lie apart in two dimensions (silhouette 0.67 after PCA on unit rows).
var DefaultCategories = []string{"country", "capital", "sport", "element"}

// DefaultRelation is the relation whose pairs a first map joins, where it has
// both words.
const DefaultRelation = "capital"

// Load returns the committed model. Each call decodes the weights again: call
// it once.
func Load() (*embedding.Model, error) {
	c, err := checkpoint.Decode(weights)
	if err != nil {
		return nil, err
	}
	read, err := Card()
	if err != nil {
		return nil, err
	}
	of, err := checkpoint.ReadCounts(counts)
	if err != nil {
		return nil, err
	}
	c.Counts = of.Rows
	return c.Model(Name, source, read.Licence)
}

// Card reads the committed model card.
func Card() (*checkpoint.Card, error) { return checkpoint.ReadCard(card) }

// Replay is the pretraining of the committed model, to be watched again. It is
// decoded at the first call, which takes some tens of milliseconds, and kept.
var Replay = sync.OnceValues(func() (*replay.Replay, error) {
	m, err := Load()
	if err != nil {
		return nil, err
	}
	r, err := replay.Decode(recorded, m)
	if err != nil {
		return nil, err
	}
	if hash := checkpoint.Hash(weights); r.Weights != hash {
		return nil, fmt.Errorf("the replay ends in weights %s, the model's are %s", r.Weights, hash)
	}
	return r, nil
})
