package lesson_test

import (
	"regexp"
	"testing"

	"tokenscape/web/lesson"
	"tokenscape/web/message/messagetest"
)

// figures are the paths of what stands in both languages as it is: addresses, numbers,
// names and the places of drawings.
var figures = regexp.MustCompile(`URL|\.To$|Shows|\.Name$|Sheet.*(Rows|Head\[|Map|Chart)`)

// Both languages are set as the site's other texts are, and what is told is told in
// sentences.
func TestTypography(t *testing.T) {
	f := measure(t)
	sentence := regexp.MustCompile(`Summary|Class|\.Do$|\.Say$|\.Pupils$|Answer$|Exit|Home|\.Ask$|\.Key$|Aims|Needs|Before|Easier|Harder|Expect`)
	for lang, rules := range map[string]func(string) []string{"en": messagetest.English, "zh": messagetest.Chinese} {
		for _, minutes := range lesson.Lengths {
			for path, text := range messagetest.Texts(*lesson.For(lang, minutes, f)) {
				if figures.MatchString(path) || text == "" {
					continue
				}
				for _, fault := range append(messagetest.Edges(text), rules(text)...) {
					t.Errorf("%s, %d minutes, %s: %s", lang, minutes, path, fault)
				}
				if sentence.MatchString(path) && !messagetest.Ended(text) {
					t.Errorf("%s, %d minutes: %s does not end as a sentence: %q", lang, minutes, path, text)
				}
			}
		}
	}
}
