package web

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/projection"
)

// element finds the one with this id on a page.
func element(t *testing.T, page, id string) *html.Node {
	t.Helper()
	for n := range node(t, page).Descendants() {
		if attribute(n, "id") == id {
			return n
		}
	}
	t.Fatalf("nothing on the page is called %s", id)
	return nil
}

// rowsOf lists the cells of the rows below n, the heads of columns left out.
func rowsOf(n *html.Node) (rows [][]string) {
	for row := range n.Descendants() {
		if row.Data != "tr" || row.Parent.Data == "thead" {
			continue
		}
		var cells []string
		for cell := range row.ChildNodes() {
			if cell.Type == html.ElementNode {
				cells = append(cells, words(cell))
			}
		}
		rows = append(rows, cells)
	}
	return rows
}

// chance writes a probability as that lab does: one decimal, more where it is small.
func chance(p float64) string {
	switch {
	case p >= 0.01:
		return fmt.Sprintf("%.1f %%", 100*p)
	case p >= 0.0001:
		return fmt.Sprintf("%.3f %%", 100*p)
	}
	return "< 0.01 %"
}

// The embedding lab's numbers that no call of the API answers follow from numbers
// that one does: the principal components of W_P from the position vectors of embed,
// the question whose answer falls out and the words after a token with two meanings
// from predict.
func TestNumbersOfTheVectorsLabAreTheAPIs(t *testing.T) {
	page := ask(http.MethodGet, "/vectors?lang=en", "").Body.String()
	t.Run("components of W_P", func(t *testing.T) {
		tokens := at(answer(t, "embed", "text", "the"+strings.Repeat(" the", 63)), "tokens").([]any)
		d := len(at(tokens[0], "position_vector").([]any))
		x := blas32.General{Rows: len(tokens), Cols: d, Stride: d}
		for _, token := range tokens {
			for _, v := range at(token, "position_vector").([]any) {
				x.Data = append(x.Data, float32(v.(float64)))
			}
		}
		pca, err := projection.Fit(x, 3)
		if err != nil {
			t.Fatal(err)
		}
		places, rows := pca.Apply(x), rowsOf(element(t, page, "cosines"))
		if len(rows) != len(places) {
			t.Fatalf("%d positions on the page, %d of the API", len(rows), len(places))
		}
		for i, row := range rows {
			for k, place := range places[i] {
				if want := minus("%.4f", place); row[2+k] != want {
					t.Errorf("position %d, component %d: %s on the page, %s of the API's vectors", i, k+1, row[2+k], want)
				}
			}
		}
	})
	t.Run("the name that falls out", func(t *testing.T) {
		rows := rowsOf(element(t, page, "far"))
		if len(rows) < 10 {
			t.Fatalf("%d distances", len(rows))
		}
		watched := at(answer(t, "predict", "text", "Anna smiles, and"), "next", 0, "text")
		for _, row := range rows {
			var times int
			fmt.Sscan(row[0], &times)
			var dropped [2]string
			for k, name := range [2]string{"Anna", "Peter"} {
				text := name + strings.Repeat(" smiles", times) + " smiles, and"
				dropped[k] = fmt.Sprint(at(answer(t, "embed", "text", text), "dropped"))
				found := false
				for _, n := range at(answer(t, "predict", "text", text, "k", "100"), "next").([]any) {
					if at(n, "text") != watched {
						continue
					}
					found = true
					if want := fmt.Sprintf("%.4f", at(n, "probability")); row[2+k] != want {
						t.Errorf("%s, %d times: %s on the page, %s of the API", name, times, row[2+k], want)
					}
				}
				if !found {
					t.Errorf("%s, %d times: %q is not among a hundred of the API", name, times, watched)
				}
			}
			if want := dropped[0] + " / " + dropped[1]; row[1] != want {
				t.Errorf("%d times: %s dropped on the page, %s of the API", times, row[1], want)
			}
		}
	})
	t.Run("words after two meanings", func(t *testing.T) {
		compared := 0
		for table := range element(t, page, "meaning").Descendants() {
			if table.Data != "table" {
				continue
			}
			for caption := range table.ChildNodes() {
				if caption.Data != "caption" {
					continue
				}
				next := at(answer(t, "predict", "text", strings.TrimSuffix(words(caption), " …")), "next")
				for i, row := range rowsOf(table) {
					n := at(next, i)
					if want := strings.ReplaceAll(at(n, "text").(string), " ", "␣"); row[0] != want {
						t.Errorf("%s: %s on the page, %s of the API", words(caption), row[0], want)
					}
					if want := chance(at(n, "probability").(float64)); row[1] != want {
						t.Errorf("%s, %s: %s on the page, %s of the API", words(caption), row[0], row[1], want)
					}
					compared++
				}
			}
		}
		if compared < 6 {
			t.Errorf("%d words compared", compared)
		}
	})
}
