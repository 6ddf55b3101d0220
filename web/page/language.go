package page

import (
	"tokenscape/embedding"
	"tokenscape/web/message"
)

// languageOpenings are commands that open language models: see Language.Commands.
var languageOpenings = [4]string{
	"go run ./cmd/web -model hf:openai-community/gpt2", "go run ./cmd/web -model hf:openai-community/gpt2#embeddings",
	"go run ./cmd/web -model my-gpt2", "go run ./cmd/web -model model.safetensors#tensor.name",
}

// isOpened tells a language model that was read from a visitor's file.
func isOpened(m *embedding.Model) bool { return m.File() != nil && m.File().Weights > 0 }

// languageNotes say what an opened language model lacks, and what was taken for given.
func languageNotes(t *message.Text, m *embedding.Model) []string {
	var say []string
	for _, note := range m.Notes() {
		say = append(say, t.Language.Notes[note])
	}
	return say
}

func languageShows(t *message.Text, m *embedding.Model) string {
	if m.HasBlocks() {
		return t.Language.ShowsBlocks
	}
	return t.Language.ShowsEmbeddings
}

// weightsSay is how many weights a model has, and what share that is of its file.
func weightsSay(t *message.Text, m *embedding.Model) string {
	n := m.Parameters()
	if !isOpened(m) || m.File().Weights <= n {
		return count(n)
	}
	return sprintf(t.Language.InFile, count(n), count(m.File().Weights), t.Percent(float64(n)/float64(m.File().Weights), 1))
}
