package evaluation

import "tokenscape/embedding"

// answersKept is how many answers to an analogy are looked at.
const answersKept = 5

// Analogies is how often questions “a is to b as c is to ?” are answered right.
type Analogies struct {
	Questions int
	Top1      float64 // share of the questions whose first answer is right
	Top5      float64 // share with the right answer among the first five
}

// MeasureAnalogies asks, for each pair (c, d) of asked and each pair (a, b) of
// known, for d: see [embedding.Model.Analogy]; vectors are centred. Pairs with a
// word that is not one token with a space before are left out.
func MeasureAnalogies(m *embedding.Model, known, asked [][2]string) Analogies {
	var result Analogies
	for _, target := range tokenPairs(m, asked) {
		for _, source := range tokenPairs(m, known) {
			if source == target {
				continue
			}
			result.Questions++
			answer := m.Analogy(source[0], source[1], target[0], embedding.AnalogyOptions{Centred: true, Expected: target[1:]})
			switch rank := answer.Expected[0].Rank; {
			case rank == 1:
				result.Top1++
				result.Top5++
			case rank > 1 && rank <= answersKept:
				result.Top5++
			}
		}
	}
	if result.Questions > 0 {
		result.Top1 /= float64(result.Questions)
		result.Top5 /= float64(result.Questions)
	}
	return result
}

// Answers are the first five answers to “a is to b as c is to ?”, of centred
// vectors: see [embedding.Model.Analogy]. It returns nothing when a word is not
// one token with a space before.
func Answers(m *embedding.Model, a, b, c string) []embedding.TokenID {
	pairs := tokenPairs(m, [][2]string{{a, b}, {c, c}})
	if len(pairs) < 2 {
		return nil
	}
	answer := m.Analogy(pairs[0][0], pairs[0][1], pairs[1][0], embedding.AnalogyOptions{Centred: true, K: answersKept})
	var ids []embedding.TokenID
	for _, n := range answer.Answers {
		ids = append(ids, n.ID)
	}
	return ids
}

func tokenPairs(m *embedding.Model, pairs [][2]string) [][2]embedding.TokenID {
	var list [][2]embedding.TokenID
	for _, p := range pairs {
		a, okA := wordToken(m, p[0])
		b, okB := wordToken(m, p[1])
		if okA && okB {
			list = append(list, [2]embedding.TokenID{a, b})
		}
	}
	return list
}

// wordToken is the token of the word after a space; false when there is none
// that training met.
func wordToken(m *embedding.Model, word string) (embedding.TokenID, bool) {
	id, ok := m.Tokenizer().ID(" " + word)
	if !ok {
		return 0, false
	}
	_, ok = m.Row(id)
	return id, ok
}
