package static_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	"tokenscape/static"
)

func TestHandler(t *testing.T) {
	for name, tt := range map[string]struct {
		path   string
		status int
	}{
		"a file":          {static.URL("css/site.css"), http.StatusOK},
		"a module":        {static.URL("js/token-map.js"), http.StatusOK},
		"another version": {"/static/000000000000/css/site.css", http.StatusNotFound},
		"a folder":        {static.URL("css"), http.StatusNotFound},
		"outside":         {static.URL("../static.go"), http.StatusNotFound},
		"nothing":         {static.URL("css/none.css"), http.StatusNotFound},
	} {
		t.Run(name, func(t *testing.T) {
			w := httptest.NewRecorder()
			static.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, tt.path, nil))
			if w.Code != tt.status {
				t.Errorf("%s: %d, want %d", tt.path, w.Code, tt.status)
			}
			if kept := strings.Contains(w.Header().Get("Cache-Control"), "immutable"); kept != (w.Code == http.StatusOK) {
				t.Errorf("%s: kept for ever: %v", tt.path, kept)
			}
		})
	}
}

// Modules arrive without their comment lines, and with every other line where it
// was.
func TestModulesWithoutComments(t *testing.T) {
	w := httptest.NewRecorder()
	static.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, static.URL("js/map/view.js"), nil))
	if kind := w.Header().Get("Content-Type"); kind != "text/javascript; charset=utf-8" {
		t.Errorf("Content-Type %q", kind)
	}
	source, err := os.ReadFile("js/map/view.js")
	if err != nil {
		t.Fatal(err)
	}
	sent, written := strings.Split(w.Body.String(), "\n"), strings.Split(string(source), "\n")
	if len(sent) != len(written) {
		t.Fatalf("%d lines sent of %d", len(sent), len(written))
	}
	for i, line := range written {
		want := line
		if strings.HasPrefix(strings.TrimSpace(line), "//") {
			want = ""
		}
		if sent[i] != want {
			t.Errorf("line %d is sent as %q", i+1, sent[i])
		}
	}
}

// What a module imports as it begins stands in its source, here read once more.
func TestModules(t *testing.T) {
	urls := static.Modules("js/explorer/explorer.js")
	if urls[0] != static.URL("js/explorer/explorer.js") {
		t.Errorf("the first is %s", urls[0])
	}
	for _, name := range []string{"js/ask.js", "js/explorer/picture.js", "js/map/view.js", "js/map/labels.js", "js/frame.js"} {
		if !slices.Contains(urls, static.URL(name)) {
			t.Errorf("%s is missing", name)
		}
	}
	for _, name := range []string{"js/map/gl.js", "js/site.js", "js/training-live.js"} {
		if slices.Contains(urls, static.URL(name)) {
			t.Errorf("%s is not imported, or only when wanted", name)
		}
	}
	for i, url := range urls {
		w := httptest.NewRecorder()
		static.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, url, nil))
		if w.Code != http.StatusOK || slices.Contains(urls[:i], url) {
			t.Errorf("%s: status %d, or twice", url, w.Code)
		}
	}
	if got := static.Modules("js/none.js"); len(got) > 0 {
		t.Errorf("of no module: %v", got)
	}
}

func ExampleModules() {
	fmt.Println(len(static.Modules("js/token-text.js")))
	// Output: 1
}

func ExampleURL() {
	address := static.URL("css/site.css")
	fmt.Println(strings.HasPrefix(address, static.Prefix), strings.HasSuffix(address, "/css/site.css"))
	// Output: true true
}
