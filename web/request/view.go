package request

import (
	"net/http"
	"net/url"

	"golang.org/x/text/language"
)

// Lang is a language of the pages.
type Lang string

// The languages.
const (
	English Lang = "en"
	Chinese Lang = "zh"
)

// Theme is light, dark, or as the reader's system has it.
type Theme string

// The themes.
const (
	Auto  Theme = "auto"
	Light Theme = "light"
	Dark  Theme = "dark"
)

// Size is the size of type: normal, or large for the back row.
type Size string

// The sizes.
const (
	Normal Size = "normal"
	Large  Size = "large"
)

// View is how the reader wants pages to look: each by the query, else by a
// cookie, else (the language) by Accept-Language.
type View struct {
	Lang  Lang
	Theme Theme
	Size  Size

	asked url.Values // what the query said, to be kept as cookies
}

// cookieAge is how long a choice is remembered, in seconds: a school year.
const cookieAge = 365 * 24 * 60 * 60

var (
	langs   = []Lang{English, Chinese}
	matcher = language.NewMatcher([]language.Tag{language.English, language.Chinese})
)

// parseView reads the view. It always returns one that a page can be shown in,
// also beside an error.
func parseView(r *http.Request, query url.Values) (View, error) {
	v := View{Lang: English, Theme: Auto, Size: Normal, asked: url.Values{}}
	accept := r.Header.Get("Accept-Language")
	if tags, _, err := language.ParseAcceptLanguage(accept); err == nil {
		_, i, _ := matcher.Match(tags...)
		v.Lang = langs[i]
	}
	for _, c := range r.Cookies() {
		v.set(c.Name, c.Value)
	}
	var first error
	for _, name := range []string{"lang", "theme", "size"} {
		value := query.Get(name)
		if value == "" {
			continue
		}
		if !v.set(name, value) {
			if first == nil {
				first = &Invalid{Param: name, Value: quoted(value), Fault: NotAChoice, Limit: choices[name]}
			}
			continue
		}
		v.asked.Set(name, value)
	}
	return v, first
}

var choices = map[string]string{
	"lang":  "en, zh",
	"theme": "auto, light, dark",
	"size":  "normal, large",
}

// set takes over one choice; false when there is no such choice.
func (v *View) set(name, value string) bool {
	switch name {
	case "lang":
		tag, err := language.Parse(value)
		if err != nil {
			return false
		}
		_, i, confidence := matcher.Match(tag)
		if confidence == language.No {
			return false
		}
		v.Lang = langs[i]
		return true
	case "theme":
		theme := Theme(value)
		if theme != Auto && theme != Light && theme != Dark {
			return false
		}
		v.Theme = theme
		return true
	case "size":
		size := Size(value)
		if size != Normal && size != Large {
			return false
		}
		v.Size = size
		return true
	}
	return false
}

// Cookies are the choices that the query made, to be remembered.
func (v View) Cookies() []*http.Cookie {
	var cookies []*http.Cookie
	for _, name := range []string{"lang", "theme", "size"} {
		if value := v.asked.Get(name); value != "" {
			cookies = append(cookies, &http.Cookie{Name: name, Value: value, Path: "/",
				MaxAge: cookieAge, SameSite: http.SameSiteLaxMode, HttpOnly: true})
		}
	}
	return cookies
}
