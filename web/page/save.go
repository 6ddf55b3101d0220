package page

import (
	"net/url"

	"github.com/labstack/echo/v4"
)

// SaveView is all that can be taken away from the page.
type SaveView struct {
	Pictures            []Download
	CSV, JSON           string
	Here, HereSay       string // the address of this view
	Class               []Option
	ClassKept           []Kept
	ClassSay, CSVChosen string
}

// Download is a figure in its formats.
type Download struct {
	Name  string
	Links []Link
}

var (
	formats = []string{"png", "svg", "pdf"}
	presets = []string{"a4", "a4-portrait", "slide", "slide-4x3"}
)

func (a *asker) save(c echo.Context) SaveView {
	t := a.T.Exploring
	var v SaveView
	drawn := with(a.drawn(a.choice, a.view), "download", "1")
	add := func(name, preset string) {
		asked := drawn
		if preset != "" {
			asked = with(drawn, "preset", preset)
		}
		d := Download{Name: name}
		for _, format := range formats {
			d.Links = append(d.Links, Link{Name: format, URL: address("/plot."+format, asked)})
		}
		v.Pictures = append(v.Pictures, d)
	}
	add(t.Picture, "")
	for _, preset := range presets {
		add(t.Presets[preset], preset)
	}
	places := a.places(a.choice)
	v.CSV, v.JSON = address("/api/v1/coordinates.csv", places), address("/api/v1/coordinates.json", places)
	if len(a.choice.Selected) > 0 {
		v.CSVChosen = address("/api/v1/coordinates.csv", with(places, "only", "selected"))
	}
	here := short(a.state)
	here = with(here, "lang", a.T.Lang)
	if a.Settings.Theme != "" {
		here = with(here, "theme", a.Settings.Theme)
	}
	if a.Settings.Size != "" {
		here = with(here, "size", a.Settings.Size)
	}
	v.Here, v.HereSay = c.Scheme()+"://"+c.Request().Host+address("/map", here), t.LinkSay
	v.ClassSay = t.ClassSay
	if a.long() {
		v.HereSay = t.LinkNot
		v.ClassSay = a.T.Join(t.ClassSay, t.ClassNot)
	}
	for _, part := range parts {
		v.Class = append(v.Class, Option{Value: part, Name: t.ClassParts[part], Chosen: part == "legend" || part == "caption"})
	}
	v.ClassKept = classKept(here)
	return v
}

// classKept is the state that goes along to the class, and that there is nothing
// but the map if no part is ticked.
func classKept(state url.Values) []Kept {
	kept := sent{"show": true}.rest(state)
	return append(kept, Kept{"show", "map"})
}
