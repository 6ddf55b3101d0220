package web

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"image/png"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/embedding/classroom/live"
	"tokenscape/web/request"
)

var handler = sync.OnceValue(func() http.Handler {
	m, err := classroom.Load()
	if err != nil {
		panic(err)
	}
	return New([]*embedding.Model{m}, live.NewScheduler(), slog.New(slog.DiscardHandler)).Handler
})

// ask sends one request; a body makes it a POST of JSON.
func ask(method, target, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	handler().ServeHTTP(w, r)
	return w
}

func decode(t *testing.T, w *httptest.ResponseRecorder) map[string]any {
	t.Helper()
	var v map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil {
		t.Fatalf("no JSON: %v: %.200s", err, w.Body)
	}
	return v
}

func TestAPI(t *testing.T) {
	tests := []struct {
		name, target string
		want         string // stands in the answer
	}{
		{"models", "models", `"name":"classroom"`},
		// Token ids: OpenAI's published encodings, see the tests of package bpe.
		{"a word in GPT-4's encoding", "tokenize?text=strawberry&encoding=cl100k_base", `{"id":496,"text":"str","bytes":"737472","start":0,"end":3}`},
		{"Chinese", "tokenize?text=%E8%8D%89%E8%8E%93&encoding=o200k_base", `{"id":192430,"text":"莓","bytes":"e88e93","start":3,"end":6}`},
		{"parts of a character have no text", "tokenize?text=%E8%8D%89", `"text":"","bytes":"e8`},
		{"an emoji", "tokenize?text=%F0%9F%98%80", `"bytes":"80","start":3,"end":4`},
		{"no text, no tokens", "tokenize?text=", `"tokens":[]`},
		{"embed", "embed?text=+king", `"trained":true,"token_vector":[`},
		{"no text, nothing embedded", "embed?text=", `"tokens":[]`},
		{"the default map", "projection", `"method":"pca"`},
		{"a category", "projection?on=category:animal&components=3", `"category":"animal"`},
		{"tokens", "projection?on=tokens&tokens=+king&tokens=id:16599&rows=unit", `"fitted_on":2`},
		{"one token", "projection?tokens=+king", `"fitted_on":1`},
		{"an untrained token", "projection?tokens=+king&tokens=+strawberry&tokens=id:30000", `"fitted_on":3`},
		{"relations of a model", "models", `"relations":["`},
		// France and Paris, Japan and Tokyo: ids of r50k_base.
		{"a pair", "projection?tokens=+France&tokens=+Paris", `"pairs":[{"relation":"capital","from":4881,"to":6342,"held_out":false}]`},
		{"a held-out pair", "projection?tokens=+Japan&tokens=+Tokyo&pairs=capital", `"to":11790,"held_out":true}],"path":[]`},
		{"a pair alone is parallel to nothing", "projection?tokens=+Japan&tokens=+Tokyo", `"relations":[{"name":"capital","pairs":1,"mean_cosine":null,"mean_cosine_exchanged":null,"mean_cosine_on_map":null}]`},
		{"parallel pairs", "projection?on=category:country&on=category:capital", `"mean_cosine":0.`},
		{"no pairs", "projection?tokens=+France&tokens=+Paris&pairs=none", `"pairs":[],`},
		{"pairs at each snapshot", "training/replay?tokens=+France&tokens=+Paris", `"relations":[{"name":"capital","pairs":1,"mean_cosine":null`},
		{"a path", "projection?on=category:animal&text=+king", `"path":[{"id":5822`},
		{"neighbours", "neighbors?token=+king&k=3&metric=euclidean", `"metric":"euclidean"`},
		{"neighbours by dot product, centred", "neighbors?token=+king&k=100&metric=dot&centred=1", `"centred":true,"metric":"dot"`},
		{"neighbours of an untrained token", "neighbors?token=id:30000", `"trained":false}}`},
		{"an analogy", "analogy?a=+man&b=+woman&c=+king&k=1", `"text":" queen"`},
		{"an analogy names what it leaves out", "analogy?a=+man&b=+woman&c=+king&k=1", `"left_out":[{"id":582,"text":" man"`},
		{"an analogy without an expected word", "analogy?a=+man&b=+woman&c=+king", `"expected":null`},
		{"an expected word", "analogy?a=+man&b=+woman&c=+king&expect=+queen&centred=1", `"rank":1}`},
		{"an expected word that is left out", "analogy?a=+man&b=+woman&c=+king&expect=+king", `"rank":null}`},
		{"an analogy of untrained tokens", "analogy?a=id:30000&b=id:30001&c=+king", `"trained":false`},
		{"an axis", "axis?from=+man&to=+woman&tokens=+man", `"coordinate":0,`},
		{"both ends of an axis", "axis?from=+man&to=+woman&to=+girl&on=tokens&tokens=+woman&tokens=+girl", `"from":[{"id":582,"text":" man"`},
		{"an axis through the first map", "axis?from=+man&to=+woman", `"category":"element"`},
		{"predict", "predict?text=The+capital+of+France+is&k=2", `"context_used":5`},
		{"a prediction with its arithmetic", "predict?text=The+capital+of+France+is&top_k=3&top_p=0.9&how=greedy", `"kept":2,`},
		{"a greedy choice draws nothing", "predict?text=The&how=greedy", `"drawn":null,"rank":1,`},
		{"generate", "generate?text=The+capital+of+France+is&how=greedy", `"added":" Paris.\u003c|endoftext|\u003e","ended":true,"steps":[{"place":5,"dropped":0,"ends":false,`},
		{"generate past the end", "generate?text=The+capital+of+France+is&how=greedy&past=1&n=5", `"ended":false,`},
		{"attention", "attention?text=The+king", `{"block":2,"head":4,"weights":[[1],[0.`},
		{"attention of one head", "attention?text=The+king&block=2&head=3&at=1", `"heads":[{"block":2,"head":3,`},
		{"the replay", "training/replay?on=category:animal&rows=unit", `"axes":"trained"`},
		{"the replay on axes of its own", "training/replay?on=tokens&tokens=+king&tokens=+queen&tokens=+dog&axes=step", `"rows":"raw"`},
		{"steps that go up from 0", "training/replay", `"snapshots":[{"step":0,"tokens":0,`},
		{"no trainings yet", "training", `"runs":[]`},
		{"a step from the random start", "training/step?text=The+capital+of+France", `"start":"random"`},
		{"a layout", "layout?on=category:animal&text=+king", `TSM1`},
		{"a layout of the whole encoding", "layout?on=encoding", `"type":"u16"`},
		{"labels", "layout/labels?tokens=+king&tokens=id:222", `{"labels":["␣king",`},
		{"fidelity", "fidelity?on=category:animal&pc=2,3", `"k":10,"preservation":[`},
		{"numbers by length", "numbers?tokens=+king&tokens=+queen&color=length", `"color":"length","high":`},
		{"numbers by a coordinate", "numbers?on=category:animal&color=pc:5", `"color":"pc:5"`},
		{"numbers by a direction", "numbers?tokens=+king&color=axis&from=+man&to=+woman", `"numbers":[`},
		{"a neighbourhood", "neighborhood?on=category:animal&token=+dog&k=3", `"apparent":[`},
		{"a search", "search?q=king&k=2", `"kind":"text","matches":[{"id":5822,"text":" king"`},
		{"a search by number", "search?q=id:5822", `"total":1}`},
		{"a search by pattern", "search?q=/%5E+king$/", `"kind":"regex","matches":[{"id":5822`},
		{"a search for nothing", "search?q=", `"matches":[],"model":"classroom","total":0`},
		{"similarities", "similarities?tokens=+king&tokens=+queen", `"values":[[1`},
		{"a table", "coordinates.csv?on=category:season", "id,text,bytes,category,trained,fitted,pc1,pc2"},
		{"a table of a part", "coordinates.csv?on=category:season&selected=5822&only=selected&also=+king", "\n5822,␣king,206b696e67,person,true,false,"},
		{"a table of few by t-SNE", "coordinates.csv?method=tsne&on=category:season", "tsne, seed 1, perplexity 1, rows"},
		{"few points by UMAP", "coordinates.json?method=umap&on=category:season", `"parameters":{"neighbors":4,"seed":1}`},
		{"points as JSON", "coordinates.json?tokens=+king&tokens=+queen", `"text":"␣king"`},
		{"a fit on a category", "projection?on=category:animal&fit=category:country", `"fit":{"kind":"categories","n":`},
		{"a map along a direction", "projection?method=axis&from=+man&to=+woman", `"axes":[{"kind":"direction","component":1,"share":`},
		{"the contract", "openapi.yaml", "openapi: 3.1.0"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := ask(http.MethodGet, "/api/v1/"+tt.target, "")
			if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), tt.want) {
				t.Errorf("%d, want 200 and %s in %.400s", w.Code, tt.want, w.Body)
			}
			if head := ask(http.MethodHead, "/api/v1/"+tt.target, ""); head.Code != http.StatusOK {
				t.Errorf("HEAD: %d", head.Code)
			}
		})
	}
}

func TestAPIRefuses(t *testing.T) {
	tests := []struct {
		name, method, target, body string
		status                     int
		want                       string
	}{
		{"one byte more than 64 KiB", "GET", "tokenize?text=" + strings.Repeat("a", request.MaxText+1), "", 413, "65536 bytes"},
		{"one byte more by POST", "POST", "embed", `{"text":"` + strings.Repeat("a", request.MaxText+1) + `"}`, 413, "65536 bytes"},
		{"a book by POST", "POST", "embed", `{"text":"` + strings.Repeat("a", 2<<20) + `"}`, 413, "bytes"},
		{"invalid UTF-8", "GET", "tokenize?text=%ff", "", 400, "not-utf8"},
		{"invalid UTF-8 by POST", "POST", "tokenize", "{\"text\":\"\xff\"}", 400, "not-utf8"},
		{"an unknown field", "POST", "tokenize", `{"texts":"a"}`, 400, "texts"},
		{"no JSON", "POST", "tokenize", `{"text"`, 400, "unreadable-body"},
		{"an unknown encoding", "GET", "tokenize?encoding=cl100k", "", 404, `"near":["cl100k_base"`},
		{"an unknown model", "GET", "embed?model=classrom", "", 404, `"near":["classroom"]`},
		{"an unknown token", "GET", "neighbors?token=kinG", "", 404, `" king"`},
		{"an unknown category", "GET", "projection?on=category:animals", "", 404, `"category:animal"`},
		{"an unknown relation", "GET", "projection?pairs=capitals", "", 404, `"near":["capital"`},
		{"an unknown relation by POST", "POST", "projection", `{"pairs":["capital","capitals"]}`, 404, `"param":"pairs"`},
		{"no category", "GET", "projection?on=everything", "", 400, "vocabulary, encoding, category:NAME, tokens"},
		{"tokens without tokens", "GET", "projection?on=tokens", "", 400, "tokens"},
		{"no token", "GET", "neighbors", "", 400, `"code":"no-token","param":"token"`},
		{"no such switch", "GET", "neighbors?token=+king&centred=yes", "", 400, "0, 1"},
		{"half an analogy", "GET", "analogy?a=+man&b=+woman", "", 400, `"code":"no-token","param":"c"`},
		{"an analogy of an unknown token", "GET", "analogy?a=+man&b=+woman&c=kinG", "", 404, `" king"`},
		{"an expected word of no token", "GET", "analogy?a=+man&b=+woman&c=+king&expect=queeN", "", 404, `"param":"expect","near":[" queen"`},
		{"too many answers", "GET", "analogy?a=+man&b=+woman&c=+king&k=101", "", 400, "1–100"},
		{"an axis without an end", "GET", "axis?from=+man", "", 400, `"code":"no-token","param":"to"`},
		{"an axis to nowhere", "GET", "axis?from=+man&to=+man", "", 400, "no-direction"},
		{"an axis from an unknown token", "GET", "axis?from=maN&to=+man", "", 404, `" man"`},
		{"an axis from too many", "GET", "axis?to=+man" + strings.Repeat("&from=+king", request.MaxGroup+1), "", 400, `"limit":"100"`},
		{"an axis through an unknown category", "GET", "axis?from=+man&to=+woman&on=category:animals", "", 404, `"category:animal"`},
		{"too many neighbours", "GET", "neighbors?token=+king&k=101", "", 400, "1–100"},
		{"a negative number", "GET", "predict?text=a&k=-1", "", 400, "1–100"},
		{"no number", "GET", "predict?text=a&temperature=NaN", "", 400, "0.01–10"},
		{"an unknown metric", "GET", "neighbors?token=+king&metric=taxi", "", 400, "cosine, euclidean, dot"},
		{"nothing to predict from", "GET", "predict?text=", "", 400, "no-text"},
		{"nothing to go on from", "GET", "generate?text=", "", 400, "no-text"},
		{"nothing to attend to", "GET", "attention?text=", "", 400, "no-text"},
		{"more than may be kept", "GET", "predict?text=a&top_k=3744", "", 400, "0–3743"},
		{"no share", "GET", "predict?text=a&top_p=NaN", "", 400, "0.01–1"},
		{"another way to choose", "GET", "generate?text=a&how=beam", "", 400, "draw, greedy"},
		{"a negative seed", "GET", "generate?text=a&seed=-1", "", 400, "0–2147483647"},
		{"too many tokens", "GET", "generate?text=a&n=65", "", 400, "1–64"},
		{"a third block of two", "GET", "attention?text=a&block=3", "", 400, "0–2"},
		{"a fifth head of four", "GET", "attention?text=a&head=5", "", 400, "0–4"},
		{"a token after the last", "GET", "attention?text=a&at=2", "", 400, "1–1"},
		{"an unknown field of generate", "POST", "generate", `{"text":"a","count":3}`, 400, "count"},
		{"too many points to measure", "GET", "numbers?color=preservation&on=encoding", "", 400, `"limit":"5000"`},
		{"too many points for t-SNE", "GET", "layout?method=tsne&on=encoding", "", 400, `"limit":"5000"`},
		{"numbers of nothing", "GET", "numbers", "", 400, "rank, length"},
		{"a cosine with nothing", "GET", "numbers?color=cosine", "", 400, `"code":"no-token","param":"token"`},
		{"a neighbourhood of what is elsewhere", "GET", "neighborhood?on=category:animal&token=+king", "", 404, "not-shown"},
		{"a neighbourhood of nothing", "GET", "neighborhood", "", 400, "no-token"},
		{"a pattern that is open", "GET", "search?q=/(/", "", 400, "missing closing )"},
		{"a pattern that is too long", "GET", "search?q=/" + strings.Repeat("a", 300) + "/", "", 400, "200 bytes"},
		{"a pattern of too many steps", "GET", "search?q=/(.{0,50}){0,20}/", "", 400, "100 steps"},
		{"too many found", "GET", "search?q=a&k=101", "", 400, "1–100"},
		{"one alone is like nothing", "GET", "similarities?tokens=+king", "", 400, "2–20"},
		{"too many to compare", "GET", "similarities?" + strings.Repeat("tokens=+king&", request.MaxCompared+1), "", 400, `"limit":"20"`},
		{"a table of no selection", "GET", "coordinates.csv?only=selected", "", 400, `"param":"selected"`},
		{"a selection too large", "GET", "layout?selected=0-10000", "", 400, `"limit":"10000"`},
		{"a third component of two", "GET", "numbers?method=tsne&color=pc:3", "", 400, `"limit":"pc:1–pc:2"`},
		{"a fit on two kinds", "GET", "layout?fit=vocabulary&fit=selection", "", 400, `"limit":"vocabulary"`},
		{"a fit on half a sentence", "POST", "layout", `{"fit":"sentence","text":" king"}`, 400, "short-sentence"},
		{"no such call", "GET", "nothing", "", 404, "not-found"},
		{"no such method", "DELETE", "models", "", 405, "wrong-method"},
		{"POST to a call without text", "POST", "models", "{}", 405, "wrong-method"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := ask(tt.method, "/api/v1/"+tt.target, tt.body)
			if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.want) {
				t.Errorf("%d, want %d and %s in %.400s", w.Code, tt.status, tt.want, w.Body)
			}
			if kind := w.Header().Get("Content-Type"); kind != "application/problem+json" {
				t.Errorf("Content-Type %q", kind)
			}
			if v := decode(t, w); v["status"] != float64(tt.status) || v["code"] == "" {
				t.Errorf("problem %v", v)
			}
		})
	}
}

// A text of the full limit is answered whole, however it is sent.
func TestLargestText(t *testing.T) {
	text := strings.Repeat("a", request.MaxText)
	for name, w := range map[string]*httptest.ResponseRecorder{
		"GET":  ask(http.MethodGet, "/api/v1/tokenize?text="+text, ""),
		"POST": ask(http.MethodPost, "/api/v1/tokenize", `{"text":"`+strings.Repeat(`\u0061`, request.MaxText)+`"}`),
	} {
		tokens, _ := decode(t, w)["tokens"].([]any)
		if w.Code != http.StatusOK || len(tokens) == 0 {
			t.Fatalf("%s: %d, %d tokens", name, w.Code, len(tokens))
		}
		if end := tokens[len(tokens)-1].(map[string]any)["end"]; end != float64(request.MaxText) {
			t.Errorf("%s: the last token ends at %v, want %d", name, end, request.MaxText)
		}
	}
	v := decode(t, ask(http.MethodGet, "/api/v1/predict?text="+strings.Repeat("a", 60_000), ""))
	if v["dropped"].(float64) <= 0 {
		t.Errorf("60 kB of one letter: %v dropped", v["dropped"])
	}
}

// maxPage is what a page may weigh over the wire, whatever its text.
const maxPage = 100_000

// The longest texts that compression can do little for: a page holds such a text
// once, and its links do not carry it.
func TestPageOfLongTextIsLight(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	texts := map[string]string{"one letter": strings.Repeat("a", request.MaxText)}
	for name, kind := range map[string]struct{ low, high rune }{"signs": {'!', '~'}, "Chinese": {'一', '龥'}} {
		var b strings.Builder
		for b.Len() < request.MaxText-3 {
			b.WriteRune(kind.low + random.Int32N(kind.high-kind.low))
		}
		texts[name] = b.String()
	}
	for name, text := range texts {
		for _, path := range []string{"/", "/tokens", "/vectors", "/map", "/predict", "/learn"} {
			w := ask(http.MethodGet, path+"?text="+url.QueryEscape(text), "", "Accept-Encoding", "gzip")
			t.Logf("%s of %s: %d bytes", path, name, w.Body.Len())
			if w.Code != http.StatusOK || w.Body.Len() > maxPage {
				t.Errorf("%s of %s: status %d, %d bytes, want at most %d", path, name, w.Code, w.Body.Len(), maxPage)
			}
		}
	}
}

func TestPlot(t *testing.T) {
	w := ask(http.MethodGet, "/plot.png?text=The+king&width=400&height=300&theme=dark&lang=zh&download=1", "",
		"Accept-Encoding", "gzip")
	if w.Code != http.StatusOK || w.Header().Get("Content-Encoding") != "" {
		t.Fatalf("%d, Content-Encoding %q", w.Code, w.Header().Get("Content-Encoding"))
	}
	image, err := png.Decode(bytes.NewReader(w.Body.Bytes()))
	if err != nil || image.Bounds().Dx() != 400 || image.Bounds().Dy() != 300 {
		t.Fatalf("no PNG of 400×300: %v", err)
	}
	if !strings.Contains(w.Header().Get("Content-Disposition"), ".png") {
		t.Error("a download without a file name")
	}
	for target, magic := range map[string]string{
		"/plot.svg": "<svg", "/plot.pdf": "%PDF-", "/plot.svg?step=0": "<svg", "/plot.svg?step=400&axes=step&rows=unit&lang=zh": "<svg",
	} {
		if w := ask(http.MethodGet, target, ""); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), magic) {
			t.Errorf("%s: %d %.60q", target, w.Code, w.Body)
		}
	}
	tag := w.Header().Get("ETag")
	again := ask(http.MethodGet, "/plot.png?text=The+king&width=400&height=300&theme=dark&lang=zh", "", "If-None-Match", tag)
	if tag == "" || again.Code != http.StatusNotModified {
		t.Errorf("the same figure again: %d, want 304", again.Code)
	}
}

func TestPlotRefuses(t *testing.T) {
	for name, tt := range map[string]struct {
		query  string
		status int
		want   string
	}{
		"100,000 pixels square": {"width=100000&height=100000", 400, "64–8192"},
		"a step of no number":   {"step=first", 400, "not-a-number"},
		"unknown axes":          {"step=0&axes=none", 400, "trained, step"},
		"too many pixels":       {"width=8192&height=8192", 400, "figure-size"},
		"a negative size":       {"width=-1", 400, "64–8192"},
		"a size of no number":   {"height=tall", 400, "not-a-number"},
		"too fine":              {"dpi=601", 400, "600"},
		"an unknown category":   {"on=category:animals", 404, "category:animal"},
		"an unknown relation":   {"pairs=capitals", 404, "unknown-relation"},
		"a long text":           {"text=" + strings.Repeat("a", request.MaxText+1), 413, "65536 bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			w := ask(http.MethodGet, "/plot.png?"+tt.query, "")
			if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.want) {
				t.Errorf("%d, want %d and %s in %.300s", w.Code, tt.status, tt.want, w.Body)
			}
		})
	}
}

func TestHeaders(t *testing.T) {
	for _, target := range []string{"/healthz", "/api/v1/models", "/nothing", "/plot.png?width=0"} {
		w := ask(http.MethodGet, target, "")
		for name, want := range map[string]string{
			"Content-Security-Policy": "default-src 'self'", "X-Content-Type-Options": "nosniff",
			"Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin", "Permissions-Policy": "camera=()",
		} {
			if !strings.HasPrefix(w.Header().Get(name), want) {
				t.Errorf("%s: %s is %q", target, name, w.Header().Get(name))
			}
		}
	}
	if w := ask(http.MethodGet, "/api/v1/projection", "", "Accept-Encoding", "gzip"); w.Header().Get("Content-Encoding") != "gzip" {
		t.Error("JSON is not compressed")
	}
}

func TestHealth(t *testing.T) {
	if w := ask(http.MethodGet, "/healthz", ""); w.Code != http.StatusOK || w.Body.String() != "ok" {
		t.Errorf("%d %q", w.Code, w.Body)
	}
}

// No query makes the server fail: whatever is asked is answered or refused.
func FuzzQuery(f *testing.F) {
	for _, q := range []string{"text=a", "text=%ff&k=0", "on=category:&tokens=id:-1", "%zz", "model=%00", "temperature=1e999", "text=a&top_k=1&top_p=0.5&seed=3&n=2&past=1", "text=a+b&at=2&block=1&head=2", "components=99999999999999999999", "a=id:1&b=id:1&c=id:1&expect=id:1", "from=&to=id:1&from=id:1&tokens=id:2",
		"selected=1-3,7&fit=selection&pc=1,2,3&view=0,0,1&turn=9,9&color=pc:1&token=id:1", "method=axis&from=id:1&to=id:2&up_from=id:1&up_to=id:2", "q=/a*/&hide=none", "method=umap&beside=pca&only=selected"} {
		f.Add(q)
	}
	f.Fuzz(func(t *testing.T, query string) {
		for _, path := range []string{"/map", "/api/v1/tokenize", "/api/v1/projection", "/api/v1/neighbors", "/api/v1/analogy", "/api/v1/axis", "/api/v1/predict", "/api/v1/generate", "/api/v1/attention",
			"/api/v1/layout", "/api/v1/numbers", "/api/v1/neighborhood", "/api/v1/search", "/api/v1/similarities", "/api/v1/coordinates.csv"} {
			r := &http.Request{Method: http.MethodGet, URL: &url.URL{Path: path, RawQuery: query},
				Header: http.Header{}, Body: http.NoBody}
			w := httptest.NewRecorder()
			handler().ServeHTTP(w, r)
			if w.Code >= http.StatusInternalServerError && w.Code != http.StatusServiceUnavailable {
				t.Fatalf("%s?%s: %d %s", path, query, w.Code, w.Body)
			}
		}
	})
}

func BenchmarkAnswers(b *testing.B) {
	text := url.QueryEscape("The capital of France is Paris and the king of the country has a dog and a cat")
	for name, target := range map[string]string{
		"tokenize":   "/api/v1/tokenize?text=" + text,
		"embed":      "/api/v1/embed?text=" + text,
		"projection": "/api/v1/projection?text=" + text,
		"neighbors":  "/api/v1/neighbors?token=+king",
		"analogy":    "/api/v1/analogy?a=+man&b=+woman&c=+king",
		"axis":       "/api/v1/axis?from=+man&to=+woman",
		"layout":     "/api/v1/layout?on=encoding",
		"labels":     "/api/v1/layout/labels?on=encoding",
		"search":     "/api/v1/search?q=king",
		"predict":    "/api/v1/predict?text=" + text,
		"generate":   "/api/v1/generate?n=20&past=1&text=" + text,
		"attention":  "/api/v1/attention?text=" + text,
		"plot":       "/plot.png?text=" + text,
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if w := ask(http.MethodGet, target, ""); w.Code != http.StatusOK {
					b.Fatal(w.Code)
				}
			}
		})
	}
}

// A layout is asked for again only to hear that it has not changed, and is
// compressed on its way for who takes that.
func TestLayoutIsTagged(t *testing.T) {
	for _, target := range []string{"layout?on=encoding", "layout/labels?on=encoding", "numbers?color=length&on=encoding", "layout?text=The+king", "layout/labels?on=vocabulary"} {
		w := ask(http.MethodGet, "/api/v1/"+target, "", "Accept-Encoding", "gzip")
		tag := w.Header().Get("ETag")
		if w.Code != http.StatusOK || tag == "" || w.Header().Get("Content-Encoding") != "gzip" {
			t.Fatalf("%s: %d, ETag %q, encoded %q", target, w.Code, tag, w.Header().Get("Content-Encoding"))
		}
		t.Logf("%s: %d bytes on the wire", target, w.Body.Len())
		packed, err := gzip.NewReader(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		unpacked, err := io.ReadAll(packed)
		if err != nil {
			t.Fatal(err)
		}
		plain := ask(http.MethodGet, "/api/v1/"+target, "")
		if plain.Header().Get("Content-Encoding") != "" || !bytes.Equal(plain.Body.Bytes(), unpacked) || plain.Header().Get("ETag") != tag {
			t.Errorf("%s: plain it is another answer", target)
		}
		for _, known := range []string{tag, `"other", ` + tag} {
			if again := ask(http.MethodGet, "/api/v1/"+target, "", "If-None-Match", known); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
				t.Errorf("%s again: %d, %d bytes", target, again.Code, again.Body.Len())
			}
		}
		if other := ask(http.MethodGet, "/api/v1/"+target+"&components=3&rows=unit", "", "If-None-Match", tag); strings.HasPrefix(target, "layout?") && other.Code != http.StatusOK {
			t.Errorf("another layout: %d", other.Code)
		}
	}
}
