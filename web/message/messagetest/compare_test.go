package messagetest_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"tokenscape/web/message/messagetest"
)

// recorder is a test that notes what it is told.
type recorder struct {
	testing.TB
	faults []string
}

func (r *recorder) Helper() {}
func (r *recorder) Errorf(format string, args ...any) {
	r.faults = append(r.faults, fmt.Sprintf(format, args...))
}

type part struct{ Say, hidden string }

type catalogue struct {
	Name  string
	Names map[string]string
	Parts []part
	Link  string
}

func TestCompare(t *testing.T) {
	good := func() (en, zh catalogue) {
		return catalogue{"All %d tokens of %s", map[string]string{"a": "Animals"}, []part{{"It stands here.", "no"}}, "/map"},
			catalogue{"%[2]s 的全部 %[1]d 个词元", map[string]string{"a": "动物"}, []part{{"它在这里。", "不"}}, "/map"}
	}
	for name, tt := range map[string]struct {
		spoil func(en, zh *catalogue)
		names map[string]string
		want  string // "" for no fault
	}{
		"as it should be":        {func(en, zh *catalogue) {}, nil, ""},
		"an empty text":          {func(en, zh *catalogue) { zh.Name = " " }, nil, "Name is empty"},
		"a key less":             {func(en, zh *catalogue) { zh.Names = nil }, nil, "Names[a] is missing in Chinese"},
		"a key more":             {func(en, zh *catalogue) { zh.Names["b"] = "乙" }, nil, "Names[b] is missing in English"},
		"a paragraph less":       {func(en, zh *catalogue) { en.Parts = nil }, nil, "Parts[0].Say is missing in English"},
		"an unexported field":    {func(en, zh *catalogue) { zh.Parts[0].hidden = "no" }, nil, "Parts[0].hidden: the same"},
		"not translated":         {func(en, zh *catalogue) { zh.Parts[0].Say = en.Parts[0].Say }, nil, "the same in both"},
		"not Chinese":            {func(en, zh *catalogue) { zh.Parts[0].Say = "It." }, nil, "no Chinese character"},
		"a name":                 {func(en, zh *catalogue) { zh.Parts[0].Say = "GPT" }, map[string]string{"Parts[0].Say": "a name"}, ""},
		"a name no more":         {func(en, zh *catalogue) {}, map[string]string{"Name": "a name"}, "Name is translated"},
		"not English":            {func(en, zh *catalogue) { en.Parts[0].Say = "它。" }, nil, "Chinese characters in English"},
		"a verb less":            {func(en, zh *catalogue) { zh.Name = "全部 %d 个" }, nil, "verbs map"},
		"another verb":           {func(en, zh *catalogue) { zh.Name = "%[2]s 的全部 %[1]s 个" }, nil, "verbs map"},
		"another order":          {func(en, zh *catalogue) { zh.Name = "%s 的全部 %d 个" }, nil, "verbs map"},
		"another link":           {func(en, zh *catalogue) { zh.Link = "/train" }, nil, "leads to another place"},
		"a part with a blank":    {func(en, zh *catalogue) { en.Parts[0].Say = " bytes" }, nil, "a blank at an end"},
		"a sentence without end": {func(en, zh *catalogue) { en.Parts[0].Say = "It is here. It is there" }, nil, "does not end"},
	} {
		t.Run(name, func(t *testing.T) {
			en, zh := good()
			tt.spoil(&en, &zh)
			r := &recorder{TB: t}
			messagetest.Compare(r, en, zh, tt.names)
			got := strings.Join(r.faults, "\n")
			if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
				t.Errorf("faults %q, want %q", got, tt.want)
			}
		})
	}
}

func TestVerbs(t *testing.T) {
	for text, want := range map[string]map[string]string{
		"none":                    {},
		"33.4 %, 32.4 % and 5 %":  {},
		"%s %% of %d":             {"1": "s", "2": "d"},
		"%[2]d of %[1]s, %[2]d":   {"1": "s", "2": "d"},
		"%[2]d, then %s":          {"2": "d", "3": "s"},
		"%.4g and %.1f":           {"1": "g", "2": "f"},
		"row {row}, number %d":    {"{row}": "name", "1": "d"},
		"the %d×%d table of 100%": {"1": "d", "2": "d"},
	} {
		if got := messagetest.Verbs(text); !maps.Equal(got, want) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestChinese(t *testing.T) {
	for text, good := range map[string]bool{
		"模型有 %d 行，每行 12,288 个数（W_E 的）。": true,
		"占 0.35%，夹角 %s°。":               true,
		"他说“好”。正在加载……":                  true,
		"PCA 由%s拟合":                     true, // the argument is Chinese
		"模型,好":                          false,
		"模型(W_E)":                       false,
		"模型有%d行":                        false,
		"模型GPT":                         false,
		"GPT模型":                         false,
		"模型。 好":                         false,
		"从 → 到 这条轴":                     false,
		"占 0.35 %":                      false,
		"占 %s %%":                       false,
		"「好」":                           false,
		"加载…":                           false,
		"加载...":                         false,
	} {
		if got := messagetest.Chinese(text); (len(got) == 0) != good {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestEnglish(t *testing.T) {
	for text, good := range map[string]bool{
		"A “word” (or two).": true,
		"A word，or two.":     false,
		`A "word".`:          false,
		"A word , or two.":   false,
		"A  word.":           false,
	} {
		if got := messagetest.English(text); (len(got) == 0) != good {
			t.Errorf("%q: %v", text, got)
		}
	}
}
