package page

import (
	"tokenscape/embedding"
	"tokenscape/web/scene"
)

// SelectionView is the selected tokens, and what can be done with them.
type SelectionView struct {
	Say, Off, Groups string // Say is "" when nothing is selected
	Chips            []Chip
	More             string
	Links            []Link
	CSV, JSON        string
}

const (
	listedSelected = 60  // tokens of a selection that are listed
	ownMapTokens   = 300 // and that a link can name one by one
)

func (a *asker) selection() SelectionView {
	t, ids := a.T.Exploring, a.choice.Selected
	var v SelectionView
	if len(ids) == 0 {
		return v
	}
	var here []embedding.TokenID
	groups := map[string]int{}
	for _, id := range ids {
		groups[a.model.Category(id)]++
		if a.onMap(id) {
			here = append(here, id)
		}
	}
	n := len(a.scene.Points)
	v.Say = sprintf(t.SelectionCount, count(len(ids)), count(len(here)), count(n), hundredths(float64(len(here))/float64(n)))
	if off := len(ids) - len(here); off > 0 {
		v.Off = sprintf(t.SelectionOff, count(off))
	}
	var parts []string
	for _, c := range a.model.Categories() {
		if k := groups[c.Name]; k > 0 {
			parts = append(parts, sprintf(t.GroupCount, a.T.CategoryName(c.Name), count(k)))
		}
	}
	if k := groups[""]; k > 0 {
		parts = append(parts, sprintf(t.GroupCount, t.NoGroup, count(k)))
	}
	v.Groups = sprintf(t.SelectionGroups, a.T.List(parts))
	for i, id := range ids {
		if i == listedSelected {
			v.More = sprintf(a.T.More, len(ids)-i)
			break
		}
		v.Chips = append(v.Chips, a.chip(id))
	}
	link := func(name, parameter string, values ...string) {
		if a.long() {
			return
		}
		v.Links = append(v.Links, Link{Name: name, URL: address("/map", with(with(with(a.state, "view"), "method"), parameter, values...)) + "#map"})
	}
	if a.choice.Fit.Selection {
		link(t.SelectionShown, "fit")
	} else if len(ids) > 1 {
		link(t.SelectionFit, "fit", scene.FitSelection)
	}
	if len(ids) > 1 && len(ids) <= ownMapTokens && !a.long() {
		own := with(with(with(with(a.state, "view"), "on"), "also"), "tokens", refs(ids)...)
		v.Links = append(v.Links, Link{Name: t.SelectionOwn, URL: address("/map", own) + "#map"})
	}
	if !a.long() {
		v.Links = append(v.Links, Link{Name: t.SelectionClear, URL: address("/map", with(a.state, "selected")) + "#map"})
	}
	only := with(a.places(a.choice), "only", "selected")
	v.CSV, v.JSON = address("/api/v1/coordinates.csv", only), address("/api/v1/coordinates.json", only)
	return v
}

// groupLinks select all tokens of a group that is on the map.
func (a *asker) groupLinks() []Link {
	if a.long() {
		return nil
	}
	var links []Link
	for _, c := range a.model.Categories() {
		var ids []embedding.TokenID
		for _, id := range c.Tokens {
			if a.onMap(id) {
				ids = append(ids, id)
			}
		}
		if len(ids) > 0 {
			links = append(links, Link{Name: a.T.CategoryName(c.Name), URL: address("/map", with(a.state, "selected", scene.Ranges(sorted(ids)))) + "#selection"})
		}
	}
	return links
}
