package page

import (
	"cmp"
	"slices"

	"tokenscape/embedding"
)

// AnalogyView is “a is to b as c is to what?” with its answers.
type AnalogyView struct {
	Fields                       [3]Field
	Expect                       Field
	Ready                        []Link
	Centring, Counts             []Link
	CentredSay, Missing          string
	Head                         string // "" when nothing is asked yet
	LeftOut                      []AnswerRow
	First, Expected, Method, Own string
	Rows                         []AnswerRow
	Untrained                    bool // a word of the question is
	OwnMap                       *Link
	Drawn                        string // that it is drawn on the map, or cannot be
	Draw                         *Link  // the way to draw it
}

// AnswerRow is a token with its cosine to b − a + c.
type AnswerRow struct {
	Chip
	Cosine string
}

// analogies are questions that anyone would ask, of relations of several kinds.
// What the model makes of them, the page shows.
var analogies = [][4]string{
	{"man", "woman", "king", "queen"}, {"France", "Paris", "Italy", "Rome"}, {"dog", "puppy", "cat", "kitten"},
	{"one", "two", "three", "four"}, {"walk", "walked", "jump", "jumped"}, {"hot", "cold", "big", "small"},
}

// readyAnalogies links to those whose words the model has met.
func (a *asker) readyAnalogies(section string) []Link {
	var links []Link
	for _, q := range analogies {
		if a.canLink(q[:]...) {
			links = append(links, a.readyLink(section, sprintf("%s : %s :: %s : ?", q[0], q[1], q[2]),
				map[string]string{"a": q[0], "b": q[1], "c": q[2], "expect": q[3]}))
		}
	}
	return links
}

func (a *asker) analogy() AnalogyView {
	const section = "analogy"
	t := a.T.Asking
	v := AnalogyView{Ready: a.readyAnalogies(section),
		Centring: a.centring(section), Counts: a.counts(section), CentredSay: a.centredSay()}
	var ids []embedding.TokenID
	asked := false
	for i, name := range []string{"a", "b", "c"} {
		var id embedding.TokenID
		var ok bool
		if v.Fields[i], id, ok = a.word(section, name); ok {
			ids = append(ids, id)
		}
		asked = asked || v.Fields[i].Value != ""
	}
	expect, expected, ok := a.word(section, "expect")
	v.Expect = expect
	if len(ids) < len(v.Fields) {
		if asked {
			v.Missing = t.Missing
		}
		return v
	}
	how := embedding.AnalogyOptions{K: a.search.K, Centred: a.search.Centred}
	if ok {
		how.Expected = []embedding.TokenID{expected}
	}
	answer := a.model.Analogy(ids[0], ids[1], ids[2], how)

	v.Head = sprintf(t.AnswersTo, a.name(ids[0]), a.name(ids[1]), a.name(ids[2]))
	v.LeftOut, v.Rows = a.answerRows(answer.LeftOut), a.answerRows(answer.Answers)
	v.Untrained = slices.ContainsFunc(v.LeftOut, func(r AnswerRow) bool { return !r.Trained })
	best := slices.MaxFunc(answer.LeftOut, func(x, y embedding.Neighbor) int { return cmp.Compare(x.Score, y.Score) })
	if len(answer.Answers) > 0 && best.Score > answer.Answers[0].Score {
		v.First = sprintf(t.First, a.name(best.ID))
	}
	among := count(a.ranked(answer.LeftOut))
	for _, e := range answer.Expected {
		v.Expected = a.rankSay(e, among, slices.Contains(ids, e.ID))
	}
	v.Method, v.Own = sprintf(t.Method, count(a.model.Vocab())), t.Own
	if len(answer.Answers) > 0 {
		a.answered = append(ids, answer.Answers[0].ID)
		a.drawAnalogy(&v)
	}
	return v
}

// drawAnalogy says whether the map draws the question as a parallelogram, and how
// to have it drawn.
func (a *asker) drawAnalogy(v *AnalogyView) {
	t := a.T.Exploring
	also := slices.Clone(a.state["also"])
	for _, id := range a.answered {
		if !a.onMap(id) && !slices.Contains(also, ref(id)) {
			also = append(also, ref(id))
		}
	}
	switch {
	case a.corners() != nil:
		v.Drawn = t.Drawn
	case a.choice.Method.Computed():
		v.Drawn = t.NotDrawn
	case !a.long():
		v.Draw = &Link{Name: t.Draw, URL: address("/map", with(a.state, "also", also...)) + "#map"}
	}
	if !a.long() {
		v.OwnMap = a.ownMap(a.answered)
	}
}

// ranked is how many tokens are ranked: all with a row but those left out.
func (a *asker) ranked(leftOut []embedding.Neighbor) int {
	n := a.model.Vocab()
	for _, out := range leftOut {
		if _, ok := a.model.Row(out.ID); ok {
			n--
		}
	}
	return n
}

func (a *asker) rankSay(e embedding.Ranked, among string, leftOut bool) string {
	t, name, cosine := a.T.Asking, a.name(e.ID), number(e.Score)
	switch {
	case leftOut:
		return sprintf(t.RankLeftOut, name)
	case e.Rank == 0:
		return sprintf(t.RankUnmet, name)
	case e.Rank == 1:
		return sprintf(t.RankFirst, name, among, cosine)
	}
	return sprintf(t.Rank, name, count(e.Rank), among, cosine)
}

func (a *asker) answerRows(list []embedding.Neighbor) []AnswerRow {
	rows := make([]AnswerRow, len(list))
	for i, n := range list {
		rows[i] = AnswerRow{Chip: a.chip(n.ID), Cosine: number(n.Score)}
		rows[i].Number = i + 1
	}
	return rows
}

// ownMap leads to the map that is fitted on these tokens alone.
func (a *asker) ownMap(ids []embedding.TokenID) *Link {
	var refs []string
	for _, id := range ids {
		refs = append(refs, ref(id))
	}
	return &Link{Name: a.T.Asking.OwnMap, URL: address("/map", with(with(a.state, "on"), "tokens", refs...))}
}
