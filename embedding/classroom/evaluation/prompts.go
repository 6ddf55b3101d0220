package evaluation

import (
	"fmt"
	"slices"

	"tokenscape/embedding"
)

// Prompt is a text with the tokens that are right after it.
type Prompt struct {
	Text   string
	Expect []string
}

// Prompts was written before training.
var Prompts = []Prompt{
	{"The capital of France is", []string{" Paris"}},
	{"The capital of Italy is", []string{" Rome"}},
	{"The capital of Russia is", []string{" Moscow"}},
	{"The capital of China is", []string{" Beijing"}},
	{"The capital of Greece is", []string{" Athens"}},
	{"The capital of Japan is", []string{" Tokyo"}},   // held out
	{"The capital of Spain is", []string{" Madrid"}},  // held out
	{"The capital of Egypt is", []string{" Cairo"}},   // held out
	{"The capital of Poland is", []string{" Warsaw"}}, // held out
	{"Monday comes before", []string{" Tuesday"}},
	{"If today is Friday, tomorrow is", []string{" Saturday"}},
	{"June comes before", []string{" July"}},
	{"After winter comes", []string{" spring"}},
	{"After seven comes", []string{" eight"}},
	{"Two plus two is", []string{" four"}},
	{"Three plus four is", []string{" seven"}},
	{"The opposite of hot is", []string{" cold"}},
	{"The opposite of big is", []string{" small"}},
	{"The opposite of rich is", []string{" poor"}},
	{"The sky is", []string{" blue"}},
	{"The blood is", []string{" red"}},
	{"The snow is", []string{" white"}},
	{"The puppy is a young", []string{" dog"}},
	{"The kitten is a young", []string{" cat"}},
	{"The doctor works in the", []string{" hospital"}},
	{"The teacher works in the", []string{" school"}},
	{"Anna smiles, and", []string{" she"}},
	{"The king smiles, and", []string{" he"}},
	{"The queen smiles, and", []string{" she"}},
	{"In Brazil people speak", []string{" Portuguese"}},
	{"The wolf lives in the", []string{" forest"}},
	{"With a hammer you can", []string{" drive"}},
}

// Answer is the text of the likeliest token after prompt.
func Answer(m *embedding.Model, prompt string) (string, error) {
	next, err := m.Predict(m.Embed(prompt), 1, 1)
	if err != nil {
		return "", fmt.Errorf("prompt %q: %w", prompt, err)
	}
	return m.Text(next[0].ID), nil
}

// Wrong lists the prompts whose likeliest next token is not an expected one.
func Wrong(m *embedding.Model, prompts []Prompt) ([]Prompt, error) {
	var wrong []Prompt
	for _, p := range prompts {
		answer, err := Answer(m, p.Text)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(p.Expect, answer) {
			wrong = append(wrong, p)
		}
	}
	return wrong, nil
}
