package corpus_test

import (
	"fmt"
	"log"
	"testing/fstest"

	"tokenscape/embedding/classroom/corpus"
)

func ExampleRead() {
	c, err := corpus.Read(fstest.MapFS{
		"lexicon/animals.txt": {Data: []byte(`
table animal
columns word | young
category animal: word
held out word young: elephant
dog      | puppy
elephant | calf
`)},
		"templates/animals.txt": {Data: []byte(`
for animal
A {young} is a young {word}.
A {word} is an animal.
`)},
	})
	if err != nil {
		log.Fatal(err)
	}
	seen := make(map[string]bool)
	for document := range c.Generate(1, 100) {
		seen[document] = true
	}
	fmt.Println(seen["A puppy is a young dog."], seen["An elephant is an animal."], seen["A calf is a young elephant."])
	// Output: true true false
}
