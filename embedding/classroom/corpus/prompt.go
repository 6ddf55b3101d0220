package corpus

import (
	"fmt"
	"strings"
)

// Prompt is a text with the words that are right after it.
type Prompt struct {
	Kind   string
	Text   string
	Expect []string // each with the space before it

	spaced string // Text in small letters, a space on either side
}

// parsePrompts adds the prompts of one file: below “kind NAME” a line is
// “text | word, word”.
func (c *Corpus) parsePrompts(file, text string) error {
	number, kind := 0, ""
	fail := func(format string, args ...any) error {
		return &SyntaxError{File: file, Line: number, Msg: fmt.Sprintf(format, args...)}
	}
	for line := range strings.Lines(text) {
		number++
		line, _, _ = strings.Cut(line, "#")
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if name, ok := strings.CutPrefix(line, "kind "); ok {
			kind = name
			continue
		}
		prompt, answers, ok := strings.Cut(line, "|")
		if !ok || kind == "" {
			return fail("expected “kind NAME” and below it “text | word”, not %q", line)
		}
		p := Prompt{Kind: kind, Text: strings.TrimSpace(prompt)}
		p.spaced = " " + strings.ToLower(p.Text) + " "
		for _, word := range split(answers, ",") {
			p.Expect = append(p.Expect, " "+word)
		}
		c.Prompts = append(c.Prompts, p)
	}
	return nil
}
