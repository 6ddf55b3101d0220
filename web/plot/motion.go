package plot

import (
	"context"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"weak"

	"github.com/labstack/echo/v4"

	"tokenscape/embedding"
	"tokenscape/projection/figure"
	"tokenscape/web/motion"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// namedAtStop is how many tokens the figure of a motion names at each stop.
const namedAtStop = 3

// everywhere is where the marker of an animation stands: at one stop after another.
const everywhere = -1

// movingSize is the usual one of an animation.
var movingSize = figure.Size{Width: 800, Height: 600, DPI: 96}

func (p *Plot) answerMotion(c echo.Context, format figure.Format) error {
	r := c.Request()
	q := request.Read(r, p.models())
	usual, check := presets[0].size, figure.Size.Check
	if format == figure.GIF {
		usual, check = movingSize, figure.Size.CheckMoving
	}
	size := readSize(q, usual)
	here := q.Int("stop", 0, 0, math.MaxInt32)
	if format == figure.GIF {
		here = everywhere
	}
	if q.Err() == nil {
		if err := check(size); err != nil {
			return err
		}
	}
	settings := request.ReadSettings(r)
	asked := keyOf(q, "motion", format, settings)
	choice, err := motion.Read(q, "", namedAtStop)
	if err != nil {
		return err
	}
	return p.send(c, q, key{weak.Make(choice.Map.Model), asked}, format, "motion", func(ctx context.Context) ([]byte, error) {
		path, err := p.motions.Of(ctx, choice)
		if err != nil {
			return nil, err
		}
		compose := func() (*figure.Figure, error) { return Moving(path, here, settings), nil }
		return p.draw(ctx, format, compose, func(f *figure.Figure, w io.Writer) error {
			if format == figure.GIF {
				return f.Animate(w, size, figure.Usual)
			}
			return f.Encode(w, format, size)
		})
	})
}

// Moving is the figure of a motion: its map, the tokens that the lens reads at the
// stops, and the way from stop to stop, with the marker at the stop here, counted from
// 1, or at none for 0; −1 is for a figure that is to be animated.
func Moving(p *motion.Path, here int, settings request.Settings) *figure.Figure {
	s := *p.Scene
	s.Path, s.Pairs = nil, nil
	d := newDrawing(&s, nil, scene.View{Components: []int{0, 1}, Labels: true, Links: scene.LinksNone, Magnify: 1}, settings)
	model := p.Choice.Map.Model
	d.Title = d.motionTitle(p)
	picture := d.picture(&s, d.view.Components, nil)
	index := make(map[embedding.TokenID]int, len(s.Points))
	for i, q := range s.Points {
		index[q.ID] = i
	}
	for _, n := range p.Named {
		index[n.ID] = len(picture.Points)
		q := place(n.Coordinates, d.view.Components)
		q.Label, _ = scene.Shown(n.Text)
		q.Group, q.Number = -1, math.NaN()
		picture.Points = append(picture.Points, q)
	}
	picture.Way = &figure.Way{Here: max(0, min(here, len(p.Stops)))}
	for i, stop := range p.Stops {
		at := figure.Stop{Point: place(stop.Coordinates, d.view.Components)}
		var read, near []string
		for _, c := range stop.Likeliest[:min(namedAtStop, len(stop.Likeliest))] {
			at.Near = append(at.Near, index[c.ID])
			picture.Points[index[c.ID]].Role = figure.Near
			read = append(read, d.token(c.ID)+" "+d.chance(c.Probability))
		}
		for _, n := range stop.Nearest[:min(namedAtStop, len(stop.Nearest))] {
			near = append(near, d.token(n.ID)+" "+strconv.FormatFloat(n.Score, 'f', 2, 64))
		}
		at.Label = d.token(stop.Likeliest[0].ID)
		at.Say = []string{
			fmt.Sprintf("%d/%d", i+1, len(p.Stops)) + between + d.stopName(p, stop),
			fmt.Sprintf(d.text.Named, d.byLens, d.text.List(read)),
			fmt.Sprintf(d.text.Named, d.byCosine, d.text.List(near)),
		}
		picture.Way.Stops = append(picture.Way.Stops, at)
	}
	d.Pictures = []figure.Picture{picture}
	if here != everywhere {
		d.Keys = append(d.Keys, figure.Key{Stroke: figure.Opposite, Name: d.toLikeliest})
	}
	if here != 0 {
		d.Keys = append(d.Keys, figure.Key{Stroke: figure.Answer, Name: d.toRead})
	}
	d.Footnote = strings.Join(d.motionNotes(p, model), between)
	return d.Figure
}

// motionTitle names the way and the text.
func (d *drawing) motionTitle(p *motion.Path) string {
	text := request.Short(strings.Join(strings.Fields(p.Choice.Text), " "))
	if p.Choice.Way == motion.Tokens {
		return fmt.Sprintf(d.alongText, text, p.Choice.Map.Model.Name())
	}
	at := p.Sequence.Tokens[p.Choice.At]
	name, _ := scene.Shown(at.Bytes)
	return fmt.Sprintf(d.throughLayers, text, name, p.Choice.At+1, p.Choice.Map.Model.Name())
}

// stopName says what a stop is.
func (d *drawing) stopName(p *motion.Path, s motion.Stop) string {
	switch {
	case p.Choice.Way == motion.Tokens:
		name, _ := scene.Shown(p.Sequence.Tokens[s.Position].Bytes)
		return fmt.Sprintf(d.afterToken, name)
	case s.Block == 0:
		return d.atInput
	}
	return fmt.Sprintf(d.afterBlock, s.Block)
}

// motionNotes are the parts of the footnote.
func (d *drawing) motionNotes(p *motion.Path, model *embedding.Model) []string {
	notes := d.placed(d.Scene, d.view.Components)
	if d.Choice.Unit {
		notes = append(notes, d.unitStops)
	} else {
		notes = append(notes, d.rawStops)
	}
	notes = append(notes, d.numbered)
	if p.Kept != nil {
		notes = append(notes, fmt.Sprintf(d.wayKept, d.text.Percent(*p.Kept, 1), model.Dim()))
	}
	if p.Earlier > 0 {
		notes = append(notes, fmt.Sprintf(d.noStops, p.Earlier))
	}
	return append(notes, d.shadow)
}

// chance is a probability with one decimal, or as less than that can say.
func (d *drawing) chance(p float64) string {
	if p < 0.0005 {
		return "< " + d.text.Percent(0.001, 1)
	}
	return d.text.Percent(p, 1)
}
