package message_test

import (
	"fmt"
	"go/constant"
	"go/types"
	"regexp/syntax"
	"strings"
	"testing"

	"tokenscape/embedding/classroom"
	"tokenscape/web/message"
	"tokenscape/web/message/messagetest"
	"tokenscape/web/request"
)

// names read the same in both languages, or are in the other's script.
var names = map[string]string{
	"Lang":               "the language's code",
	"Other":              "the other language's own name",
	"ID":                 "the word is the same",
	"Training.Matrix":    "a name",
	"Vectors.PositionAt": "a name",
}

func TestEveryTextIsWrittenInBothLanguages(t *testing.T) {
	messagetest.Compare(t, message.English, message.Chinese, names)
}

func TestEveryCategoryAndRelationOfTheModelHasAName(t *testing.T) {
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range m.Categories() {
		for _, text := range []message.Text{message.English, message.Chinese} {
			if text.Category[c.Name] == "" {
				t.Errorf("%s: category %q has no name", text.Lang, c.Name)
			}
		}
	}
	for _, r := range m.Relations() {
		for _, text := range []message.Text{message.English, message.Chinese} {
			if text.Relation[r.Name] == "" {
				t.Errorf("%s: relation %q has no name", text.Lang, r.Name)
			}
		}
	}
}

func TestEveryFaultIsSaid(t *testing.T) {
	for _, code := range request.Codes() {
		for _, text := range []message.Text{message.English, message.Chinese} {
			if text.Faults[code] == "" {
				t.Errorf("%s: fault %s is not said", text.Lang, code)
			}
		}
	}
}

// The codes are all that package regexp/syntax has.
func TestEveryFaultOfAPatternIsSaid(t *testing.T) {
	codes := 0
	for _, name := range patternCodes(t) {
		codes++
		for _, text := range []message.Text{message.English, message.Chinese} {
			if text.Patterns[syntax.ErrorCode(name)] == "" {
				t.Errorf("%s: pattern fault %q is not said", text.Lang, name)
			}
		}
	}
	if codes < 15 {
		t.Errorf("%d codes found", codes)
	}
}

func patternCodes(t *testing.T) (codes []string) {
	t.Helper()
	p, err := load()
	if err != nil {
		t.Fatal(err)
	}
	syntax, err := p.imports.Import("regexp/syntax")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range syntax.Scope().Names() {
		if c, ok := syntax.Scope().Lookup(name).(*types.Const); ok && strings.HasSuffix(c.Type().String(), ".ErrorCode") {
			codes = append(codes, constant.StringVal(c.Val()))
		}
	}
	return codes
}

func TestFaultsAreSaidInWords(t *testing.T) {
	for name, tt := range map[string]struct {
		fault  request.Fault
		en, zh string
	}{
		"no limit":   {request.Fault{Code: request.NoText}, "A prediction needs some text to start from.", "预测需要先有一些文字。"},
		"a unit":     {request.Fault{Code: request.TextTooLong, Limit: "65536 bytes"}, "The text is too long. Accepted: 65536 bytes.", "文字太长了。可接受的范围：65536 字节。"},
		"a range":    {request.Fault{Code: request.OutOfRange, Limit: "0–64"}, "The value is out of range. Accepted: 0–64.", "数值超出了范围。可接受的范围：0–64。"},
		"values":     {request.Fault{Code: request.UnknownChoice, Limit: "raw, unit"}, "That choice does not exist. Accepted: raw, unit.", "没有这个选项。可接受的范围：raw, unit。"},
		"a sort":     {request.Fault{Code: request.NoBody, Limit: "a JSON object"}, "The request could not be read. Accepted: a JSON object.", "无法读取这个请求。可接受的范围：一个 JSON 对象。"},
		"a pattern":  {request.Fault{Code: request.WrongPattern, Value: "(a", Reason: string(syntax.ErrMissingParen)}, "That pattern cannot be searched for. A closing ) is missing in “(a”.", "无法按这个模式查找。“(a”里缺少右圆括号。"},
		"a long one": {request.Fault{Code: request.WrongPattern, Value: "aa…", Reason: string(syntax.ErrLarge), Limit: "200 bytes"}, "That pattern cannot be searched for. “aa…” is too long, or would take too many steps. Accepted: 200 bytes.", "无法按这个模式查找。“aa…”太长，或者需要的步骤太多。可接受的范围：200 字节。"},
	} {
		if got := message.English.Fault(&tt.fault); got != tt.en {
			t.Errorf("%s: %q, want %q", name, got, tt.en)
		}
		if got := message.Chinese.Fault(&tt.fault); got != tt.zh {
			t.Errorf("%s: %q, want %q", name, got, tt.zh)
		}
	}
}

func TestSentencesAreJoinedAsTheLanguageDoes(t *testing.T) {
	if got := message.English.Join("One.", "Two.", ""); got != "One. Two." {
		t.Errorf("English: %q", got)
	}
	if got := message.Chinese.Join("一。", "二。", ""); got != "一。二。" {
		t.Errorf("Chinese: %q", got)
	}
}

func ExampleFor() {
	fmt.Println(message.For("zh").CategoryName("animal"), message.For("en").CategoryName("animal"))
	// Output: 动物 animals
}
