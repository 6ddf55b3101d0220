package page

import (
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"tokenscape/web/course"
)

// LivePartView is the live part of a chapter.
type LivePartView struct {
	Key     string          // of all that it depends on: the script compares it
	Show    templ.Component // nil until there is a guess, or when there is no text
	Found   string          // what was found out about the question
	Text    string
	Path    string
	Kept    []Kept
	Fields  []LiveField
	Samples []Link
	Ready   string // the way to a text, when there is none
	Notices []string
	Labs    []Link
}

// LiveField is a further field of the live part.
type LiveField struct {
	Name, Label, Value string
	Most               int // bytes
}

// livePart is how a live part is filled.
type livePart struct {
	show  func(*reader) (templ.Component, error) // of the reader's text
	found func(*reader) (string, error)          // of the chapter's own; "" when the model does not know its words
	labs  []string                               // where there is more to try
}

var liveParts = map[course.Part]livePart{
	course.NextToken: {(*reader).nextToken, (*reader).foundNext, []string{"/predict", "/train"}},
	course.Steps:     {(*reader).steps, (*reader).foundDraws, []string{"/", "/predict", "/train"}},
	course.Pieces:    {(*reader).pieces, (*reader).foundPieces, []string{"/tokens"}},
	course.Rows:      {(*reader).rows, (*reader).foundRows, []string{"/vectors", "/train"}},
	course.Positions: {(*reader).places, (*reader).foundPlaces, []string{"/vectors"}},
	course.Sum:       {(*reader).sums, (*reader).foundSums, []string{"/vectors"}},
	course.Space:     {(*reader).space, (*reader).foundMap, []string{"/map"}},
	course.Motion:    {(*reader).motion, (*reader).foundStops, []string{"/predict", "/map"}},
	course.Card:      {(*reader).card, (*reader).foundEnd, []string{"/models", "/train", "/predict"}},
}

// live fills the live part; what it shows waits for a guess.
func (r *reader) live(guessed bool) (LivePartView, error) {
	p, own := liveParts[r.chapter.Live.Part], r.chapter.Live.Text
	v := LivePartView{Path: r.path + "#live"}
	if len(r.text) > maxLinked {
		r.text = own
		delete(r.state, "text")
		v.Notices = append(v.Notices, r.words.LiveLong)
	}
	if r.Asked != "" {
		v.Notices = append(v.Notices, sprintf(r.words.LiveModel, r.Model))
	}
	v.Text, v.Key = r.text, with(with(r.state, "check1"), "check2").Encode()
	for _, path := range p.labs {
		state := carried(r.state)
		if !state.Has("text") && path != "/train" && path != "/models" {
			state.Set("text", own)
		}
		v.Labs = append(v.Labs, Link{Name: r.words.Labs[path], URL: address(path, state)})
	}
	if !guessed {
		v.Key = ""
		return v, nil
	}
	for _, text := range append([]string{own}, r.chapter.Live.Others...) {
		v.Samples = append(v.Samples, Link{Name: excerpt(text), URL: r.at("text", text), Here: text == r.text})
	}
	var err error
	if v.Found, err = p.found(r); err != nil {
		return v, err
	}
	if r.text == "" {
		v.Ready = r.at("text", own)
	} else if v.Show, err = p.show(r); err != nil {
		return v, err
	}
	for _, fault := range r.query.Skipped() {
		v.Notices = append(v.Notices, skippedSay(r.T, fault))
	}
	v.Fields = r.fields()
	fresh := []string{"text", "at", "row", "element", "stop"} // what another text begins without
	for _, f := range v.Fields {
		fresh = append(fresh, f.Name)
	}
	v.Kept = append(r.kept(fresh...), Kept{"of", r.text})
	return v, nil
}

// at is the address of the chapter with one parameter set, at its live part. What
// belonged to another text is left out.
func (r *reader) at(name, value string) string {
	state := url.Values{}
	for _, kept := range []string{"guess", "check1", "check2", "model", "word", "letter", "text"} {
		if v := r.state.Get(kept); r.state.Has(kept) {
			state.Set(kept, v)
		}
	}
	state.Set(name, value)
	return address(r.path, state) + "#live"
}

// excerpt is the beginning of a text, as long as the name of a link may be.
func excerpt(text string) string {
	const most = 60
	if len(text) <= most {
		return text
	}
	cut := strings.LastIndexByte(text[:most], ' ')
	return text[:max(cut, 0)] + " …"
}

// fields are those of the live part beside the text.
func (r *reader) fields() []LiveField {
	value := func(name, otherwise string) string {
		if r.state.Has(name) {
			return r.state.Get(name)
		}
		return otherwise
	}
	switch r.chapter.Live.Part {
	case course.Pieces:
		return []LiveField{{"word", r.words.Word, value("word", berry), maxWord}, {"letter", r.words.Letter, value("letter", "r"), 16}}
	case course.Positions:
		return []LiveField{{"other", r.words.OrderOther, r.otherOrder(), maxPhrase}}
	}
	return nil
}

// otherOrder is the reader's other sentence, unless it is only what stood there for
// the text before, or else the words from the end.
func (r *reader) otherOrder() string {
	if other := r.state.Get("other"); other != "" && len(other) <= maxPhrase && other != fromTheEnd(r.state.Get("of")) {
		return other
	}
	return fromTheEnd(r.text)
}

func fromTheEnd(text string) string {
	if text == oneOrder {
		return noOrder
	}
	words := strings.Fields(text)
	slices.Reverse(words)
	return strings.Join(words, " ")
}
