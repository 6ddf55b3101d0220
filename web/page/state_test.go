package page_test

import (
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// document parses a page as a browser without scripts does.
func document(t testing.TB, body string) *html.Node {
	t.Helper()
	root, err := html.ParseWithOptions(strings.NewReader(body), html.ParseOptionEnableScripting(false))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func attribute(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// text is what an element says.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// find is the first element that is as asked; nil for none.
func find(root *html.Node, is func(*html.Node) bool) *html.Node {
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && is(n) {
			return n
		}
	}
	return nil
}

func byID(root *html.Node, id string) *html.Node {
	return find(root, func(n *html.Node) bool { v, ok := attribute(n, "id"); return ok && v == id })
}

// sends is what a form sends when it is sent by none of its buttons, as the
// standard says: the values of its fields in the order of the page.
func sends(root *html.Node, id string) url.Values {
	form := byID(root, id)
	inside := map[*html.Node]bool{}
	for n := range form.Descendants() {
		inside[n] = true
	}
	sent := url.Values{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		name, _ := attribute(n, "name")
		owner, elsewhere := attribute(n, "form")
		if name == "" || elsewhere && owner != id || !elsewhere && !inside[n] {
			continue
		}
		switch n.Data {
		case "input":
			kind, _ := attribute(n, "type")
			_, checked := attribute(n, "checked")
			if kind != "checkbox" && kind != "radio" || checked {
				value, _ := attribute(n, "value")
				sent.Add(name, value)
			}
		case "textarea":
			sent.Add(name, strings.ReplaceAll(strings.TrimPrefix(text(n), "\n"), "\n", "\r\n"))
		case "select":
			var first, chosen *html.Node
			for o := range n.Descendants() {
				if o.Data != "option" {
					continue
				}
				if first == nil {
					first = o
				}
				if _, ok := attribute(o, "selected"); ok {
					chosen = o
				}
			}
			if chosen == nil {
				chosen = first
			}
			value, _ := attribute(chosen, "value")
			sent.Add(name, value)
		}
	}
	return sent
}

// view is what a page of the map shows: the link to it, and where it takes its
// data and its figure from.
func view(t testing.TB, h http.Handler, query url.Values) (link, layout, figure string, root *html.Node) {
	t.Helper()
	status, body := get(t, h, "/map", query)
	if status != http.StatusOK {
		t.Fatalf("%v: status %d", query, status)
	}
	root = document(t, body)
	link, _ = attribute(byID(root, "map-link"), "value")
	layout, _ = attribute(find(root, func(n *html.Node) bool { return n.Data == "map-explorer" }), "data-layout")
	figure, _ = attribute(find(root, func(n *html.Node) bool { return n.Data == "img" }), "src")
	return link, layout, figure, root
}

// wantSame checks that the link, and the form, lead to the same view again.
func wantSame(t *testing.T, h http.Handler, query url.Values) {
	t.Helper()
	link, layout, figure, root := view(t, h, query)
	address, err := url.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	for name, again := range map[string]url.Values{"the link": address.Query(), "the form": sends(root, "map-form")} {
		again.Set("lang", "en")
		gotLink, gotLayout, gotFigure, _ := view(t, h, again)
		if gotLink != link || gotLayout != layout || gotFigure != figure {
			t.Errorf("%v: %s leads to\n%s\n%s\n%s, not to\n%s\n%s\n%s", query, name, gotLink, gotLayout, gotFigure, link, layout, figure)
		}
	}
}

// randomState is a state of the map's page, of any of its parameters.
func randomState(r *rand.Rand) url.Values {
	ids := func(most int) []string {
		var list []string
		for range 1 + r.IntN(most) {
			list = append(list, "id:"+strconv.Itoa(r.IntN(50257)))
		}
		return list
	}
	of := func(values ...string) []string { return []string{values[r.IntN(len(values))]} }
	word := func() []string {
		return of("king", " queen", "id:5822", "man, woman", "boy girl", "one、two", "France")
	}
	all := map[string]func() []string{
		"on": func() []string {
			return [][]string{{"category:animal"}, {"category:country", "category:capital"}, {"vocabulary"}, {"tokens"}, {"category:day", "category:month"}}[r.IntN(5)]
		},
		"tokens": func() []string { return ids(4) }, "also": func() []string { return ids(2) },
		"pairs": func() []string { return [][]string{{"none"}, {"none", "capital"}, {"woman", "past"}}[r.IntN(3)] },
		"rows":  func() []string { return of("raw", "unit") }, "method": func() []string { return of("pca", "axis") },
		"fit": func() []string {
			return [][]string{{"vocabulary"}, {"category:animal", "category:bird"}, {"shown"}}[r.IntN(3)]
		},
		"seed": func() []string { return of("1", "7", "2147483647") }, "perplexity": func() []string { return of("5", "30", "100") },
		"neighbors": func() []string { return of("2", "15", "200") },
		"from":      word, "to": word, "up_from": word, "up_to": word, "words": word, "a": word, "b": word, "c": word, "expect": word,
		"selected": func() []string { return of("262-270,318", "5822", "1,2,3") },
		"pc":       func() []string { return of("1,2", "2,1", "3,7", "1,2,3", "10,9,8") },
		"view":     func() []string { return of("0,0,2", "-0.25,0.125,8", "1,1,512") },
		"turn":     func() []string { return of("30,20", "-45,10", "0,0", "12.5,-7.25") },
		"color":    func() []string { return of("category", "length", "cosine", "axis", "pc:2", "pc:10", "rank") },
		"hide":     func() []string { return of("animal", "none", "verb") },
		"magnify":  func() []string { return of("1", "0.5", "2", "2.75") }, "labels": func() []string { return of("0", "1") },
		"links": func() []string { return of("true", "apparent", "both", "none") }, "token": func() []string { return of(" king", "id:30000", "queen") },
		"pins": func() []string { return ids(5) }, "k": func() []string { return of("10", "25", "100") },
		"metric": func() []string { return of("cosine", "euclidean", "dot") }, "centred": func() []string { return of("0", "1") },
		"beside": func() []string { return of("pca") }, "beside_pc": func() []string { return of("1,2", "3,4", "1,2,3") },
		"q": func() []string { return of("king", "id:5822", "/^ un/", "/(/", " the  ") }, "measure": func() []string { return of("1") },
		"show": func() []string { return [][]string{{"map"}, {"legend", "caption"}, {"search", "neighbors"}}[r.IntN(3)] },
		"text": func() []string { return of("The king and the queen", "a\nb", "草莓 🍓", " ") },
	}
	state := url.Values{"lang": {"en"}}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if r.IntN(3) == 0 {
			state[name] = all[name]()
		}
	}
	if state.Has("show") { // the link to the view is among what a class may not be shown
		state.Add("show", "download")
	}
	return state
}

// Whatever is asked: the link to the view and the form lead to it again.
func TestStateComesBack(t *testing.T) {
	h := pages(t)
	for name, query := range map[string]url.Values{
		"nothing":          {},
		"empty fields":     {"token": {""}, "a": {""}, "on": {""}, "tokens": {"", ""}, "view": {""}},
		"all defaults":     {"method": {"pca"}, "rows": {"unit"}, "pc": {"1,2"}, "color": {"category"}, "k": {"10"}, "labels": {"1"}, "pairs": {"none", "capital"}},
		"what is unknown":  {"token": {"kingz"}, "pins": {"id:999999"}, "on": {"category:x"}, "method": {"pcb"}, "pc": {"1,1"}, "hide": {"x"}, "show": {"x"}, "color": {"x"}},
		"an own map":       {"tokens": {" man", "id:2415", "queen"}},
		"a long selection": {"selected": {"0-9999"}},
		// The legend, which would say so, is not shown.
		"an axis that leads nowhere": {"color": {"axis"}, "from": {"king"}, "to": {"king"}, "show": {"caption", "download"}},
	} {
		t.Run(name, func(t *testing.T) {
			query.Set("lang", "en")
			wantSame(t, h, query)
		})
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 60 {
		wantSame(t, h, randomState(r))
	}
}

// A form that is sent without a script leads to the short address of its state,
// and to what has changed.
func TestFormLeadsToWhatChanged(t *testing.T) {
	h := pages(t)
	for name, tt := range map[string]struct {
		query url.Values
		set   url.Values
		want  string
	}{
		"nothing":            {nil, nil, "/map#map"},
		"an analogy":         {nil, url.Values{"a": {"man"}, "b": {"woman"}, "c": {"king"}}, "/map?a=man&b=woman&c=king#analogy"},
		"a search":           {nil, url.Values{"q": {"king"}}, "/map?q=king&token=id%3A5822#search"},
		"a part of words":    {nil, url.Values{"q": {"/^ king/"}}, "/map?q=%2F%5E+king%2F#search"},
		"an axis":            {url.Values{"on": {"category:animal"}}, url.Values{"from": {"man"}, "to": {"woman"}}, "/map?from=man&on=category%3Aanimal&to=woman#axis"},
		"one more pin":       {url.Values{"pins": {"id:5822"}}, url.Values{"pins": {"id:5822", "queen"}}, "/map?pins=id%3A5822&pins=id%3A16599#pins"},
		"a window stays":     {url.Values{"view": {"0,0,2"}}, url.Values{"labels": {"0"}}, "/map?labels=0&view=0%2C0%2C2#map"},
		"a window is left":   {url.Values{"view": {"0,0,2"}}, url.Values{"rows": {"raw"}}, "/map?rows=raw#map"},
		"a window of others": {url.Values{"view": {"0,0,2"}}, url.Values{"pc": {"2,3"}}, "/map?pc=2%2C3#map"},
	} {
		t.Run(name, func(t *testing.T) {
			_, body := get(t, h, "/map", tt.query)
			root := document(t, body)
			sent := sends(root, "map-form")
			for name, values := range tt.set {
				sent[name] = values
			}
			was, _ := attribute(find(root, func(n *html.Node) bool { v, _ := attribute(n, "name"); return v == "was" }), "value")
			sent.Set("was", was)
			w := httptest.NewRecorder()
			h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/map?"+sent.Encode(), nil))
			if got := w.Header().Get("Location"); w.Code != http.StatusSeeOther || got != tt.want {
				t.Errorf("status %d to %s, want %s", w.Code, got, tt.want)
			}
		})
	}
}

// Beside a long text everything goes by buttons of the form: of each parameter the
// button's value is the last one that is sent.
func TestButtonsBesideALongTextCount(t *testing.T) {
	h := twoModels(t)
	_, body := get(t, h, "/map", url.Values{"text": {strings.Repeat("The king has a dog. ", 100)}, "model": {"second"}, "token": {"king"}, "q": {"queen"},
		"k": {"25"}, "metric": {"dot"}, "centred": {"1"}, "pc": {"2,3"}, "a": {"kinG"}, "from": {"kinG"}, "view": {"0,0,2"}, "on": {"vocabulary"}, "lang": {"en"}})
	root := document(t, body)
	inside := map[*html.Node]bool{}
	for n := range byID(root, "map-form").Descendants() {
		inside[n] = true
	}
	last := map[string]*html.Node{}
	var buttons []*html.Node
	for n := range root.Descendants() {
		name, _ := attribute(n, "name")
		if name == "" || n.Type != html.ElementNode {
			continue
		}
		if owner, _ := attribute(n, "form"); owner != "map-form" && !inside[n] {
			continue
		}
		if n.Data == "button" {
			buttons = append(buttons, n)
		} else if kind, _ := attribute(n, "type"); kind != "checkbox" {
			last[name] = n
		}
	}
	order := map[*html.Node]int{}
	for n := range root.Descendants() {
		order[n] = len(order)
	}
	set := map[string]bool{}
	for _, b := range buttons {
		name, _ := attribute(b, "name")
		set[name] = true
		if field := last[name]; name != "was" && field != nil && order[field] > order[b] {
			t.Errorf("a field comes after the button %s = %s", name, text(b))
		}
	}
	for _, name := range []string{"model", "token", "k", "metric", "centred", "pc", "a", "lang", "measure"} {
		if !set[name] {
			t.Errorf("no button sets %s", name)
		}
	}
}

// FuzzState sends any query to the map's page: it is refused, or shown, and what
// is shown comes back by its link and by its form.
func FuzzState(f *testing.F) {
	h := pages(f)
	r := rand.New(rand.NewPCG(3, 4))
	for range 20 {
		f.Add(randomState(r).Encode())
	}
	for _, query := range []string{
		"view=1e999,0,1&turn=NaN,0", "pc=1,1,1&color=pc:11", "selected=9-1,-,5-,99999999999", "hide=none&hide=none&show=x", "fit=selection&fit=sentence",
		"method=axis&from=man&to=man&up_from=boy&up_to=boy", "beside=tsne&method=umap&on=encoding", "q=/(a*)*$/", "pins=%00&also=%E2%90%A3", "model=x", "was=x-y", "magnify=Inf&k=-1",
	} {
		f.Add(query)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		query, err := url.ParseQuery(raw)
		if err != nil || len(raw) > 4096 {
			return
		}
		query.Del("was")
		query.Del("show")
		query.Set("lang", "en")
		status, body := get(t, h, "/map", query)
		if status >= 500 || strings.Contains(body, "%!") {
			t.Fatalf("status %d, or a broken format", status)
		}
		if status == http.StatusOK {
			wantSame(t, h, query)
		}
	})
}
