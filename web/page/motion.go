package page

import (
	"context"
	"math"
	"net/url"
	"strconv"
	"strings"

	"tokenscape/embedding"
	"tokenscape/web/motion"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// MotionView is the motion of a text through the space, stop by stop. It stands at
// #motion of the page that it is part of.
type MotionView struct {
	Stylesheet                    string
	Ways, Maps                    []Link
	Positions                     []Chip // of which one moves; none along the text
	Intro, Say, Shadow, Answer    string
	Map, Lens, Names              string // addresses of the map's data and of the way's; category → name, JSON
	Plot, PlotDark, Alt           string // PlotDark: for a device in the dark; "" when the theme is chosen
	Fitted                        string
	At                            int // the stop where the marker stands, from 1
	Now                           string
	Earlier, Later, Whole         *Link
	Saves                         []Link
	Table, RankHead, Cosine, Note string
	Angle, Left                   string
	Along                         bool // along the text, not through the layers
	Rows                          []MotionRow
}

// MotionRow is one stop.
type MotionRow struct {
	Number       int
	Name         string
	URL          string // where the marker stands here
	Submit       *Submit
	Here         bool
	Lens, Cosine []ReadToken
	Next         string // the token that really comes next, along the text
	Rank         string
	Moved, Seen  string
	Now          string // the stop in a sentence
}

// ReadToken is a token read at a stop, with its probability or cosine.
type ReadToken struct{ Shown, Value string }

const (
	readAtStop     = 3  // tokens named at a stop
	motionChips    = 64 // the last positions that can be chosen
	motionFragment = "#motion"
)

// motionView follows the motion that the query asks for through the text, on the page
// at path. It is nil for a text without tokens.
func (s *Site) motionView(ctx context.Context, f Frame, q *request.Query, path, text string) (*MotionView, error) {
	choice, err := motion.Read(q, text, readAtStop)
	if err != nil {
		return nil, err
	}
	p, err := s.motions.Of(ctx, choice)
	if err != nil {
		return nil, err
	}
	m := &moving{f, path, q.Values(), p, q.Int("stop", len(p.Stops), 0, math.MaxInt32)}
	m.stop = min(m.stop, len(p.Stops))
	v := &MotionView{Stylesheet: s.asset("css/motion.css"), At: m.stop, Along: choice.Way == motion.Tokens, Names: categoryNames(choice.Map.Model, f.T)}
	m.say(v)
	m.choices(v)
	m.rows(v)
	m.files(v)
	return v, q.Err()
}

// moving fills the view of a motion.
type moving struct {
	Frame
	path   string
	state  url.Values
	motion *motion.Path
	stop   int
}

func (m *moving) model() *embedding.Model { return m.motion.Choice.Map.Model }

// link stays on the page with one parameter changed.
func (m *moving) link(name, parameter, value string, here bool) Link {
	l := Link{Name: name, Here: here}
	l.URL, l.Submit = m.way(m.path+motionFragment, m.state, parameter, value)
	return l
}

// other leads to another way, to the last of its stops.
func (m *moving) other(name, parameter, value string, here bool, stops int) Link {
	there := *m
	there.state = with(m.state, "stop", strconv.Itoa(stops))
	return there.link(name, parameter, value, here)
}

// say is what the texts above and below the picture say.
func (m *moving) say(v *MotionView) {
	t, p, model := m.T.Moving, m.motion, m.model()
	last := p.Stops[len(p.Stops)-1]
	answer, _ := shown(model.Text(last.Likeliest[0].ID))
	v.Intro = sprintf(t.Say, model.Dim())
	if v.Along {
		v.Say = t.TokensSay
	} else {
		token, _ := shown(p.Sequence.Tokens[p.Choice.At].Bytes)
		v.Say = sprintf(t.LayersSay, token, p.Choice.At+1, model.Layers())
		v.Answer, v.RankHead = sprintf(t.AnswerSay, answer), sprintf(t.Answer, answer)
	}
	if p.Kept != nil {
		v.Shadow = sprintf(t.ShadowSay, model.Dim(), m.T.Percent(*p.Kept, 1))
	}
	if p.Earlier > 0 {
		v.Left = sprintf(t.NoStops, p.Earlier)
	}
	vector, _ := model.TokenVector(last.Likeliest[0].ID)
	cosine := model.Compare(last.Vector, vector, false).Cosine
	v.Angle = sprintf(t.Angle, answer, decimals(cosine), strconv.Itoa(int(math.Round(math.Acos(max(-1, min(1, cosine)))*180/math.Pi))))
	v.Table, v.Cosine = sprintf(t.Table, model.Dim()), sprintf(t.CosineSay, count(model.Vocab()))
	if p.Choice.Map.Unit {
		v.Note = t.MovedSay
	}
	fitted := p.Scene
	v.Fitted = m.T.Join(sprintf(m.T.Fitted, fitted.FitSay.N, model.Name()), sprintf(m.T.Kept, sprintf("%.1f", 100*fitted.Kept)))
}

// choices are the ways, the positions and the stops to go to.
func (m *moving) choices(v *MotionView) {
	t, p := m.T.Moving, m.motion
	tokens, blocks := p.Sequence.Tokens, m.model().Layers()+1
	v.Ways = []Link{
		m.other(t.Layers, "way", "", !v.Along, blocks),
		m.other(t.Tokens, "way", string(motion.Tokens), v.Along, min(motion.MaxStops, len(tokens))),
	}
	v.Maps = []Link{
		m.link(t.Usual, "map", "", !p.Choice.Own),
		m.link(t.Own, "map", "way", p.Choice.Own),
	}
	if !v.Along {
		first := max(0, len(tokens)-motionChips)
		for _, token := range tokens[first:] {
			chip := chipOf(token, int(token.Position)+1)
			chip.Chosen = token.Position == p.Choice.At
			l := m.other("", "at", strconv.Itoa(chip.Number), false, blocks)
			chip.URL, chip.Submit = l.URL, l.Submit
			v.Positions = append(v.Positions, chip)
		}
	}
	to := func(stop int, name string) *Link {
		if stop < 0 || stop > len(p.Stops) || stop == m.stop {
			return nil
		}
		l := m.link(name, "stop", strconv.Itoa(stop), false)
		return &l
	}
	v.Whole = to(0, t.Whole)
	if m.stop > 1 {
		v.Earlier = to(m.stop-1, t.Earlier)
	}
	v.Later = to(m.stop+1, t.Later)
}

func (m *moving) rows(v *MotionView) {
	t, p, model := m.T.Moving, m.motion, m.model()
	name := func(id embedding.TokenID) string { s, _ := shown(model.Text(id)); return s }
	for i, stop := range p.Stops {
		row := MotionRow{Number: i + 1, Here: i+1 == m.stop, Rank: "–", Moved: "–", Seen: "–"}
		l := m.link("", "stop", strconv.Itoa(row.Number), row.Here)
		row.URL, row.Submit = l.URL, l.Submit
		switch {
		case v.Along:
			row.Name = sprintf(t.AfterToken, name(p.Sequence.Tokens[stop.Position].ID))
		case stop.Block == 0:
			row.Name = t.Input
		default:
			row.Name = sprintf(t.After, stop.Block)
		}
		for _, c := range stop.Likeliest {
			row.Lens = append(row.Lens, ReadToken{name(c.ID), probability(m.T, c.Probability)})
		}
		for _, n := range stop.Nearest {
			row.Cosine = append(row.Cosine, ReadToken{name(n.ID), decimals(n.Score)})
		}
		if w := stop.Watched; w != nil {
			row.Next = name(w.ID)
			if row.Rank = t.Unranked; w.Rank > 0 {
				row.Rank = sprintf(t.Rank, count(w.Rank), count(model.Vocab()))
			}
		}
		if i > 0 {
			row.Moved = decimals(stop.Moved)
			if stop.Kept != nil {
				row.Seen = m.T.Percent(*stop.Kept, 1)
			}
		}
		row.Now = sprintf(t.Now, row.Number, len(p.Stops), row.Name, m.list(row.Lens), m.list(row.Cosine))
		v.Rows = append(v.Rows, row)
	}
	if m.stop > 0 {
		v.Now = v.Rows[m.stop-1].Now
	}
}

// list sets tokens with their numbers one after another.
func (m *moving) list(tokens []ReadToken) string {
	var all []string
	for _, t := range tokens {
		all = append(all, t.Shown+" "+t.Value)
	}
	return m.T.List(all)
}

// files are the addresses of the picture and of the data: none for a text that is
// too long for an address.
func (m *moving) files(v *MotionView) {
	t, p := m.T.Moving, m.motion
	var names []string
	for _, s := range p.Stops {
		name, _ := shown(m.model().Text(s.Likeliest[0].ID))
		names = append(names, name)
	}
	v.Alt = sprintf(t.Alt, len(p.Stops), strings.Join(names, " → "))
	text := linkedText(m.model(), p.Choice.Text, p.Scene.Path)
	if text == "" {
		return
	}
	asked := mapAsked(p.Choice.Map)
	v.Map = address("/api/v1/projection", asked)
	asked = with(with(asked, "text", text), "way", string(p.Choice.Way))
	if !v.Along {
		asked.Set("at", strconv.Itoa(int(p.Choice.At)+1))
	}
	v.Lens = address("/api/v1/lens", with(asked, "k", strconv.Itoa(readAtStop)))
	asked.Set("lang", m.T.Lang)
	drawn := with(asked, "stop", strconv.Itoa(m.stop))
	if theme := m.Settings.Theme; theme != "" {
		asked.Set("theme", theme)
		drawn.Set("theme", theme)
	} else {
		v.PlotDark = address("/motion.svg", with(drawn, "theme", "dark"))
	}
	v.Plot = address("/motion.svg", drawn)
	for _, format := range []string{"png", "svg", "pdf", "gif"} {
		of := drawn
		if format == "gif" {
			of = asked
		}
		v.Saves = append(v.Saves, Link{Name: strings.ToUpper(format), URL: address("/motion."+format, with(of, "download", "1"))})
	}
}

// mapAsked is a map of words alone as parameters, with what is usual elsewhere said.
func mapAsked(c scene.Choice) url.Values {
	asked := c.Values()
	asked.Set("pairs", scene.NoPairs)
	asked.Set("rows", "raw")
	if c.Unit {
		asked.Set("rows", "unit")
	}
	return asked
}

// decimals writes a cosine or a distance with two of them.
func decimals(x float64) string {
	return strings.Replace(strconv.FormatFloat(x+0, 'f', 2, 64), "-", "−", 1)
}
