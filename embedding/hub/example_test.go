package hub_test

import (
	"fmt"

	"tokenscape/embedding/hub"
)

func ExampleParse() {
	repo, err := hub.Parse("hf:openai-community/gpt2")
	fmt.Println(repo.Name, repo.Revision, err)
	// Output: openai-community/gpt2 main <nil>
}
