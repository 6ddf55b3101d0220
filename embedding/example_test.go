package embedding_test

import (
	"fmt"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
)

func ExampleModel_Embed() {
	m, err := classroom.Load()
	if err != nil {
		panic(err)
	}
	s := m.Embed("The dog saw the dog")
	first, second := s.Tokens[1], s.Tokens[4]
	fmt.Printf("%q is token %d at position %d, %q token %d at position %d\n",
		first.Bytes, first.ID, first.Position, second.Bytes, second.ID, second.Position)
	fmt.Println("equal rows of W_E:", embedding.Distance(first.TokenVector, second.TokenVector) == 0)
	fmt.Println("equal inputs:", embedding.Distance(first.InputVector, second.InputVector) == 0)
	// Output:
	// " dog" is token 3290 at position 1, " dog" token 3290 at position 4
	// equal rows of W_E: true
	// equal inputs: false
}

func ExampleModel_Nearest() {
	m, err := classroom.Load()
	if err != nil {
		panic(err)
	}
	king, err := m.Lookup(" king")
	if err != nil {
		panic(err)
	}
	vector, _ := m.TokenVector(king)
	itself := m.Nearest(vector, embedding.Search{K: 1})[0]
	fmt.Printf("%q %.2f\n", m.Text(itself.ID), itself.Score)
	others := m.Nearest(vector, embedding.Search{K: 3, Without: []embedding.TokenID{king}})
	fmt.Println(len(others), "others, none nearer:", others[0].Score < itself.Score)
	// Output:
	// " king" 1.00
	// 3 others, none nearer: true
}

func ExampleModel_Predict() {
	m, err := classroom.Load()
	if err != nil {
		panic(err)
	}
	likeliest, err := m.Predict(m.Embed("The capital of France is"), 1, 1)
	if err != nil {
		panic(err)
	}
	fmt.Printf("%q\n", m.Text(likeliest[0].ID))
	// Output: " Paris"
}
