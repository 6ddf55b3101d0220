package page

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"tokenscape/embedding"
	"tokenscape/web/request"
)

const (
	maxPlaced = 200 // words that can be placed by name
	listed    = 12  // words listed at either end, when those on the map are placed
)

// AxisView is a line between two groups of words, with words along it.
type AxisView struct {
	From, To, Words  Field
	UpFrom, UpTo     Field
	Ready            []Link
	Missing          string
	Scale, Ends, One string // Scale is "" when nothing is asked yet
	Rows             []AxisRow
	Zero, Unit       string // where 0 and 1 are, as a part of the width
	Untrained        bool
}

// AxisRow is a word along the axis, or a gap between the ends.
type AxisRow struct {
	Chip
	X, Coordinate, Dot string
	Defines            bool // it is of one of the two groups
	Gap                string
}

// axes are pairs of groups that make a line which anyone can judge, with words to
// place on it.
var axes = []struct{ from, to, words string }{
	{"man, boy, father", "woman, girl, mother", "king, queen, prince, princess, brother, sister, uncle, aunt, actor, actress"},
	{"winter, December, January", "summer, June, July", "February, March, April, May, August, September, October, November"},
	{"France, Italy, Spain", "Paris, Rome, Madrid", "Germany, Berlin, Russia, Moscow, Greece, Athens, Japan, Tokyo"},
	{"walk, play, jump", "walked, played, jumped", "work, worked, open, opened, sleep, slept, eat, ate"},
}

func (a *asker) readyAxes(section string) []Link {
	var links []Link
	for _, x := range axes {
		if a.canLink(strings.Split(x.from+", "+x.to+", "+x.words, ", ")...) {
			links = append(links, a.readyLink(section, x.from+" → "+x.to, map[string]string{"from": x.from, "to": x.to, "words": x.words}))
		}
	}
	return links
}

func (a *asker) axis() (AxisView, error) {
	const section = "axis"
	t := a.T.Asking
	v := AxisView{Ready: a.readyAxes(section)}
	var from, to, placed []embedding.TokenID
	v.From, from = a.words(section, "from", request.MaxGroup)
	v.To, to = a.words(section, "to", request.MaxGroup)
	v.UpFrom, _ = a.words(section, "up_from", request.MaxGroup)
	v.UpTo, _ = a.words(section, "up_to", request.MaxGroup)
	v.Words, placed = a.words(section, "words", maxPlaced)
	if len(from) == 0 || len(to) == 0 {
		if v.From.Value+v.To.Value != "" {
			v.Missing = t.MissingGroup
		}
		return v, nil
	}
	defining := append(slices.Clone(from), to...)
	byName := len(placed) > 0
	if byName {
		placed = append(placed, defining...)
	} else {
		placed = a.choice.IDs()
	}
	axis, err := a.model.Axis(from, to, placed)
	if errors.Is(err, embedding.ErrNoDirection) {
		v.Missing = a.T.Faults[request.NoDirection]
		return v, nil
	}
	if err != nil {
		return v, err
	}
	v.Scale, v.One = sprintf(t.Scale, a.names(from), a.names(to)), sprintf(t.OneNumber, a.model.Dim())
	places := axis.Places
	slices.SortStableFunc(places, func(p, q embedding.Place) int { return cmp.Compare(p.Coordinate, q.Coordinate) })
	places = slices.CompactFunc(places, func(p, q embedding.Place) bool { return p.ID == q.ID })
	part := ruler(places)
	v.Zero, v.Unit = part(0), part(1)
	gap := len(places) - 2*listed
	if byName || gap <= 0 {
		gap = 0
	} else {
		v.Ends = sprintf(t.Ends, count(len(places)), listed)
	}
	for i, p := range places {
		switch {
		case gap > 0 && i == listed:
			v.Rows = append(v.Rows, AxisRow{Gap: sprintf(t.Between, count(gap))})
			continue
		case gap > 0 && i > listed && i < listed+gap:
			continue
		}
		row := AxisRow{Chip: a.chip(p.ID), X: part(p.Coordinate), Coordinate: number(p.Coordinate), Dot: rounded(p.Dot),
			Defines: slices.Contains(defining, p.ID)}
		v.Untrained = v.Untrained || !row.Trained
		v.Rows = append(v.Rows, row)
	}
	return v, nil
}

// margin is the part of the line's width that stays free at either end.
const margin = 0.06

// ruler says where a coordinate stands on a drawn line that holds all places, 0
// and 1: in percent of its width.
func ruler(places []embedding.Place) func(coordinate float64) string {
	low, high := 0., 1.
	for _, p := range places {
		low, high = min(low, p.Coordinate), max(high, p.Coordinate)
	}
	return func(coordinate float64) string {
		return strconv.FormatFloat(100*(margin+(1-2*margin)*(coordinate-low)/(high-low)), 'f', 2, 64) + "%"
	}
}
