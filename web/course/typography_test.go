package course_test

import (
	"regexp"
	"strings"
	"testing"

	"tokenscape/web/course"
	"tokenscape/web/message/messagetest"
)

// source finds the paths of texts that stand as their authors gave them.
var source = regexp.MustCompile(`Sources?\b|\.Source\.|Slug|Other|URL|Live|Term`)

// Both languages are set as the site's other texts are.
func TestTypography(t *testing.T) {
	for lang, rules := range map[string]func(string) []string{"en": messagetest.English, "zh": messagetest.Chinese} {
		for path, text := range messagetest.Texts(*course.For(lang)) {
			if source.MatchString(path) {
				continue
			}
			text = course.Plain(text)
			for _, fault := range append(messagetest.Edges(text), rules(text)...) {
				t.Errorf("%s %s: %s", lang, path, fault)
			}
			if strings.Contains(path, ".Say") || strings.HasSuffix(path, ".Why") || strings.Contains(path, ".Each[") && text != "" {
				if !strings.Contains(path, "Dates") && !strings.Contains(path, "Further") && !messagetest.Ended(text) {
					t.Errorf("%s %s does not end as a sentence: %q", lang, path, text)
				}
			}
		}
	}
}
