package wordvec_test

import (
	"fmt"
	"strings"

	"tokenscape/embedding/wordvec"
)

func ExampleRead() {
	file := "3 2\nking 0.5 1\nqueen 0.5 -1\nnew_york 2 0\n"
	t, err := wordvec.Read(strings.NewReader(file), wordvec.Options{Name: "small.vec", Size: int64(len(file))})
	if err != nil {
		panic(err)
	}
	fmt.Println(t.Format, t.Words, t.Rows(), "×", t.Dim)
	for _, token := range t.Vocabulary().Encode("The King of New York") {
		fmt.Println(token.Bytes, t.Data[int(token.ID)*t.Dim:][:t.Dim])
	}

	_, err = wordvec.Read(strings.NewReader("king 0.5 1\nqueen 0.5\n"), wordvec.Options{Name: "broken.txt"})
	fmt.Println(err)
	// Output:
	// word2vec text [king queen new_york] 3 × 2
	// king [0.5 1]
	// new_york [2 0]
	// broken.txt, line 2: 1 numbers where 2 belong; the file may be cut off: fetch it again
}
