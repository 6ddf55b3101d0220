package message_test

import (
	"bytes"
	"go/ast"
	"go/token"
	"html"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	templ "github.com/a-h/templ/parser/v2"
	"github.com/a-h/templ/parser/v2/visitor"

	"tokenscape/projection"
	"tokenscape/web/message"
)

// What stands in a page, a figure or a script, and not in a catalogue, is the same
// in both languages: a name or a symbol.
var symbols = map[string]string{
	"Tokenscape": "the site's name", "GPT-3": "a name",
	"W_E": "a symbol", "W_P": "a symbol", "× W_E =": "a formula", "PC1": "a symbol", "PC2": "a symbol", "PC3": "a symbol",
	"a": "a symbol of the question a : b = c : ?", "b": "a symbol", "c": "a symbol",
	"D": "a symbol", "L": "a symbol", "n_ctx": "a symbol",
	"csv": "a format", "json": "a format", "CSV": "a format", "JSON": "a format", "· Tokenscape": "the site's name",
	"id": "the same word in both languages", "id id": "the same word in both languages",
}

// said tells whether a text is one that people read, by having a letter.
var letter = regexp.MustCompile(`\pL`)

func isSaid(text string) bool {
	text = strings.Join(strings.Fields(html.UnescapeString(text)), " ")
	return letter.MatchString(text) && symbols[text] == ""
}

// spoken are attributes that people read or hear.
var spoken = map[string]bool{"aria-label": true, "aria-description": true, "aria-roledescription": true, "aria-valuetext": true, "alt": true, "title": true, "placeholder": true, "label": true}

func TestTemplatesSayNothingOfTheirOwn(t *testing.T) {
	files, err := filepath.Glob("../page/*.templ")
	if err != nil || len(files) == 0 {
		t.Fatal(err, "no templates")
	}
	for _, name := range files {
		file, err := templ.Parse(name)
		if err != nil {
			t.Fatal(err)
		}
		read := visitor.New()
		read.Text = func(n *templ.Text) error {
			if isSaid(n.Value) {
				t.Errorf("%s:%d says %q", name, n.Range.From.Line+1, n.Value)
			}
			return nil
		}
		read.ConstantAttribute = func(n *templ.ConstantAttribute) error {
			if key, ok := n.Key.(templ.ConstantAttributeKey); ok && spoken[key.Name] && isSaid(n.Value) {
				t.Errorf("%s:%d says %s=%q", name, n.Range.From.Line+1, key.Name, n.Value)
			}
			return nil
		}
		element := read.Element
		read.Element = func(n *templ.Element) error {
			for _, pair := range sideBySide(n.Children) {
				t.Errorf("%s:%d sets %s after %s: whole sentences are joined by Text.Join, others are one text", name, n.Range.From.Line+1, pair[1], pair[0])
			}
			return element(n)
		}
		if err := file.Visit(read); err != nil {
			t.Fatal(err)
		}
	}
}

// sideBySide are pairs of texts of the catalogue with nothing but blanks and signs
// between them.
func sideBySide(nodes []templ.Node) (pairs [][2]string) {
	before := ""
	for _, n := range nodes {
		switch n := n.(type) {
		case *templ.StringExpression:
			code := strings.TrimSpace(n.Expression.Value)
			if !catalogued.MatchString(code) {
				code = ""
			}
			if before != "" && code != "" {
				pairs = append(pairs, [2]string{before, code})
			}
			before = code
		case *templ.Whitespace:
		case *templ.Text:
			if letter.MatchString(n.Value) {
				before = ""
			}
		default:
			before = ""
		}
	}
	return pairs
}

// catalogued finds an expression that is a text of the catalogue or has one in it.
var catalogued = regexp.MustCompile(`\bT\.\w`)

// telling finds where a script gives words to an element, or draws them.
var telling = regexp.MustCompile(`(?:\b(?:textContent|innerText|title|alt|ariaLabel|ariaDescription|placeholder)\s*[:=]\s*` +
	`|setAttribute\("(?:aria-label|aria-valuetext|aria-description|title|alt|placeholder)",\s*` +
	`|\b(?:fillText|announce|replaceChildren|append|prepend|confirm|alert)\(\s*)` +
	"([^;\n]*)")

// quoted is a string of JavaScript.
var quoted = regexp.MustCompile("\"((?:[^\"\\\\]|\\\\.)*)\"|'((?:[^'\\\\]|\\\\.)*)'|`((?:[^`\\\\]|\\\\.)*)`")

// named finds strings that are no words: names of elements, attributes and words.
var named = regexp.MustCompile("(?:make|own|say|words?|text|getAttribute|querySelector|closest|createElement|setAttribute|svg|get|replace|#text|create)\\((?:\"[^\"]*\"|`[^`]*`)|[!=]==? *\"[^\"]*\"|(?:className|ariaHidden): *(?:\"[^\"]*\"|`[^`]*`)|type: *\"[^\"]*\"|\\[\"[^\"]*\"\\]|join\\(\"[^\"]*\"")

func TestScriptsSayNothingOfTheirOwn(t *testing.T) {
	found := 0
	err := filepath.WalkDir("../../static/js", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		source, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		for i, line := range bytes.Split(source, []byte("\n")) {
			for _, told := range telling.FindAllSubmatch(line, -1) {
				found++
				for _, text := range quoted.FindAllSubmatch(named.ReplaceAll(told[1], nil), -1) {
					words := inserted.ReplaceAllString(string(text[1])+string(text[2])+string(text[3]), " ")
					if isSaid(words) {
						t.Errorf("%s:%d says %q", name, i+1, words)
					}
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if found < 30 {
		t.Errorf("scripts say something in %d places: they are not found", found)
	}
}

// inserted is an expression within a template literal.
var inserted = regexp.MustCompile(`\$\{[^}]*\}`)

// prose finds two words in a row, or Chinese.
var prose = regexp.MustCompile(`\p{Han}|\pL{2,} \p{Ll}{2,}`)

// samples are declarations of texts to be tokenized and of commands to be typed, which are the same in any
// language of the pages.
var samples = map[string]bool{"oneOrder": true, "noOrder": true, "Ready": true, "Samples": true, "kinds": true, "declaration": true, "twoMeanings": true, "longText": true,
	"openings": true, "languageOpenings": true, "runAlone": true, "runClass": true, "runBesides": true}

func TestGoCodeSaysNothingOfItsOwn(t *testing.T) {
	p, err := load()
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, s := range p.sources {
		if s.path != "tokenscape/web/page" && s.path != "tokenscape/web/plot" && s.path != "tokenscape/web/scene" && s.path != "tokenscape/web/training" {
			continue
		}
		for _, file := range s.files {
			name := filepath.Base(p.Position(file.Pos()).Filename)
			if strings.HasSuffix(name, "_templ.go") || s.path == "tokenscape/web/plot" && name == "words.go" {
				continue // read above, and by the catalogue's own test
			}
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.ValueSpec:
					return !samples[n.Names[0].Name]
				case *ast.CallExpr:
					name := called(n)
					return name != "Errorf" && name != "New" && name != "panic" // for the log
				case *ast.FuncDecl:
					return n.Name.Name != "Error" // for the log, too
				case *ast.Field:
					return false // a tag
				case *ast.BasicLit:
					if n.Kind != token.STRING {
						return true
					}
					checked++
					text, err := strconv.Unquote(n.Value)
					if err != nil {
						t.Fatal(err)
					}
					if prose.MatchString(text) && !strings.Contains(text, "default-src") && !strings.Contains(text, " et al. ") {
						t.Errorf("%s: a text that is in no catalogue: %s", p.Position(n.Pos()), n.Value)
					}
					if strings.HasSuffix(text, " %") || strings.Contains(text, " %%") {
						t.Errorf("%s: a share is written by Text.Percent, as the language does: %s", p.Position(n.Pos()), n.Value)
					}
				}
				return true
			})
		}
	}
	if checked < 1000 {
		t.Errorf("%d literals found", checked)
	}
}

// The words that a script asks for by name are asked for; those of a stage by the
// name that the API gives it.
func TestEveryWordOfTheScriptIsAskedFor(t *testing.T) {
	var scripts bytes.Buffer
	for _, pattern := range []string{"../../static/js/explorer/*.js", "../page/explorer.go", "../page/save.templ"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal(pattern, err)
		}
		for _, name := range files {
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			scripts.Write(source)
		}
	}
	stages := map[string]bool{"stage-queued": true, "stage-" + string(projection.Neighbors): true, "stage-" + string(projection.Steps): true}
	for word := range message.English.Exploring.Script {
		if !stages[word] && !bytes.Contains(scripts.Bytes(), []byte(`"`+word+`"`)) {
			t.Errorf("no script says %q", word)
		}
	}
}
