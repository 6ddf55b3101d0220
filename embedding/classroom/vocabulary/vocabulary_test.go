package vocabulary_test

import (
	"fmt"
	"slices"
	"testing"

	"tokenscape/embedding/bpe"
	"tokenscape/embedding/classroom/corpus"
	"tokenscape/embedding/classroom/vocabulary"
)

func load(t testing.TB) *vocabulary.Vocabulary {
	t.Helper()
	v, err := vocabulary.Load()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// A measure of a part of the corpus has nothing unknown, and the units are in the
// order of length that the corpus itself gives them.
func TestMeasureOfTheCorpus(t *testing.T) {
	v := load(t)
	by := map[vocabulary.Unit][]vocabulary.Measure{}
	for _, m := range v.MeasureCorpus() {
		by[m.Unit] = append(by[m.Unit], m)
		if m.Unknown != 0 {
			t.Errorf("%s: %d of the corpus are not in the corpus", m.Unit, m.Unknown)
		}
	}
	bytes, words := by[vocabulary.Byte][0], by[vocabulary.Word][0]
	if bytes.Length != v.Bytes || bytes.Size != 256 {
		t.Errorf("%d bytes of %d kinds, want %d of 256", bytes.Length, bytes.Size, v.Bytes)
	}
	before := bytes
	for _, m := range by[vocabulary.Learnt] {
		if m.Length >= before.Length || m.Length < words.Length || m.Size <= before.Size {
			t.Errorf("%d tokens of %d kinds after %d of %d; %d words", m.Length, m.Size, before.Length, before.Size, words.Length)
		}
		if got := v.LengthOfCorpus(m.Size - 256); got != m.Length {
			t.Errorf("the corpus has %d tokens of %d kinds, want %d", got, m.Size, m.Length)
		}
		before = m
	}
	if len(by[vocabulary.Learnt]) != 4 || before.Size != 256+len(v.Grown.Rules) || len(v.Grown.Rules) >= vocabulary.MaxRules {
		t.Errorf("%d sizes, the last %d; %d rules", len(by[vocabulary.Learnt]), before.Size, len(v.Grown.Rules))
	}
}

// Each length against another way of counting.
func TestMeasure(t *testing.T) {
	v := load(t)
	const text = "The king has a dog. The zyzzyva has 12 草莓 and a king."
	for _, m := range v.Measure(text) {
		want, unknown := 0, 0
		switch m.Unit {
		case vocabulary.Byte:
			want = len(text)
		case vocabulary.Character:
			want, unknown = len([]rune(text)), 4 // 1, 2, 草 and 莓
		case vocabulary.Published:
			e, err := bpe.Get(m.Name)
			if err != nil {
				t.Fatal(err)
			}
			want = len(e.Encode(text))
			if m.Size != e.Size() {
				t.Errorf("%s has %d tokens, want %d", m.Name, m.Size, e.Size())
			}
		case vocabulary.Learnt:
			want = bpe.Tokens(v.Grown.Seams(text), m.Size-256)
		case vocabulary.Word:
			want, unknown = 15, 3 // zyzzyva, 12 and 草莓
		}
		if m.Length != want || m.Unknown != unknown {
			t.Errorf("%s %s of %d: %d, %d of them unknown; want %d, %d", m.Unit, m.Name, m.Size, m.Length, m.Unknown, want, unknown)
		}
	}
	for _, m := range v.Measure("") {
		if m.Length != 0 {
			t.Errorf("%s: nothing has the length %d", m.Unit, m.Length)
		}
	}
}

func TestLearningFromNothing(t *testing.T) {
	v, err := vocabulary.Learn(nil, 10)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range v.Measure("abc") {
		if want := map[vocabulary.Unit]int{vocabulary.Character: 3, vocabulary.Word: 1}[m.Unit]; m.Unknown != want {
			t.Errorf("%s: %d unknown, want %d", m.Unit, m.Unknown, want)
		}
		if m.Unit == vocabulary.Learnt && (m.Length != 3 || m.Size != 256) {
			t.Errorf("without rules there are %d tokens of %d", m.Length, m.Size)
		}
	}
}

// What the first visitor waits for.
func BenchmarkLearn(b *testing.B) {
	c, err := corpus.Load()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := vocabulary.Learn(slices.Collect(c.Generate(3, vocabulary.Documents)), vocabulary.MaxRules); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleLearn() {
	v, err := vocabulary.Learn([]string{"the cat sat", "the cat ran", "the rat sat"}, 100)
	if err != nil {
		panic(err)
	}
	for _, m := range v.Measure("the cat the hat") {
		if m.Unit != vocabulary.Published {
			fmt.Printf("%s: %d kinds, %d long, %d unknown\n", m.Unit, m.Size, m.Length, m.Unknown)
		}
	}
	// Output:
	// character: 9 kinds, 15 long, 0 unknown
	// byte: 256 kinds, 15 long, 0 unknown
	// learnt: 264 kinds, 7 long, 0 unknown
	// word: 5 kinds, 4 long, 1 unknown
}
