package scene_test

import (
	"errors"
	"maps"
	"net/http/httptest"
	"reflect"
	"strings"
	"sync"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// loaded is the committed model, loaded once.
var loaded = sync.OnceValues(classroom.Load)

func query(t testing.TB, values string) *request.Query {
	t.Helper()
	m, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest("GET", "/", nil)
	r.URL.RawQuery = values
	return request.Read(r, []*embedding.Model{m})
}

// read reads choice and view.
func read(q *request.Query) (c scene.Choice, v scene.View, err error) {
	if c, err = scene.Read(q); err == nil {
		v, err = scene.ReadView(q, c)
	}
	return c, v, err
}

// What is wrong is a fault of a strict query; a lenient one names it, leaves it
// out and reads the rest.
func TestWrongState(t *testing.T) {
	for name, tt := range map[string]struct {
		query     string
		code      request.Code
		parameter string
		left      string // of the parameter, after a lenient reading
	}{
		"no such place to be":        {"on=everything&on=category:animal", request.UnknownChoice, "on", "category:animal"},
		"no such category":           {"on=category:animals", request.UnknownCategory, "on", ""},
		"an unknown token":           {"tokens=+king&tokens=kinG", request.UnknownToken, "tokens", " king"},
		"an unknown token besides":   {"also=id:99999", request.UnknownToken, "also", ""},
		"an unknown method":          {"method=lda", request.UnknownChoice, "method", ""},
		"a fit on nothing known":     {"fit=everything", request.UnknownChoice, "fit", ""},
		"a fit on two kinds":         {"fit=category:animal&fit=vocabulary", request.UnknownChoice, "fit", "category:animal"},
		"a fit on no category":       {"fit=category:animals&fit=category:animal", request.UnknownCategory, "fit", "category:animal"},
		"a fit on a selection of 1":  {"fit=selection&selected=262", request.OutOfRange, "selected", ""},
		"a fit on a short sentence":  {"fit=sentence&text=+king", request.ShortSentence, "text", ""},
		"a fit beside another map":   {"method=umap&beside=pca&fit=selection", request.OutOfRange, "selected", ""},
		"an axis from nowhere":       {"method=axis&to=+man", request.NoToken, "from", ""},
		"an axis to itself":          {"method=axis&from=+man&to=+man", request.NoDirection, "to", ""},
		"half a second axis":         {"method=axis&from=+man&to=+woman&up_from=+dog", request.NoToken, "up_to", ""},
		"too many at one end":        {"from=+man" + strings.Repeat("&from=+king", request.MaxGroup), request.TooMany, "from", ""},
		"a perplexity too low":       {"perplexity=1", request.OutOfRange, "perplexity", ""},
		"too many neighbours":        {"neighbors=201", request.OutOfRange, "neighbors", ""},
		"a negative seed":            {"seed=-1", request.OutOfRange, "seed", ""},
		"a selection of no numbers":  {"selected=262,king", request.NotANumber, "selected", "262"},
		"a range backwards":          {"selected=9-7,262", request.NotANumber, "selected", "262"},
		"a selection past the end":   {"selected=262-264,50257", request.UnknownToken, "selected", "262-264"},
		"too large a selection":      {"selected=262,0-9999", request.TooMany, "selected", "262"},
		"a range past all numbers":   {"selected=0-99999999999", request.NotANumber, "selected", ""},
		"one component":              {"pc=1", request.OutOfRange, "pc", ""},
		"four components":            {"pc=1,2,3,4", request.OutOfRange, "pc", ""},
		"a component twice":          {"pc=2,2", request.OutOfRange, "pc", ""},
		"a component too high":       {"pc=1,11", request.OutOfRange, "pc", ""},
		"a window of two numbers":    {"view=1,2", request.OutOfRange, "view", ""},
		"a window of no number":      {"view=NaN,0,1", request.OutOfRange, "view", ""},
		"too far in":                 {"view=0,0,513", request.OutOfRange, "view", ""},
		"turned over":                {"turn=0,91", request.OutOfRange, "turn", ""},
		"no such colour":             {"color=red", request.UnknownChoice, "color", ""},
		"a colour of no component":   {"color=pc:0", request.OutOfRange, "color", ""},
		"a colour without its token": {"color=cosine", request.NoToken, "token", ""},
		"a colour without its axis":  {"color=axis&from=+man", request.NoToken, "to", ""},
		"a hidden nothing":           {"hide=animal&hide=animals", request.UnknownCategory, "hide", "animal"},
		"too large":                  {"magnify=4", request.OutOfRange, "magnify", ""},
		"no such links":              {"links=all", request.UnknownChoice, "links", ""},
		"an unknown pin":             {"pins=+king&pins=kinG", request.UnknownToken, "pins", " king"},
		"too many pins":              {"pins=+man" + strings.Repeat("&pins=+king", scene.MaxPins), request.TooMany, "pins", ""},
		"an unknown neighbour":       {"beside=lda", request.UnknownChoice, "beside", ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := read(query(t, tt.query))
			var fault *request.Fault
			if !errors.As(err, &fault) || fault.Code != tt.code || fault.Parameter != tt.parameter || fault.Status() >= 500 {
				t.Errorf("strict: %v, want %s in %s", err, tt.code, tt.parameter)
			}
			q := query(t, tt.query)
			q.Lenient()
			c, v, err := read(q)
			if err != nil {
				t.Fatalf("lenient: %v", err)
			}
			skipped := q.Skipped()
			if len(skipped) != 1 || skipped[0].Code != tt.code || skipped[0].Parameter != tt.parameter {
				t.Errorf("skipped %v, want %s in %s", skipped, tt.code, tt.parameter)
			}
			if tt.left != "" && q.Values().Get(tt.parameter) != tt.left {
				t.Errorf("%s is left of it, want %s", q.Values()[tt.parameter], tt.left)
			}
			// What was read can be asked for strictly: links are built from it.
			left := c.Values()
			maps.Copy(left, v.Values(c.Model))
			if _, _, err := read(query(t, left.Encode())); err != nil {
				t.Errorf("the state read, %s: %v", left.Encode(), err)
			}
		})
	}
}

// A lenient query takes words as people write them.
func TestWordsOfAPage(t *testing.T) {
	q := query(t, "from=man,+boy,xqzv&from=+father&to=woman、girl&tokens=id:5822&a=king&token=queen")
	q.Lenient()
	c, v, err := read(q)
	if err != nil {
		t.Fatal(err)
	}
	text := func(ids ...embedding.TokenID) (s string) {
		for _, id := range ids {
			s += c.Model.Text(id)
		}
		return s
	}
	if got := text(c.From...) + ";" + text(c.To...) + ";" + text(c.Tokens...) + ";" + text(*v.Analogy[0], *v.Token); got != " man boy father; woman girl; king; king queen" {
		t.Errorf("read %q", got)
	}
	if skipped := q.Skipped(); len(skipped) != 1 || skipped[0].Value != "xqzv" {
		t.Errorf("skipped %v", skipped)
	}
	if from := q.Values()["from"]; !reflect.DeepEqual(from, []string{"man, boy", " father"}) {
		t.Errorf("%q is left", from)
	}
}

// A choice and a view, written as parameters and read again, are the same.
func TestValuesRoundTrip(t *testing.T) {
	for _, state := range []string{
		"",
		"on=encoding&also=+king&rows=unit&components=3",
		"on=vocabulary&fit=category:animal&fit=category:country&pc=2,3&hide=animal&hide=none",
		"tokens=+king&tokens=id:0&fit=selection&selected=3,7-9,11,12,262-300&view=-1.5,2e-3,4&labels=0&magnify=2.5",
		"fit=sentence&text=The+king+and&pc=1,2,3&turn=-30.5,10&color=pc:4",
		"method=axis&from=+man&from=+boy&to=+woman&up_from=+dog&up_to=+cat&color=axis&links=both",
		"method=tsne&seed=7&perplexity=5&beside=pca&beside_pc=3,1",
		"method=umap&seed=0&neighbors=3&token=+king&color=cosine&pins=+queen&pins=id:5822&a=+man&b=+woman&c=+king&expect=+queen",
		"pairs=none&rows=raw&color=length",
	} {
		c, v, err := read(query(t, state))
		if err != nil {
			t.Fatalf("%s: %v", state, err)
		}
		values := c.Values()
		maps.Copy(values, v.Values(c.Model))
		values.Set("text", "The king and")
		again, look, err := read(query(t, values.Encode()))
		again.Model = c.Model
		if err != nil || !reflect.DeepEqual(again, c) || !reflect.DeepEqual(look, v) {
			t.Errorf("%s: by way of %s: %v\n%+v\n%+v\nwant\n%+v\n%+v", state, values.Encode(), err, again, look, c, v)
		}
	}
}

func TestIDs(t *testing.T) {
	c := choose(t, "on=encoding")
	ids := c.IDs()
	if len(ids) != c.Model.Tokenizer().Size() {
		t.Fatalf("%d tokens of %d", len(ids), c.Model.Tokenizer().Size())
	}
	for i, id := range ids {
		if _, trained := c.Model.Row(id); trained != (i < c.Model.Vocab()) || i > 0 && i != c.Model.Vocab() && ids[i-1] >= id {
			t.Fatalf("token %d at %d, trained %v", id, i, trained)
		}
	}
}
