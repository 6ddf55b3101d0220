package request

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"tokenscape/embedding"
	"tokenscape/embedding/bpe"
)

// Limits of a request.
const (
	MaxText           = 64 << 10         // bytes of a text
	maxBody           = 6*MaxText + 4096 // a text in JSON, every byte escaped
	MaxNeighbors      = 100              // neighbours, next tokens, answers to an analogy
	MaxGroup          = 100              // tokens at one end of an axis
	MaxComponents     = 10
	MaxTokens         = 2000 // tokens named in a request
	MaxCompared       = 20   // tokens compared each with each
	MaxCategories     = 200
	MinTemperature    = 0.01
	MaxTemperature    = 10.0
	NeighborsAskedFor = 10 // when none are
)

// Query is what a visitor asks for. The first fault stops nothing: it is kept,
// and Err returns it once all has been read.
type Query struct {
	values  url.Values
	models  []*embedding.Model
	fault   *Fault
	lenient bool
	skipped []*Fault
}

// Models lists the models that can be asked for now, the default first; there
// is always one. Models come and go, so each request asks anew.
type Models func() []*embedding.Model

// Only is a list that never changes.
func Only(models ...*embedding.Model) Models {
	return func() []*embedding.Model { return models }
}

// Read takes the query of the URL, or for a POST the fields of a JSON object.
// The first of models is the default one; there must be one.
func Read(r *http.Request, models []*embedding.Model) *Query {
	q := &Query{values: r.URL.Query(), models: models}
	if r.Method == http.MethodPost {
		q.readBody(r.Body)
	}
	q.check()
	return q
}

// check finds values that are no text.
func (q *Query) check() {
	for name, list := range q.values {
		if n := len(list); n > 1 && !slices.Contains(repeated, name) {
			q.values[name] = list[n-1:]
		}
		for _, v := range list {
			if !utf8.ValidString(v) {
				q.fail(&Fault{Code: NotUTF8, Parameter: Short(strings.ToValidUTF8(name, "?"))})
			}
		}
	}
}

// ReadForm takes the fields of a form that was sent by POST.
func ReadForm(r *http.Request, models []*embedding.Model) *Query {
	q := &Query{values: url.Values{}, models: models}
	if err := r.ParseForm(); err != nil {
		q.fail(&Fault{Code: NoBody, Limit: "application/x-www-form-urlencoded"})
		return q
	}
	q.values = r.PostForm
	q.check()
	return q
}

// repeated are the parameters that hold a list. Of another that is given twice
// the last value counts: in a form, that of the button pressed.
var repeated = []string{"on", "tokens", "also", "pairs", "fit", "from", "to", "up_from", "up_to", "pins", "hide", "show"}

// bodyFields are the parameters of the calls that take a text.
var bodyFields = []string{
	"text", "model", "encoding", "on", "first", "tokens", "also", "pairs", "rows", "components", "k", "temperature",
	"method", "fit", "selected", "perplexity", "neighbors", "from", "to", "up_from", "up_to",
	"pc", "color", "token", "only", "rule",
	"seed", "width", "steps", "start",
	"top_k", "top_p", "how", "n", "past", "at", "block", "head", "way", "map",
}

func (q *Query) readBody(body io.Reader) {
	raw, err := io.ReadAll(io.LimitReader(body, maxBody+1))
	if err != nil {
		q.fail(&Fault{Code: NoBody, Limit: "application/json"})
		return
	}
	if len(raw) > maxBody {
		q.fail(&Fault{Code: TextTooLong, Parameter: "text", Limit: fmt.Sprintf("%d bytes", MaxText)})
		return
	}
	if !utf8.Valid(raw) { // the decoder would put U+FFFD in its place
		q.fail(&Fault{Code: NotUTF8, Parameter: "body"})
		return
	}
	var fields map[string]any
	if err := json.Unmarshal(raw, &fields); err != nil {
		q.fail(&Fault{Code: NoBody, Limit: "a JSON object"})
		return
	}
	for name, v := range fields {
		if !slices.Contains(bodyFields, name) {
			q.fail(&Fault{Code: NoBody, Parameter: Short(name), Limit: strings.Join(bodyFields, ", ")})
			return
		}
		list, ok := v.([]any)
		if !ok {
			list = []any{v}
		}
		for _, item := range list {
			switch item := item.(type) {
			case string:
				q.values.Add(name, item)
			case float64:
				q.values.Add(name, strconv.FormatFloat(item, 'f', -1, 64))
			default:
				q.fail(&Fault{Code: NoBody, Parameter: Short(name), Limit: "a string, a number, or a list of them"})
			}
		}
	}
}

func (q *Query) fail(f *Fault) {
	if q.fault == nil {
		q.fault = f
	}
}

// Lenient makes the query forgiving, as a page is with a link that was made for
// another model: of what is wrong a note is taken, see Skipped, its values are
// taken off the query, and all else is read. Tokens are then looked up as people
// write them: see [embedding.Model.LookupWord].
//
// A text that is too long or no UTF-8, a body that cannot be read and a model
// that is not there stay faults: without them there is nothing to show.
func (q *Query) Lenient() { q.lenient = true }

// Skipped is what a lenient query did without, in the order of reading.
func (q *Query) Skipped() []*Fault { return q.skipped }

// Refuse makes a fault of values of the parameter that f names: of a lenient
// query they are noted and taken off, all values of the parameter when none are
// given.
func (q *Query) Refuse(f *Fault, values ...string) {
	if !q.lenient {
		q.fail(f)
		return
	}
	q.skipped = append(q.skipped, f)
	kept := slices.DeleteFunc(slices.Clone(q.values[f.Parameter]), func(v string) bool {
		return len(values) == 0 || slices.Contains(values, v)
	})
	if q.values[f.Parameter] = kept; len(kept) == 0 {
		q.values.Del(f.Parameter)
	}
}

// Replace sets a parameter to what is left of it, nothing for "".
func (q *Query) Replace(name, value string) {
	if value == "" {
		q.values.Del(name)
		return
	}
	q.values.Set(name, value)
}

// Err is the first fault met, a *Fault, or nil.
func (q *Query) Err() error {
	if q.fault == nil {
		return nil
	}
	return q.fault
}

// Has tells whether the parameter was given.
func (q *Query) Has(name string) bool { return q.values.Has(name) }

// Values is a copy of all that was given, to build links from.
func (q *Query) Values() url.Values {
	copied := url.Values{}
	for name, list := range q.values {
		copied[name] = slices.Clone(list)
	}
	return copied
}

// Text is the text, or otherwise when none was given; at most MaxText bytes.
func (q *Query) Text(otherwise string) string {
	text := otherwise
	if q.values.Has("text") {
		// A form sends a newline as CR LF; the visitor typed one character.
		text = strings.ReplaceAll(q.values.Get("text"), "\r\n", "\n")
	}
	if len(text) > MaxText {
		q.fail(&Fault{Code: TextTooLong, Parameter: "text", Limit: fmt.Sprintf("%d bytes", MaxText)})
		return ""
	}
	return text
}

// AppendToken puts the token that the parameter append names at the end of the
// text, as if the visitor had typed it.
func (q *Query) AppendToken() {
	m := q.Model()
	if id, ok := q.Token(m, "append"); ok {
		text := q.Text("") + m.Text(id)
		if !utf8.ValidString(text) {
			q.fail(&Fault{Code: NotUTF8, Parameter: "append"})
		}
		q.values.Set("text", text)
	}
	q.values.Del("append")
}

// Model is the model asked for, the first when none is named.
func (q *Query) Model() *embedding.Model {
	name := q.values.Get("model")
	if name == "" {
		return q.models[0]
	}
	var names []string
	for _, m := range q.models {
		if m.Name() == name {
			return m
		}
		names = append(names, m.Name())
	}
	q.fail(&Fault{Code: UnknownModel, Parameter: "model", Value: Short(name), Near: Near(Short(name), names)})
	return q.models[0]
}

// Encoding is the encoding asked for, or else the one of the model.
func (q *Query) Encoding() embedding.Tokenizer {
	name := q.values.Get("encoding")
	if name == "" {
		return q.Model().Tokenizer()
	}
	e, err := bpe.Get(name)
	if err != nil {
		q.Refuse(&Fault{Code: UnknownEncoding, Parameter: "encoding", Value: Short(name), Near: Near(Short(name), bpe.Names())})
		return q.Model().Tokenizer()
	}
	return e
}

// Strings are all values of a repeated parameter, each but once.
func (q *Query) Strings(name string) []string {
	list := q.values[name]
	if len(list) > MaxCategories {
		q.Refuse(&Fault{Code: TooMany, Parameter: name, Limit: strconv.Itoa(MaxCategories)})
		return nil
	}
	var once []string
	for _, v := range list {
		if !slices.Contains(once, v) {
			once = append(once, v)
		}
	}
	return once
}
