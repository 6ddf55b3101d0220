package page

import (
	"slices"

	"tokenscape/embedding"
	"tokenscape/web/scene"
)

// NearView sets a token's true neighbours beside those that it has in the picture.
type NearView struct {
	Name              string // of the token
	Say, Both, Source string
	Rows              []NearRow
	Not               string // why there are none
	Show, Select      *Link
}

// NearRow is a place in both lists.
type NearRow struct{ True, Apparent NearCell }

// NearCell is a neighbour with its distance; Both tells that the other list has it
// too.
type NearCell struct {
	Chip
	Distance string
	Both     bool
}

// neighborhood is what lies near the chosen token on the map.
func (a *asker) neighborhood(token embedding.TokenID) scene.Neighborhood {
	if a.nearby == nil {
		found, _ := a.scene.Neighborhood(token, a.view.Components, scene.Near) // none for a token that is not on the map
		a.nearby = &found
	}
	return *a.nearby
}

func (a *asker) near(token embedding.TokenID) *NearView {
	t := a.T.Exploring
	v := &NearView{Name: a.name(token), Say: sprintf(t.NearSay, a.model.Dim()), Source: sprintf(a.T.Source, t.NearSource)}
	if !a.onMap(token) {
		v.Not = sprintf(t.NearNot, a.name(token))
		if !a.choice.Method.Computed() && !a.long() {
			v.Show = &Link{Name: t.ShowHere, URL: address("/map", with(a.state, "also", append(slices.Clone(a.state["also"]), ref(token))...)) + "#map"}
		}
		return v
	}
	found := a.neighborhood(token)
	if len(found.True) == 0 {
		v.Not = t.NearNone
		return v
	}
	trues, apparent := neighborIDs(found.True), neighborIDs(found.Apparent)
	if a.computing {
		apparent = nil
	}
	both := 0
	for i, n := range found.True {
		row := NearRow{True: NearCell{a.chip(n.ID), number(n.Score), slices.Contains(apparent, n.ID)}}
		if i < len(apparent) {
			n := found.Apparent[i]
			row.Apparent = NearCell{a.chip(n.ID), number(n.Score), slices.Contains(trues, n.ID)}
		}
		if row.True.Both {
			both++
		}
		v.Rows = append(v.Rows, row)
	}
	if apparent != nil {
		v.Both = sprintf(t.BothSay, both, len(trues))
	}
	if !a.long() {
		ids := append([]embedding.TokenID{token}, trues...)
		v.Select = &Link{Name: sprintf(t.SelectNear, a.name(token)), URL: address("/map", with(a.state, "selected", scene.Ranges(sorted(ids)))) + "#selection"}
	}
	return v
}

// sorted is the tokens ascending, each once, as a selection has them.
func sorted(ids []embedding.TokenID) []embedding.TokenID {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	return slices.Compact(ids)
}
