package scene

import (
	"slices"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding"
	"tokenscape/projection"
	"tokenscape/web/request"
)

// NoPairs is the value of the parameter pairs that names no relation: alone it
// means none, beside others nothing.
const NoPairs = "none"

// Pairs are those of a relation that have both words on a map.
type Pairs struct {
	Relation string
	Lines    []Line

	// How parallel the lines are: the mean cosine of the pairs' differences, from
	// word to word, in all D dimensions of the rows fitted; the same of pairs with
	// their partners exchanged, which is what two groups that lie apart have without
	// any relation; and in the map's first two components. Compared is false when
	// there are fewer than two pairs.
	Cosine, Exchanged, OnMap float64
	Compared                 bool
}

// exchanges is in how many ways partners are exchanged at the most.
const exchanges = 16

// Line joins the two words of a pair, each an index into the map's points.
type Line struct {
	From, To int
	HeldOut  bool // no document of the training text holds both
}

// relations takes the parameter pairs: the relations of the model that are
// chosen, or its first map's when none is given.
func relations(q *request.Query, m *embedding.Model) []string {
	var names, chosen []string
	for _, r := range m.Relations() {
		names = append(names, r.Name)
	}
	if !q.Has("pairs") {
		return Default(m).Relations
	}
	for _, value := range q.Strings("pairs") {
		switch {
		case value == NoPairs:
		case !slices.Contains(names, value):
			q.Refuse(&request.Fault{Code: request.UnknownRelation, Parameter: "pairs", Value: request.Short(value),
				Near: request.Near(request.Short(value), append(names, NoPairs))}, value)
		default:
			chosen = append(chosen, value)
		}
	}
	return chosen
}

// pairs finds the model's relations among the tokens of a map: row i of x is
// token ids[i], at places[i].
func pairs(m *embedding.Model, ids []embedding.TokenID, x blas32.General, places [][]float64) []Pairs {
	at := make(map[embedding.TokenID]int, len(ids))
	for i, id := range ids {
		at[id] = i
	}
	whole := func(point, j int) float64 { return float64(x.Data[point*x.Stride+j]) }
	onMap := func(point, j int) float64 { return places[point][j] }
	var all []Pairs
	for _, r := range m.Relations() {
		p := Pairs{Relation: r.Name}
		for _, pair := range r.Pairs {
			from, ok := at[pair.From]
			to, okTo := at[pair.To]
			if ok && okTo {
				p.Lines = append(p.Lines, Line{From: from, To: to, HeldOut: pair.HeldOut})
			}
		}
		n := len(p.Lines)
		if n == 0 {
			continue
		}
		p.Cosine, p.Compared = projection.MeanCosine(differences(p.Lines, 0, x.Cols, whole))
		p.OnMap, _ = projection.MeanCosine(differences(p.Lines, 0, min(2, len(places[0])), onMap))
		ways := min(n-1, exchanges)
		for i := range ways {
			cosine, _ := projection.MeanCosine(differences(p.Lines, (i+1)*n/(ways+1), x.Cols, whole))
			p.Exchanged += cosine / float64(ways)
		}
		all = append(all, p)
	}
	return all
}

// differences are the vectors of length d from each line's first word to the
// second word of the line that comes exchange later.
func differences(lines []Line, exchange, d int, coordinate func(point, j int) float64) [][]float64 {
	vectors := make([][]float64, len(lines))
	for i, l := range lines {
		partner := lines[(i+exchange)%len(lines)].To
		vectors[i] = make([]float64, d)
		for j := range vectors[i] {
			vectors[i][j] = coordinate(partner, j) - coordinate(l.From, j)
		}
	}
	return vectors
}

// chosen are the pairs of the relations named.
func (m *Map) chosen(relations []string) []Pairs {
	var some []Pairs
	for _, p := range m.pairs {
		if slices.Contains(relations, p.Relation) {
			some = append(some, p)
		}
	}
	return some
}
