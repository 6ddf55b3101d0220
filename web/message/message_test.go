package message_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"tokenscape/embedding/classroom"
	"tokenscape/web/message"
	"tokenscape/web/request"
)

func TestEveryTextIsWritten(t *testing.T) {
	for _, text := range []message.Text{message.English, message.Chinese} {
		for _, v := range []reflect.Value{reflect.ValueOf(text), reflect.ValueOf(text.Training), reflect.ValueOf(text.Asking), reflect.ValueOf(text.Lab), reflect.ValueOf(text.Exploring), reflect.ValueOf(text.Vectors)} {
			for i := range v.NumField() {
				if f := v.Field(i); f.IsZero() || f.Kind() == reflect.String && strings.TrimSpace(f.String()) == "" {
					t.Errorf("%s: %s is empty", text.Lang, v.Type().Field(i).Name)
				}
			}
		}
	}
	en, zh := message.English, message.Chinese
	if len(en.Chapters) != len(zh.Chapters) {
		t.Fatalf("%d chapters in English, %d in Chinese", len(en.Chapters), len(zh.Chapters))
	}
	for i, c := range en.Chapters {
		if z := zh.Chapters[i]; len(z.Say) != len(c.Say) || z.Link != c.Link || (z.Source == "") != (c.Source == "") {
			t.Errorf("chapter %q and %q differ in more than words", c.Title, z.Title)
		}
	}
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
