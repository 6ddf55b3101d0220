package embedding_test

import (
	"slices"
	"testing"

	"tokenscape/embedding"
)

// Each visits every token once with its vector, also those that are drawn again.
func TestEach(t *testing.T) {
	m := classroomModel(t)
	for _, n := range []int{0, 1, 7, 20_000} { // the last is worth more than one core
		ids := make([]embedding.TokenID, n)
		for i := range ids {
			ids[i] = embedding.TokenID(50_000 - i)
		}
		got := make([][]float32, n)
		m.Each(ids, func(i int, v []float32) {
			if got[i] != nil {
				t.Errorf("%d of %d is visited twice", i, n)
			}
			got[i] = slices.Clone(v)
		})
		x := m.Gather(ids)
		for i, id := range ids {
			want, _ := m.TokenVector(id)
			if !slices.Equal(got[i], want) || !slices.Equal(x.Data[i*x.Stride:][:x.Cols], want) {
				t.Fatalf("%d of %d is %v, want %v", i, n, got[i], want)
			}
		}
	}
}

func TestFirst(t *testing.T) {
	m := small(t)
	var rows []embedding.TokenID
	for row := range m.Vocab() {
		rows = append(rows, m.Token(row))
	}
	swapped := slices.Clone(rows)
	swapped[0], swapped[1] = swapped[1], swapped[0]
	for _, tt := range []struct {
		ids  []embedding.TokenID
		want bool
	}{{rows, true}, {rows[:2], true}, {rows[1:], false}, {swapped, false}, {nil, false}, {append(slices.Clone(rows), rows[0]), false}} {
		got, ok := m.First(tt.ids)
		if ok != tt.want || ok && (got.Rows != len(tt.ids) || &got.Data[0] != &m.TokenEmbedding().Data[0]) {
			t.Errorf("%v: %v, %d rows", tt.ids, ok, got.Rows)
		}
	}
}

func TestWord(t *testing.T) {
	m := classroomModel(t)
	for word, want := range map[string]string{
		"king": " king", " king": " king", "id:5822": " king", "strawberry": " strawberry", ",": ",", "": "", "xqzv": "", " xqzv": "", "id:50257": "", "id:x": "",
	} {
		id, ok := m.Word(word)
		if ok != (want != "") || ok && m.Text(id) != want {
			t.Errorf("%q is %q, %v, want %q", word, m.Text(id), ok, want)
		}
	}
}
