package embedding_test

import (
	"fmt"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/embedding/gpt"
)

func TestCounts(t *testing.T) {
	transform := gpt.New(gpt.Config{Vocab: len(words), Context: 5, Width: 4, Layers: 1, Heads: 2}, seed)
	p := parts(t, transform)
	p.Counts = []int{7, 9, 7, 0, 1, 100, 2}
	m, err := embedding.New(p)
	if err != nil {
		t.Fatal(err)
	}
	for row, want := range []int{3, 2, 4, 7, 6, 1, 5} { // equal counts by row
		if rank, ok := m.Rank(m.Token(row)); !ok || rank != want {
			t.Errorf("row %d has rank %d, %v, want %d", row, rank, ok, want)
		}
		if n, ok := m.Count(m.Token(row)); !ok || n != p.Counts[row] {
			t.Errorf("row %d is counted %d, %v, want %d", row, n, ok, p.Counts[row])
		}
	}
	if n, ok := m.Count(30000); !ok || n != 0 {
		t.Errorf("a token that training never met is counted %d, %v", n, ok)
	}
	if rank, ok := m.Rank(30000); ok {
		t.Errorf("a token that training never met has rank %d", rank)
	}
	p.Counts = p.Counts[1:]
	if _, err := embedding.New(p); err == nil {
		t.Error("counts of other rows are taken")
	}
	p.Counts = nil
	if m, err = embedding.New(p); err != nil {
		t.Fatal(err)
	}
	if _, ok := m.Rank(m.Token(0)); ok || m.HasCounts() {
		t.Error("a rank without counts")
	}
	if _, ok := m.Count(m.Token(0)); ok {
		t.Error("a count without counts")
	}
}

func ExampleModel_Rank() {
	m, err := classroom.Load()
	if err != nil {
		panic(err)
	}
	ids := lookup(m, " the", " dog")
	first, _ := m.Rank(ids[0])
	second, _ := m.Rank(ids[1])
	fmt.Println("the is more frequent than dog:", first < second)
	// Output: the is more frequent than dog: true
}
