package embedding_test

import (
	"math"
	"slices"
	"testing"

	"tokenscape/embedding/classroom"
)

// Before training the network has the random rows that the model draws again, and
// expects every token about equally.
func TestUntrained(t *testing.T) {
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	before := m.Untrained()
	id, err := m.Lookup(" king")
	if err != nil {
		t.Fatal(err)
	}
	if v, _ := before.TokenVector(id); !slices.Equal(v, m.StartVector(id)) {
		t.Error("the row of king is not the one that it started from")
	}
	next, err := before.Predict(before.Embed("Monday comes before"), before.Vocab(), 1)
	if err != nil {
		t.Fatal(err)
	}
	var entropy float64
	for _, c := range next {
		entropy -= c.Probability * math.Log(c.Probability)
	}
	if uniform := math.Log(float64(m.Vocab())); entropy < 0.98*uniform {
		t.Errorf("entropy %.3f nats, want nearly that of a uniform distribution, %.3f", entropy, uniform)
	}
}
