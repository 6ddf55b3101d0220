package page_test

import (
	"fmt"
	"html"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
)

// section is what of a page is the motion, with its entities resolved.
func section(t *testing.T, body string) string {
	t.Helper()
	_, rest, ok := strings.Cut(body, `id="motion"`)
	if !ok {
		t.Fatal("no motion on the page")
	}
	part, _, _ := strings.Cut(rest, "</section>")
	return html.UnescapeString(part)
}

func TestMotion(t *testing.T) {
	h := pages(t)
	const text = "The capital of France is"
	for name, tt := range map[string]struct {
		query string
		want  []string
		not   []string
	}{
		"through the blocks": {"lang=en", []string{`stop="3"`, "Rank of ␣Paris", "input vector", "after block 2", "/motion.svg?", "theme=dark", "/motion.gif?", "Previous stop", "The whole way",
			"rank 1 of 3,743", "␣is stands at position 5", "logit lens", "shadow", "at=2&", "way=tokens", "#motion"}, []string{"Next stop", "What really comes next"}},
		"at an earlier position and stop": {"lang=en&at=4&stop=1", []string{`stop="1"`, "␣France stands at position 4", "Next stop", "stop=2"}, []string{"Previous stop"}},
		"the whole way":                   {"lang=en&stop=0&theme=light", []string{`stop="0"`, "Next stop", "theme=light"}, []string{"The whole way", "prefers-color-scheme", `aria-current="true"`}},
		"along the text":                  {"lang=en&way=tokens&stop=2", []string{"after ␣capital", "What really comes next", "rank 36 of 3,743", "Stop 2 of 5"}, []string{"stands at position"}},
		"in Chinese":                      {"lang=zh&way=tokens", []string{"在空间里移动", "读到 ␣of 之后", "logit 透镜", "影子", "排第 1，共 3,743 个"}, []string{"Stop "}},
		"past the last stop":              {"lang=en&stop=99", []string{`stop="3"`}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			query, err := url.ParseQuery(tt.query)
			if err != nil {
				t.Fatal(err)
			}
			query.Set("text", text)
			status, body := get(t, h, "/predict", query)
			if status != 200 {
				t.Fatalf("status %d", status)
			}
			part := section(t, body)
			for _, want := range tt.want {
				if !strings.Contains(part, want) {
					t.Errorf("%q is missing", want)
				}
			}
			for _, not := range tt.not {
				if strings.Contains(part, not) {
					t.Errorf("%q is there", not)
				}
			}
		})
	}
}

var stopRow = regexp.MustCompile(`(?s)<tr data-now.*?</tr>`)

// The numbers of the table are the domain's.
func TestMotionTable(t *testing.T) {
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	s := m.Embed("Two plus two is")
	path, err := m.ThroughBlocks(s, 3, 3)
	if err != nil {
		t.Fatal(err)
	}
	_, body := get(t, pages(t), "/predict", url.Values{"text": {"Two plus two is"}, "lang": {"en"}})
	rows := stopRow.FindAllString(section(t, body), -1)
	if len(rows) != len(path) {
		t.Fatalf("%d rows, want %d", len(rows), len(path))
	}
	for i, r := range path {
		want := []string{fmt.Sprintf("rank %d of", r.Watched.Rank)}
		for _, c := range r.Likeliest {
			want = append(want, "<b>"+strings.ReplaceAll(m.Text(c.ID), " ", "␣")+"</b> ")
			if c.Probability >= 0.01 {
				want = append(want, fmt.Sprintf(" %.1f %%", 100*c.Probability))
			}
		}
		for _, n := range m.Nearest(r.Vector, embedding.Search{K: 3}) {
			want = append(want, fmt.Sprintf("<b>%s</b> %.2f", strings.ReplaceAll(m.Text(n.ID), " ", "␣"), n.Score))
		}
		for _, w := range want {
			if !strings.Contains(strings.ReplaceAll(rows[i], ",", ""), strings.ReplaceAll(w, ",", "")) {
				t.Errorf("stop %d: %q is missing in %s", i+1, w, rows[i])
			}
		}
	}
}

// A text that is too long for an address has its table, and no figure.
func TestMotionOfALongText(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("strawberry juice ", 60))
	_, body := get(t, pages(t), "/predict", url.Values{"text": {long}, "lang": {"en"}, "way": {"tokens"}})
	part := section(t, body)
	if len(stopRow.FindAllString(part, -1)) != 24 || !strings.Contains(part, "formaction=") {
		t.Errorf("%d rows", len(stopRow.FindAllString(part, -1)))
	}
	if strings.Contains(part, "/motion.svg") == strings.Contains(part, "too long for a figure") {
		t.Error("a figure and a word that there is none, or neither")
	}
	if !strings.Contains(part, "tokens have no stop here") {
		t.Error("the tokens without a stop are not counted")
	}
}
