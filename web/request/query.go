package request

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
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
	MaxCategories     = 200
	MinTemperature    = 0.01
	MaxTemperature    = 10.0
	NeighborsAskedFor = 10 // when none are
)

// Query is what a visitor asks for. The first fault stops nothing: it is kept,
// and Err returns it once all has been read.
type Query struct {
	values url.Values
	models []*embedding.Model
	fault  *Fault
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
var repeated = []string{"on", "tokens", "pairs", "from", "to"}

// bodyFields are the parameters of the calls that take a text.
var bodyFields = []string{
	"text", "model", "encoding", "on", "tokens", "pairs", "rows", "components", "k", "temperature",
	"seed", "width", "steps", "start",
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
		q.fail(&Fault{Code: UnknownEncoding, Parameter: "encoding", Value: Short(name), Near: Near(Short(name), bpe.Names())})
		return q.Model().Tokenizer()
	}
	return e
}

// Token is the token that the parameter names; 0, false when it is not given.
func (q *Query) Token(m *embedding.Model, name string) (embedding.TokenID, bool) {
	if q.values.Get(name) == "" {
		return 0, false
	}
	return q.lookup(m, name, q.values.Get(name))
}

// Needed is the token that the parameter names; not to name one is a fault.
func (q *Query) Needed(m *embedding.Model, name string) embedding.TokenID {
	id, ok := q.Token(m, name)
	if !ok {
		q.fail(&Fault{Code: NoToken, Parameter: name})
	}
	return id
}

// Tokens are all tokens that the repeated parameter names, MaxTokens at most.
func (q *Query) Tokens(m *embedding.Model, name string) []embedding.TokenID {
	return q.tokens(m, name, MaxTokens)
}

// Group is one end of an axis: the tokens that the repeated parameter names, one
// at least and MaxGroup at most.
func (q *Query) Group(m *embedding.Model, name string) []embedding.TokenID {
	if len(q.values[name]) == 0 {
		q.fail(&Fault{Code: NoToken, Parameter: name})
	}
	return q.tokens(m, name, MaxGroup)
}

func (q *Query) tokens(m *embedding.Model, name string, most int) []embedding.TokenID {
	refs := q.values[name]
	if len(refs) > most {
		q.fail(&Fault{Code: TooMany, Parameter: name, Limit: strconv.Itoa(most)})
		return nil
	}
	var ids []embedding.TokenID
	for _, ref := range refs {
		id, ok := q.lookup(m, name, ref)
		if !ok {
			return nil // the near matches of one are enough work
		}
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

func (q *Query) lookup(m *embedding.Model, name, ref string) (embedding.TokenID, bool) {
	id, err := m.Lookup(ref)
	var unknown *embedding.UnknownTokenError
	if errors.As(err, &unknown) {
		f := &Fault{Code: UnknownToken, Parameter: name, Value: Short(ref)}
		for _, near := range unknown.Near {
			f.Near = append(f.Near, Ref(m, near))
		}
		q.fail(f)
		return 0, false
	}
	return id, true
}

// Strings are all values of a repeated parameter, each but once.
func (q *Query) Strings(name string) []string {
	list := q.values[name]
	if len(list) > MaxCategories {
		q.fail(&Fault{Code: TooMany, Parameter: name, Limit: strconv.Itoa(MaxCategories)})
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

// Choice is one of the words allowed, the first when none is given.
func (q *Query) Choice(name string, allowed ...string) string {
	v := q.values.Get(name)
	if v == "" {
		return allowed[0]
	}
	if !slices.Contains(allowed, v) {
		q.fail(&Fault{Code: UnknownChoice, Parameter: name, Value: Short(v), Limit: strings.Join(allowed, ", ")})
		return allowed[0]
	}
	return v
}

// Metric is how nearness is to be measured, the cosine when it is not given.
func (q *Query) Metric() embedding.Metric {
	var names []string
	for _, m := range embedding.Metrics() {
		names = append(names, string(m))
	}
	return embedding.Metric(q.Choice("metric", names...))
}

// Switch is true for 1, and false for 0 or when the parameter is not given.
func (q *Query) Switch(name string) bool { return q.Choice(name, "0", "1") == "1" }

// Int is a whole number from low to high, otherwise when none is given.
func (q *Query) Int(name string, otherwise, low, high int) int {
	v := q.values.Get(name)
	if v == "" {
		return otherwise
	}
	n, err := strconv.Atoi(v)
	limit := fmt.Sprintf("%d–%d", low, high)
	switch {
	case errors.Is(err, strconv.ErrRange), err == nil && (n < low || n > high):
		q.fail(&Fault{Code: OutOfRange, Parameter: name, Value: Short(v), Limit: limit})
	case err != nil:
		q.fail(&Fault{Code: NotANumber, Parameter: name, Value: Short(v), Limit: limit})
	default:
		return n
	}
	return otherwise
}

// Temperature is the temperature of a prediction, 1 when none is given.
func (q *Query) Temperature() float64 {
	v := q.values.Get("temperature")
	if v == "" {
		return 1
	}
	t, err := strconv.ParseFloat(v, 64)
	limit := fmt.Sprintf("%v–%v", MinTemperature, MaxTemperature)
	if err != nil || math.IsNaN(t) {
		q.fail(&Fault{Code: NotANumber, Parameter: "temperature", Value: Short(v), Limit: limit})
		return 1
	}
	if t < MinTemperature || t > MaxTemperature {
		q.fail(&Fault{Code: OutOfRange, Parameter: "temperature", Value: Short(v), Limit: limit})
		return 1
	}
	return t
}
