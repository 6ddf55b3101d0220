package e2e

import (
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// languages are the languages of the pages, as ?lang= takes them.
var languages = []string{"en", "zh"}

// pages are the pages of the site; those that take a sentence show its tokens.
var pages = []struct {
	name, path string
	tokens     bool // the page shows the sentence's tokens with their ids
}{
	{"journey", "/", true},
	{"tokens", "/tokens", true},
	{"vectors", "/vectors", true},
	{"map", "/map", false},
	{"predict", "/predict", true},
	{"train", "/train", false},
	{"learn", "/learn", false},
	{"models", "/models", false},
}

// sentence is the one that the walk types.
const sentence = "The king of France likes strawberry juice"

// path joins a page's path with query pairs.
func path(base string, pairs ...string) string {
	query := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		query.Add(pairs[i], pairs[i+1])
	}
	if len(query) == 0 {
		return base
	}
	return base + "?" + query.Encode()
}

// tokenIDs asks the API for the tokens of text.
func tokenIDs(t *testing.T, text string) []int {
	t.Helper()
	status, _, body := get(t, path("/api/v1/tokenize", "text", text, "model", "classroom"))
	if status != 200 {
		t.Fatalf("tokenize: status %d: %s", status, body)
	}
	var answer struct {
		Tokens []struct {
			ID int `json:"id"`
		} `json:"tokens"`
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		t.Fatal(err)
	}
	var ids []int
	for _, token := range answer.Tokens {
		ids = append(ids, token.ID)
	}
	if len(ids) == 0 {
		t.Fatalf("tokenize %q: no tokens", text)
	}
	return ids
}

// wantTokens fails the test unless the page shows every id.
func (b *tab) wantTokens(ids []int) {
	b.t.Helper()
	text := eval[string](b, "document.querySelector('main').textContent")
	for _, id := range ids {
		if !strings.Contains(text, strconv.Itoa(id)) {
			b.t.Errorf("%s: token id %d is nowhere on the page", eval[string](b, "location.href"), id)
		}
	}
}

// wantPage checks what every page has: its language, one heading, a title.
func (b *tab) wantPage(lang string) {
	b.t.Helper()
	if got := eval[string](b, "document.documentElement.lang"); !strings.HasPrefix(got, lang) {
		b.t.Errorf("html lang is %q, want %q", got, lang)
	}
	if n := eval[int](b, "document.querySelectorAll('h1').length"); n != 1 {
		b.t.Errorf("%d h1 headings, want 1", n)
	}
	if eval[string](b, "document.title") == "" {
		b.t.Error("no title")
	}
}

func TestWalk(t *testing.T) {
	ids := tokenIDs(t, sentence)
	for _, lang := range languages {
		t.Run(lang, func(t *testing.T) {
			b := open(t, 1280, 900)
			b.visit(path("/", "lang", lang))
			b.wantPage(lang)
			b.wantTokens(tokenIDs(t, readySentence))
			b.submit(sentence)
			for _, page := range pages {
				b.do(chromedp.Navigate(b.link(page.path)))
				b.wantPage(lang)
				if page.tokens {
					b.wantTokens(ids)
				}
			}
		})
	}
}

// submit writes text into the page's sentence field and submits its form.
func (b *tab) submit(text string) {
	b.t.Helper()
	field := chromedp.CSS("main [name=text]")
	b.do(
		chromedp.SetValue(field, text),
		chromedp.Submit(field),
		chromedp.WaitReady(chromedp.CSS("main h1, h1")),
	)
	b.until(`new URL(location.href).searchParams.get("text") === ` + strconv.Quote(text))
}

// link returns where the page's own link to another page leads: the sentence
// has to travel along by itself.
func (b *tab) link(to string) string {
	b.t.Helper()
	href := eval[string](b, `[...document.querySelectorAll("nav a")]
		.map(a => a.href).find(h => new URL(h).pathname === `+strconv.Quote(to)+`) || ""`)
	if href == "" {
		b.t.Fatalf("%s has no link to %s in its navigation", eval[string](b, "location.pathname"), to)
	}
	return href
}
