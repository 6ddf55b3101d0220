package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// addresses lists every local address that a page names, in links, pictures and
// the attributes that its script reads.
func addresses(t *testing.T, page string) []string {
	t.Helper()
	root, err := html.ParseWithOptions(strings.NewReader(page), html.ParseOptionEnableScripting(false))
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if (a.Key == "href" || a.Key == "src" || strings.HasPrefix(a.Key, "data-")) && strings.HasPrefix(a.Val, "/") && !slices.Contains(list, a.Val) {
				list = append(list, a.Val)
			}
		}
	}
	return list
}

// The API and the figures take what the map's page asks them for, whatever state
// it is in. Streams and the largest figures are left out: they are tested where
// they are made.
func TestAddressesOfTheMapAnswer(t *testing.T) {
	for name, query := range map[string]string{
		"the default map":     "",
		"everything":          "token=France&links=both&pins=king&pins=queen&selected=262-270,318&a=France&b=Paris&c=Italy&expect=Rome&also=Rome&color=cosine&beside=pca&beside_pc=3,4&text=The+king&hide=sport&magnify=2&labels=0&theme=dark",
		"axes of meaning":     "method=axis&from=man,boy&to=woman girl&up_from=one&up_to=two&color=axis&on=category:person&token=id:5822",
		"three dimensions":    "pc=1,2,3&turn=-45,10&view=0,0,2&color=pc:3",
		"a fit on groups":     "fit=category:animal&fit=category:bird&tokens=id:30000&tokens=king&rows=raw&pairs=none",
		"a fit on a sentence": "fit=sentence&text=The+king+and&color=preservation",
		"words that mislead":  "tokens=id:262,+id:13&pins=id:220&token=id:198&on=category:time of day",
		"what is unknown":     "token=kingz&on=category:zoo&method=magic&color=cosine&pc=1,1&view=x&hide=x&fit=x&k=0&selected=x&pins=x&beside=x&show=x",
	} {
		t.Run(name, func(t *testing.T) {
			w := ask(http.MethodGet, "/map?lang=en&"+strings.ReplaceAll(query, " ", "+"), "")
			if w.Code != http.StatusOK {
				t.Fatalf("status %d", w.Code)
			}
			list := addresses(t, w.Body.String())
			if len(list) < 30 {
				t.Fatalf("%d addresses", len(list))
			}
			for _, address := range list {
				if strings.Contains(address, "/events?") || strings.Contains(address, "preset=") || address == "/api/v1/search?model=classroom" || strings.HasPrefix(address, "/api/v1/similarities") {
					continue
				}
				if status := ask(http.MethodGet, address, "").Code; status != http.StatusOK {
					t.Errorf("status %d of %s", status, address)
				}
			}
		})
	}
}

// A form that is sent without a script leads on to a short address, which is the
// page.
func TestFormOfTheMapLeadsOn(t *testing.T) {
	form := url.Values{"was": {"x"}, "rows": {"unit"}, "pc": {"1,2"}, "q": {""}, "pairs": {"none", "capital"}, "text": {"a\r\nb"}, "color": {"length"}}
	w := ask(http.MethodGet, "/map?"+form.Encode(), "")
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/map?color=length&text=a%0Ab#map" {
		t.Errorf("status %d to %s", w.Code, w.Header().Get("Location"))
	}
}
