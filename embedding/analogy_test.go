package embedding_test

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/gpt"
)

// parallelogram is the small model with rows of equal length: one direction
// for each sex, one for each rank, and what all share. queen − woman is
// king − man.
func parallelogram(t testing.TB, shared float32) *embedding.Model {
	transform := gpt.New(gpt.Config{Vocab: len(words), Context: 5, Width: 5, Layers: 1, Heads: 1}, seed)
	copy(transform.TokenEmbedding(), []float32{
		1, 0, 1, 0, shared, // king
		0, 1, 1, 0, shared, // queen
		1, 0, 0, 1, shared, // man
		0, 1, 0, 1, shared, // woman
		-1, 0, 0, 0, shared, // dog, three times
		-1, 0, 0, 0, shared,
		-1, 0, 0, 0, shared,
	})
	return smallOn(t, transform)
}

func TestAnalogyOnAParallelogram(t *testing.T) {
	const king, queen, man, woman, dog = 0, 1, 2, 3, 4
	m := parallelogram(t, 0)
	strawberry, err := m.Lookup(" strawberry")
	if err != nil {
		t.Fatal(err)
	}
	id := func(row int) embedding.TokenID { return m.Token(row) }
	for _, tt := range []struct {
		name     string
		a, b, c  embedding.TokenID
		k        int
		answers  string
		leftOut  string
		expected embedding.TokenID
		rank     int
	}{
		// With cosines 1/2 between neighbours of the parallelogram.
		{"man is to woman as king is to queen", id(man), id(woman), id(king), 2,
			" queen 1| dog 0|", " man 0| woman 0.5| king 0.5|", id(queen), 1},
		{"king is to man as queen is to woman", id(king), id(man), id(queen), 1,
			" woman 1|", " king 0| man 0.5| queen 0.5|", id(dog), 2},
		{"what is left out has no rank", id(man), id(woman), id(king), 1,
			" queen 1|", " man 0| woman 0.5| king 0.5|", id(king), 0},
		{"nothing changes: the question is for c", id(man), id(man), id(king), 2,
			" queen 0.5| woman 0|", " man 0.5| king 1|", id(woman), 2},
		{"an expected word that training never met", id(man), id(woman), id(king), 0,
			"", " man 0| woman 0.5| king 0.5|", strawberry, 0},
		{"more than there are", id(man), id(woman), id(king), 100,
			" queen 1| dog 0|dog 0|. 0|", " man 0| woman 0.5| king 0.5|", id(dog), 2},
		{"less than none", id(man), id(woman), id(king), -1,
			"", " man 0| woman 0.5| king 0.5|", id(dog), 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := m.Analogy(tt.a, tt.b, tt.c, embedding.AnalogyOptions{K: tt.k, Expected: []embedding.TokenID{tt.expected}})
			say := func(list []embedding.Neighbor) (s string) {
				for _, n := range list {
					s += m.Text(n.ID) + " " + signed(n.Score) + "|"
				}
				return s
			}
			if a, l := say(got.Answers), say(got.LeftOut); a != tt.answers || l != tt.leftOut {
				t.Errorf("answers %s, want %s; left out %s, want %s", a, tt.answers, l, tt.leftOut)
			}
			if e := got.Expected[0]; e.ID != tt.expected || e.Rank != tt.rank {
				t.Errorf("expected %q has rank %d, want %d", m.Text(e.ID), e.Rank, tt.rank)
			}
		})
	}
}

func TestAnalogyOfAnUntrainedToken(t *testing.T) {
	m := parallelogram(t, 0)
	strawberry, err := m.Lookup(" strawberry")
	if err != nil {
		t.Fatal(err)
	}
	got := m.Analogy(strawberry, strawberry, m.Token(0), embedding.AnalogyOptions{K: 10})
	if len(got.LeftOut) != 2 || len(got.Answers) != len(words)-1 {
		t.Errorf("%d left out, %d answers; want 2 and all rows but king's", len(got.LeftOut), len(got.Answers))
	}
	if king := got.LeftOut[1]; math.Abs(king.Score-1) > 1e-6 {
		t.Errorf("strawberry − strawberry + king has cosine %v with king, want 1", king.Score)
	}
}

// Against the definition on copied rows: centred when asked for, then of length
// one, the cosines of b − a + c with every row sorted.
func TestAnalogyAgainstTheDefinition(t *testing.T) {
	m := random(t, 9000, 128)
	const a, b, c, expected, k = 11, 222, 3333, 4444, 15
	for _, centred := range []bool{false, true} {
		t.Run(fmt.Sprint("centred ", centred), func(t *testing.T) {
			rows := plain(m, centred)
			for _, v := range rows {
				length := math.Sqrt(product(v, v))
				for j := range v {
					v[j] /= length
				}
			}
			target := make([]float64, m.Dim())
			for j := range target {
				target[j] = rows[b][j] - rows[a][j] + rows[c][j]
			}
			var want []embedding.Neighbor
			for row, v := range rows {
				if row != a && row != b && row != c {
					want = append(want, embedding.Neighbor{ID: embedding.TokenID(row), Score: cosine(target, v)})
				}
			}
			slices.SortStableFunc(want, func(x, y embedding.Neighbor) int { return cmp.Compare(y.Score, x.Score) })

			got := m.Analogy(a, b, c, embedding.AnalogyOptions{K: k, Centred: centred, Expected: []embedding.TokenID{expected, want[0].ID}})
			if len(got.Answers) != k {
				t.Fatalf("%d answers, want %d", len(got.Answers), k)
			}
			for i, n := range got.Answers {
				if n.ID != want[i].ID || math.Abs(n.Score-want[i].Score) > 1e-6 {
					t.Errorf("place %d: %v, want %v", i+1, n, want[i])
				}
			}
			for i, n := range got.LeftOut {
				if w := cosine(target, rows[[]int{a, b, c}[i]]); math.Abs(n.Score-w) > 1e-6 {
					t.Errorf("left out %d: cosine %v, want %v", n.ID, n.Score, w)
				}
			}
			rank := 1 + slices.IndexFunc(want, func(n embedding.Neighbor) bool { return n.ID == expected })
			if e := got.Expected[0]; e.Rank != rank || math.Abs(e.Score-want[rank-1].Score) > 1e-6 {
				t.Errorf("expected: %v, want rank %d with %v", e, rank, want[rank-1].Score)
			}
			if e := got.Expected[1]; e.Rank != 1 || e.Neighbor != got.Answers[0] {
				t.Errorf("the first answer, asked for: %v, want %v", e, got.Answers[0])
			}
		})
	}
}

// What all rows share lies in every cosine, until it is taken off.
func TestAnalogyCentred(t *testing.T) {
	m := parallelogram(t, 10)
	ask := func(centred bool) *embedding.Analogy {
		return m.Analogy(m.Token(2), m.Token(3), m.Token(0), embedding.AnalogyOptions{K: 2, Centred: centred})
	}
	raw, centred := ask(false), ask(true)
	if raw.Answers[1].Score < 0.9 || centred.Answers[1].Score > 0.5 {
		t.Errorf("the second answer has cosine %v, %v centred", raw.Answers[1].Score, centred.Answers[1].Score)
	}
	if raw.Answers[0].ID != m.Token(1) || centred.Answers[0].ID != m.Token(1) {
		t.Error("queen is not the first answer")
	}
}

func BenchmarkAnalogy(b *testing.B) {
	for _, size := range sizes {
		m := random(b, size.vocab, size.width)
		for _, centred := range []bool{false, true} {
			b.Run(fmt.Sprintf("%dx%d/centred=%v", size.vocab, size.width, centred), func(b *testing.B) {
				how := embedding.AnalogyOptions{K: 10, Centred: centred, Expected: []embedding.TokenID{1000}}
				m.Analogy(5, 6, 7, how)
				b.SetBytes(int64(size.vocab * size.width * 4))
				b.ReportAllocs()
				for b.Loop() {
					m.Analogy(5, 6, 7, how)
				}
			})
		}
	}
}
