package e2e

import (
	"encoding/json"
	"strings"
	"testing"
)

// neighbors asks the API for the texts of a token's nearest neighbours.
func neighbors(t testing.TB, token string) []string {
	t.Helper()
	status, _, body := get(t, path("/api/v1/neighbors", "model", "classroom", "token", token, "k", "5"))
	if status != 200 {
		t.Fatalf("neighbors: status %d: %s", status, body)
	}
	var answer struct {
		Neighbors []struct {
			Text string `json:"text"`
		} `json:"neighbors"`
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, n := range answer.Neighbors {
		texts = append(texts, strings.TrimSpace(n.Text))
	}
	if len(texts) != 5 {
		t.Fatalf("neighbors of %q: %v, want 5", token, texts)
	}
	return texts
}

// inOrder is true when the words stand in the page's text one after another.
const inOrder = `(words => {
	const text = document.querySelector("main").innerText
	let at = 0
	for (const word of words) {
		at = text.indexOf(word, at)
		if (at < 0) return false
		at += word.length
	}
	return true
})`

// wantNeighbors waits until the page shows the true neighbours of token, the
// nearest first.
func (b *tab) wantNeighbors(token string) {
	b.t.Helper()
	want, err := json.Marshal(neighbors(b.t, token))
	if err != nil {
		b.t.Fatal(err)
	}
	b.until(inOrder + "(" + string(want) + ")")
}
