package lesson_test

import (
	"context"
	"errors"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/embedding/gpt"
	"tokenscape/web/lesson"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

var load = sync.OnceValues(classroom.Load)

func model(t testing.TB) *embedding.Model {
	t.Helper()
	m, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func measure(t testing.TB) *lesson.Facts {
	t.Helper()
	m := model(t)
	f, err := lesson.Measure(context.Background(), scene.NewMaps(request.Only(m)), m)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestMinutesAddUp(t *testing.T) {
	f := measure(t)
	for _, minutes := range lesson.Lengths {
		for _, lang := range []string{"en", "zh"} {
			p, sum := lesson.For(lang, minutes, f), 0
			for _, s := range p.Steps {
				sum += s.Minutes
			}
			if sum != minutes || p.Minutes != minutes {
				t.Errorf("%s: the steps of the lesson of %d minutes take %d", lang, minutes, sum)
			}
		}
	}
	if p := lesson.For("en", 30, f); p != nil {
		t.Errorf("a lesson of 30 minutes: %s", p.Title)
	}
}

// shape is a plan without its words: how many of each there are, the links, the
// figures of the sheet.
func shape(t *testing.T, v reflect.Value, path string, into map[string]string) {
	t.Helper()
	switch v.Kind() {
	case reflect.Pointer:
		if into[path] = "nil"; !v.IsNil() {
			into[path] = "set"
			shape(t, v.Elem(), path, into)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			shape(t, v.Field(i), path+"."+v.Type().Field(i).Name, into)
		}
	case reflect.Slice:
		for i := range v.Len() {
			shape(t, v.Index(i), path+"["+string(rune('a'+i))+"]", into)
		}
	case reflect.String:
		s := v.String()
		if strings.HasSuffix(path, ".Shows") || strings.HasSuffix(path, ".To") || strings.HasSuffix(path, "Task.Name") {
			into[path] = s
			return
		}
		into[path] = strings.Join(digits.FindAllString(s, -1), " ")
		if s == "" {
			into[path] = "empty"
		}
	case reflect.Int:
		into[path] = ""
	}
}

var digits = regexp.MustCompile(`[0-9][0-9.,]*[0-9]|[0-9]`)

// Both languages have the same parts in the same order, with the same figures.
func TestBothLanguagesSayTheSame(t *testing.T) {
	f := measure(t)
	for _, minutes := range lesson.Lengths {
		en, zh := map[string]string{}, map[string]string{}
		shape(t, reflect.ValueOf(lesson.For("en", minutes, f)), "", en)
		shape(t, reflect.ValueOf(lesson.For("zh", minutes, f)), "", zh)
		for path, want := range en {
			got, there := zh[path]
			switch {
			case !there:
				t.Errorf("%d minutes: %s is missing in Chinese", minutes, path)
			case (got == "empty") != (want == "empty"):
				t.Errorf("%d minutes: %s is empty in one language", minutes, path)
			case strings.Contains(path, ".Sheet.") && strings.Contains(path, ".Rows") && got != want:
				t.Errorf("%d minutes: %s has %q in English and %q in Chinese", minutes, path, want, got)
			case strings.Contains(path, ".Expect") || strings.Contains(path, ".Key"):
				if !sameFigures(got, want) {
					t.Errorf("%d minutes: %s has the figures %q in English and %q in Chinese", minutes, path, want, got)
				}
			}
		}
		for path := range zh {
			if _, there := en[path]; !there {
				t.Errorf("%d minutes: %s is missing in English", minutes, path)
			}
		}
	}
}

// sameFigures compares the figures in any order; sentences are built differently.
func sameFigures(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// texts are all strings of a value.
func texts(v reflect.Value, do func(string)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			texts(v.Elem(), do)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			texts(v.Field(i), do)
		}
	case reflect.Slice:
		for i := range v.Len() {
			texts(v.Index(i), do)
		}
	case reflect.String:
		do(v.String())
	}
}

func TestNoPlaceholderIsLeft(t *testing.T) {
	f := measure(t)
	for _, minutes := range lesson.Lengths {
		for _, lang := range []string{"en", "zh"} {
			texts(reflect.ValueOf(lesson.For(lang, minutes, f)), func(s string) {
				if strings.ContainsAny(s, "{}") || strings.Contains(s, "%!") || strings.Contains(s, "%s") {
					t.Errorf("%s, %d minutes: %q", lang, minutes, s)
				}
			})
		}
	}
}

// What the plans say of the classroom model in words holds of its figures.
func TestClassroomIsAsThePlansSay(t *testing.T) {
	f, m := measure(t), model(t)
	for prompt, want := range map[string]string{
		"The capital of Japan is": "Tokyo", "The opposite of hot is": "cold", "After winter comes": "spring",
		"Two plus two is": "four", "The queen smiles, and": "she", "The sky is": "blue", "The capital of France is": "Paris",
	} {
		if got := f.Next[prompt][0].Word; got != want {
			t.Errorf("%s: %s, want %s", prompt, got, want)
		}
	}
	if got := f.Next["The capital of Peru is"][0].Word; got == "Lima" {
		t.Error("the plans count on the model being wrong about Peru")
	}
	for i, right := range []bool{true, true, true, false} {
		if a := f.Analogies[i]; (a.Answer == a.Expected) != right || (a.Rank == 1) != right {
			t.Errorf("%s is to %s as %s is to %s, rank of %s %d", a.A, a.B, a.C, a.Answer, a.Expected, a.Rank)
		}
	}
	held := false
	for _, r := range m.Relations() {
		for _, p := range r.Pairs {
			held = held || p.HeldOut && m.Text(p.From) == " Japan" && m.Text(p.To) == " Tokyo"
		}
	}
	if !held {
		t.Error("Japan and Tokyo stand in one document of the corpus")
	}
	if f.MeaningIn < 0.9999 || f.MeaningOut > 0.95 {
		t.Errorf("the bats: %.3f at the door, %.3f in the end", f.MeaningIn, f.MeaningOut)
	}
	if want := []bool{true, false, true, true, false}; !slices.Equal(f.Same, want) {
		t.Errorf("equal places %v, want %v", f.Same, want)
	}
	near, middle, gone := f.Remembered[0], f.Remembered[1], f.Remembered[2]
	if near.Dropped != 0 || middle.Dropped != 0 || gone.Dropped == 0 || near.She < middle.She || middle.She < gone.She {
		t.Errorf("the window: %+v", f.Remembered)
	}
	groups := map[string]int{}
	for _, s := range f.Map {
		groups[s.Category]++
	}
	for _, name := range []string{"animal", "country", "color", "number"} {
		if groups[name] != 6 {
			t.Errorf("%d words of the category %s on the map", groups[name], name)
		}
	}
	for i := 1; i < len(f.Losses); i++ {
		if f.Losses[i].Loss >= f.Losses[i-1].Loss {
			t.Errorf("the loss rises at step %d", f.Losses[i].Step)
		}
	}
}

// Published cuts: facts of OpenAI's tiktoken, as the token lab's tests have them.
func TestCutsAreThePublishedOnes(t *testing.T) {
	f := measure(t)
	for encoding, want := range map[string][]lesson.Piece{
		"r50k_base":   {{"st", 301, 0}, {"raw", 1831, 1}, {"berry", 8396, 2}},
		"cl100k_base": {{"str", 496, 1}, {"aw", 675, 0}, {"berry", 15717, 2}},
		"o200k_base":  {{"st", 302, 0}, {"raw", 1618, 1}, {"berry", 19772, 2}},
	} {
		if got := f.Of("strawberry", encoding).Pieces; !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", encoding, got, want)
		}
	}
}

func TestModelThatCannotBeAsked(t *testing.T) {
	m := model(t)
	small, err := embedding.New(embedding.Parts{Name: "small", Tokenizer: m.Tokenizer(),
		Transform: gpt.New(gpt.Config{Vocab: 4, Width: 8, Context: 8, Layers: 1, Heads: 2}, 1)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := lesson.Measure(context.Background(), scene.NewMaps(request.Only(small)), small); !errors.Is(err, lesson.ErrUnable) {
		t.Errorf("error %v", err)
	}
}

// A sheet gives no answer away: no cell that is an answer is given too.
func TestSheetKeepsItsAnswers(t *testing.T) {
	f := measure(t)
	for _, minutes := range lesson.Lengths {
		answers := 0
		for _, page := range lesson.For("en", minutes, f).Sheet.Pages {
			for _, task := range page {
				if task.Table == nil {
					continue
				}
				for _, row := range task.Table.Rows {
					if len(row) != len(task.Table.Head) {
						t.Errorf("%s: %d cells below %d heads", task.Head, len(row), len(task.Table.Head))
					}
					for _, c := range row {
						if c.Answer != "" && c.Given == c.Answer {
							t.Errorf("%s: %q is given", task.Head, c.Answer)
						}
						if c.Answer != "" {
							answers++
						}
					}
				}
			}
		}
		if answers < 10 {
			t.Errorf("%d minutes: %d answers", minutes, answers)
		}
	}
}

func BenchmarkMeasure(b *testing.B) {
	m := model(b)
	for b.Loop() {
		if _, err := lesson.Measure(context.Background(), scene.NewMaps(request.Only(m)), m); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFor(b *testing.B) {
	f := measure(b)
	for b.Loop() {
		lesson.For("en", 90, f)
	}
}
