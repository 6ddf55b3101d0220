package evaluation

import (
	"slices"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom/checkpoint"
	"tokenscape/embedding/classroom/corpus"
)

// fourCategories are those that the project's bar for a map in two dimensions
// is about.
var fourCategories = []string{"animal", "country", "color", "number"}

// Measure takes every figure of the model card, but the losses, from a model and
// the corpus that it was trained on; first are the categories of its first map.
func Measure(m *embedding.Model, c *corpus.Corpus, first []string) (checkpoint.Figures, error) {
	we, begin := m.TokenEmbedding(), m.TokenEmbedding()
	begin.Data = m.Start().TokenEmbedding()
	purity, merged := MeasurePurity(m, we), PurityOf(we, labels(m, we, geography))
	f := checkpoint.Figures{
		Purity: purity.Strict, PurityLenient: purity.Lenient, ByCategory: purity.ByCategory,
		PurityMerged: merged.Strict, PurityGeography: merged.ByCategory["geography"],
		PurityStart:       MeasurePurity(m, begin).Strict,
		SilhouetteFour:    Silhouette(m, we, fourCategories),
		SilhouetteDefault: Silhouette(m, we, first),
		SilhouetteStart:   max(Silhouette(m, begin, fourCategories), Silhouette(m, begin, first)),
		PositionCosine:    PositionCosine(m.PositionEmbedding()),
		PositionShare:     ComponentShare(m.PositionEmbedding(), 3),
	}
	for _, h := range c.HeldOut() {
		known := slices.DeleteFunc(c.Pairs(h.Table, h.From, h.To), func(p [2]string) bool { return slices.Contains(h.Pairs, p) })
		a := MeasureAnalogies(m, known, h.Pairs)
		f.Analogies = append(f.Analogies, checkpoint.Analogies{
			Relation: h.Name(), Questions: a.Questions, Top1: a.Top1, Top5: a.Top5,
		})
	}
	for _, id := range Answers(m, "man", "woman", "king") {
		f.Queen = append(f.Queen, m.Text(id))
	}
	var err error
	if f.Prompts, err = examine(m, c.Prompts); err != nil {
		return f, err
	}
	f.HeldOutCapitals, err = examine(m, capitalPrompts(c.Lexicon))
	return f, err
}

// examine asks all prompts.
func examine(m *embedding.Model, prompts []corpus.Prompt) (checkpoint.Examination, error) {
	wrong, err := Wrong(m, prompts)
	e := checkpoint.Examination{Asked: len(prompts), Right: len(prompts) - len(wrong)}
	for _, w := range wrong {
		e.Wrong = append(e.Wrong, checkpoint.WrongAnswer{Prompt: w.Text, Expected: w.Expect[0], Got: w.Got})
	}
	return e, err
}
