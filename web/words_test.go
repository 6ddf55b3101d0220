package web

import (
	"fmt"
	"image/png"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding"
	"tokenscape/embedding/bpe"
	"tokenscape/embedding/classroom/live"
	"tokenscape/embedding/wordvec"
)

// wordSite answers for a table of word vectors whose numbers are drawn at random:
// test data, nobody's vectors.
func wordSite(t testing.TB, rows, dim int) (get func(target string) *httptest.ResponseRecorder) {
	t.Helper()
	random := rand.New(rand.NewPCG(uint64(rows), uint64(dim)))
	data := make([]float32, rows*dim)
	for i := range data {
		data[i] = random.Float32() - 0.5
	}
	table, err := wordvec.Floats(wordvec.GloVe, data, dim, true)
	if err != nil {
		t.Fatal(err)
	}
	words := make([]string, rows)
	for i := range words {
		words[i] = fmt.Sprintf("word%d", i)
	}
	if err := table.Name(words); err != nil {
		t.Fatal(err)
	}
	return siteOf(t, embedding.Parts{Name: "drawn", Tokenizer: table.Vocabulary(), File: &embedding.File{Format: "GloVe text", Type: "decimal"},
		Rows: blas32.General{Rows: rows, Cols: dim, Stride: dim, Data: table.Data}})
}

// siteOf answers for a model of the parts.
func siteOf(t testing.TB, parts embedding.Parts) (get func(target string) *httptest.ResponseRecorder) {
	t.Helper()
	m, err := embedding.New(parts)
	if err != nil {
		t.Fatal(err)
	}
	scheduler := live.NewScheduler()
	t.Cleanup(scheduler.Close)
	h := New([]*embedding.Model{m}, scheduler, slog.New(slog.DiscardHandler)).Handler
	return func(target string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, target, nil))
		return w
	}
}

// With nothing but word vectors each page is whole, and says what it lacks.
func TestWordVectorsAlone(t *testing.T) {
	get := wordSite(t, 50, 8)
	for target, want := range map[string][]string{
		"/":                                       {"From words to vectors", "word0", "W_E[5]", "has no position embedding", "has no layers"},
		"/?text=":                                 {"From words to vectors"},
		"/?text=word3+Word4+fish&at=2":            {"Found in drawn: 2. Not found: 1.", "fish", "word4"},
		"/?text=fish":                             {"No word of this text is in the file."},
		"/vectors?text=word3":                     {"Every word is a row of numbers", "W_E[3]"},
		"/tokens?text=word3+fish":                 {"Which words does the file know?", "fish"},
		"/tokens?text=king&encoding=r50k_base":    {"r50k_base"},
		"/map":                                    {"First words of the file", "drawn"},
		"/map?first=20&token=word3":               {"Shown are the first 20 of 50 words"},
		"/map?first=999":                          {"999"},
		"/predict":                                {"predicts no next token", "-model classroom"},
		"/train":                                  {"cannot be trained here"},
		"/learn":                                  {"word"},
		"/learn/words":                            {"runs a GPT", "-model classroom"},
		"/learn/glossary":                         {"GPT"},
		"/models":                                 {"GloVe text", "unknown", "1,600 bytes", "Open your own vectors"},
		"/api/v1/models":                          {`"has_position":false`, `"has_blocks":false`, `"context":0`},
		"/api/v1/tokenize?text=word3+fish":        {`"encoding":"words"`, `"unknown":[{"text":"fish","start":6,"end":10}]`},
		"/api/v1/embed?text=word3+fish":           {`"text":"word3"`, `"unknown":[{"text":"fish"`},
		"/api/v1/projection":                      {`"fitted_on":50`},
		"/api/v1/projection?first=20":             {`"fitted_on":20`},
		"/api/v1/neighbors?token=word3&k=3":       {`"neighbors":[{`},
		"/api/v1/search?q=word4":                  {`"word4"`},
		"/api/v1/axis?from=word1&to=word2":        {`"coordinate"`},
		"/api/v1/analogy?a=word1&b=word2&c=word3": {`"answers":[{`},
	} {
		for _, lang := range []string{"", "zh"} {
			address := target
			if lang != "" {
				address += map[bool]string{true: "&", false: "?"}[strings.Contains(target, "?")] + "lang=" + lang
			}
			w := get(address)
			if w.Code != http.StatusOK {
				t.Errorf("%s: status %d: %.300s", address, w.Code, w.Body)
			}
			for _, part := range want {
				if lang == "" && !strings.Contains(w.Body.String(), part) {
					t.Errorf("%s: no %q", address, part)
				}
			}
		}
	}
	if body := get("/api/v1/embed?text=word3").Body.String(); strings.Contains(body, "position_vector") {
		t.Error("embed has a position vector")
	}
	for _, call := range []string{"predict?text=word3", "training/step?text=word3+word4+word5", "lens?text=word3", "generate?text=word3", "attention?text=word3"} {
		if w := get("/api/v1/" + call); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), `"code":"no-blocks"`) {
			t.Errorf("%s: %d %.200s", call, w.Code, w.Body)
		}
	}
}

// The embeddings alone of a language model with positions are shown with their sum;
// of one without, as they are.
func TestEmbeddingsAlone(t *testing.T) {
	encoding, err := bpe.Get("r50k_base")
	if err != nil {
		t.Fatal(err)
	}
	tokens := encoding.Encode("A king")
	const dim = 2
	rows := func(n int, value func(row, column int) float32) blas32.General {
		x := blas32.General{Rows: n, Cols: dim, Stride: dim}
		for i := range n * dim {
			x.Data = append(x.Data, value(i/dim, i%dim))
		}
		return x
	}
	parts := embedding.Parts{Name: "alone", Tokenizer: encoding, File: &embedding.File{Format: "safetensors", Type: "float32", Weights: 200_000},
		Notes: []embedding.Note{embedding.BlocksLeftOut},
		Rows:  rows(encoding.Size(), func(row, column int) float32 { return float32(row%97) + float32(column)/4 })}
	bare := parts
	bare.Notes = []embedding.Note{embedding.NoPositions, embedding.BlocksUnknown}
	parts.Positions = rows(8, func(row, column int) float32 { return float32(row) / 2 })
	king := int(tokens[1].ID)
	row := fmt.Sprintf("W_E[%d]", king)
	// Element 1 of the second token: its row, position 1, and both added.
	added := fmt.Sprintf("<td>%d.250</td><td>0.500</td><td>%d.750</td>", king%97, king%97)
	for name, tt := range map[string]struct {
		parts         embedding.Parts
		shown, absent []string
	}{
		"with positions": {parts, []string{row, "W_P[1]", row + " + W_P[1]", "sum, the input", added, "Its layers were left out"},
			[]string{"Each word’s row", "wherever it stands", "has no position", "parted at spaces"}},
		"without": {bare, []string{row, "wherever it stands", "has no position embedding W_P", "not those of a GPT-2"},
			[]string{"W_P[", "sum, the input", "The file is a table", "parted at spaces"}},
	} {
		get := siteOf(t, tt.parts)
		for _, path := range []string{"/", "/vectors"} {
			body := get(path + "?text=A+king&at=2").Body.String()
			for _, part := range tt.shown {
				if !strings.Contains(body, part) {
					t.Errorf("%s, %s: no %q", name, path, part)
				}
			}
			for _, part := range tt.absent {
				if strings.Contains(body, part) {
					t.Errorf("%s, %s: %q", name, path, part)
				}
			}
		}
	}
}

// A large vocabulary goes through the map, its questions and its exports; what
// would take too long or too much memory is refused with its limit.
func TestLargeVocabulary(t *testing.T) {
	get := wordSite(t, 160_000, 256) // a little past the limits
	for target, want := range map[string]string{
		"/map":                                  "Shown are the first 1,000 of 160,000 words",
		"/map?on=vocabulary&rows=raw&measure=1": "At most 156,250 points are measured",
		"/map?on=vocabulary":                    "156,250",
		"/api/v1/neighbors?token=word7":         `"neighbors":[{`,
		"/api/v1/search?q=ord159999":            `"word159999"`,
		"/api/v1/coordinates.csv?on=vocabulary": "word159999",
		"/api/v1/layout/labels?on=vocabulary":   "word159999",
		"/tokens?text=word5+word159999+fish":    "Found in drawn: 2. Not found: 1.",
	} {
		if w := get(target); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %d, no %q: %.200s", target, w.Code, want, w.Body)
		}
	}
	w := get("/plot.png?on=vocabulary&width=800&height=600")
	if _, err := png.Decode(w.Body); err != nil || w.Code != http.StatusOK {
		t.Errorf("figure: %d, %v", w.Code, err)
	}
	for target, limit := range map[string]string{
		"/api/v1/projection?on=vocabulary":                 "100000",
		"/api/v1/coordinates.json?on=vocabulary":           "100000",
		"/api/v1/projection?on=vocabulary&rows=unit":       "156250",
		"/api/v1/fidelity?on=vocabulary":                   "156250",
		"/api/v1/layout?on=vocabulary&method=tsne":         "5000",
		"/api/v1/projection?first=160001":                  "0–160000",
		"/api/v1/projection?first=158000&rows=unit":        "156250",
		"/api/v1/numbers?on=vocabulary&color=preservation": "5000",
	} {
		if w := get(target); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), `"limit":"`+limit) {
			t.Errorf("%s: %d, no limit %s: %.200s", target, w.Code, limit, w.Body)
		}
	}
}

// BenchmarkLargeVocabulary asks 400,000 words of 300 numbers.
func BenchmarkLargeVocabulary(b *testing.B) {
	get := wordSite(b, 400_000, 300)
	for _, target := range []string{"/map", "/api/v1/neighbors?token=word7", "/api/v1/search?q=word39", "/api/v1/layout?on=vocabulary",
		"/plot.png?on=vocabulary", "/api/v1/coordinates.csv?on=vocabulary"} {
		b.Run(strings.Trim(strings.SplitN(target, "?", 2)[0], "/"), func(b *testing.B) {
			for b.Loop() {
				if w := get(target); w.Code != http.StatusOK {
					b.Fatalf("%s: %d", target, w.Code)
				}
			}
		})
	}
}
