package request

import (
	"net/url"
	"slices"
	"strings"

	"tokenscape/embedding"
)

// Change alters one parameter of a link.
type Change struct {
	param  string
	values []string
}

// Set gives a parameter one or more values in place of those it has.
func Set(param string, values ...string) Change { return Change{param, values} }

// Drop takes a parameter away.
func Drop(param string) Change { return Change{param: param} }

// URL is a link to path that keeps the whole state of the request but for the
// changes: every parameter of [State] that the request named. Parameters come
// in a fixed order, so equal states have equal links.
func (q *Query) URL(path string, changes ...Change) string {
	encoded := encode(q.with(changes))
	if encoded == "" {
		return path
	}
	return path + "?" + encoded
}

// Here is a link to the same page with changes.
func (q *Query) Here(changes ...Change) string { return q.URL(q.Path, changes...) }

// Field is one hidden input of a form.
type Field struct{ Name, Value string }

// Fields are the state as hidden inputs for a form that has inputs of its own
// for the parameters named.
func (q *Query) Fields(except ...string) []Field {
	var fields []Field
	for _, name := range State {
		if slices.Contains(except, name) {
			continue
		}
		for _, value := range q.values[name] {
			fields = append(fields, Field{name, value})
		}
	}
	return fields
}

func (q *Query) with(changes []Change) url.Values {
	values := url.Values{}
	for _, name := range State {
		if v, ok := q.values[name]; ok {
			values[name] = v
		}
	}
	for _, c := range changes {
		if len(c.values) == 0 {
			delete(values, c.param)
		} else {
			values[c.param] = c.values
		}
	}
	return values
}

// encode writes the parameters in the order of State, then any others by name.
func encode(values url.Values) string {
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	place := func(name string) int {
		if i := slices.Index(State, name); i >= 0 {
			return i
		}
		return len(State)
	}
	slices.SortFunc(names, func(a, b string) int {
		if d := place(a) - place(b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	var b strings.Builder
	for _, name := range names {
		for _, value := range values[name] {
			if b.Len() > 0 {
				b.WriteByte('&')
			}
			b.WriteString(url.QueryEscape(name) + "=" + url.QueryEscape(value))
		}
	}
	return b.String()
}

// Ref names a token in a link: by its text, or as id:N when the text is not
// valid UTF-8 or would be read as a number.
func Ref(m *embedding.Model, id embedding.TokenID) string { return ref(m.Text(id), int(id)) }
