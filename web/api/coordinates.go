package api

import (
	"bytes"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"tokenscape/embedding"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// table is the map chosen and those of its points that are asked for.
func (a *API) table(c echo.Context, q *request.Query) (*scene.Scene, []scene.Point, error) {
	only := q.Choice("only", "all", "selected")
	s, err := a.scene(c, q)
	if err != nil {
		return nil, nil, err
	}
	if only == "all" {
		return s, s.Points, nil
	}
	if len(s.Choice.Selected) == 0 {
		return nil, nil, &request.Fault{Code: request.NoToken, Parameter: "selected"}
	}
	var points []scene.Point
	for _, p := range s.Points {
		if _, ok := slices.BinarySearch(s.Choice.Selected, p.ID); ok {
			points = append(points, p)
		}
	}
	return s, points, nil
}

func (a *API) coordinatesJSON(c echo.Context, q *request.Query) (any, error) {
	s, points, err := a.table(c, q)
	if err != nil {
		return nil, err
	}
	if err := listable(len(points)); err != nil {
		return nil, err
	}
	type row struct {
		ID          embedding.TokenID `json:"id"`
		Text        string            `json:"text"` // as it is shown
		Bytes       string            `json:"bytes"`
		Category    string            `json:"category"`
		Trained     bool              `json:"trained"`
		Fitted      bool              `json:"fitted"`
		Coordinates []float64         `json:"coordinates"`
	}
	data, err := a.encoded(c, func() any {
		rows := make([]row, len(points))
		for i, p := range points {
			rows[i] = row{p.ID, labelOf(s.Model, p.ID).Label, hex.EncodeToString([]byte(p.Text)), p.Category, p.Trained, p.Fitted, p.Coordinates}
		}
		return map[string]any{"model": s.Model.Name(), "source": s.Model.Source(), "method": s.Choice.Method,
			"parameters": parameters(s), "rows": rowsName(s.Choice), "fitted_on": fittedOn(s), "axes": axes(s), "points": rows}
	})
	return document{kind: "application/json", data: data, file: file(s, "json")}, err
}

// coordinatesCSV is the same as lines of a table, after lines that begin with #
// and say what it is.
func (a *API) coordinatesCSV(c echo.Context, q *request.Query) (any, error) {
	s, points, err := a.table(c, q)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	note := func(format string, values ...any) {
		// One line, whatever a model's name may hold.
		fmt.Fprintf(&b, "# %s\n", strings.Join(strings.Fields(fmt.Sprintf(format, values...)), " "))
	}
	note("model: %s (%s)", s.Model.Name(), s.Model.Source())
	note("method: %s%s, rows: %s", s.Choice.Method, parametersLine(s), rowsName(s.Choice))
	note("fitted on: %s", fittedLine(s))
	columns := []string{"id", "text", "bytes", "category", "trained", "fitted"}
	for _, x := range s.Axes {
		column := x.Kind + strconv.Itoa(x.Component+1)
		columns = append(columns, column)
		if !s.Choice.Method.Computed() {
			note("%s explains %.6f of the variance%s", column, x.Share, ends(s, x))
		}
	}
	note("text: a space is shown as ␣, bytes that are no characters in hexadecimal; bytes: the token itself, in hexadecimal")
	note("a cell that a spreadsheet might take for a formula has ' before it")
	w := csv.NewWriter(&b)
	if err := w.Write(columns); err != nil {
		return nil, err
	}
	for _, p := range points {
		cells := []string{strconv.Itoa(int(p.ID)), safe(labelOf(s.Model, p.ID).Label), hex.EncodeToString([]byte(p.Text)),
			safe(p.Category), strconv.FormatBool(p.Trained), strconv.FormatBool(p.Fitted)}
		for _, v := range p.Coordinates {
			cells = append(cells, strconv.FormatFloat(v, 'g', 9, 64))
		}
		if err := w.Write(cells); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return document{kind: "text/csv; charset=utf-8", data: b.Bytes(), file: file(s, "csv")}, w.Error()
}

// safe keeps a spreadsheet from running a cell as a formula (OWASP, CSV
// Injection).
func safe(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(cell)[0]) {
		return "'" + cell
	}
	return cell
}

// parameters are those that the method has run with.
func parameters(s *scene.Scene) map[string]float64 {
	switch c := s.Choice; c.Method {
	case scene.TSNE:
		return map[string]float64{"seed": float64(c.Seed), "perplexity": c.RunPerplexity()}
	case scene.UMAP:
		return map[string]float64{"seed": float64(c.Seed), "neighbors": float64(c.RunNeighbors())}
	}
	return map[string]float64{}
}

func parametersLine(s *scene.Scene) string {
	var line string
	for _, name := range []string{"seed", "perplexity", "neighbors"} {
		if v, ok := parameters(s)[name]; ok {
			line += fmt.Sprintf(", %s %s", name, strconv.FormatFloat(v, 'f', -1, 64))
		}
	}
	return line
}

func fittedLine(s *scene.Scene) string {
	line := fmt.Sprintf("%s, %d vectors", s.FitSay.Kind, s.FitSay.N)
	if len(s.FitSay.Names) > 0 {
		line += ": " + strings.Join(s.FitSay.Names, ", ")
	}
	return line
}

// ends says what words a direction leads between.
func ends(s *scene.Scene, axis scene.Coordinate) string {
	if axis.Kind != scene.Direction {
		return ""
	}
	words := func(ids []embedding.TokenID) string {
		var all []string
		for _, l := range labelsOf(s.Model, ids) {
			all = append(all, l.Label)
		}
		return strings.Join(all, ", ")
	}
	return fmt.Sprintf("; from %s to %s", words(axis.From), words(axis.To))
}

func file(s *scene.Scene, ending string) string {
	return fmt.Sprintf("tokenscape-%s.%s", s.Choice.Method, ending)
}
