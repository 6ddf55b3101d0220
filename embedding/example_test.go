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

func ExampleModel_Analogy() {
	m, err := classroom.Load()
	if err != nil {
		panic(err)
	}
	ids := lookup(m, " man", " woman", " king", " queen")
	answer := m.Analogy(ids[0], ids[1], ids[2], embedding.AnalogyOptions{K: 1, Centred: true, Expected: ids[3:]})
	for _, n := range answer.LeftOut {
		fmt.Printf("left out: %q\n", m.Text(n.ID))
	}
	fmt.Printf("the first answer is %q, queen has rank %d\n", m.Text(answer.Answers[0].ID), answer.Expected[0].Rank)
	// Output:
	// left out: " man"
	// left out: " woman"
	// left out: " king"
	// the first answer is " queen", queen has rank 1
}

func ExampleModel_Axis() {
	m, err := classroom.Load()
	if err != nil {
		panic(err)
	}
	few, many := lookup(m, " one", " two"), lookup(m, " nine", " ten")
	axis, err := m.Axis(few, many, lookup(m, " two", " six", " nine"))
	if err != nil {
		panic(err)
	}
	two, six, nine := axis.Places[0], axis.Places[1], axis.Places[2]
	fmt.Println("six lies between two and nine:", two.Coordinate < six.Coordinate && six.Coordinate < nine.Coordinate)
	// Output: six lies between two and nine: true
}

func lookup(m *embedding.Model, words ...string) []embedding.TokenID {
	var ids []embedding.TokenID
	for _, word := range words {
		id, err := m.Lookup(word)
		if err != nil {
			panic(err)
		}
		ids = append(ids, id)
	}
	return ids
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

func ExampleModel_Inside() {
	m, err := classroom.Load()
	if err != nil {
		panic(err)
	}
	in, err := m.Inside(m.Embed("The king"))
	if err != nil {
		panic(err)
	}
	first, second := in.Attention[0][0][0], in.Attention[0][0][1]
	fmt.Println("the first token looks at itself alone:", first)
	fmt.Println("the second shares its attention between two:", len(second))
	// Output:
	// the first token looks at itself alone: [1]
	// the second shares its attention between two: 2
}

func ExampleModel_Generate() {
	m, err := classroom.Load()
	if err != nil {
		panic(err)
	}
	for w, err := range m.Generate(m.Embed("The capital of France is"), 10, false, embedding.Sampling{Temperature: 1, Greedy: true}) {
		if err != nil {
			panic(err)
		}
		fmt.Printf("%q ", m.Text(w.Token().ID))
	}
	// Output: " Paris" "." "<|endoftext|>"
}
