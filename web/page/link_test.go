package page

import (
	"reflect"
	"testing"
)

func TestLangOf(t *testing.T) {
	for text, want := range map[string]string{"␣king": "en", "草莓": "zh-Hans", "GPT 的词元": "zh-Hans", "12": "", "E8 8D": "en", "été": "en", "": "", "🍓": ""} {
		if got := langOf(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestRuns(t *testing.T) {
	for name, tt := range map[string]struct {
		text string
		want []Run
	}{
		"English alone":    {"Ouyang et al. 2022, Training language models", []Run{{Text: "Ouyang et al. 2022, Training language models"}}},
		"a title":          {"来源：Ouyang 等 2022，Training language models to follow。", []Run{{Text: "来源：Ouyang 等 2022，"}, {"Training language models to follow", "en"}, {Text: "。"}}},
		"names, no titles": {"模型 W_E 的 GPT-2 small。", []Run{{Text: "模型 W_E 的 GPT-2 small。"}}},
	} {
		if got := runs(tt.text); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: %q", name, got)
		}
	}
}
