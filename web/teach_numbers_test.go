package web

import (
	"fmt"
	"math"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"tokenscape/web/lesson"
	"tokenscape/web/message"
)

// answer asks the API and decodes its answer.
func answer(t *testing.T, call string, pairs ...string) map[string]any {
	t.Helper()
	query := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		query.Add(pairs[i], pairs[i+1])
	}
	w := ask(http.MethodGet, "/api/v1/"+call+"?"+query.Encode(), "")
	if w.Code != http.StatusOK {
		t.Fatalf("%s %v: status %d", call, pairs, w.Code)
	}
	return decode(t, w)
}

// at follows keys and places into an answer.
func at(v any, keys ...any) any {
	for _, k := range keys {
		switch k := k.(type) {
		case string:
			v = v.(map[string]any)[k]
		case int:
			v = v.([]any)[k]
		}
	}
	return v
}

func minus(format string, x float64) string {
	return strings.Replace(fmt.Sprintf(format, x), "-", "−", 1)
}

// The numbers of sheet and key are those that the API answers.
func TestSheetAndKeyAreTheAPIs(t *testing.T) {
	for _, lang := range []string{"en", "zh"} {
		percent := func(share any) string { return message.For(lang).Percent(share.(float64), 1) }
		sheet, key := tables(t, "/learn/teach/90/sheet?lang="+lang), tables(t, "/learn/teach/90/key?lang="+lang)
		for _, row := range key["guess"][1:] {
			first := at(answer(t, "predict", "text", strings.TrimSuffix(row[0], " …")), "next", 0)
			if want := strings.TrimSpace(at(first, "text").(string)); row[2] != want {
				t.Errorf("%s: %s in the key, %s of the API", row[0], row[2], want)
			}
			if want := percent(at(first, "probability")); row[3] != want {
				t.Errorf("%s: %s in the key, %s of the API", row[0], row[3], want)
			}
		}
		for _, row := range key["cut"][2:5] {
			encoding, _, _ := strings.Cut(strings.ReplaceAll(row[0], "（", " ("), " ")
			var pieces, ids []string
			for _, token := range at(answer(t, "tokenize", "text", "strawberry", "encoding", encoding), "tokens").([]any) {
				pieces, ids = append(pieces, at(token, "text").(string)), append(ids, fmt.Sprint(int(at(token, "id").(float64))))
			}
			if want := strings.Join(pieces, " | ") + " (" + strings.Join(ids, " ") + ")"; row[1] != want {
				t.Errorf("%s: %s in the key, %s of the API", encoding, row[1], want)
			}
		}
		for _, row := range key["languages"][1:4] {
			encoding, _, _ := strings.Cut(strings.ReplaceAll(row[0], "（", " ("), " ")
			for k, text := range key["languages"][0][1:3] {
				if want := fmt.Sprint(len(at(answer(t, "tokenize", "text", text, "encoding", encoding), "tokens").([]any))); row[k+1] != want {
					t.Errorf("%s in %s: %s tokens in the key, %s of the API", text, encoding, row[k+1], want)
				}
			}
		}
		dog := at(answer(t, "embed", "text", "The dog bites the man"), "tokens", 1)
		for j := range 6 {
			vector := func(name string) float64 { return at(dog, name, j).(float64) }
			for row, name := range []string{"token_vector", "position_vector"} {
				if got, want := sheet["sum"][row+1][j+1], minus("%.0f", 1000*vector(name)); got != want && want != "−0" {
					t.Errorf("number %d of %s: %s on the sheet, %s of the API", j, name, got, want)
				}
			}
			if got, want := key["sum"][3][j+1], "("+minus("%.4f", vector("input_vector"))+")"; !strings.HasSuffix(got, want) {
				t.Errorf("sum %d: %s in the key, %s of the API", j, got, want)
			}
		}
		one, other := at(answer(t, "embed", "text", "The dog bites the man"), "tokens").([]any), at(answer(t, "embed", "text", "The man bites the dog"), "tokens").([]any)
		for i, row := range key["order"][1:] {
			same := fmt.Sprint(at(one[i], "input_vector")) == fmt.Sprint(at(other[i], "input_vector"))
			if want := map[string][2]string{"en": {"no", "yes"}, "zh": {"否", "是"}}[lang][map[bool]int{true: 1}[same]]; row[3] != want {
				t.Errorf("place %d: %s in the key, %s of the API", i, row[3], want)
			}
		}
		for i, row := range key["arithmetic"][1:] {
			asked := [][4]string{{"man", "woman", "king", "queen"}, {"France", "Paris", "Peru", "Lima"}, {"walk", "walked", "jump", "jumped"}, {"big", "small", "hot", "cold"}}[i]
			said := answer(t, "analogy", "a", " "+asked[0], "b", " "+asked[1], "c", " "+asked[2], "expect", " "+asked[3])
			first := at(said, "answers", 0)
			if want := fmt.Sprintf("%s (%.2f)", strings.TrimSpace(at(first, "text").(string)), at(first, "score")); row[2] != want {
				t.Errorf("%v: %s in the key, %s of the API", asked, row[2], want)
			}
			if want := fmt.Sprint(at(said, "expected", "rank")); row[3] != want {
				t.Errorf("%v: rank %s in the key, %s of the API", asked, row[3], want)
			}
		}
		last := key["warm"][len(key["warm"])-1]
		for column, temperature := range last[1:] {
			next := at(answer(t, "predict", "text", "The sky is", "temperature", temperature), "next").([]any)
			for i, row := range key["warm"][1 : len(key["warm"])-1] {
				if want := percent(at(next[i], "probability")); row[column+1] != want {
					t.Errorf("temperature %s: %s in the key, %s of the API", temperature, row[column+1], want)
				}
			}
		}
		for _, row := range key["window"][1:] {
			var times int
			fmt.Sscan(row[0], &times)
			text := "Anna" + strings.Repeat(" smiles", times) + ", and"
			embedded := answer(t, "embed", "text", text)
			dropped := at(embedded, "dropped").(float64)
			if row[2] != fmt.Sprint(dropped) || row[1] != fmt.Sprint(dropped+float64(len(at(embedded, "tokens").([]any)))) {
				t.Errorf("%d times: %s and %s in the key, %v dropped by the API", times, row[1], row[2], dropped)
			}
			for _, n := range at(answer(t, "predict", "text", text), "next").([]any) {
				if want := percent(at(n, "probability")); at(n, "text") == " she" && row[4] != want {
					t.Errorf("%d times: she %s in the key, %s of the API", times, row[4], want)
				}
			}
		}
		model := at(answer(t, "models"), "models", 0)
		if v, d := at(model, "vocab").(float64), at(model, "dim").(float64); strings.ReplaceAll(key["size"][1][3], ",", "") != fmt.Sprint(int(v*d)) {
			t.Errorf("size: %s in the key, %v × %v of the API", key["size"][1][3], v, d)
		}
		snapshots := at(answer(t, "training/replay"), "snapshots").([]any)
		for i, step := range key["loss"][0][1:] {
			for _, s := range snapshots {
				loss := at(s, "loss").(float64)
				if fmt.Sprint(at(s, "step")) != strings.ReplaceAll(step, ",", "") {
					continue
				}
				if want := fmt.Sprintf("%.3f", loss); key["loss"][1][i+1] != want {
					t.Errorf("step %s: loss %s in the key, %s of the API", step, key["loss"][1][i+1], want)
				}
				var among float64
				fmt.Sscan(strings.ReplaceAll(key["loss"][2][i+1], ",", ""), &among)
				if want := math.Exp(loss); math.Abs(among-want) > 0.5 {
					t.Errorf("step %s: as among %v in the key, %v by the loss", step, among, want)
				}
			}
		}
	}
}

// The places on the pupils' map are those of the API, at one scale.
func TestMapOfTheSheetIsTheAPIs(t *testing.T) {
	f := facts(t)
	query := url.Values{"rows": {"unit"}}
	for _, s := range f.Map {
		query.Add("tokens", " "+s.Word)
	}
	answer := decode(t, ask(http.MethodGet, "/api/v1/projection?"+query.Encode(), ""))
	if kept := at(answer, "kept").(float64); kept != f.Kept {
		t.Errorf("the sheet's map keeps %v, the API's %v", f.Kept, kept)
	}
	task := lesson.For("en", 20, f).Sheet.Pages[1][0]
	var scale float64
	for i, p := range at(answer, "points").([]any) {
		label := task.Map.Labels[i]
		if " "+label.Text != at(p, "text") {
			t.Fatalf("word %d is %s, of the API %v", i, label.Text, at(p, "text"))
		}
		var x, y, x0, y0 float64
		fmt.Sscan(label.X, &x)
		fmt.Sscan(label.Y, &y)
		fmt.Sscan(task.Map.Labels[0].X, &x0)
		fmt.Sscan(task.Map.Labels[0].Y, &y0)
		dx := at(p, "coordinates", 0).(float64) - at(answer, "points", 0, "coordinates", 0).(float64)
		dy := at(p, "coordinates", 1).(float64) - at(answer, "points", 0, "coordinates", 1).(float64)
		if i == 1 {
			scale = (x - x0) / dx
		}
		if i > 0 && (math.Abs(x-x0-scale*dx) > 2 || math.Abs(y-y0+scale*dy) > 2) {
			t.Errorf("%s is at %v, %v, want %v, %v", label.Text, x, y, x0+scale*dx, y0-scale*dy)
		}
	}
}
