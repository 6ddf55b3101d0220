package page

import (
	"tokenscape/embedding"
	"tokenscape/embedding/bpe"
	"tokenscape/web/weights"
)

// What is found out about the question of a chapter, on the chapter's own sentence
// and with the model asked for.

func (r *reader) likeliest(text string) (embedding.Candidate, error) {
	next, err := r.model.Predict(r.model.Embed(text), 1, 1)
	if err != nil {
		return embedding.Candidate{}, err
	}
	return next[0], nil
}

func (r *reader) foundNext() (string, error) {
	if !r.redrawn() {
		return "", nil
	}
	before, err := r.before(r.chapter.Live.Text)
	if err != nil {
		return "", err
	}
	after, err := r.likeliest(r.chapter.Live.Text)
	return sprintf(r.words.FoundNext, r.token(before[0].ID), probability(r.T, before[0].Probability), r.token(after.ID), probability(r.T, after.Probability)), err
}

func (r *reader) foundDraws() (string, error) {
	choice, err := r.model.Next(r.model.Embed(r.chapter.Live.Text), embedding.Sampling{Temperature: 1})
	if err != nil {
		return "", err
	}
	first, times := choice.Candidates[0], 0
	for _, id := range draw(choice, manyDraws) {
		if id == first.ID {
			times++
		}
	}
	return sprintf(r.words.FoundDraws, r.token(first.ID), probability(r.T, first.Probability), count(manyDraws), drawSeed, times), nil
}

func (r *reader) foundPieces() (string, error) {
	var list []string
	for _, name := range bpe.Names() {
		e, err := bpe.Get(name)
		if err != nil {
			return "", err
		}
		list = append(list, sprintf(r.words.FoundPiecesOf, name, len(e.Encode(berry)), len(e.Encode(" "+berry))))
	}
	return sprintf(r.words.FoundPieces, berry, r.T.List(list)), nil
}

func (r *reader) foundRows() (string, error) {
	king, _ := r.model.Word("king")
	kind, _ := r.model.Word("kind")
	vector, known := r.model.TokenVector(king)
	other, alsoKnown := r.model.TokenVector(kind)
	if !known || !alsoKnown {
		return r.words.FoundNone, nil
	}
	near := r.model.Nearest(vector, embedding.Search{K: 1, Without: []embedding.TokenID{king}})[0]
	return sprintf(r.words.FoundRows, r.token(king), r.token(near.ID), number(near.Score), r.token(kind), number(weights.Cosine(vector, other)),
		r.token(king), r.token(near.ID), number(weights.Cosine(r.model.StartVector(king), r.model.StartVector(near.ID)))), nil
}

func (r *reader) foundPlaces() (string, error) {
	l := &vectorsLab{frame: r.Frame, words: r.T.Vectors, model: r.model}
	return l.compareOrders(oneOrder, noOrder).Sum, nil
}

func (r *reader) foundSums() (string, error) {
	study, err := r.site.study(r.c.Request().Context(), r.model)
	if err != nil {
		return "", err
	}
	l := &vectorsLab{frame: r.Frame, words: r.T.Vectors, model: r.model, study: study, state: r.state, path: r.path, sequence: r.model.Embed(r.chapter.Live.Text)}
	var v SumView
	l.found(&v)
	return v.FoundSay, nil
}

func (r *reader) foundMap() (string, error) {
	choice, err := r.mapChoice()
	if err != nil {
		return "", err
	}
	fitted, err := r.site.maps.Of(r.c.Request().Context(), choice, r.chapter.Live.Text)
	if err != nil {
		return "", err
	}
	return sprintf(r.words.FoundMap, fitted.FitSay.N, r.T.Percent(fitted.Kept, 1)), nil
}

func (r *reader) foundStops() (string, error) {
	sequence := r.model.Embed(r.chapter.Live.Text)
	readings, err := r.model.ThroughBlocks(sequence, embedding.Position(len(sequence.Tokens)-1), 1)
	var stops []string
	for block, reading := range readings {
		name := r.words.StopBefore
		if block > 0 {
			name = sprintf(r.words.StopBlock, block)
		}
		stops = append(stops, sprintf(r.words.FoundStop, name, r.token(reading.Likeliest[0].ID)))
	}
	return sprintf(r.words.FoundStops, r.T.List(stops)), err
}

func (r *reader) foundEnd() (string, error) {
	paris, _ := r.model.Word("Paris") // one without a row is not among the next
	next, err := r.model.Predict(r.model.Embed(r.chapter.Live.Text), r.model.Vocab(), 1)
	if err != nil {
		return "", err
	}
	for _, c := range next {
		if c.ID == paris {
			return sprintf(r.words.FoundEnd, r.token(next[0].ID), probability(r.T, next[0].Probability), r.token(paris), probability(r.T, c.Probability)), nil
		}
	}
	return r.words.FoundNone, nil
}
