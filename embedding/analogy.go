package embedding

import "slices"

// AnalogyOptions say how an analogy is asked.
type AnalogyOptions struct {
	K        int       // how many answers at the most
	Centred  bool      // take the mean row of W_E off all vectors first
	Expected []TokenID // tokens whose rank is wanted
}

// Analogy is the answer to “a is to b as c is to what?”.
type Analogy struct {
	Answers  []Neighbor // the nearest to b − a + c first, by cosine
	LeftOut  []Neighbor // a, b and c, each once: never answers, whatever their cosine
	Expected []Ranked   // in the order asked for
}

// Ranked is a token with its place among the answers.
type Ranked struct {
	Neighbor
	Rank int // from 1 for the first; 0 for a token left out or without a row
}

// Analogy ranks all rows of W_E but those of a, b and c by their cosine with
//
//	b/‖b‖ − a/‖a‖ + c/‖c‖
//
// (3CosAdd: Mikolov, Yih and Zweig 2013, Linguistic Regularities in Continuous
// Space Word Representations; the name is Levy and Goldberg's, 2014). To leave
// the inputs out is part of the method: b or c itself is often the nearest.
//
// An input may be untrained: its vector is then the random start, of which the
// answer can tell nothing. One pass over W_E, V·D multiplications.
func (m *Model) Analogy(a, b, c TokenID, how AnalogyOptions) *Analogy {
	o := m.origin(how.Centred)
	sum := make([]float64, m.Dim())
	for _, term := range []struct {
		id   TokenID
		sign float64
	}{{a, -1}, {b, 1}, {c, 1}} {
		v, _ := m.TokenVector(term.id)
		if length := m.lengthFrom(o, term.id); length > 0 {
			for j, x := range o.see(v) {
				sum[j] += term.sign * x / length
			}
		}
	}
	target := o.aimAt(sum)
	neighbor := func(id TokenID) Neighbor {
		v, _ := m.TokenVector(id)
		return Neighbor{ID: id, Score: target.cosine(v, m.lengthFrom(o, id))}
	}

	answer := &Analogy{}
	var inputs []TokenID
	for _, id := range []TokenID{a, b, c} {
		if !slices.Contains(inputs, id) {
			inputs = append(inputs, id)
			answer.LeftOut = append(answer.LeftOut, neighbor(id))
		}
	}
	var watched []TokenID // those of the expected that have a rank
	for _, id := range how.Expected {
		if _, ok := m.Row(id); ok && !slices.Contains(inputs, id) {
			watched = append(watched, id)
		}
	}
	best, before := m.rank(ranking{
		score:   func(row int) float64 { return target.cosine(rowOf(m.we, row), o.lengths[row]) },
		k:       how.K,
		without: m.rowsOf(inputs), watched: m.rowsOf(watched),
	})
	for _, r := range best {
		answer.Answers = append(answer.Answers, Neighbor{ID: m.Token(r.row), Score: r.score})
	}
	for _, id := range how.Expected {
		ranked := Ranked{Neighbor: neighbor(id)}
		if i := slices.Index(watched, id); i >= 0 {
			ranked.Rank = before[i] + 1
		}
		answer.Expected = append(answer.Expected, ranked)
	}
	return answer
}
