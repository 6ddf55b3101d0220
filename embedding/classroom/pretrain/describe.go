package main

import (
	"fmt"
	"slices"

	"tokenscape/embedding"
	"tokenscape/embedding/bpe"
	"tokenscape/embedding/classroom/checkpoint"
	"tokenscape/embedding/classroom/corpus"
	"tokenscape/embedding/classroom/dataset"
	"tokenscape/embedding/classroom/evaluation"
)

const licence = "MIT"

// describe measures the stored weights and writes their card.
func describe(s settings, c *checkpoint.Checkpoint, sentences *corpus.Corpus, encoding *bpe.Encoding,
	text *dataset.Dataset, training checkpoint.Training) (*checkpoint.Card, error) {
	m, err := open(c, encoding)
	if err != nil {
		return nil, err
	}
	card := &checkpoint.Card{
		Name: "classroom", Licence: licence, Training: training,
		Corpus: checkpoint.Corpus{
			Seed: s.seed, Documents: s.documents, Hash: text.Hash, Kept: text.Kept,
			Tokens: len(text.Rows), Categories: len(c.Categories),
		},
		Shape: checkpoint.Shape{
			Encoding: c.Encoding, Vocab: m.Vocab(), Context: m.Context(), Width: m.Dim(),
			Layers: m.Layers(), Heads: m.Heads(), Parameters: m.Parameters(),
		},
	}
	for _, category := range c.Categories {
		card.Corpus.Words += len(category.Tokens)
	}
	for _, h := range sentences.HeldOut() {
		card.HeldOut = append(card.HeldOut, checkpoint.HeldOut{
			Relation: h.Table + " → " + h.To + " of " + h.From, Pairs: h.Pairs,
		})
	}
	card.Figures, err = measure(m, sentences, card.HeldOut)
	return card, err
}

func measure(m *embedding.Model, sentences *corpus.Corpus, relations []checkpoint.HeldOut) (checkpoint.Figures, error) {
	purity := evaluation.MeasurePurity(m, m.TokenEmbedding())
	start := m.TokenEmbedding()
	start.Data = m.Start().TokenEmbedding()
	f := checkpoint.Figures{
		Purity: purity.Strict, PurityLenient: purity.Lenient, ByCategory: purity.ByCategory,
		PurityStart:    evaluation.MeasurePurity(m, start).Strict,
		PositionCosine: evaluation.PositionCosine(m.PositionEmbedding()),
		HeldOutTop1:    make(map[string]float64),
		Prompts:        len(evaluation.Prompts),
	}
	for i, h := range sentences.HeldOut() {
		known := slices.DeleteFunc(sentences.Pairs(h.Table, h.From, h.To), func(p [2]string) bool {
			return slices.Contains(h.Pairs, p)
		})
		f.HeldOutTop1[relations[i].Relation] = evaluation.Analogies(m, known, h.Pairs)
	}
	wrong, err := evaluation.Wrong(m, evaluation.Prompts)
	if err != nil {
		return f, err
	}
	for _, p := range wrong {
		answer, _ := evaluation.Answer(m, p.Text)
		fmt.Printf("%s: got %q, expected %q\n", p.Text, answer, p.Expect)
	}
	f.PromptsRight = f.Prompts - len(wrong)
	f.CapitalOfFrance, err = evaluation.Answer(m, "The capital of France is")
	return f, err
}
