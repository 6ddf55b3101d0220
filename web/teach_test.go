package web

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"tokenscape/embedding/classroom"
	"tokenscape/web/lesson"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// node parses a page.
func node(t *testing.T, page string) *html.Node {
	t.Helper()
	root, err := html.ParseWithOptions(strings.NewReader(page), html.ParseOptionEnableScripting(false))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// words is the text below a node and in its fields, with one space for any.
func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode:
			b.WriteString(d.Data + " ")
		case d.Data == "input" && attribute(d, "type") != "hidden":
			b.WriteString(attribute(d, "value") + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// tables are the cells of the table of each task of a sheet or key.
func tables(t *testing.T, path string) map[string][][]string {
	t.Helper()
	w := ask(http.MethodGet, path, "")
	if w.Code != http.StatusOK {
		t.Fatalf("%s: status %d", path, w.Code)
	}
	all := map[string][][]string{}
	for task := range node(t, w.Body.String()).Descendants() {
		name := attribute(task, "data-task")
		if name == "" {
			continue
		}
		for row := range task.Descendants() {
			if row.Data != "tr" {
				continue
			}
			var cells []string
			for cell := range row.ChildNodes() {
				if cell.Type == html.ElementNode {
					cells = append(cells, words(cell))
				}
			}
			all[name] = append(all[name], cells)
		}
	}
	return all
}

// Every link of every plan answers, has the place that it points to, and shows what
// its step says of it.
func TestLinksOfTheLessons(t *testing.T) {
	for _, lang := range []string{"en", "zh"} {
		for _, minutes := range lesson.Lengths {
			plan := lesson.For(lang, minutes, facts(t))
			page := ask(http.MethodGet, fmt.Sprintf("/learn/teach/%d?lang=%s", minutes, lang), "").Body.String()
			linked := addresses(t, page)
			for _, step := range plan.Steps {
				if len(step.Links) == 0 {
					t.Errorf("%s, %d minutes: %q has no link", lang, minutes, step.Title)
				}
				for _, link := range step.Links {
					found := false
					for _, a := range linked {
						found = found || a == link.URL
					}
					if !found {
						t.Errorf("the page of the plan has no link to %s", link.URL)
					}
					wantShown(t, link)
				}
			}
		}
	}
}

func wantShown(t *testing.T, link lesson.Link) {
	t.Helper()
	path, fragment, _ := strings.Cut(link.URL, "#")
	w := ask(http.MethodGet, path, "")
	if w.Code != http.StatusOK {
		t.Errorf("%s: status %d", link.URL, w.Code)
		return
	}
	root := node(t, w.Body.String())
	there := fragment == ""
	for n := range root.Descendants() {
		there = there || attribute(n, "id") == fragment
	}
	if !there {
		t.Errorf("%s: no such place on the page", link.URL)
	}
	shown := words(root)
	for _, want := range link.Shows {
		if !strings.Contains(shown, want) {
			t.Errorf("%s does not show %q", link.URL, want)
		}
	}
}

func facts(t *testing.T) *lesson.Facts {
	t.Helper()
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	f, err := lesson.Measure(t.Context(), scene.NewMaps(request.Only(m)), m)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// A sheet shows no answer of its key.
func TestSheetHidesTheKey(t *testing.T) {
	for _, minutes := range lesson.Lengths {
		sheet := ask(http.MethodGet, fmt.Sprintf("/learn/teach/%d/sheet?lang=en", minutes), "").Body.String()
		key := ask(http.MethodGet, fmt.Sprintf("/learn/teach/%d/key?lang=en", minutes), "").Body.String()
		if strings.Contains(sheet, "solved") || !strings.Contains(key, "solved") || strings.Contains(sheet, `class="round"`) {
			t.Errorf("%d minutes: the sheet holds answers, or the key none", minutes)
		}
		for _, secret := range []string{"Havana", "str | aw | berry", "496"} {
			if strings.Contains(sheet, secret) || !strings.Contains(key, secret) {
				t.Errorf("%d minutes: %q is on the sheet or not in the key", minutes, secret)
			}
		}
	}
}

func TestPaper(t *testing.T) {
	for query, want := range map[string]string{"": "css/paper-a4.css", "?paper=a4": "css/paper-a4.css", "?paper=letter": "css/paper-letter.css"} {
		if w := ask(http.MethodGet, "/learn/teach/20/sheet"+query, ""); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%q: status %d, without %s", query, w.Code, want)
		}
	}
	if w := ask(http.MethodGet, "/learn/teach/20/sheet?paper=a3", ""); w.Code != http.StatusBadRequest {
		t.Errorf("paper=a3: status %d", w.Code)
	}
}
