package page

import (
	"maps"
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"tokenscape/web/message"
)

// Link is a place to go to: by URL, or by Submit when the page's text is too long
// for a URL.
type Link struct {
	Name, URL string
	Here      bool
	Submit    *Submit
}

// Submit is a button of the form that holds the page's text.
type Submit struct {
	Form        string // its id
	Action      string // path of the page that it leads to
	Name, Value string // the parameter that it sets; "" for none
}

// maxLinked is the longest text in bytes that links carry along: percent-encoded
// it makes a URL of 1,800 characters. Longer ones are refused here and there, and
// a page has some two hundred links.
const maxLinked = 600

// withText are the pages that take a text and have a form that holds it.
var withText = []string{"/", "/tokens", "/vectors", "/map", "/predict"}

// textForm is the id of the form that holds the text of the page at path.
func textForm(path string) string {
	if path == "/map" {
		return mapForm
	}
	return "sentence"
}

// way leads from a page with a text to path, with one parameter of the state set
// to value: by URL, or else by a button of the form. A path may end in a fragment.
func (f Frame) way(path string, state url.Values, name, value string) (string, *Submit) {
	if len(state.Get("text")) > maxLinked {
		return "", &Submit{Form: f.Form, Action: path, Name: name, Value: value}
	}
	path, fragment, found := strings.Cut(path, "#")
	if found {
		fragment = "#" + fragment
	}
	if value == "" {
		return address(path, with(state, name)) + fragment, nil
	}
	return address(path, with(state, name, value)) + fragment, nil
}

// short is the state without a text that is too long for a URL.
func short(state url.Values) url.Values {
	if len(state.Get("text")) > maxLinked {
		return with(state, "text")
	}
	return state
}

// with is the state with one parameter set to other values, or without it.
func with(state url.Values, name string, values ...string) url.Values {
	changed := maps.Clone(state)
	if len(values) == 0 {
		changed.Del(name)
	} else {
		changed[name] = values
	}
	return changed
}

func address(path string, values url.Values) string {
	if len(values) == 0 {
		return path
	}
	return path + "?" + values.Encode()
}

// to is the address of a page that shows the same model.
func (f Frame) to(path string, values url.Values) string {
	if f.Asked != "" {
		values = with(values, "model", f.Asked)
	}
	return address(path, values)
}

// langOf is the language in which a text that may be in any is to be read: by its
// script, "" when it has neither Chinese characters nor Latin letters.
func langOf(text string) string {
	lang := ""
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Han, r):
			return message.Chinese.Tag()
		case unicode.Is(unicode.Latin, r):
			lang = message.English.Tag()
		}
	}
	return lang
}

// Run is a part of a text, in another language than the rest when Lang is not "".
type Run struct{ Text, Lang string }

// quoted finds three or more English words in a row: the title of a paper, in a
// Chinese sentence.
var quoted = regexp.MustCompile(`[A-Za-z][A-Za-z0-9’'-]*(?:[ :,]+[A-Za-z0-9][A-Za-z0-9’'-]*){2,}`)

// runs parts a text of the pages so that a title in English is read as English.
func runs(text string) []Run {
	if langOf(text) != message.Chinese.Tag() {
		return []Run{{Text: text}}
	}
	var all []Run
	at := 0
	for _, found := range quoted.FindAllStringIndex(text, -1) {
		all = append(all, Run{Text: text[at:found[0]]}, Run{Text: text[found[0]:found[1]], Lang: message.English.Tag()})
		at = found[1]
	}
	return append(all, Run{Text: text[at:]})
}
