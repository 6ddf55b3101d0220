package page

import (
	"slices"

	"tokenscape/web/scene"
)

// PinsView compares the pinned tokens two by two.
type PinsView struct {
	Boxes         []Option
	Names         []Chip
	Rows          []PinRow
	Full          string
	Select, Clear *Link
	Source        string
}

// PinRow is a token's cosine with each pinned one.
type PinRow struct {
	Chip
	Cosines []string
}

func (a *asker) pins(s sent) PinsView {
	t, pins := a.T.Exploring, a.view.Pins
	var v PinsView
	for _, id := range pins {
		v.Boxes = append(v.Boxes, Option{Value: ref(id), Name: a.name(id), Chosen: true})
		v.Names = append(v.Names, a.chip(id))
		if a.shows["pins"] {
			s.one("pins", ref(id))
		}
	}
	if len(pins) == scene.MaxPins {
		v.Full = sprintf(t.PinsFull, scene.MaxPins)
	}
	for i, id := range pins {
		row := PinRow{Chip: v.Names[i]}
		x, _ := a.model.TokenVector(id)
		for _, other := range pins {
			y, _ := a.model.TokenVector(other)
			row.Cosines = append(row.Cosines, number(a.model.Compare(x, y, a.search.Centred).Cosine))
		}
		v.Rows = append(v.Rows, row)
	}
	v.Source = a.T.Join(a.centredSay(), sprintf(a.T.Source, sprintf(t.PinsSource, a.model.Dim())))
	if len(pins) > 0 && !a.long() {
		v.Select = &Link{Name: t.SelectPins, URL: address("/map", with(a.state, "selected", scene.Ranges(sorted(pins)))) + "#selection"}
		v.Clear = &Link{Name: t.PinsClear, URL: address("/map", with(a.state, "pins")) + "#map"}
	}
	return v
}

// pin pins a token, or lets go of it; nil when there is no place for one more.
func (a *asker) pin(name string) *Link {
	t, id := a.T.Exploring, *a.view.Token
	pins := slices.Clone(a.view.Pins)
	link := &Link{Name: sprintf(t.Pin, name)}
	if i := slices.Index(pins, id); i >= 0 {
		link.Name, pins = sprintf(t.Unpin, name), slices.Delete(pins, i, i+1)
	} else if pins = append(pins, id); len(pins) > scene.MaxPins {
		return nil
	}
	if a.long() {
		return nil
	}
	link.URL = address("/map", with(a.state, "pins", refs(pins)...)) + "#pins"
	return link
}
