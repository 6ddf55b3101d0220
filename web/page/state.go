package page

import (
	"hash/fnv"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"tokenscape/embedding"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// mapForm is the one form of the map's page: every control is a field of it.
const mapForm = "map-form"

// mapDefaults are the values that stand for nothing chosen: links leave them out.
var mapDefaults = map[string]string{
	"method": "pca", "rows": "unit", "seed": "1", "perplexity": "30", "neighbors": "15", "pc": "1,2", "turn": "30,20", "color": "category",
	"magnify": "1", "labels": "1", "links": "true", "beside_pc": "1,2", "k": "10", "metric": "cosine", "centred": "0",
}

// mapParameters are the parameters of the map's page in the order in which a form
// sends them. Settings follow in links, and stay in cookies.
var mapParameters = []string{
	"model", "text", "on", "first", "tokens", "also", "pairs", "rows", "method", "fit", "seed", "perplexity", "neighbors", "from", "to", "up_from", "up_to", "words", "selected",
	"pc", "view", "turn", "color", "hide", "magnify", "labels", "links", "beside", "beside_pc", "token", "k", "metric", "centred", "pins",
	"a", "b", "c", "expect", "q", "measure", "show",
}

// typedWords are the fields whose words are shown as they were typed, with what is
// wrong with them beside them.
var typedWords = []string{"a", "b", "c", "expect", "from", "to", "up_from", "up_to", "words"}

// mapState is the state that a lenient query is left with, in its shortest form;
// typed is the query as it came.
func mapState(q *request.Query, typed url.Values, c scene.Choice, v scene.View) url.Values {
	left, state := q.Values(), url.Values{}
	for _, name := range append([]string{"lang", "theme", "size"}, mapParameters...) {
		list := left[name]
		if slices.Contains(typedWords, name) {
			list = typed[name]
		}
		list = slices.DeleteFunc(slices.Clone(list), func(value string) bool { return value == "" })
		if len(list) > 0 && !(len(list) == 1 && list[0] == mapDefaults[name]) {
			state[name] = list
		}
	}
	set := func(name string, values []string) {
		if state[name] = values; len(values) == 0 {
			state.Del(name)
		}
	}
	if set("method", []string{string(c.Method)}); state.Get("method") == mapDefaults["method"] {
		state.Del("method")
	}
	if text := q.Text(""); text != "" {
		state.Set("text", text)
	}
	for _, name := range []string{"from", "to", "up_from", "up_to", "words"} {
		if words := split(state[name]); len(words) > 0 {
			state.Set(name, strings.Join(words, ", "))
		} else {
			state.Del(name)
		}
	}
	if state.Has("selected") {
		state.Set("selected", scene.Ranges(c.Selected))
	}
	var fit []string
	if kind := c.Fit.Kind(); kind != scene.FitShown && kind != scene.FitCategories {
		fit = []string{kind}
	}
	for _, name := range c.Fit.Categories {
		fit = append(fit, "category:"+name)
	}
	set("fit", fit)
	set("tokens", refs(c.Tokens))
	set("also", refs(c.Also))
	set("pins", refs(v.Pins))
	set("hide", v.Hidden)
	usual := scene.Default(c.Model)
	if len(c.Tokens) == 0 && !c.Encoding && !c.Vocabulary && c.First == usual.First && slices.Equal(c.Categories, usual.Categories) {
		state.Del("on")
		state.Del("first")
	}
	switch {
	case slices.Equal(c.Relations, usual.Relations):
		state.Del("pairs")
	case len(c.Relations) == 0:
		state["pairs"] = []string{scene.NoPairs}
	default:
		state["pairs"] = c.Relations
	}
	return state
}

func refs(ids []embedding.TokenID) []string {
	var list []string
	for _, id := range ids {
		list = append(list, ref(id))
	}
	return list
}

// sent notes which values the controls of the form send by themselves.
type sent map[string]bool

// whole notes that fields send all of these parameters.
func (s sent) whole(names ...string) {
	for _, name := range names {
		s[name] = true
	}
}

// one notes that a box sends this value, or a box that is not ticked would.
func (s sent) one(name, value string) { s[name+"="+value] = true }

// rest are the parameters of the state that no control sends: hidden fields do.
func (s sent) rest(state url.Values) []Kept {
	var kept []Kept
	for _, name := range mapParameters {
		for _, value := range state[name] {
			if !s[name] && !s[name+"="+value] {
				kept = append(kept, Kept{name, value})
			}
		}
	}
	return kept
}

// questionsOf groups the parameters by the section that answers them.
var questionsOf = []struct {
	section string
	names   []string
}{
	{"search", []string{"q"}}, {"analogy", []string{"a", "b", "c", "expect"}}, {"axis", []string{"from", "to", "words"}},
	{"pins", []string{"pins"}}, {"selection", []string{"selected"}},
}

// marks sums up a state: where its points lie, and what is asked in each section.
// A form sent without a script brings those of the page that it stands on.
func marks(state url.Values, c scene.Choice, v scene.View) string {
	placed := []string{c.Key(), state.Get("pc")}
	if c.Fit.Sentence {
		placed = append(placed, state.Get("text"))
	}
	list := []string{mark(placed...)}
	for _, question := range questionsOf {
		var parts []string
		for _, name := range question.names {
			parts = append(parts, state[name]...)
			parts = append(parts, "\n")
		}
		list = append(list, mark(parts...))
	}
	return strings.Join(list, "-")
}

func mark(parts ...string) string {
	h := fnv.New32a()
	for _, part := range parts {
		h.Write([]byte(part))
	}
	return strconv.FormatUint(uint64(h.Sum32()), 36)
}

// ofAForm tells a query that a form sent: it has fields that were left empty.
func ofAForm(query url.Values) bool {
	for _, name := range mapParameters {
		if slices.Contains(query[name], "") {
			return true
		}
	}
	return false
}

// sentTo is where a form that was sent without a script leads: to the short
// address of its state, and to what has changed on the page. A window on another
// picture is left behind, and a word that a search names is chosen.
func sentTo(was string, state url.Values, c scene.Choice, v scene.View) string {
	section := "map"
	before, now := strings.Split(was, "-"), strings.Split(marks(state, c, v), "-")
	if len(before) == len(now) {
		if before[0] != now[0] {
			state = with(state, "view")
		}
		for i, question := range questionsOf {
			if before[i+1] == now[i+1] || section != "map" {
				continue
			}
			section = question.section
			if id, ok := c.Model.Word(state.Get("q")); ok && section == "search" {
				state = with(state, "token", ref(id))
			}
		}
	}
	return address("/map", state) + "#" + section
}
