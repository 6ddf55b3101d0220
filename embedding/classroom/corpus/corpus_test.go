package corpus

import (
	"errors"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func load(t testing.TB) *Corpus {
	t.Helper()
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Known faults of generated English.
var faults = map[string]*regexp.Regexp{
	"a before a vowel":     regexp.MustCompile(`\b[Aa] [aio]|\b[Aa] e[^u]|\b[Aa] u[^nstrk]`),
	"an before consonant":  regexp.MustCompile(`\b[Aa]n [b-df-gj-np-tv-z]`),
	"a word twice":         regexp.MustCompile(`\b(the the|a a|is is|of of|in in|to to|and and)\b`),
	"slot left open":       regexp.MustCompile(`[{}|]`),
	"two spaces":           regexp.MustCompile(`  `),
	"small first letter":   regexp.MustCompile(`^[a-z]|[.?!] [a-z]`),
	"no end":               regexp.MustCompile(`[^.?!]$`),
	"a before a plural":    regexp.MustCompile(`\b[Aa]n? (jeans|trousers|scissors|glasses|people|boots|shoes|gloves|skates|skis|goggles)\b`),
	"plural with singular": regexp.MustCompile(`\b(They|We|People) (is|has|was|lives|eats)\b`),
	"singular with plural": regexp.MustCompile(`\b(He|She|It) (are|have|live|eat)\b`),
	"one of many":          regexp.MustCompile(`\b([Oo]ne|1) [a-z]+s (in|and)\b`),
	"one year":             regexp.MustCompile(`\b(one|zero) years old`),
	"an object too many":   regexp.MustCompile(`\bto [a-z ]+ (on|in|at|under|into|with) it\b`),
	"a before a mass noun": regexp.MustCompile(`\b[Aa]n? (([a-z]+er|cold|hot|smooth|soft|dry|wet|white) )?(snow|ice|sand|rain|milk|honey|bread|skin|silk|paper|grass)[ .](?:is|of|today|[A-Z]|$)`),
	"work in a farm":       regexp.MustCompile(`\bin the (farm|ship|bus|hillside|harbor)\b`),
	"space before a stop":  regexp.MustCompile(` [.,?!]`),
}

func TestSentencesAreCleanEnglish(t *testing.T) {
	for document := range load(t).Generate(7, 2000) {
		for name, fault := range faults {
			if found := fault.FindString(document); found != "" {
				t.Errorf("%s (%q): %s", name, found, document)
			}
		}
	}
}

func TestHeldOutPairsNeverMeet(t *testing.T) {
	c := load(t)
	apart := make(map[[2]string]bool)
	for _, h := range c.HeldOut() {
		for _, p := range h.Pairs {
			if p[1] == "" {
				t.Errorf("%s: held-out %q is in no row", h.Table, p[0])
			}
			apart[[2]string{strings.ToLower(p[0]), strings.ToLower(p[1])}] = true
		}
	}
	word := regexp.MustCompile(`[a-z]+`)
	for document := range c.Generate(3, 20_000) {
		words := word.FindAllString(strings.ToLower(document), -1)
		for _, a := range words {
			for _, b := range words {
				if apart[[2]string{a, b}] {
					t.Fatalf("%s and %s meet: %s", a, b, document)
				}
			}
		}
	}
}

func TestPromptsStandInNoDocument(t *testing.T) {
	c := load(t)
	if len(c.Prompts) != 40 {
		t.Errorf("%d prompts, want 40", len(c.Prompts))
	}
	for document := range c.Generate(11, 20_000) {
		for _, p := range c.Prompts {
			if strings.Contains(strings.ToLower(document)+" ", strings.ToLower(p.Text)+" ") {
				t.Errorf("%q stands in %q", p.Text, document)
			}
		}
	}
}

func TestGenerateRepeats(t *testing.T) {
	c := load(t)
	if c.Hash(5, 500) != load(t).Hash(5, 500) {
		t.Error("the same seed gave two texts")
	}
	if c.Hash(5, 500) == c.Hash(6, 500) {
		t.Error("two seeds gave the same text")
	}
}

// A template that no row can fill would silently write nothing.
func TestEveryTemplateCanBeFilled(t *testing.T) {
	c := load(t)
	seen := make(map[string]bool)
	for document := range c.Generate(9, 60_000) {
		for sentence := range strings.SplitSeq(document, ". ") {
			seen[sentence[:min(len(sentence), 12)]] = true
		}
	}
	for _, g := range c.groups {
		for _, template := range g.templates {
			if start := template.texts[0]; len(start) >= 12 && !seen[start[:12]] {
				t.Errorf("table %s: %q was never written", g.table.name, start)
			}
		}
	}
}

func TestCategoriesAreDisjoint(t *testing.T) {
	owner := make(map[string]string)
	for _, category := range load(t).Categories() {
		for _, word := range category.Words {
			if other, ok := owner[word]; ok {
				t.Errorf("%s is in %s and %s", word, other, category.Name)
			}
			owner[word] = category.Name
		}
	}
}

// Two tables hold out the young of an animal; both belong to one relation.
func TestRelations(t *testing.T) {
	l := NewLexicon()
	text := smallLexicon + "table bird\ncolumns name | young | call\nheld out name young: hen\nhen | chick | cluck\nduck | duckling | quack\n"
	if err := l.Parse("a.txt", text); err != nil {
		t.Fatal(err)
	}
	want := []Relation{{Name: "young", Pairs: []Pair{
		{"dog", "puppy", false}, {"owl", "owlet", true}, {"hen", "chick", true}, {"duck", "duckling", false},
	}}}
	if got := l.Relations(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

const smallLexicon = "table pet\ncolumns word | young\ncategory animal: word\nheld out word young: owl\ndog | puppy, pup\nowl | owlet\nant | -\n"

func TestSyntaxErrors(t *testing.T) {
	tests := []struct {
		name, lexicon, templates, file string
		line                           int
	}{
		{"row before a table", "dog | puppy\n", "", "lexicon/a.txt", 1},
		{"too many cells", smallLexicon + "cat | kitten | mew\n", "", "lexicon/a.txt", 8},
		{"empty cell", smallLexicon + "cat |\n", "", "lexicon/a.txt", 8},
		{"nameless row", smallLexicon + "- | kitten\n", "", "lexicon/a.txt", 8},
		{"same table twice", smallLexicon + "table pet\n", "", "lexicon/a.txt", 8},
		{"category of no column", "table pet\ncolumns word\ncategory animal: name\n", "", "lexicon/a.txt", 3},
		{"held out of no column", "table pet\ncolumns word\nheld out word young: dog\n", "", "lexicon/a.txt", 3},
		{"template before a group", smallLexicon, "A {word}.\n", "templates/a.txt", 1},
		{"unknown table", smallLexicon, "for dragon\n", "templates/a.txt", 1},
		{"weight is no number", smallLexicon, "for pet times many\n", "templates/a.txt", 1},
		{"open slot", smallLexicon, "for pet\nA {word.\n", "templates/a.txt", 2},
		{"unknown column", smallLexicon, "for pet\nA {name}.\n", "templates/a.txt", 2},
		{"unknown table in a slot", smallLexicon, "for pet\nA {dragon.word}.\n", "templates/a.txt", 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read(fstest.MapFS{
				"lexicon/a.txt":   {Data: []byte(tt.lexicon)},
				"templates/a.txt": {Data: []byte(tt.templates)},
			})
			var syntax *SyntaxError
			if !errors.As(err, &syntax) || syntax.File != tt.file || syntax.Line != tt.line {
				t.Errorf("got %v, want a fault at %s:%d", err, tt.file, tt.line)
			}
		})
	}
}

func TestPromptSyntax(t *testing.T) {
	files := func(prompts string) fstest.MapFS {
		return fstest.MapFS{
			"lexicon/a.txt":   {Data: []byte(smallLexicon)},
			"templates/a.txt": {Data: []byte("for pet\nA {young} is a young {word}.\n")},
			"prompts.txt":     {Data: []byte(prompts)},
		}
	}
	c, err := Read(files("kind young # of a pet\nA puppy is a young | dog, cat\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := Prompt{Kind: "young", Text: "A puppy is a young", Expect: []string{" dog", " cat"}}
	if len(c.Prompts) != 1 || c.Prompts[0].Text != want.Text || c.Prompts[0].Kind != want.Kind || !slices.Equal(c.Prompts[0].Expect, want.Expect) {
		t.Errorf("got %+v, want %+v", c.Prompts, want)
	}
	for name, prompts := range map[string]string{
		"without a kind":    "A puppy is a young | dog\n",
		"without an answer": "kind young\nA puppy is a young\n",
	} {
		var syntax *SyntaxError
		if _, err := Read(files(prompts)); !errors.As(err, &syntax) || syntax.File != "prompts.txt" {
			t.Errorf("%s: got %v, want a fault in prompts.txt", name, err)
		}
	}
}

func TestGrammar(t *testing.T) {
	for in, want := range map[string]string{
		"a apple": "an apple", "a dog": "a dog", "A owl": "An owl", "a uniform": "a uniform",
		"a European bus": "a European bus", "a hour": "an hour",
	} {
		if got := articles(in); got != want {
			t.Errorf("articles(%q) = %q, want %q", in, got, want)
		}
	}
	c := load(t)
	for in, want := range map[string]string{
		"dog": "dogs", "wolf": "wolves", "fox": "foxes", "pony": "ponies", "monkey": "monkeys", "fishing boat": "fishing boats",
	} {
		if got := c.plural(in); got != want {
			t.Errorf("plural(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(smallLexicon, "for pet times 2\nA {young} is a young {word}.\n{other word:s}, {next word}, {sum word}.\n")
	f.Add("table a\ncyclic\ncolumns x\n-\n", "for a\n{previous x}")
	f.Fuzz(func(t *testing.T, lexicon, templates string) {
		c, err := Read(fstest.MapFS{
			"lexicon/a.txt":   {Data: []byte(lexicon)},
			"templates/a.txt": {Data: []byte(templates)},
		})
		if err != nil {
			return
		}
		n := 0
		for range c.Generate(1, 20) {
			n++
		}
		if n != 20 || len(slices.Collect(c.Generate(1, 3))) != 3 {
			t.Error("wrong number of documents")
		}
	})
}

func BenchmarkGenerate(b *testing.B) {
	c := load(b)
	for b.Loop() {
		n := 0
		for document := range c.Generate(1, 1000) {
			n += len(document)
		}
		b.SetBytes(int64(n))
	}
}
