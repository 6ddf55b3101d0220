package page

import (
	"slices"
	"strconv"

	"tokenscape/web/scene"
)

// ControlsView is the form of the map's page.
type ControlsView struct {
	Search string // the words searched for

	Choose      ChooseView
	All         []Option // the vocabulary and the encoding
	EncodingSay string   // "" when the encoding has no token more than the vocabulary
	First       *Input   // how many first rows; nil for a model with categories
	Also        []Option
	Text        string
	ShownOpen   bool

	Methods         []Option
	MethodSay       string
	Fits, FitGroups []Option
	FitOpen         bool
	Pictures        []Link // components, ready to choose
	Inputs          map[string]Input
	Window, Turn    []Link
	MethodOpen      bool

	Selects   map[string]Select
	Magnify   string
	ColorOpen bool

	BesideOpen bool

	Groups     []Link // to be selected
	SelectOpen bool
}

// Input is a field for one short value.
type Input struct {
	Name, Label, Value, Say string
	Kind                    string // number or text
	Low, High               string
}

// Select is a list to choose one from.
type Select struct {
	Name, Label string
	Options     []Option
}

// controls fill the form and note what they send.
func (a *asker) controls(s sent) ControlsView {
	t := a.T.Exploring
	v := ControlsView{Search: a.state.Get("q"), Text: a.state.Get("text"), MethodSay: t.MethodSay[string(a.choice.Method)]}
	v.Choose = chooseView(mapForm, a.choice, a.T)
	given := func(names ...string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return a.state.Has(name) })
	}
	v.ShownOpen = given("on", "first", "tokens", "also", "text", "pairs", "rows")
	v.MethodOpen = given("method", "fit", "seed", "perplexity", "neighbors", "pc", "view", "turn")
	v.ColorOpen, v.BesideOpen = given("color", "magnify", "labels", "links"), given("beside", "beside_pc")
	v.SelectOpen = given("selected")
	a.shown(&v)
	a.methods(&v)
	a.colors(&v)
	v.Groups = a.groupLinks()
	if a.shows["choose"] {
		s.whole("text", "rows", "pairs")
		if v.First != nil {
			s.whole("first")
		}
		for _, list := range [][]Option{v.Choose.Categories, v.All} {
			for _, o := range list {
				s.one("on", o.Value)
			}
		}
		for _, o := range v.Choose.Tokens {
			s.one("tokens", o.Value)
		}
		for _, o := range v.Also {
			s.one("also", o.Value)
		}
	}
	for part, names := range map[string][]string{
		"search": {"q"}, "view": {"method", "fit", "seed", "perplexity", "neighbors", "pc", "turn", "beside", "beside_pc"},
		"color": {"color", "magnify", "labels", "links"}, "select": {"selected"},
		"analogy": {"a", "b", "c", "expect"}, "axis": {"from", "to", "up_from", "up_to", "words"},
	} {
		if a.shows[part] {
			s.whole(names...)
		}
	}
	return v
}

func (a *asker) shown(v *ControlsView) {
	t := a.T.Exploring
	v.All = []Option{
		{Value: "vocabulary", Name: sprintf(t.AllTokens, count(a.model.Vocab())), Chosen: a.choice.Vocabulary},
	}
	if size := a.model.Tokenizer().Size(); size > a.model.Vocab() {
		v.All = append(v.All, Option{Value: "encoding", Name: sprintf(t.Encoding, count(size)), Chosen: a.choice.Encoding})
		v.EncodingSay = t.EncodingSay
	}
	if a.choice.First > 0 || len(a.model.Categories()) == 0 {
		first := ""
		if a.choice.First > 0 {
			first = strconv.Itoa(a.choice.First)
		}
		v.First = &Input{Name: "first", Label: a.T.Opening.First, Value: first, Kind: "number", Low: "1", High: strconv.Itoa(a.model.Vocab()),
			Say: sprintf(a.T.Opening.FirstSay, count(scene.Default(a.model).First), count(a.model.Vocab()))}
	}
	for _, id := range a.choice.Also {
		v.Also = append(v.Also, Option{Value: ref(id), Name: a.name(id), Chosen: true})
	}
}

func (a *asker) methods(v *ControlsView) {
	t, c := a.T.Exploring, a.choice
	for _, m := range []scene.Method{scene.PCA, scene.Directed, scene.TSNE, scene.UMAP} {
		v.Methods = append(v.Methods, Option{Value: string(m), Name: t.Methods[string(m)], Chosen: m == c.Method})
	}
	kind := c.Fit.Kind()
	for _, name := range []string{scene.FitShown, scene.FitVocabulary, scene.FitSelection, scene.FitSentence} {
		v.Fits = append(v.Fits, Option{Value: name, Name: t.Fits[name], Chosen: name == kind || name == scene.FitShown && kind == scene.FitCategories})
	}
	for _, o := range v.Choose.Categories {
		name := o.Value[len("category:"):]
		v.FitGroups = append(v.FitGroups, Option{Value: o.Value, Name: o.Name, Chosen: slices.Contains(c.Fit.Categories, name)})
	}
	v.FitOpen = kind == scene.FitCategories
	for _, pc := range []string{"1,2", "1,3", "2,3", "3,4", "1,2,3"} {
		name := pc
		if pc == "1,2,3" {
			name = sprintf(t.ThreeD, pc)
		}
		link := Link{Name: name, Here: pc == pcOf(a.view.Components)}
		link.URL, link.Submit = a.way("/map#map", with(a.state, "view"), "pc", orNothing(pc, "pc", a.long()))
		v.Pictures = append(v.Pictures, link)
	}
	v.Inputs = map[string]Input{
		"pc":         {Name: "pc", Label: t.Components, Value: pcOf(a.view.Components), Say: t.ComponentsSay, Kind: "text"},
		"seed":       {Name: "seed", Label: t.Seed, Value: strconv.Itoa(c.Seed), Kind: "number", Low: "0", High: strconv.Itoa(scene.MaxSeed)},
		"perplexity": {Name: "perplexity", Label: t.Perplexity, Value: strconv.Itoa(c.Perplexity), Kind: "number", Low: strconv.Itoa(scene.MinPerplexity), High: strconv.Itoa(scene.MaxPerplexity)},
		"neighbors":  {Name: "neighbors", Label: t.NeighborCount, Value: strconv.Itoa(c.Neighbors), Kind: "number", Low: strconv.Itoa(scene.MinNeighborhood), High: strconv.Itoa(scene.MaxNeighborhood)},
		"turn":       {Name: "turn", Label: t.Turn, Value: decimal(a.view.Yaw) + "," + decimal(a.view.Pitch), Kind: "text"},
		"beside_pc":  {Name: "beside_pc", Label: t.BesideComponents, Value: "1,2", Kind: "text"},
		"selected":   {Name: "selected", Label: t.SelectionField, Value: scene.Ranges(c.Selected), Kind: "text"},
	}
	if b := a.view.Beside; b != nil {
		input := v.Inputs["beside_pc"]
		input.Value = pcOf(b.Components)
		v.Inputs["beside_pc"] = input
	}
	v.Window, v.Turn = a.moves()
}

// orNothing is a value for a link: none for the default, but by a button, beside
// which a field sends the value that it has.
func orNothing(value, name string, button bool) string {
	if value == mapDefaults[name] && !button {
		return ""
	}
	return value
}

func (a *asker) colors(v *ControlsView) {
	t := a.T.Exploring
	now := a.view.Color.String()
	var colors []Option
	for _, kind := range []string{scene.ByCategory, scene.ByPreservation, scene.ByRank, scene.ByLength, scene.ByCosine, scene.ByAxis} {
		if kind == scene.ByRank && !a.model.HasCounts() {
			continue
		}
		colors = append(colors, Option{Value: kind, Name: t.Colors[kind], Chosen: kind == now})
	}
	for k := range 3 {
		value := scene.Color{Kind: scene.ByComponent, Component: k}.String()
		colors = append(colors, Option{Value: value, Name: sprintf(t.ComponentColor, k+1), Chosen: value == now})
	}
	if !slices.ContainsFunc(colors, func(o Option) bool { return o.Chosen }) {
		colors = append(colors, Option{Value: now, Name: sprintf(t.ComponentColor, a.view.Color.Component+1), Chosen: true})
	}
	v.Magnify = decimal(a.view.Magnify)
	var links []Option
	for _, kind := range []string{scene.LinksTrue, scene.LinksApparent, scene.LinksBoth, scene.LinksNone} {
		links = append(links, Option{Value: kind, Name: t.LinkKinds[kind], Chosen: kind == a.view.Links})
	}
	beside := []Option{{Value: "", Name: t.BesideNone, Chosen: a.view.Beside == nil}}
	for _, m := range []scene.Method{scene.PCA, scene.TSNE, scene.UMAP} {
		beside = append(beside, Option{Value: string(m), Name: t.Methods[string(m)], Chosen: a.view.Beside != nil && a.view.Beside.Method == m})
	}
	v.Selects = map[string]Select{
		"color":  {"color", t.Color, colors},
		"labels": {"labels", t.Labels, []Option{{Value: "1", Name: t.LabelsOn, Chosen: a.view.Labels}, {Value: "0", Name: t.LabelsOff, Chosen: !a.view.Labels}}},
		"links":  {"links", t.Links, links},
		"beside": {"beside", t.Beside, beside},
	}
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
