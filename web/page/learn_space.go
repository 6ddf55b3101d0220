package page

import (
	"slices"

	"github.com/a-h/templ"

	"tokenscape/web/scene"
)

// TwoNear sets true neighbours beside those in the picture.
type TwoNear struct {
	Head, Note string
	Rows       [][2]TwoNearCell
}

// TwoNearCell is a neighbour; Both tells that the other list has it too.
type TwoNearCell struct {
	Name, Distance string
	Both           bool
}

func (r *reader) space() (templ.Component, error) {
	choice, err := r.mapChoice()
	if err != nil {
		return nil, err
	}
	view, err := r.site.spaceView(r.c, r.Frame, choice, r.text, carried(r.state), nil)
	if err != nil {
		return nil, err
	}
	fitted, err := r.site.maps.Of(r.c.Request().Context(), choice, r.text)
	if err != nil {
		return nil, err
	}
	near := TwoNear{Note: r.words.NotOnMap}
	for _, token := range r.model.Embed(r.text).Tokens {
		found, ok := fitted.Neighborhood(token.ID, []int{0, 1}, shownNear)
		if !ok || len(found.True) == 0 {
			continue
		}
		near = r.twoNear(r.token(token.ID), found)
		break
	}
	return spacePart(r.Frame, view, near), nil
}

// mapChoice is the map that a page opens on, with rows at unit length.
func (r *reader) mapChoice() (scene.Choice, error) {
	choice, err := scene.Read(r.query)
	choice.Unit = true
	return choice, err
}

func (r *reader) twoNear(name string, found scene.Neighborhood) TwoNear {
	v := TwoNear{Head: sprintf(r.words.NearOf, name)}
	trues, apparent := neighborIDs(found.True), neighborIDs(found.Apparent)
	both := 0
	for i, n := range found.True {
		var row [2]TwoNearCell
		row[0] = TwoNearCell{r.token(n.ID), number(n.Score), slices.Contains(apparent, n.ID)}
		if i < len(found.Apparent) {
			a := found.Apparent[i]
			row[1] = TwoNearCell{r.token(a.ID), number(a.Score), slices.Contains(trues, a.ID)}
		}
		if row[0].Both {
			both++
		}
		v.Rows = append(v.Rows, row)
	}
	v.Note = sprintf(r.words.NearNote, both, len(found.True))
	return v
}
