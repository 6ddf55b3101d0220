package e2e

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// These tests read every number of a page and hold it against the API's, rounded as
// the page rounds: each says how.

// called asks the API.
func called[T any](t *testing.T, call string, pairs ...string) T {
	t.Helper()
	status, _, body := get(t, path("/api/v1/"+call, pairs...))
	var a T
	if err := json.Unmarshal(body, &a); err != nil || status != 200 {
		t.Fatalf("%s %v: status %d, %v", call, pairs, status, err)
	}
	return a
}

// decimals writes a number with so many, and a true minus sign.
func decimals(x float64, n int) string {
	return strings.Replace(strconv.FormatFloat(x, 'f', n, 64), "-", "−", 1)
}

// digits writes a number's first three.
func digits(x float64) string {
	return strings.ReplaceAll(strconv.FormatFloat(x, 'g', 3, 64), "-", "−")
}

// thousands writes a whole number with a comma after each three digits.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for at := len(s) - 3; at > 0; at -= 3 {
		s = s[:at] + "," + s[at:]
	}
	return s
}

// hundredths writes a share of 1 in hundredths with one decimal, as English does.
func hundredths(share float64) string { return decimals(100*share, 1) + " %" }

// cells are the texts of a table's cells, row by row; the parts of a cell that is a
// chip are apart from each other.
func (b *tab) cells(table string) [][]string {
	b.t.Helper()
	rows := eval[[][]string](b, fmt.Sprintf(`[...document.querySelectorAll(%q)].flatMap(table => [...table.tBodies].flatMap(body => [...body.rows].map(row => [...row.cells].map(cell => [...cell.querySelectorAll("b, small")].length ? [...cell.querySelectorAll("b, small")].map(part => part.textContent.trim()).join(" ") : cell.textContent.replace(/\s+/g, " ").trim()))))`, table))
	if len(rows) == 0 {
		b.t.Fatalf("no rows in %s", table)
	}
	return rows
}

// same compares lines of a page with what they should be, each of them.
func same[T any](t *testing.T, what string, got, want []T) {
	t.Helper()
	if len(got) != len(want) || len(want) == 0 {
		t.Errorf("%s: %d on the page, %d in the API", what, len(got), len(want))
		return
	}
	for i, told := 0, 0; i < len(want) && told < 5; i++ {
		if g, w := fmt.Sprintf("%#v", got[i]), fmt.Sprintf("%#v", want[i]); g != w {
			t.Errorf("%s, line %d: %s on the page, %s in the API", what, i+1, g, w)
			told++
		}
	}
}

// says looks for a piece of text on the page.
func (b *tab) says(selector, want string) {
	b.t.Helper()
	if text := strings.Join(strings.Fields(strings.Join(b.texts(selector), " ")), " "); !strings.Contains(text, want) {
		b.t.Errorf("%s does not say %q: %.400s", selector, want, text)
	}
}

// shown is a token's text with its blanks to be seen.
func shown(text string) string { return strings.ReplaceAll(text, " ", "␣") }

// vectors are those of a sentence, as they lie in memory.
type vectors struct {
	Dim, Context, Dropped int
	Tokens                []struct {
		ID       int
		Text     string
		Position int
		Trained  bool
		Token    []float32 `json:"token_vector"`
		Place    []float32 `json:"position_vector"`
		Input    []float32 `json:"input_vector"`
	}
}

type scored struct {
	ID    int
	Text  string
	Score float64
}

func scores(list []scored, write func(float64) string) (lines []string) {
	for _, n := range list {
		lines = append(lines, shown(n.Text)+" "+write(n.Score))
	}
	return lines
}
