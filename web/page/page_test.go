package page_test

import (
	"fmt"
	"image/color"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/embedding/classroom/live"
	"tokenscape/embedding/gpt"
	"tokenscape/projection/figure"
	"tokenscape/web/motion"
	"tokenscape/web/page"
	"tokenscape/web/request"
	"tokenscape/web/scene"
	"tokenscape/web/training"
)

// pages serves models, or classroom alone when none are given.
func pages(t testing.TB, models ...*embedding.Model) http.Handler {
	t.Helper()
	if models == nil {
		m, err := classroom.Load()
		if err != nil {
			t.Fatal(err)
		}
		models = append(models, m)
	}
	only := request.Only(models...)
	maps := scene.NewMaps(only)
	site := page.New(only, maps, motion.New(only, maps), training.New(only, live.NewScheduler()))
	e := echo.New()
	e.HTTPErrorHandler = func(err error, c echo.Context) {
		if err := site.Fault(c, request.FaultOf(err)); err != nil {
			t.Error(err)
		}
	}
	site.Register(e)
	return e
}

func get(t testing.TB, h http.Handler, path string, query url.Values) (int, string) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path+"?"+query.Encode(), nil))
	if w.Code == http.StatusSeeOther { // what a form sends has a shorter address
		next := w.Header().Get("Location")
		w = httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, next, nil))
	}
	return w.Code, w.Body.String()
}

func TestPages(t *testing.T) {
	h := pages(t)
	for name, tt := range map[string]struct {
		path   string
		query  url.Values
		status int
		want   string
	}{
		"the ready sentence":       {"/", nil, 200, "6342"},
		"an empty text":            {"/", url.Values{"text": {""}}, 200, "Use the ready sentence"},
		"an empty text in Chinese": {"/predict", url.Values{"text": {""}, "lang": {"zh"}}, 200, "使用准备好的句子"},
		"split characters":         {"/tokens", url.Values{"text": {"草莓"}}, 200, "E8 8D"},
		"an emoji":                 {"/", url.Values{"text": {"😀"}}, 200, "untrained"},
		"60 kB of one letter":      {"/", url.Values{"text": {strings.Repeat("a", 60_000)}}, 200, "did not fit"},
		"tokens not listed":        {"/tokens", url.Values{"text": {strings.Repeat("a b ", 500)}}, 200, "The first 400 of 1,001 tokens are shown."},
		"forgotten, not listed":    {"/", url.Values{"text": {strings.Repeat(" a b", 500)}, "lang": {"zh"}}, 200, "另有 536 个没有列出"},
		"exactly 64 KiB":           {"/tokens", url.Values{"text": {strings.Repeat(" ", 65536)}}, 200, "65,536 bytes"},
		"one byte more":            {"/", url.Values{"text": {strings.Repeat("a", 65537)}}, 413, "65536 bytes"},
		"one byte more in Chinese": {"/", url.Values{"text": {strings.Repeat("a", 65537)}, "lang": {"zh"}}, 413, "可接受的范围：65536 字节"},
		"invalid UTF-8":            {"/", url.Values{"text": {"\xff"}}, 400, "UTF-8"},
		"an unknown model":         {"/", url.Values{"model": {"gpt9"}}, 404, "classroom"},
		"an unknown encoding":      {"/tokens", url.Values{"encoding": {"gpt9"}}, 404, "r50k_base"},
		"an unknown token":         {"/map", url.Values{"token": {"King"}, "lang": {"en"}}, 200, "Nearest to King"},
		"no single token":          {"/map", url.Values{"token": {"kings queens"}}, 200, "“kings queens” is no single token of classroom"},
		"an unknown category":      {"/map", url.Values{"on": {"category:animals"}}, 200, "category:animal</a>"},
		"pairs of words":           {"/map", url.Values{"tokens": {" France", " Paris", " Italy", " Rome"}}, 200, "Lines join pairs of words (country – capital: 2). For country – capital the mean cosine is "},
		"one pair in Chinese":      {"/map", url.Values{"tokens": {" France", " Paris"}, "lang": {"zh"}}, 200, "线连接成对的词（国家–首都：1 对）。"},
		"a held-out pair":          {"/map", url.Values{"tokens": {" Japan", " Tokyo"}}, 200, "never stood in one document of the training text"},
		"pairs that are not here":  {"/map", url.Values{"on": {"category:country"}, "pairs": {"woman"}}, 200, "None of the pairs chosen"},
		"pairs while training":     {"/train", url.Values{"tokens": {" France", " Paris", " Italy", " Rome"}}, 200, `data-value="parallel-capital"`},
		"an unknown relation":      {"/map", url.Values{"pairs": {"capitals"}}, 200, "There is no such relation."},
		"no temperature":           {"/predict", url.Values{"temperature": {"hot"}}, 200, "“hot” in temperature: A number was expected. Accepted: 0.01–10."},
		"a temperature of 0":       {"/predict", url.Values{"temperature": {"0"}}, 200, "“0” in temperature: The value is out of range. Accepted: 0.01–10."},
		"a negative place":         {"/", url.Values{"at": {"-1"}}, 400, "0–64"},
		"true neighbours":          {"/map", url.Values{"token": {" king"}}, 200, "queen"},
		"pretraining":              {"/train", nil, 200, "Ouyang"},
		"pretraining in Chinese":   {"/train", url.Values{"lang": {"zh"}}, 200, "反向传播"},
		"GPT-3's numbers":          {"/train", nil, 200, "50,257 × 12,288 = 617,558,016"},
		"the random start":         {"/train", url.Values{"step": {"0"}}, 200, `data-value="tokens">0<`},
		"a snapshot":               {"/train", url.Values{"step": {"400"}}, 200, `data-value="tokens">409,600<`},
		"between two snapshots":    {"/train", url.Values{"step": {"401"}}, 200, `data-value="step">400<`},
		"axes of its own":          {"/train", url.Values{"axes": {"step"}}, 200, "fitted anew at each step, and"},
		"other words":              {"/train", url.Values{"on": {"category:animal"}}, 200, "on=category%3Aanimal"},
		"one step":                 {"/train", nil, 200, "Mean loss: 8."},
		"steps of the trained":     {"/train", url.Values{"start": {"trained"}, "steps": {"5"}}, 200, "Mean loss: 1."},
		"a step on Chinese":        {"/train", url.Values{"text": {"草莓"}}, 200, "never met a token"},
		"a step on nothing":        {"/train", url.Values{"text": {""}}, 200, "Use the ready sentence"},
		"a step on a long text":    {"/train", url.Values{"text": {strings.Repeat("the ", 500)}}, 200, "too many at once"},
		"a run that is gone":       {"/train", url.Values{"run": {"run-9"}}, 200, "no longer here"},
		"a negative step":          {"/train", url.Values{"step": {"-1"}}, 400, "out of range"},
		"too many steps":           {"/train", url.Values{"steps": {"21"}}, 400, "1–20"},
		"no such axes":             {"/train", url.Values{"axes": {"all"}}, 400, "trained, step"},
		"the lesson":               {"/learn", nil, 200, "Nine short chapters"},
		"the lesson in Chinese":    {"/learn", url.Values{"lang": {"zh"}}, 200, "词嵌入"},
		"the models":               {"/models", nil, 200, "r50k_base"},
	} {
		t.Run(name, func(t *testing.T) {
			status, body := get(t, h, tt.path, tt.query)
			if status != tt.status || !strings.Contains(body, tt.want) {
				t.Errorf("status %d, want %d and %q in %.300s", status, tt.status, tt.want, body)
			}
			if strings.Contains(body, "\uFFFD") || strings.Contains(body, "%!") || strings.Contains(body, " style=") {
				t.Error("the page has U+FFFD, a broken format or an inline style")
			}
		})
	}
}

// The form says which pairs are joined, and its answer may be none; the map's
// data and figures are asked for with the same.
func TestPairsOfTheMap(t *testing.T) {
	h := pages(t)
	capitals := url.Values{"on": {"category:country", "category:capital"}}
	for name, tt := range map[string]struct {
		pairs   []string
		checked string
		said    bool
		carried string
	}{
		"unless told": {nil, "capital", true, "&amp;pairs=capital"},
		"capitals":    {[]string{"none", "capital"}, "capital", true, "&amp;pairs=capital"},
		"others":      {[]string{"woman"}, "woman", false, "&amp;pairs=woman"},
		"none":        {[]string{"none"}, "", false, "&amp;pairs=none"},
	} {
		t.Run(name, func(t *testing.T) {
			query := url.Values{"on": capitals["on"]}
			if tt.pairs != nil {
				query["pairs"] = tt.pairs
			}
			_, body := get(t, h, "/map", query)
			var checked []string
			for _, box := range regexp.MustCompile(`name="pairs" value="([^"]*)"( checked)?>`).FindAllStringSubmatch(body, -1) {
				if box[2] != "" {
					checked = append(checked, box[1])
				}
			}
			if got := strings.Join(checked, " "); got != tt.checked {
				t.Errorf("checked are %q, want %q", got, tt.checked)
			}
			if said := strings.Contains(body, "country – capital: "); said != tt.said {
				t.Errorf("the pairs are told: %v, want %v", said, tt.said)
			}
			for _, start := range []string{`data-layout="/api/v1/layout?`, `src="/plot.svg?`, `href="/plot.png?`} {
				_, address, _ := strings.Cut(body, start)
				address, _, _ = strings.Cut(address, `"`)
				if !strings.Contains(address, tt.carried) {
					t.Errorf("%s%s does not ask for %q", start, address, tt.carried)
				}
			}
		})
	}
}

func TestAppendingATokenIsALink(t *testing.T) {
	_, body := get(t, pages(t), "/predict", url.Values{"text": {page.Ready}})
	if want := "text=The+capital+of+France+is+Paris"; !strings.Contains(body, want) {
		t.Errorf("no link with %s", want)
	}
}

// A text too long for links goes along by buttons: each leads to a page that
// still has the text.
func TestLongTextGoesAlong(t *testing.T) {
	h := pages(t)
	text := strings.Repeat("The king has a dog. ", 100) + "The capital of France is"
	for path, append := range map[string]int{"/": 10, "/tokens": 0, "/map": 0, "/predict": 13} { // ten candidates and the one drawn, which both the likeliest and it have a button of
		_, body := get(t, h, path, url.Values{"text": {text}, "token": {" king"}})
		if lost := regexp.MustCompile(`href="/(tokens|map|predict)?\?[^"]*(at|temperature|lang|theme|size|token)=[^"]*"`).FindString(body); lost != "" {
			t.Errorf("%s: the link %s forgets the text", path, lost)
		}
		buttons := regexp.MustCompile(`<button[^>]* form="(?:sentence|map-form)" formaction="([^"#]+)[^"]*" name="([^"]*)" value="([^"]*)"`).FindAllStringSubmatch(body, -1)
		appending, pressed := 0, map[[2]string]bool{}
		for _, button := range buttons {
			query, want := url.Values{"text": {text}}, text
			if button[2] != "" {
				query.Set(button[2], button[3])
			}
			if button[2] == "append" {
				appending++
				want += " "
			}
			if kind := [2]string{button[1], button[2]}; pressed[kind] {
				continue
			} else {
				pressed[kind] = true
			}
			status, next := get(t, h, button[1], query)
			if status != http.StatusOK || !strings.Contains(next, want) {
				t.Errorf("%s: %v leads to status %d without the text", path, button[1:], status)
			}
		}
		if appending != append || len(buttons) < 9 { // pages, language, themes and sizes at least
			t.Errorf("%s: %d buttons, %d append a token, want %d", path, len(buttons), appending, append)
		}
	}
	for name, query := range map[string]url.Values{
		"by number": {"text": {text}, "append": {"id:6342"}}, "by text": {"text": {text}, "append": {" Paris"}},
	} {
		if _, body := get(t, h, "/predict", query); !strings.Contains(body, text+" Paris</textarea>") || strings.Contains(body, "append=") {
			t.Errorf("%s: Paris does not stand at the end of the text", name)
		}
	}
	if status, _ := get(t, h, "/", url.Values{"text": {strings.Repeat("a", request.MaxText)}, "append": {"id:6342"}}); status != http.StatusRequestEntityTooLarge {
		t.Errorf("a token past the longest text: status %d", status)
	}
}

// A browser takes the first newline after <textarea> for decoration.
func TestTextKeepsItsFirstNewline(t *testing.T) {
	if _, body := get(t, pages(t), "/", url.Values{"text": {"\na"}}); !strings.Contains(body, ">\n\na</textarea>") {
		t.Error("the text's first newline is lost")
	}
}

// twoModels serves the classroom model and one named second.
func twoModels(t *testing.T) http.Handler {
	t.Helper()
	first, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	tokens := make([]embedding.TokenID, first.Vocab())
	for row := range tokens {
		tokens[row] = first.Token(row)
	}
	second, err := embedding.New(embedding.Parts{Name: "second", Tokenizer: first.Tokenizer(), Tokens: tokens, Categories: first.Categories(),
		Transform: gpt.New(gpt.Config{Vocab: len(tokens), Context: 16, Width: 16, Layers: 1, Heads: 2}, 1)})
	if err != nil {
		t.Fatal(err)
	}
	return pages(t, first, second)
}

// Whoever came for one model of several stays with it from page to page.
func TestPagesKeepTheModel(t *testing.T) {
	h := twoModels(t)
	for path, query := range map[string]url.Values{
		"/": {}, "/tokens": {}, "/map": {"token": {" king"}}, "/predict": {}, "/models": {},
	} {
		query.Set("model", "second")
		status, body := get(t, h, path, query)
		if status != http.StatusOK {
			t.Fatalf("%s: %d", path, status)
		}
		for _, link := range regexp.MustCompile(`(href|src|page|neighbors|data-[a-z]+)="(/[^"]*\?[^"]*)"`).FindAllStringSubmatch(body, -1) {
			if !strings.Contains(link[2], "model=") {
				t.Errorf("%s: the link %s forgets the model", path, link[2])
			}
		}
		if forms, kept := strings.Count(body, "<form"), strings.Count(body, `name="model" value="second"`); forms != kept {
			t.Errorf("%s: %d forms, %d of them keep the model", path, forms, kept)
		}
		if !strings.Contains(body, "model=classroom") {
			t.Errorf("%s: no way back to the default model", path)
		}
	}
	if _, body := get(t, h, "/", nil); strings.Contains(body, `name="model"`) {
		t.Error("the default model is named where it need not be")
	}
}

// The style sheet repeats the figures' colours: pages and plots must agree.
func TestStyleSheetHasThePalette(t *testing.T) {
	css, err := fs.ReadFile(os.DirFS("../../static"), "css/site.css")
	if err != nil {
		t.Fatal(err)
	}
	for theme, colours := range map[string]figure.Theme{"light": figure.Light, "dark": figure.Dark} {
		for name, list := range map[string][]color.RGBA{"category": colours.Categories[:], "ramp": colours.Ramp[:]} {
			for i, c := range list {
				want := fmt.Sprintf("--%s-%d: #%02x%02x%02x;", name, i, c.R, c.G, c.B)
				times := map[string]int{"light": 1, "dark": 2}[theme] // dark: by choice and by the device
				if n := strings.Count(string(css), want); n != times {
					t.Errorf("%s: %q stands %d times, want %d", theme, want, n, times)
				}
			}
		}
		c := colours.Plain
		if want := fmt.Sprintf("--soft: #%02x%02x%02x;", c.R, c.G, c.B); !strings.Contains(string(css), want) {
			t.Errorf("%s: no %q, the colour of points without a category", theme, want)
		}
	}
}

// The replay and the step are kept once they are computed.
func BenchmarkTrain(b *testing.B) {
	h := pages(b)
	query := url.Values{"step": {"400"}}
	get(b, h, "/train", query)
	for b.Loop() {
		get(b, h, "/train", query)
	}
}

// The budget is 10 ms for a sentence of 20 tokens.
func BenchmarkJourney(b *testing.B) {
	h := pages(b)
	query := url.Values{"text": {"The king and the queen live in the castle and the dog sleeps in the house near the river."}}
	get(b, h, "/", query)
	for b.Loop() {
		get(b, h, "/", query)
	}
}
