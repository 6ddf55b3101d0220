package plot

import (
	"math"
	"slices"

	"tokenscape/embedding"
	"tokenscape/projection/figure"
	"tokenscape/web/scene"
)

// marks are what sets single points of one picture apart.
type marks struct {
	view     scene.View
	selected map[embedding.TokenID]bool // nil without a selection
	hidden   map[string]bool            // categories
	near     map[embedding.TokenID]bool
	index    map[embedding.TokenID]int
	lines    []figure.Line
	kept, of int // true neighbours that are apparent too
}

func (d *drawing) marks(s *scene.Scene, components []int) *marks {
	m := &marks{view: d.view, hidden: make(map[string]bool), near: make(map[embedding.TokenID]bool), index: make(map[embedding.TokenID]int, len(s.Points))}
	for i, p := range s.Points {
		m.index[p.ID] = i
	}
	for _, name := range d.view.Hidden {
		if name == scene.NoCategory {
			name = ""
		}
		m.hidden[name] = true
	}
	if len(d.Choice.Selected) > 0 {
		m.selected = make(map[embedding.TokenID]bool)
		for _, id := range d.Choice.Selected {
			m.selected[id] = true
		}
	}
	for _, id := range d.asked() {
		m.near[id] = true
	}
	m.neighbors(s, components)
	if d.main == nil {
		d.main = m
	}
	return m
}

// neighbors joins the chosen token with those near it.
func (m *marks) neighbors(s *scene.Scene, components []int) {
	if m.view.Token == nil || m.view.Links == scene.LinksNone {
		return
	}
	near, ok := s.Neighborhood(*m.view.Token, components, scene.Near)
	if !ok {
		return
	}
	m.of = len(near.True)
	m.kept = int(math.Round(near.Kept * float64(m.of)))
	from := m.index[*m.view.Token]
	join := func(to []embedding.Neighbor, stroke figure.Stroke) {
		for _, n := range to {
			m.near[n.ID] = true
			m.lines = append(m.lines, figure.Line{From: from, To: m.index[n.ID], Stroke: stroke})
		}
	}
	// Dashes over a whole line are seen where both lead to one token.
	if m.view.Links != scene.LinksApparent {
		join(near.True, figure.TrueNear)
	}
	if m.view.Links != scene.LinksTrue {
		join(near.Apparent, figure.SeenNear)
	}
}

// role says how much a point stands out.
func (m *marks) role(p scene.Point) figure.Role {
	switch {
	case m.hidden[p.Category]:
		return figure.Hidden
	case m.view.Token != nil && p.ID == *m.view.Token:
		return figure.Chosen
	case slices.Contains(m.view.Pins, p.ID):
		return figure.Pinned
	case m.near[p.ID]:
		return figure.Near
	case m.selected == nil:
		return figure.Ordinary
	case m.selected[p.ID]:
		return figure.Selected
	}
	return figure.Pale
}

// asked are the tokens of the analogy: its words, its best answer and the one
// expected.
func (d *drawing) asked() []embedding.TokenID {
	if d.analogy == nil {
		return nil
	}
	var ids []embedding.TokenID
	for _, id := range append(d.view.Analogy[:], d.view.Expect) {
		if id != nil {
			ids = append(ids, *id)
		}
	}
	for _, n := range d.analogy.Answers {
		ids = append(ids, n.ID)
	}
	return ids
}

// parallelogram draws the analogy: a → b, and from c as far to the corner, from
// where a line goes to the best answer. A map that is computed has no corner:
// there both steps go to tokens.
func (d *drawing) parallelogram(p *figure.Picture, m *marks, method scene.Method) {
	if d.analogy == nil {
		return
	}
	at := func(id embedding.TokenID) (int, bool) {
		i, ok := m.index[id]
		return i, ok && p.Points[i].Role != figure.Hidden
	}
	a, okA := at(*d.view.Analogy[0])
	b, okB := at(*d.view.Analogy[1])
	c, okC := at(*d.view.Analogy[2])
	answer, answered := 0, false
	if len(d.analogy.Answers) > 0 {
		answer, answered = at(d.analogy.Answers[0].ID)
	}
	line := func(from, to int, stroke figure.Stroke) {
		p.Lines = append(p.Lines, figure.Line{From: from, To: to, Stroke: stroke})
	}
	if okA && okB {
		line(a, b, figure.Step)
	}
	if method.Computed() {
		if okC && answered {
			line(c, answer, figure.Answer)
		}
		return
	}
	if !okA || !okB || !okC {
		return
	}
	pa, pb, pc := p.Points[a], p.Points[b], p.Points[c]
	corner := len(p.Points)
	p.Points = append(p.Points, figure.Point{X: pc.X + pb.X - pa.X, Y: pc.Y + pb.Y - pa.Y, Z: pc.Z + pb.Z - pa.Z,
		Label: pc.Label + " + " + pb.Label + " − " + pa.Label, Group: -1, Role: figure.Goal})
	line(a, c, figure.Opposite)
	line(b, corner, figure.Opposite)
	line(c, corner, figure.Step)
	if answered {
		line(corner, answer, figure.Answer)
	}
}
