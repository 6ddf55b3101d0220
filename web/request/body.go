package request

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"
)

// body is what a POST may hold: the parameters of the calls that take a text.
type body struct {
	Text        *string     `json:"text"`
	Model       string      `json:"model"`
	Encoding    string      `json:"encoding"`
	On          stringList  `json:"on"`
	Tokens      stringList  `json:"tokens"`
	Rows        string      `json:"rows"`
	Components  json.Number `json:"components"`
	K           json.Number `json:"k"`
	Temperature json.Number `json:"temperature"`
}

// stringList is a JSON string or an array of strings.
type stringList []string

func (l *stringList) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(data, []byte("[")) {
		return json.Unmarshal(data, (*[]string)(l))
	}
	var one string
	if err := json.Unmarshal(data, &one); err != nil {
		return err
	}
	*l = stringList{one}
	return nil
}

// readBody reads a JSON body into the parameters that a query would have.
// Unknown fields, a second value and invalid UTF-8 are refused.
func readBody(r *http.Request) (url.Values, error) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return nil, &Status{http.StatusUnsupportedMediaType}
	}
	data, err := io.ReadAll(io.LimitReader(r.Body, MaxBody+1))
	switch {
	case err != nil:
		return nil, &Invalid{Param: "body", Fault: Malformed, Limit: "it ended early"}
	case len(data) > MaxBody:
		return nil, &TooLarge{Param: "body", Limit: MaxBody}
	case !utf8.Valid(data):
		// encoding/json would put U+FFFD in its place in silence.
		return nil, &Invalid{Param: "body", Fault: NotUTF8}
	}
	var b body
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&b); err != nil {
		return nil, &Invalid{Param: "body", Fault: Malformed, Limit: strings.TrimPrefix(err.Error(), "json: ")}
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, &Invalid{Param: "body", Fault: Malformed, Limit: "more than one JSON value"}
	}
	return b.values(), nil
}

func (b *body) values() url.Values {
	v := url.Values{}
	if b.Text != nil {
		v.Set("text", *b.Text)
	}
	for name, value := range map[string]string{
		"model": b.Model, "encoding": b.Encoding, "rows": b.Rows,
		"components": b.Components.String(), "k": b.K.String(), "temperature": b.Temperature.String(),
	} {
		if value != "" {
			v.Set(name, value)
		}
	}
	for name, values := range map[string]stringList{"on": b.On, "tokens": b.Tokens} {
		if len(values) > 0 {
			v[name] = values
		}
	}
	return v
}
