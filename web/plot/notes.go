package plot

import (
	"fmt"
	"slices"
	"strconv"

	"tokenscape/embedding"
	"tokenscape/projection/figure"
	"tokenscape/web/scene"
)

// notes are the parts of the footnote.
func (d *drawing) notes() []string {
	notes := d.placed(d.Scene, d.view.Components)
	if d.beside != nil {
		notes = []string{
			fmt.Sprintf(d.text.Named, d.left, d.text.List(notes)),
			fmt.Sprintf(d.text.Named, d.right, d.text.List(d.placed(d.beside, d.view.Beside.Components))),
		}
	}
	return append(notes, d.about()...)
}

// method names how a scene was put on the plane, for the title of its picture.
func (d *drawing) method(s *scene.Scene) string {
	switch s.Choice.Method {
	case scene.TSNE:
		return "t-SNE"
	case scene.UMAP:
		return "UMAP"
	case scene.Directed:
		return d.axis(s, 0)
	}
	return "PCA"
}

// placed says how the points of a scene came to their places, and what of the
// truth a picture of the components keeps.
func (d *drawing) placed(s *scene.Scene, components []int) []string {
	c, n := s.Choice, count(s.FitSay.N)
	var notes []string
	switch c.Method {
	case scene.TSNE:
		return []string{fmt.Sprintf(d.tsne, n, c.Seed, strconv.FormatFloat(c.RunPerplexity(), 'g', 3, 64)), d.means}
	case scene.UMAP:
		return []string{fmt.Sprintf(d.umap, n, c.Seed, c.RunNeighbors()), d.means}
	case scene.Directed:
		notes = append(notes, fmt.Sprintf(d.along, d.tokens(c.From), d.tokens(c.To)))
		if len(c.UpFrom) > 0 {
			notes = append(notes, fmt.Sprintf(d.up, d.tokens(c.UpFrom), d.tokens(c.UpTo)))
		}
		if slices.ContainsFunc(components, func(k int) bool { return k < len(s.Axes) && s.Axes[k].Kind == scene.Rest }) {
			notes = append(notes, fmt.Sprintf(d.rest, n))
		}
	default:
		var names []string
		for _, name := range s.FitSay.Names {
			names = append(names, d.text.CategoryName(name))
		}
		on := fmt.Sprintf(d.fitted[s.FitSay.Kind], n)
		if s.FitSay.Kind == scene.FitCategories {
			on = fmt.Sprintf(d.fitted[s.FitSay.Kind], n, d.text.List(names))
		}
		notes = append(notes, fmt.Sprintf(d.pca, on))
	}
	if s.FitSay.Kind == scene.FitShown && c.Method != scene.Directed && s.FitSay.N == len(s.Points) {
		return append(notes, fmt.Sprintf(d.keptAll, d.text.Percent(s.Keeps(components), 1)))
	}
	return append(notes, fmt.Sprintf(d.kept, d.text.Percent(s.Keeps(components), 1), count(len(s.Points))))
}

// about are the notes that do not depend on how the map was fitted.
func (d *drawing) about() []string {
	c, v := d.Choice, d.view
	var notes []string
	add := func(when bool, note string) {
		if when {
			notes = append(notes, note)
		}
	}
	add(c.Unit, d.unit)
	add(len(v.Components) == 3, fmt.Sprintf(d.turned, degrees(v.Yaw), degrees(v.Pitch)))
	add(len(d.Path) > 0, d.sentence)
	add(len(d.Pairs) > 0, d.joined())
	apart := func(l figure.Line) bool { return l.Stroke == figure.Apart }
	add(len(d.Pairs) > 0 && slices.ContainsFunc(d.Pictures[0].Lines, apart), d.heldOut)
	hollow := func(p figure.Point) bool { return p.Hollow && p.Role != figure.Hidden }
	add(slices.ContainsFunc(d.Pictures[0].Points, hollow) || slices.ContainsFunc(d.Pictures[0].Path, hollow), d.untrained)
	add(d.beside != nil && d.Scale != nil, d.oneColor)
	hidden := d.hiddenNames()
	add(len(hidden) > 0, fmt.Sprintf(d.hidden, d.text.List(hidden)))
	selected := 0
	for _, p := range d.Points {
		if d.main.selected[p.ID] {
			selected++
		}
	}
	add(selected > 0, fmt.Sprintf(d.selected, count(selected)))
	also := d.also
	if c.Method.Computed() {
		also = d.alsoNot
	}
	add(len(c.Also) > 0, fmt.Sprintf(also, d.tokens(c.Also)))
	notes = append(notes, d.marked()...)
	return append(notes, d.measured()...)
}

// joined says what the lines between pairs are.
func (d *drawing) joined() string {
	var relations []string
	for _, p := range d.Pairs {
		relations = append(relations, d.text.RelationName(p.Relation))
	}
	return fmt.Sprintf(d.pairs, d.text.List(relations))
}

// hiddenNames are the categories hidden of those that are present.
func (d *drawing) hiddenNames() []string {
	var hidden []string
	for _, name := range d.view.Hidden {
		switch {
		case name == scene.NoCategory:
			hidden = append(hidden, d.none)
		case slices.Contains(d.names, name):
			hidden = append(hidden, d.text.CategoryName(name))
		}
	}
	return hidden
}

func degrees(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// marked are the notes on single tokens; it names what their lines mean in the
// legend.
func (d *drawing) marked() []string {
	var notes []string
	v, on := d.view, make(map[embedding.TokenID]bool, len(d.Points))
	for _, p := range d.Points {
		on[p.ID] = true
	}
	strokes := make(map[figure.Stroke]bool)
	for _, p := range d.Pictures {
		for _, l := range p.Lines {
			strokes[l.Stroke] = true
		}
	}
	key := func(stroke figure.Stroke, name string) {
		if strokes[stroke] {
			d.Keys = append(d.Keys, figure.Key{Stroke: stroke, Name: name})
		}
	}
	key(figure.TrueNear, d.trueNear)
	key(figure.SeenNear, d.seenNear)
	if d.analogy != nil {
		key(figure.Step, fmt.Sprintf(d.step, d.token(*v.Analogy[0]), d.token(*v.Analogy[1])))
		key(figure.Answer, d.reply)
	}
	if strokes[figure.TrueNear] || strokes[figure.SeenNear] {
		notes = append(notes, fmt.Sprintf(d.near[v.Links], d.token(*v.Token), d.Model.Dim(), d.main.kept, d.main.of))
	}
	wanted := append(slices.Clone(v.Pins), d.asked()...)
	if v.Token != nil {
		wanted = append(wanted, *v.Token)
	}
	absent := slices.DeleteFunc(unique(wanted), func(id embedding.TokenID) bool { return on[id] })
	if slices.ContainsFunc(v.Pins, func(id embedding.TokenID) bool { return on[id] }) {
		notes = append(notes, d.pinned)
	}
	if d.analogy != nil {
		notes = append(notes, d.parallel(strokes[figure.Opposite])...)
	}
	if len(absent) > 0 {
		notes = append(notes, fmt.Sprintf(d.absent, d.tokens(absent)))
	}
	return notes
}

// parallel are the notes on the analogy.
func (d *drawing) parallel(cornered bool) []string {
	a, b, c := d.token(*d.view.Analogy[0]), d.token(*d.view.Analogy[1]), d.token(*d.view.Analogy[2])
	var notes []string
	if len(d.analogy.Answers) > 0 {
		notes = append(notes, fmt.Sprintf(d.words.analogy, a, b, c, d.token(d.analogy.Answers[0].ID)))
	}
	if cornered {
		notes = append(notes, fmt.Sprintf(d.corner, c, b, a))
	}
	if d.Choice.Method.Computed() {
		notes = append(notes, d.noCorner)
	}
	for _, e := range d.analogy.Expected {
		if e.Rank > 0 {
			notes = append(notes, fmt.Sprintf(d.expected, d.token(e.ID), ordinal(e.Rank, d.words)))
		} else {
			notes = append(notes, fmt.Sprintf(d.unranked, d.token(e.ID)))
		}
	}
	return notes
}

// measured are the notes on how truly the picture shows what lies near what, when
// it is coloured by that.
func (d *drawing) measured() []string {
	if d.view.Color.Kind != scene.ByPreservation || len(d.Points) <= scene.Near+1 { // of so few all are neighbours
		return nil
	}
	f, err := d.Fidelity(d.view.Components)
	if err != nil {
		return nil // the colours were refused for the same reason before
	}
	two := func(x float64) string { return strconv.FormatFloat(x, 'f', 2, 64) }
	return []string{
		fmt.Sprintf(d.preserved, d.text.Percent(f.Preserved, 1), f.K),
		fmt.Sprintf(d.fidelity, f.K, count(f.Compared), two(f.Trustworthiness), two(f.Continuity)),
	}
}

// ordinal is the place n in a ranking.
func ordinal(n int, w *words) string {
	if w != languages["en"] {
		return count(n)
	}
	ending := "th"
	if n/10%10 != 1 {
		switch n % 10 {
		case 1:
			ending = "st"
		case 2:
			ending = "nd"
		case 3:
			ending = "rd"
		}
	}
	return count(n) + ending
}
