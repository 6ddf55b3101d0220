package embedding_test

import (
	"slices"
	"testing"

	"tokenscape/embedding/classroom"
)

// What a transformer's block makes of a token depends on what stands before it
// and not on what follows; before the first block it depends on neither.
func TestHiddenStates(t *testing.T) {
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	states := func(text string) [][][]float32 {
		t.Helper()
		s := m.Embed(text)
		all, err := m.HiddenStates(s)
		if err != nil {
			t.Fatal(err)
		}
		if len(all) != len(s.Tokens) {
			t.Fatalf("%d tokens have states, want %d", len(all), len(s.Tokens))
		}
		for i, blocks := range all {
			if len(blocks) != m.Layers()+1 || !slices.Equal(blocks[0], s.Tokens[i].InputVector) {
				t.Fatalf("token %d: %d states, want %d that begin with the input vector", i, len(blocks), m.Layers()+1)
			}
		}
		return all
	}
	feeds, needs, longer := states("The farmer feeds the bat"), states("The player needs the bat"), states("The farmer feeds the bat with corn")
	for block := range m.Layers() + 1 {
		if same := slices.Equal(feeds[4][block], needs[4][block]); same != (block == 0) {
			t.Errorf("after %d blocks the same token after other words: equal is %v", block, same)
		}
		if !slices.Equal(feeds[4][block], longer[4][block]) {
			t.Errorf("after %d blocks a token knows what follows it", block)
		}
	}
	if len(states("")) != 0 {
		t.Error("no tokens have states")
	}
}
