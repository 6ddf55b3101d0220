package lesson

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"tokenscape/embedding"
	"tokenscape/embedding/bpe"
	"tokenscape/embedding/classroom"
	"tokenscape/embedding/classroom/replay"
	"tokenscape/web/scene"
	"tokenscape/web/weights"
)

// ErrUnable is returned for a model that cannot be asked what the lessons ask: it
// has no positions or no blocks, or lacks one of their words.
var ErrUnable = errors.New("the lessons need a model with positions, blocks and all of their words")

// Measure asks m all that the lessons ask. The error is ErrUnable, or what the
// maps or the model say.
func Measure(ctx context.Context, maps *scene.Maps, m *embedding.Model) (*Facts, error) {
	ids, err := tokens(m)
	if err != nil {
		return nil, err
	}
	f := &Facts{Model: m.Name(), Vocab: m.Vocab(), Dim: m.Dim(), Context: m.Context(), Layers: m.Layers(), Weights: m.Parameters(), Next: map[string][]Guess{}}
	for _, prompt := range prompts {
		if f.Next[prompt], err = next(m, prompt, 1); err != nil {
			return nil, err
		}
	}
	for _, t := range temperatures {
		warm, err := next(m, sky, t)
		if err != nil {
			return nil, err
		}
		f.Warm = append(f.Warm, warm)
	}
	if err := f.cut(m); err != nil {
		return nil, err
	}
	f.add(m)
	if err := f.place(ctx, maps, m, ids); err != nil {
		return nil, err
	}
	f.near(m, ids)
	if err := f.remember(m); err != nil {
		return nil, err
	}
	met, err := weights.Meet(m, [2]*embedding.Sequence{m.Embed(feeds), m.Embed(needs)})
	if err != nil {
		return nil, err
	}
	f.MeaningIn, f.MeaningOut = met.Cosine[0], met.Cosine[len(met.Cosine)-1]
	return f, f.train()
}

// tokens are the words of the lessons as the model knows them inside a sentence.
func tokens(m *embedding.Model) (map[string]embedding.TokenID, error) {
	if m.Context() == 0 || m.Layers() == 0 {
		return nil, ErrUnable
	}
	words := append(slices.Clone(grouped), strange, "king")
	for _, a := range analogies {
		words = append(words, a[:]...)
	}
	ids := map[string]embedding.TokenID{}
	for _, w := range words {
		id, err := m.Lookup(" " + w)
		if err != nil {
			return nil, ErrUnable
		}
		if _, met := m.Row(id); !met {
			return nil, ErrUnable
		}
		ids[w] = id
	}
	return ids, nil
}

func next(m *embedding.Model, prompt string, temperature float64) ([]Guess, error) {
	likeliest, err := m.Predict(m.Embed(prompt), 5, temperature)
	if err != nil {
		return nil, fmt.Errorf("%q: %w", prompt, err)
	}
	var list []Guess
	for _, c := range likeliest {
		list = append(list, Guess{plain(m.Text(c.ID)), c.Probability})
	}
	return list, nil
}

// plain is a token as a lesson names it: without the space before it.
func plain(token string) string {
	shown, _ := scene.Shown(strings.TrimPrefix(token, " "))
	return shown
}

// cut cuts the texts that pupils cut, by the published encodings.
func (f *Facts) cut(m *embedding.Model) error {
	pieces := func(e embedding.Tokenizer, text string) Cut {
		c := Cut{Text: text, Encoding: e.Name()}
		for _, t := range e.Encode(text) {
			shown, _ := scene.Shown(t.Bytes)
			c.Pieces = append(c.Pieces, Piece{shown, t.ID, strings.Count(t.Bytes, letter)})
		}
		return c
	}
	for _, name := range []string{"r50k_base", "cl100k_base", "o200k_base"} {
		e, err := bpe.Get(name)
		if err != nil {
			return err
		}
		for _, text := range []string{word, " " + word, chineseWord} {
			f.Cuts = append(f.Cuts, pieces(e, text))
		}
		f.Counted = append(f.Counted, Counted{name, len(e.Encode(greetings[0])), len(e.Encode(greetings[1]))})
	}
	f.Sentence = pieces(m.Tokenizer(), biter)
	return nil
}

// Of is the text as the encoding cuts it.
func (f *Facts) Of(text, encoding string) Cut {
	i := slices.IndexFunc(f.Cuts, func(c Cut) bool { return c.Text == text && c.Encoding == encoding })
	return f.Cuts[i]
}

// add takes the first numbers of the vectors of one token, and compares the inputs
// of two sentences of the same words.
func (f *Facts) add(m *embedding.Model) {
	one, other := m.Embed(biter).Tokens, m.Embed(bitten).Tokens
	t := one[summed]
	for j := range terms {
		f.Terms = append(f.Terms, Term{t.TokenVector[j], t.PositionVector[j], t.InputVector[j]})
	}
	for i := range one {
		f.Same = append(f.Same, slices.Equal(one[i].InputVector, other[i].InputVector))
		f.Words[0], f.Words[1] = append(f.Words[0], plain(one[i].Bytes)), append(f.Words[1], plain(other[i].Bytes))
	}
}

// place puts the words on a map, as the API does.
func (f *Facts) place(ctx context.Context, maps *scene.Maps, m *embedding.Model, ids map[string]embedding.TokenID) error {
	choice := scene.Choice{Model: m, Unit: true, Components: 2, Method: scene.PCA}
	for _, w := range grouped {
		choice.Tokens = append(choice.Tokens, ids[w])
	}
	fitted, err := maps.Of(ctx, choice, "")
	if err != nil {
		return err
	}
	for _, p := range fitted.Points {
		f.Map = append(f.Map, Spot{plain(p.Text), p.Category, p.Coordinates[0], p.Coordinates[1]})
	}
	f.Kept = fitted.Kept
	return nil
}

// near finds neighbours in the full space, and asks the analogies.
func (f *Facts) near(m *embedding.Model, ids map[string]embedding.TokenID) {
	around := func(w string) (list []Guess) {
		v, _ := m.TokenVector(ids[w])
		for _, n := range m.Nearest(v, embedding.Search{K: 3, Without: []embedding.TokenID{ids[w]}}) {
			list = append(list, Guess{plain(m.Text(n.ID)), n.Score})
		}
		return list
	}
	f.NearKing, f.NearStrange, f.NearFirst = around("king"), around(strange), around(grouped[0])
	for _, a := range analogies {
		answer := m.Analogy(ids[a[0]], ids[a[1]], ids[a[2]], embedding.AnalogyOptions{K: 1, Expected: []embedding.TokenID{ids[a[3]]}})
		f.Analogies = append(f.Analogies, Analogy{a[0], a[1], a[2], a[3], plain(m.Text(answer.Answers[0].ID)), answer.Answers[0].Score, answer.Expected[0].Rank})
	}
}

// far is the question whose answer lies times words back.
func far(times int) string { return "Anna" + strings.Repeat(" smiles", times) + ", and" }

// remember asks the question at some distances.
func (f *Facts) remember(m *embedding.Model) error {
	for _, times := range distances {
		s := m.Embed(far(times))
		all, err := m.Predict(s, m.Vocab(), 1)
		if err != nil {
			return err
		}
		r := Remembered{Times: times, Tokens: len(s.Tokens) + len(s.Dropped), Dropped: len(s.Dropped)}
		for _, c := range all {
			if m.Text(c.ID) == " she" {
				r.She = c.Probability
			}
		}
		f.Remembered = append(f.Remembered, r)
	}
	return nil
}

// drawn are the steps of the pretraining whose loss pupils draw.
var drawn = []int{0, 100, 400, 1000, 2000, 4000}

// train takes points of the loss curve of the classroom model's pretraining, on
// documents that training never meets.
func (f *Facts) train() error {
	r, err := classroom.Replay()
	if err != nil {
		return err
	}
	for i, s := range r.Snapshots {
		if slices.Contains(drawn, s.Step) || i == len(r.Snapshots)-1 {
			f.Losses = append(f.Losses, replay.Loss{Step: s.Step, Loss: s.Loss})
		}
	}
	return nil
}
