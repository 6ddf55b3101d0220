package message_test

import (
	"fmt"
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
