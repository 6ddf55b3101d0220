package plot

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"tokenscape/embedding"
	"tokenscape/projection/figure"
	"tokenscape/web/message"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// drawing becomes the figure of one request.
type drawing struct {
	*words
	text *message.Text
	view scene.View
	*scene.Scene
	beside  *scene.Scene // nil for one picture
	analogy *embedding.Analogy
	names   []string // of the categories that are present
	group   map[embedding.TokenID]int
	main    *marks // of the first picture
	*figure.Figure
}

// Of is the figure of a scene in a view, with beside next to it if that is not nil.
// The analogy of the view, if it has one, is asked of vectors centred or not. The
// error is a *request.Fault when the points have no such numbers as the view
// colours them by.
func Of(s, beside *scene.Scene, v scene.View, centred bool, settings request.Settings) (*figure.Figure, error) {
	d := newDrawing(s, beside, v, settings)
	d.Title = fmt.Sprintf(d.title, count(len(s.Points)), s.Model.Name())
	if a := v.Analogy; a[0] != nil && a[1] != nil && a[2] != nil {
		how := embedding.AnalogyOptions{K: 1, Centred: centred}
		if v.Expect != nil {
			how.Expected = []embedding.TokenID{*v.Expect}
		}
		d.analogy = s.Model.Analogy(*a[0], *a[1], *a[2], how)
	}
	numbers, err := s.Colors(v.Color, v)
	if err != nil {
		return nil, err
	}
	number := make(map[embedding.TokenID]float64, len(numbers))
	for i, n := range numbers {
		number[s.Points[i].ID] = n
	}
	d.Scale = d.scale(numbers)
	d.Pictures = append(d.Pictures, d.picture(s, v.Components, number))
	if beside != nil {
		d.Pictures = append(d.Pictures, d.picture(beside, v.Beside.Components, number))
		for i, of := range []*scene.Scene{s, beside} {
			d.Pictures[i].Title = strings.TrimSuffix(d.method(of), between)
		}
	}
	if w := v.Window; w != nil {
		d.Pictures[0].Window = &figure.Window{X: w.X, Y: w.Y, Zoom: w.Zoom}
	}
	d.Footnote = strings.Join(d.notes(), between)
	return d.Figure, nil
}

func newDrawing(s, beside *scene.Scene, v scene.View, settings request.Settings) *drawing {
	d := &drawing{words: languages[settings.Lang], text: message.For(settings.Lang), view: v, Scene: s, beside: beside,
		group:  make(map[embedding.TokenID]int, len(s.Points)),
		Figure: &figure.Figure{Magnify: v.Magnify, Unlabelled: !v.Labels}}
	if settings.Theme == "dark" {
		d.Theme = &figure.Dark
	}
	var of []int
	d.names, of = scene.Numbering(s)
	for i, p := range s.Points {
		d.group[p.ID] = of[i]
	}
	for i, name := range d.names {
		d.Groups = append(d.Groups, figure.Group{Name: d.text.CategoryName(name), Index: i})
	}
	return d
}

// scale is the ramp for numbers, nil without any.
func (d *drawing) scale(numbers []float64) *figure.Scale {
	if numbers == nil {
		return nil
	}
	s := &figure.Scale{Missing: d.missing, Name: d.colors[d.view.Color.Kind]}
	s.Low, s.High = scene.Range(numbers)
	say := func(n float64) string { return strconv.FormatFloat(n+0, 'g', 3, 64) }
	switch d.view.Color.Kind {
	case scene.ByComponent:
		s.Name = fmt.Sprintf(d.component, d.view.Color.Component+1)
	case scene.ByCosine:
		s.Name = fmt.Sprintf(s.Name, d.token(*d.view.Token))
	case scene.ByAxis:
		s.Name = fmt.Sprintf(s.Name, d.tokens(d.Choice.From), d.tokens(d.Choice.To))
	case scene.ByRank:
		say = func(n float64) string { return count(int(math.Round(math.Pow(10, n)))) }
	case scene.ByPreservation:
		say = func(share float64) string { return d.text.Percent(share, 1) }
	}
	if s.Low <= s.High {
		s.LowText, s.HighText = say(s.Low), say(s.High)
	}
	return s
}

// picture is a scene looked at by some components.
func (d *drawing) picture(s *scene.Scene, components []int, number map[embedding.TokenID]float64) figure.Picture {
	p := figure.Picture{Blank: s.Choice.Method.Computed(), Points: make([]figure.Point, len(s.Points))}
	for _, k := range components {
		p.Axes = append(p.Axes, d.axis(s, k))
	}
	if len(components) == 3 {
		p.Turn = &figure.Turn{Yaw: d.view.Yaw, Pitch: d.view.Pitch}
	}
	marks := d.marks(s, components)
	for i, of := range s.Points {
		q := place(of.Coordinates, components)
		q.Label, _ = scene.Shown(of.Text)
		q.Group, q.Hollow, q.Role, q.Number = -1, !of.Trained, marks.role(of), math.NaN()
		if g, ok := d.group[of.ID]; ok {
			q.Group = g
		}
		if n, ok := number[of.ID]; ok {
			q.Number = n
		}
		p.Points[i] = q
	}
	for _, pairs := range s.Pairs {
		for _, l := range pairs.Lines {
			line := figure.Line{From: l.From, To: l.To}
			if l.HeldOut {
				line.Stroke = figure.Apart
			}
			p.Lines = append(p.Lines, line)
		}
	}
	p.Lines = append(p.Lines, marks.lines...)
	d.parallelogram(&p, marks, s.Choice.Method)
	for _, t := range s.Path {
		q := place(t.Coordinates, components)
		q.Label, _ = scene.Shown(t.Bytes)
		q.Group, q.Hollow = -1, !t.Trained
		p.Path = append(p.Path, q)
	}
	return p
}

func place(coordinates []float64, components []int) figure.Point {
	at := func(i int) float64 {
		if i < len(components) && components[i] < len(coordinates) {
			return coordinates[components[i]]
		}
		return 0
	}
	return figure.Point{X: at(0), Y: at(1), Z: at(2)}
}

// axis names a coordinate, with its share of the variance of what was fitted on.
func (d *drawing) axis(s *scene.Scene, k int) string {
	if k >= len(s.Axes) {
		return fmt.Sprintf("PC%d", k+1) // of data that has fewer
	}
	a := s.Axes[k]
	name := fmt.Sprintf("PC%d", a.Component+1)
	switch a.Kind {
	case scene.ByTSNE:
		return fmt.Sprintf("t-SNE %d", a.Component+1)
	case scene.ByUMAP:
		return fmt.Sprintf("UMAP %d", a.Component+1)
	case scene.Direction:
		name = d.tokens(a.From) + " → " + d.tokens(a.To)
	case scene.Rest:
		name = fmt.Sprintf(d.restAxis, a.Component+1)
	}
	return fmt.Sprintf(d.share, name, d.text.Percent(a.Share, 1))
}

// token is a token as a figure shows it.
func (d *drawing) token(id embedding.TokenID) string {
	s, _ := scene.Shown(d.Model.Text(id))
	return s
}

// listed is how many tokens a note names.
const listed = 8

func (d *drawing) tokens(ids []embedding.TokenID) string {
	var names []string
	for _, id := range ids[:min(listed, len(ids))] {
		names = append(names, d.token(id))
	}
	s := d.text.List(names)
	if rest := len(ids) - len(names); rest > 0 {
		s = fmt.Sprintf(d.more, s, rest)
	}
	return s
}

// At is the figure of one snapshot of a pretraining. All snapshots have one
// frame, so that they can be laid side by side. Of the view it takes what is not
// asked of the trained model.
func At(t *scene.Trajectory, i int, c scene.Choice, v scene.View, settings request.Settings) *figure.Figure {
	v.Components, v.Color, v.Beside, v.Links, v.Analogy = []int{0, 1}, scene.Color{Kind: scene.ByCategory}, nil, scene.LinksNone, [3]*embedding.TokenID{}
	of := t.At(i, c.Relations)
	of.Choice.Unit, of.Choice.Selected = c.Unit, c.Selected
	d := newDrawing(of, nil, v, settings)
	d.Title = fmt.Sprintf(d.snapshot, t.Snapshots[i].Step, t.Model.Name())
	p := d.picture(of, v.Components, nil)
	if w := v.Window; w != nil {
		p.Window = &figure.Window{X: w.X, Y: w.Y, Zoom: w.Zoom}
	}
	low, high := t.Extent()
	p.Hold = []figure.Point{{X: low[0], Y: low[1]}, {X: high[0], Y: high[1]}}
	ratio, fitted := t.Snapshots[i].Ratio, d.trained
	if t.Refitted {
		fitted = d.each
		for k := range p.Axes {
			p.Axes[k] = fmt.Sprintf(d.share, string('x'+rune(k)), d.text.Percent(ratio[k], 1)) // turned: not the components themselves
		}
	}
	d.Pictures = []figure.Picture{p}
	notes := append([]string{fmt.Sprintf(fitted, count(t.FittedOn), d.text.Percent(ratio[0]+ratio[1], 1))}, d.about()...)
	d.Footnote = strings.Join(notes, between)
	return d.Figure
}

// between stands between the notes of a figure.
const between = " · "

// count is a number with its thousands apart.
func count(n int) string {
	s := strconv.Itoa(n)
	for at := len(s) - 3; at > 0; at -= 3 {
		s = s[:at] + "," + s[at:]
	}
	return s
}

// unique lists ids in order, each once.
func unique(ids []embedding.TokenID) []embedding.TokenID {
	ids = slices.Clone(ids)
	slices.SortFunc(ids, cmp.Compare)
	return slices.Compact(ids)
}
