package page

import (
	"slices"
	"strings"

	"tokenscape/embedding/classroom"
	"tokenscape/embedding/classroom/checkpoint"
	"tokenscape/web/message"
)

// CardView is what was measured on the classroom model, for a reader.
type CardView struct {
	Figures  [][2]string // what, value
	Say      string      // how it was examined
	Wrong    []checkpoint.WrongAnswer
	Relation []RelationView
}

// RelationView is a relation with the pairs that its training text never holds
// together.
type RelationView struct {
	Name  string
	Pairs [][2]string
}

// cardView reads the committed model card.
func cardView(t *message.Text) (*CardView, error) {
	card, err := classroom.Card()
	if err != nil {
		return nil, err
	}
	f, w := card.Figures, t.CardWords
	v := &CardView{
		Say: sprintf(w.Examined, f.Prompts.Right, f.Prompts.Asked, f.HeldOutCapitals.Right, f.HeldOutCapitals.Asked),
		Figures: [][2]string{
			{w.Words, count(card.Corpus.Words) + " / " + count(card.Corpus.Categories)},
			{w.Purity, sprintf("%.3f (%.3f)", f.Purity, f.PurityStart)},
			{w.PurityLenient, sprintf("%.3f", f.PurityLenient)},
		},
	}
	for _, w := range slices.Concat(f.Prompts.Wrong, f.HeldOutCapitals.Wrong) {
		// Tokens bring the space before them.
		v.Wrong = append(v.Wrong, checkpoint.WrongAnswer{
			Prompt: w.Prompt, Got: strings.TrimSpace(w.Got), Expected: strings.TrimSpace(w.Expected),
		})
	}
	for _, a := range f.Analogies {
		v.Figures = append(v.Figures, [2]string{sprintf(w.Analogy, a.Relation, a.Questions), sprintf("%s / %s", t.Percent(a.Top1, 1), t.Percent(a.Top5, 1))})
	}
	v.Figures = append(v.Figures,
		[2]string{w.Silhouette, sprintf("%.2f (%.2f)", f.SilhouetteDefault, f.SilhouetteStart)},
		[2]string{w.Positions, sprintf("%.3f", f.PositionCosine)},
		[2]string{w.Validation, sprintf("%.3f", card.Training.Validation)},
	)
	for _, h := range card.HeldOut {
		v.Relation = append(v.Relation, RelationView{Name: h.Relation, Pairs: h.Pairs})
	}
	return v, nil
}
