package messagetest

import (
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// Compare reports each text that one language lacks, that is empty or not
// translated, whose verbs differ, or that breaks the rules of its language.
//
// Names are the paths of what may read the same in both languages, or be in the
// other's script, each with the reason; a path that no longer needs it fails.
func Compare(t testing.TB, english, chinese any, names map[string]string) {
	t.Helper()
	en, zh := Texts(english), Texts(chinese)
	needed := map[string]bool{}
	for _, path := range slices.Sorted(maps.Keys(en)) {
		e, z := en[path], zh[path]
		if _, ok := zh[path]; !ok {
			t.Errorf("%s is missing in Chinese", path)
			continue
		}
		if strings.TrimSpace(e) == "" || strings.TrimSpace(z) == "" {
			if e != z { // one that is empty in both says nothing on purpose
				t.Errorf("%s is empty in one language: %q, %q", path, e, z)
			}
			continue
		}
		if isAddress(e) {
			if e != z {
				t.Errorf("%s leads to another place in Chinese: %q, %q", path, e, z)
			}
			continue
		}
		if !reflect.DeepEqual(Verbs(e), Verbs(z)) {
			t.Errorf("%s: verbs %v in English, %v in Chinese", path, Verbs(e), Verbs(z))
		}
		if fault := untranslated(e, z); fault != "" {
			if names[path] == "" {
				t.Errorf("%s: %s: %q, %q", path, fault, e, z)
			}
			needed[path] = true
			continue
		}
		for _, fault := range append(Edges(e), English(e)...) {
			t.Errorf("%s in English: %s", path, fault)
		}
		for _, fault := range append(Edges(z), Chinese(z)...) {
			t.Errorf("%s in Chinese: %s", path, fault)
		}
	}
	for _, path := range slices.Sorted(maps.Keys(zh)) {
		if _, ok := en[path]; !ok {
			t.Errorf("%s is missing in English", path)
		}
	}
	for _, path := range slices.Sorted(maps.Keys(names)) {
		if !needed[path] {
			t.Errorf("%s is translated: it need not be named as %s", path, names[path])
		}
	}
}

// Texts are all strings within a catalogue by their paths, those of unexported
// fields among them. A field that is empty is one too, as is a map or slice
// without anything in it.
func Texts(catalogue any) map[string]string {
	found := map[string]string{}
	var walk func(path string, v reflect.Value)
	walk = func(path string, v reflect.Value) {
		switch v.Kind() {
		case reflect.String:
			found[strings.TrimPrefix(path, ".")] = v.String()
		case reflect.Pointer:
			if !v.IsNil() {
				walk(path, v.Elem())
			}
		case reflect.Struct:
			for i := range v.NumField() {
				walk(path+"."+v.Type().Field(i).Name, v.Field(i))
			}
		case reflect.Map:
			for _, key := range v.MapKeys() {
				walk(fmt.Sprintf("%s[%v]", path, key), v.MapIndex(key))
			}
		case reflect.Slice, reflect.Array:
			for i := range v.Len() {
				walk(fmt.Sprintf("%s[%d]", path, i), v.Index(i))
			}
		}
	}
	walk("", reflect.ValueOf(catalogue))
	return found
}

// isAddress says whether a text is one of the site or of another.
func isAddress(text string) bool {
	return strings.HasPrefix(text, "/") && !strings.Contains(text, " ") || strings.HasPrefix(text, "https://")
}

// untranslated says why a pair of texts seems not to be one.
func untranslated(en, zh string) string {
	switch {
	case !hasLetter(en) && !hasLetter(zh):
		return "" // signs
	case en == zh:
		return "the same in both languages"
	case han(en):
		return "Chinese characters in English"
	case !han(zh):
		return "no Chinese character in Chinese"
	}
	return ""
}

// verb is one of package fmt; a blank is no flag of ours, so that "5 % of" has none.
var verb = regexp.MustCompile(`%([+\-#0]*)(\[\d+\])?(\d*)(\.\d+)?(\[\d+\])?([a-zA-Z%])|\{[a-z]+\}`)

// Verbs are what a text has put into it: by the number of the argument the letter
// of its verb, and the names in braces that a script fills in.
func Verbs(text string) map[string]string {
	found := map[string]string{}
	next := 1
	for _, m := range verb.FindAllStringSubmatch(text, -1) {
		switch index := m[2] + m[5]; {
		case m[6] == "": // {name}
			found[m[0]] = "name"
		case m[6] == "%":
		case index != "":
			fmt.Sscanf(index, "[%d]", &next)
			fallthrough
		default:
			found[fmt.Sprint(next)] = m[6]
			next++
		}
	}
	return found
}

// Bare is a text without what is put into it.
func Bare(text string) string { return verb.ReplaceAllString(text, "") }

func hasLetter(text string) bool { return strings.ContainsFunc(Bare(text), unicode.IsLetter) }

func han(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}
