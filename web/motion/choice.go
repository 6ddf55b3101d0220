package motion

import (
	"fmt"

	"tokenscape/embedding"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// MaxStops is how many of a text's tokens have a stop: the last of them. Layers all
// have one.
const MaxStops = 24

// Way is what moves.
type Way string

// The ways, the default first.
const (
	Layers Way = "layers"
	Tokens Way = "tokens"
)

// Choice says which way of which text is followed, and on which map.
type Choice struct {
	Map  scene.Choice
	Own  bool // the map is one of the tokens that the stops are read as, whatever Map shows
	Text string
	Way  Way
	At   embedding.Position // whose way through the layers
	K    int                // tokens read at each stop, by the lens and by cosine
}

// Read takes the choice from the query: a map as [scene.Read] does, but with rows at
// length one unless rows says otherwise, map, which is way for one of the way's own,
// way, and at, a position counted from 1, the
// last when it is not given. The text is q's, or otherwise. A map by a computed method
// has no place for a vector more: it is a fault.
func Read(q *request.Query, otherwise string, k int) (Choice, error) {
	c := Choice{Own: q.Choice("map", "words", "way") == "way", Text: q.Text(otherwise), K: k, Way: Way(q.Choice("way", string(Layers), string(Tokens)))}
	var err error
	if c.Map, err = scene.Read(q); err != nil {
		return c, err
	}
	if c.Map.Method.Computed() {
		q.Refuse(&request.Fault{Code: request.UnknownChoice, Parameter: "method", Value: string(c.Map.Method),
			Limit: fmt.Sprintf("%s, %s", scene.PCA, scene.Directed)})
		c.Map.Method = scene.PCA
	}
	c.Map.Unit = c.Map.Unit || !q.Has("rows")
	c.Map.Relations = nil
	n := len(c.Map.Model.Embed(c.Text).Tokens)
	if n == 0 {
		return c, embedding.ErrEmptyText
	}
	c.At = embedding.Position(q.Int("at", n, 1, n) - 1)
	return c, q.Err()
}
