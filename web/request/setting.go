package request

import (
	"net/http"

	"golang.org/x/text/language"
)

// Settings are how a visitor wants pages shown. They are given in the URL, or
// remembered in a cookie.
type Settings struct {
	Lang  string // en, zh
	Theme string // light, dark, or "" for the device's own
	Size  string // large, or "" for the usual
}

var languages = language.NewMatcher([]language.Tag{language.English, language.Chinese})

var settings = []struct {
	name    string
	allowed []string // the first stands for no choice
}{
	{"lang", []string{"", "en", "zh"}},
	{"theme", []string{"auto", "light", "dark"}},
	{"size", []string{"normal", "large"}},
}

// ReadSettings takes each setting from the URL, then from the cookie, and the
// language at last from Accept-Language. What is unknown counts as not given.
func ReadSettings(r *http.Request) Settings {
	query := r.URL.Query()
	var chosen [3]string
	for i, s := range settings {
		v := query.Get(s.name)
		if !known(s.allowed, v) {
			v = ""
			if c, err := r.Cookie(s.name); err == nil && known(s.allowed, c.Value) {
				v = c.Value
			}
		}
		if v != s.allowed[0] {
			chosen[i] = v
		}
	}
	if chosen[0] == "" {
		wanted, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
		chosen[0] = "en"
		if _, i, sure := languages.Match(wanted...); err == nil && sure != language.No && i == 1 {
			chosen[0] = "zh"
		}
	}
	return Settings{Lang: chosen[0], Theme: chosen[1], Size: chosen[2]}
}

// Remember sets a cookie for each setting that the URL gives.
func Remember(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	for _, s := range settings {
		if v := query.Get(s.name); v != "" && known(s.allowed, v) {
			http.SetCookie(w, &http.Cookie{
				Name: s.name, Value: v, Path: "/", MaxAge: 365 * 24 * 3600, SameSite: http.SameSiteLaxMode, HttpOnly: true,
			})
		}
	}
}

func known(allowed []string, v string) bool {
	for _, a := range allowed {
		if a == v && v != "" {
			return true
		}
	}
	return false
}
