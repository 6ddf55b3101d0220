package page

import (
	"encoding/json"
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"tokenscape/embedding"
	"tokenscape/web/scene"
)

// ExplorerView is the map: a figure drawn by the server, and what the script needs
// to know to draw it anew. Tokens are ids, lists of them have commas between.
type ExplorerView struct {
	Main      PictureView
	Beside    *PictureView
	BesideSay string // what the two pictures are

	Search                                         string // address of a call
	Numbers                                        string // address of those that colour the points, in both pictures; "" for none
	Token, Pins, True, Apparent, Analogy, Selected string
	Hidden                                         string           // categories, JSON
	Names                                          string           // category → name, JSON
	Words                                          templ.Attributes // what the script says: data-text-NAME
	Tools                                          [][]Tool
}

// PictureView is one picture of the map.
type PictureView struct {
	Name                   string // of the method
	Layout, Labels, Events string // addresses of calls; "" for what is not needed
	Plot, Alt              string
}

// Tool is a button that the script brings to life.
type Tool struct{ Name, Say, Sign string } // Sign is shown in place of Say, if any

// tools are the buttons beside the map, as the script knows them, in groups that
// a class is shown with a part of the page.
var tools = []struct {
	part  string
	tools []Tool
}{
	{"select", []Tool{{Name: "move"}, {Name: "turn"}, {Name: "lasso"}, {Name: "rectangle"}}}, {"select", []Tool{{Name: "inside"}}},
	{"view", []Tool{{Name: "out", Sign: "−"}, {Name: "in", Sign: "+"}, {Name: "all"}, {Name: "full"}}},
}

func (a *asker) explorer() ExplorerView {
	v := ExplorerView{
		Main:   a.picture(a.choice, a.view, a.computing, a.caption().Lead),
		Search: address("/api/v1/search", url.Values{"model": {a.model.Name()}}),
		Pins:   idList(a.view.Pins), Selected: scene.Ranges(a.choice.Selected),
		Names: categoryNames(a.model, a.T), Hidden: jsonOf(a.view.Hidden), Words: templ.Attributes{},
	}
	for name, say := range a.T.Exploring.Script {
		v.Words["data-text-"+name] = say
	}
	v.Words["data-text-pinsfull"] = sprintf(a.T.Exploring.PinsFull, scene.MaxPins)
	for _, group := range tools {
		var shown []Tool
		for _, tool := range group.tools {
			if tool.Say = a.T.Exploring.Script[tool.Name]; tool.Name != "turn" || len(a.view.Components) == 3 {
				shown = append(shown, tool)
			}
		}
		if a.shows[group.part] {
			v.Tools = append(v.Tools, shown)
		}
	}
	if token := a.view.Token; token != nil {
		v.Token = strconv.Itoa(int(*token))
		near := a.neighborhood(*token)
		if a.view.Links == scene.LinksTrue || a.view.Links == scene.LinksBoth {
			v.True = idList(neighborIDs(near.True))
		}
		if !a.computing && (a.view.Links == scene.LinksApparent || a.view.Links == scene.LinksBoth) {
			v.Apparent = idList(neighborIDs(near.Apparent))
		}
	}
	if corners := a.corners(); corners != nil {
		v.Analogy = idList(corners)
	}
	if !a.computing && a.view.Color.Kind != scene.ByCategory {
		v.Numbers = a.numbersAddress()
	}
	if a.view.Beside != nil {
		v.Beside = a.beside()
		v.BesideSay = sprintf(a.T.Exploring.BesideNames, v.Main.Name, v.Beside.Name)
	}
	return v
}

// picture is the map by one choice and view; placed says how its points were placed.
func (a *asker) picture(c scene.Choice, view scene.View, computing bool, placed string) PictureView {
	asked := a.places(c)
	p := PictureView{Name: a.T.Exploring.Methods[string(c.Method)],
		Layout: address("/api/v1/layout", asked), Labels: address("/api/v1/layout/labels", asked)}
	if computing {
		p.Events = address("/api/v1/layout/events", asked)
	}
	view.Beside = nil
	p.Plot = address("/plot.svg", a.drawn(c, view))
	p.Alt = a.T.Join(sprintf(a.T.Exploring.Alt, count(len(a.scene.Points)), a.model.Name()), placed)
	return p
}

// numbersAddress is where the numbers are that colour the points.
func (a *asker) numbersAddress() string {
	asked := with(a.places(a.choice), "color", a.view.Color.String())
	asked.Set("pc", pcOf(a.view.Components))
	if a.view.Token != nil {
		asked.Set("token", ref(*a.view.Token))
	}
	return address("/api/v1/numbers", asked)
}

// drawn are the parameters of a figure of this view of the map.
func (a *asker) drawn(c scene.Choice, view scene.View) url.Values {
	asked := a.places(c)
	for name, list := range view.Values(a.model) {
		asked[name] = list
	}
	asked.Set("lang", a.T.Lang)
	if a.Settings.Theme != "" {
		asked.Set("theme", a.Settings.Theme)
	}
	return asked
}

// beside is the second picture.
func (a *asker) beside() *PictureView {
	c, view := a.choice, a.view
	c.Method = a.view.Beside.Method
	c.Components = max(c.Components, 2)
	view.Components, view.Beside, view.Window = a.view.Beside.Components, nil, nil
	p := a.picture(c, view, a.besideComputing, a.placed(c))
	return &p
}

// corners are the words of the analogy and its first answer, when all of them are
// on the map.
func (a *asker) corners() []embedding.TokenID {
	if a.answered == nil {
		return nil
	}
	for _, id := range a.answered {
		if !a.onMap(id) {
			return nil
		}
	}
	return a.answered
}

func (a *asker) onMap(id embedding.TokenID) bool {
	if a.here == nil {
		a.here = make(map[embedding.TokenID]bool, len(a.scene.Points))
		for _, p := range a.scene.Points {
			a.here[p.ID] = true
		}
	}
	return a.here[id]
}

func neighborIDs(list []embedding.Neighbor) []embedding.TokenID {
	ids := make([]embedding.TokenID, len(list))
	for i, n := range list {
		ids[i] = n.ID
	}
	return ids
}

func idList(ids []embedding.TokenID) string {
	var parts []string
	for _, id := range ids {
		parts = append(parts, strconv.Itoa(int(id)))
	}
	return strings.Join(parts, ",")
}

// pcOf writes components as the parameter pc has them, counted from 1.
func pcOf(components []int) string {
	var parts []string
	for _, c := range components {
		parts = append(parts, strconv.Itoa(c+1))
	}
	return strings.Join(parts, ",")
}

// jsonOf encodes strings, lists and maps of them, which cannot fail.
func jsonOf(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(data)
}
