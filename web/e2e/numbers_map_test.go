package e2e

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
)

type projected struct {
	FittedOn int       `json:"fitted_on"`
	Ratio    []float64 `json:"explained_variance_ratio"`
	Kept     float64
	Points   []struct {
		ID          int
		Coordinates []float64
	}
}

// TestMapNumbers reads where each point lies and what is kept, the neighbours by all
// three measures, those in the picture, pins, an analogy, an axis, what is found, and
// how true the picture is. Cosines and distances have three decimals, dot products
// three digits.
func TestMapNumbers(t *testing.T) {
	groups := []string{"on", "category:country", "on", "category:capital", "on", "category:animal"}
	asked := append([]string{"lang", "en", "token", " king", "pins", " queen", "pins", " France", "also", " king",
		"a", "man", "b", "woman", "c", "king", "expect", "queen", "from", "man, boy", "to", "woman, girl", "words", "king, queen, prince, princess", "q", "king", "measure", "1"}, groups...)
	on := append([]string{"also", " king", "rows", "unit"}, groups...)
	b := open(t, 1280, 900)
	b.show(path("/map", asked...))

	m := called[projected](t, "projection", on...)
	var want []string
	for _, p := range m.Points {
		want = append(want, fmt.Sprint(p.ID, " ", float32(p.Coordinates[0]), " ", float32(p.Coordinates[1])))
	}
	var got []string
	for _, p := range eval[[][3]float64](b, `(({ ids, coordinates: [x, y] }) => Array.from(ids, (id, i) => [id, x[i], y[i]]))(`+theMap+`.picture.layout)`) {
		got = append(got, fmt.Sprint(int(p[0]), " ", float32(p[1]), " ", float32(p[2])))
	}
	same(t, "points", got, want)
	b.says(`[data-panel="caption"]`, fmt.Sprintf("Fitted on the %s tokens of classroom", thousands(m.FittedOn)))
	b.says(`[data-panel="caption"]`, "keeps "+hundredths(m.Kept)+" of the variance of the "+thousands(len(m.Points))+" points")
	for k := range 2 {
		b.says(`[data-panel="caption"] details`, fmt.Sprintf("component %d, with %s of the variance", k+1, hundredths(m.Ratio[k])))
	}

	type neighbours struct{ Neighbors []scored }
	for _, metric := range []string{"cosine", "euclidean", "dot"} {
		if metric != "cosine" {
			b.show(path("/map", append(asked, "metric", metric)...))
		}
		rows := b.cells("#neighbors table")
		near := called[neighbours](t, "neighbors", "token", " king", "metric", metric, "k", strconv.Itoa(len(rows))).Neighbors
		var lines [][]string
		for _, n := range near {
			value := func(metric string) float64 {
				type matrix struct{ Values [][]float64 }
				return called[matrix](t, "similarities", "tokens", " king", "tokens", "id:"+strconv.Itoa(n.ID), "metric", metric).Values[0][1]
			}
			lines = append(lines, []string{shown(n.Text) + " " + strconv.Itoa(n.ID), three(value("cosine")), three(value("euclidean")), digits(value("dot"))})
			if got := value(metric); math.Abs(got-n.Score) > 1e-9*(1+math.Abs(got)) {
				t.Errorf("%s of %q: %v and %v", metric, n.Text, got, n.Score)
			}
		}
		same(t, "neighbours by "+metric, rows, lines)
	}

	type hood struct {
		True, Apparent []scored
		Kept           float64 // a share
	}
	h := called[hood](t, "neighborhood", append([]string{"token", " king"}, on...)...)
	var rows [][]string
	for i := range h.True {
		a, b := h.True[i], h.Apparent[i]
		rows = append(rows, []string{shown(a.Text), three(a.Score), shown(b.Text), three(b.Score)})
	}
	var lines [][]string
	for _, row := range b.cells("table.near") {
		lines = append(lines, []string{strings.Fields(row[0])[0], row[1], strings.Fields(row[2])[0], row[3]})
	}
	same(t, "neighbours in space and picture", lines, rows)
	b.says("#chosen strong", fmt.Sprintf("%.0f of the %d true neighbours", h.Kept*float64(len(h.True)), len(h.True)))

	pins := b.cells("#pins table")
	type matrix struct{ Values [][]float64 }
	for i, line := range called[matrix](t, "similarities", "tokens", " queen", "tokens", " France").Values {
		var values []string
		for _, x := range line {
			values = append(values, three(x))
		}
		same(t, "pins", pins[i][1:], values)
	}

	type analogy struct {
		Answers []scored
		LeftOut []scored `json:"left_out"`
	}
	rows = b.cells("#analogy table")
	a := called[analogy](t, "analogy", "a", " man", "b", " woman", "c", " king", "k", strconv.Itoa(len(rows)))
	lines = nil
	for i, n := range a.Answers {
		lines = append(lines, []string{strconv.Itoa(i + 1), shown(n.Text) + " " + strconv.Itoa(n.ID), three(n.Score)})
	}
	same(t, "answers", rows, lines)
	same(t, "left out", eval[[]string](b, `[...document.querySelectorAll("#analogy div.chips .chip")].map(c => [...c.children].map(p => p.textContent.trim()).join(" "))`), scores(a.LeftOut, three))

	type axis struct {
		Tokens []struct {
			ID              int
			Text            string
			Coordinate, Dot float64
		}
	}
	x := called[axis](t, "axis", "from", " man", "from", " boy", "to", " woman", "to", " girl",
		"tokens", " king", "tokens", " queen", "tokens", " prince", "tokens", " princess", "tokens", " man", "tokens", " boy", "tokens", " woman", "tokens", " girl")
	slices.SortFunc(x.Tokens, func(p, q struct {
		ID              int
		Text            string
		Coordinate, Dot float64
	}) int {
		return int(math.Copysign(1, p.Coordinate-q.Coordinate))
	})
	lines = nil
	for _, p := range x.Tokens {
		lines = append(lines, []string{shown(p.Text) + " " + strconv.Itoa(p.ID), "", three(p.Coordinate), digits(p.Dot)})
	}
	same(t, "places on the axis", b.cells("#axis table"), lines)

	type found struct {
		Total   int
		Matches []scored
	}
	f := called[found](t, "search", "q", "king", "k", "50")
	want = nil
	for _, n := range f.Matches {
		want = append(want, strconv.Itoa(n.ID))
	}
	same(t, "found", eval[[]string](b, `[...document.querySelectorAll(".found .chip small:nth-of-type(1)")].map(s => s.textContent)`), want)
	b.says(".map-head", fmt.Sprintf("Tokens found: %s; listed: %d.", thousands(f.Total), len(f.Matches)))

	type fidelity struct {
		K, Compared     int
		Mean            float64 `json:"preservation_mean"`
		Trustworthiness float64
		Continuity      float64
	}
	g := called[fidelity](t, "fidelity", on...)
	same(t, "fidelity", b.texts(".fidelity dd"), []string{three(g.Mean), three(g.Trustworthiness), three(g.Continuity)})
	b.says(`[data-panel="fidelity"] > p`, "keeps "+decimals(g.Mean*float64(g.K), 1))
}
