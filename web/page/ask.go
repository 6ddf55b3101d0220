package page

import (
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"tokenscape/embedding"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// asker puts the questions of the map's page to the space and fills their views.
type asker struct {
	Frame
	model   *embedding.Model
	choice  scene.Choice // what is on the map
	view    scene.View   // and how it is looked at
	state   url.Values   // of the page, in its shortest form
	shows   map[string]bool
	skipped []*request.Fault // what of the query could not be used
	search  embedding.Search

	scene                      *scene.Scene
	computing, besideComputing bool // its picture is not there yet
	here                       map[embedding.TokenID]bool
	nearby                     *scene.Neighborhood // of the chosen token
	numbered                   *numbered           // what colours the points; nil for the category
	answered                   []embedding.TokenID // a, b, c and the first answer
}

// questions are the parameters of the questions, those of the fields and those
// that are chosen by links.
var questions = []string{"a", "b", "c", "expect", "from", "to", "up_from", "up_to", "words", "q", "selected", "metric", "centred", "k"}

// maxQuestion is the longest that the words of one field may be together, in
// bytes: a page repeats them in its links.
const maxQuestion = 4096

// newAsker reads the questions of a lenient query; typed is the query as it came. A
// field that is too long is a *request.Fault.
func newAsker(f Frame, q *request.Query, typed url.Values, choice scene.Choice, view scene.View) (*asker, error) {
	for _, name := range questions {
		if len(strings.Join(typed[name], " ")) > longest(name) {
			return nil, &request.Fault{Code: request.TextTooLong, Parameter: name, Limit: sprintf("%d bytes", longest(name))}
		}
	}
	a := &asker{Frame: f, model: q.Model(), choice: choice, view: view, search: embedding.Search{
		Metric: q.Metric(), K: q.Int("k", request.NeighborsAskedFor, 1, request.MaxNeighbors), Centred: q.Switch("centred")}}
	a.shows = readShows(q)
	a.state = mapState(q, typed, choice, view)
	for _, fault := range q.Skipped() {
		named := slices.Contains(typedWords, fault.Parameter) && (fault.Code == request.UnknownToken || fault.Code == request.TooMany)
		if !named {
			a.skipped = append(a.skipped, fault)
		}
	}
	return a, q.Err()
}

// longest is the most bytes of a field's value: a selection of all its tokens one
// by one is longer than words are.
func longest(name string) int {
	if name == "selected" {
		return 8 * scene.MaxSelected
	}
	return maxQuestion
}

// long is true when only the form can hold the page's text.
func (a *asker) long() bool { return len(a.state.Get("text")) > maxLinked }

// Kept is a parameter that a form carries along.
type Kept struct{ Name, Value string }

// Field is a field for one word or several, with what is wrong with them.
type Field struct {
	Name, Value string
	Wrong       []Wrong
}

// Wrong is what is wrong with a field, and what may be meant.
type Wrong struct {
	Say  string
	Near []Link
}

// word reads a field that holds one word.
func (a *asker) word(section, name string) (Field, embedding.TokenID, bool) {
	f := Field{Name: name, Value: a.state.Get(name)}
	if f.Value == "" {
		return f, 0, false
	}
	id, ok := a.lookup(&f, f.Value, func(near string) string { return near }, section)
	return f, id, ok
}

// maxWrong is after how many wrong words the rest of a field is not read: the
// near matches of each take a pass over the vocabulary.
const maxWrong = 5

// split parts the words of a field, which have commas or spaces between them.
func split(values []string) []string {
	return strings.FieldsFunc(strings.Join(values, " "), func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(",;，、；", r)
	})
}

// words reads a field that holds several words, most of them at the most; it
// takes those that are tokens, each but once.
func (a *asker) words(section, name string, most int) (Field, []embedding.TokenID) {
	list := split(a.state[name])
	f := Field{Name: name}
	if len(list) > most {
		list = list[:most]
		f.Wrong = append(f.Wrong, Wrong{Say: sprintf(a.T.Asking.TooMany, most)})
	}
	f.Value = a.T.List(list)
	var ids []embedding.TokenID
	for i, word := range list {
		mended := func(near string) string {
			return strings.Join(slices.Concat(list[:i], []string{near}, list[i+1:]), ", ")
		}
		if id, ok := a.lookup(&f, word, mended, section); ok && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
		if len(f.Wrong) == maxWrong {
			break
		}
	}
	return f, ids
}

// lookup finds the token of a word, or notes what is wrong with it; mended is the
// field's value with a near match in the word's place.
func (a *asker) lookup(f *Field, word string, mended func(near string) string, section string) (embedding.TokenID, bool) {
	id, err := a.model.LookupWord(word)
	var unknown *embedding.UnknownTokenError
	if !errors.As(err, &unknown) {
		return id, err == nil
	}
	wrong := Wrong{Say: sprintf(a.T.Asking.Skipped, request.Short(word))}
	for _, near := range unknown.Near {
		link := Link{Name: a.name(near)}
		link.URL, link.Submit = a.way("/map#"+section, a.state, f.Name, mended(a.typed(near)))
		wrong.Near = append(wrong.Near, link)
	}
	f.Wrong = append(f.Wrong, wrong)
	return 0, false
}

// typed is what finds the token in a field for words: its text without the space
// before it, where that is enough.
func (a *asker) typed(id embedding.TokenID) string {
	word := strings.TrimPrefix(a.model.Text(id), " ")
	if found, err := a.model.LookupWord(word); err == nil && found == id && !strings.ContainsFunc(word, unicode.IsSpace) {
		return word
	}
	return ref(id)
}

// name is a token as it stands in a sentence of the page.
func (a *asker) name(id embedding.TokenID) string {
	name, _ := shown(a.model.Text(id))
	return name
}

func (a *asker) names(ids []embedding.TokenID) string {
	var names []string
	for _, id := range ids {
		names = append(names, a.name(id))
	}
	return a.T.List(names)
}

// chip is a token that leads to its neighbours.
func (a *asker) chip(id embedding.TokenID) Chip {
	text, hex := shown(a.model.Text(id))
	_, trained := a.model.Row(id)
	c := Chip{ID: strconv.Itoa(int(id)), Shown: text, Hex: hex, Trained: trained}
	c.URL, c.Submit = a.way("/map#neighbors", a.state, "token", ref(id))
	return c
}

// options are links that set one parameter; the first stands for its absence.
func (a *asker) options(section, name, now string, choices ...[2]string) []Link {
	var links []Link
	for i, c := range choices {
		link := Link{Name: c[1], Here: c[0] == now}
		value := c[0]
		if i == 0 && !a.long() {
			value = ""
		}
		link.URL, link.Submit = a.way("/map#"+section, a.state, name, value)
		links = append(links, link)
	}
	return links
}

func (a *asker) counts(section string) []Link {
	var choices [][2]string
	for _, k := range []int{request.NeighborsAskedFor, 25, 50, request.MaxNeighbors} {
		choices = append(choices, [2]string{strconv.Itoa(k), strconv.Itoa(k)})
	}
	return a.options(section, "k", strconv.Itoa(a.search.K), choices...)
}

func (a *asker) centring(section string) []Link {
	now := map[bool]string{false: "0", true: "1"}[a.search.Centred]
	return a.options(section, "centred", now, [2]string{"0", a.T.Raw}, [2]string{"1", a.T.Asking.Centred})
}

// centredSay says what centred vectors are, when they are asked for.
func (a *asker) centredSay() string {
	if !a.search.Centred {
		return ""
	}
	return sprintf(a.T.Asking.CentredSay, count(a.model.Vocab()))
}

// readyLink is a question ready to ask: fields with their values.
func (a *asker) readyLink(section, name string, fields map[string]string) Link {
	state := a.state
	for field, value := range fields {
		state = with(state, field, value)
	}
	return Link{Name: name, URL: address("/map", state) + "#" + section}
}

// canLink tells whether training met all of the words, so that a question about
// them can be offered by a link. Beside a long text none can: a link would lose it.
func (a *asker) canLink(words ...string) bool {
	return !a.long() && !slices.ContainsFunc(words, func(word string) bool {
		id, err := a.model.LookupWord(word)
		_, ok := a.model.Row(id)
		return err != nil || !ok
	})
}
