package training

import (
	"crypto/rand"
	"net/http"
)

// cookie tells visitors apart, so that a run is stopped by whoever started it.
const cookie = "visitor"

// maxName is the longest name that a cookie may give: a run remembers it.
const maxName = 64 // bytes

// Visitor is who asks, or "" for one who never started a run.
func Visitor(r *http.Request) string {
	c, err := r.Cookie(cookie)
	if err != nil || len(c.Value) > maxName {
		return ""
	}
	return c.Value
}

// Greet is Visitor, and gives a cookie to one who has none: random letters, for
// as long as the browser stays open, out of the reach of scripts and of other
// sites' forms.
func Greet(w http.ResponseWriter, r *http.Request) string {
	if name := Visitor(r); name != "" {
		return name
	}
	name := rand.Text()
	http.SetCookie(w, &http.Cookie{Name: cookie, Value: name, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})
	return name
}
