package page

import (
	"net/url"
	"slices"

	"tokenscape/web/message"
	"tokenscape/web/scene"
)

// joinedSay says what the lines of a map join; or, when relations were asked for
// in vain, that there are none.
func joinedSay(t *message.Text, pairs []scene.Pairs, state url.Values) string {
	if len(pairs) == 0 && slices.ContainsFunc(state["pairs"], func(name string) bool { return name != scene.NoPairs }) {
		return t.NoPairs
	}
	var say []string
	heldOut := false
	for _, p := range pairs {
		say = append(say, sprintf(t.Lines, t.RelationName(p.Relation), len(p.Lines)))
		heldOut = heldOut || slices.ContainsFunc(p.Lines, func(l scene.Line) bool { return l.HeldOut })
	}
	if heldOut {
		say = append(say, t.HeldOut)
	}
	return t.Join(say...)
}

// parallelSay says how parallel the lines are, in the space and on the map.
func parallelSay(t *message.Text, s *scene.Scene) string {
	var say []string
	for _, p := range s.Pairs {
		if p.Compared {
			say = append(say, sprintf(t.Parallel, t.RelationName(p.Relation), number(p.Cosine), s.Model.Dim(), number(p.OnMap), number(p.Exchanged)))
		}
	}
	if len(say) > 0 {
		say = append(say, t.CosineSay)
	}
	return t.Join(say...)
}
