package evaluation

import (
	"fmt"
	"slices"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom/corpus"
)

// Answer is the text of the likeliest token after prompt.
func Answer(m *embedding.Model, prompt string) (string, error) {
	next, err := m.Predict(m.Embed(prompt), 1, 1)
	if err != nil {
		return "", fmt.Errorf("prompt %q: %w", prompt, err)
	}
	return m.Text(next[0].ID), nil
}

// WrongAnswer is what a model said to a prompt instead of what was expected.
type WrongAnswer struct {
	corpus.Prompt
	Got string
}

// Wrong lists the prompts whose likeliest next token is not an expected one.
func Wrong(m *embedding.Model, prompts []corpus.Prompt) ([]WrongAnswer, error) {
	var wrong []WrongAnswer
	for _, p := range prompts {
		answer, err := Answer(m, p.Text)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(p.Expect, answer) {
			wrong = append(wrong, WrongAnswer{p, answer})
		}
	}
	return wrong, nil
}

// capitalPrompts asks for each held-out capital, which meets its country in no document.
func capitalPrompts(l *corpus.Lexicon) []corpus.Prompt {
	var prompts []corpus.Prompt
	for _, h := range l.HeldOut() {
		if h.To != "capital" {
			continue
		}
		for _, p := range h.Pairs {
			prompts = append(prompts, corpus.Prompt{
				Kind: "held-out capital", Text: "The capital of " + p[0] + " is", Expect: []string{" " + p[1]},
			})
		}
	}
	return prompts
}
