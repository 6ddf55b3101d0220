package embedding_test

import (
	"slices"
	"testing"

	"tokenscape/embedding"
)

func TestSum(t *testing.T) {
	for _, token := range classroomModel(t).Embed("A dog 草").Tokens {
		if !slices.Equal(embedding.Sum(token.TokenVector, token.PositionVector), token.InputVector) {
			t.Errorf("%q: the sum is not the input vector", token.Bytes)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("vectors of unlike lengths were added")
		}
	}()
	embedding.Sum(make([]float32, 2), make([]float32, 3))
}
