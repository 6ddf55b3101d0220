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

// placed is the small model with its first rows moved to known places; the
// cosines and distances below follow from plane geometry.
func placed(t testing.TB) *embedding.Model {
	transform := gpt.New(gpt.Config{Vocab: len(words), Context: 5, Width: 4, Layers: 1, Heads: 2}, seed)
	copy(transform.TokenEmbedding(), []float32{
		3, 0, 0, 0, // king
		3, 4, 0, 0, // queen: 0.6 from king by cosine, 4 by distance
		1, 0, 0, 0, // man: 1 by cosine, 2 by distance
		0, 1, 0, 0, // woman: at a right angle
		-3, 0, 0, 0, // dog: opposite, 6 by distance
		0, 0, 0, 0, // no length, 3 by distance
		0, 0, 2, 0, // at a right angle
	})
	return smallOn(t, transform)
}

func TestNearest(t *testing.T) {
	m := placed(t)
	king, _ := m.TokenVector(m.Token(0))
	tests := []struct {
		name   string
		metric embedding.Metric
		k      int
		skip   []embedding.TokenID
		want   string
	}{
		{"cosine", embedding.Cosine, 3, nil, " king 1.000| man 1.000| queen 0.600|"},
		{"cosine without itself", embedding.Cosine, 2, []embedding.TokenID{m.Token(0)}, " man 1.000| queen 0.600|"},
		{"cosine, equal scores by row", embedding.Cosine, 6, []embedding.TokenID{m.Token(0)},
			" man 1.000| queen 0.600| woman 0.000|dog 0.000|. 0.000| dog -1.000|"},
		{"euclidean", embedding.Euclidean, 4, nil, " king 0.000| man 2.000|dog 3.000| woman 3.162|"},
		{"more than there are", embedding.Euclidean, 100, nil,
			" king 0.000| man 2.000|dog 3.000| woman 3.162|. 3.606| queen 4.000| dog 6.000|"},
		{"dot product", embedding.Dot, 3, nil, " king 9.000| queen 9.000| man 3.000|"},
		{"dot product, the last", embedding.Dot, 7, nil,
			" king 9.000| queen 9.000| man 3.000| woman 0.000|dog 0.000|. 0.000| dog -9.000|"},
		{"none", embedding.Cosine, 0, nil, ""},
		{"less than none", embedding.Cosine, -1, nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			for _, n := range m.Nearest(king, embedding.Search{Metric: tt.metric, K: tt.k, Without: tt.skip}) {
				got += fmt.Sprintf("%s %.3f|", m.Text(n.ID), n.Score)
			}
			if got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestNearestToNothing(t *testing.T) {
	m := placed(t)
	for _, n := range m.Nearest(make([]float32, 4), embedding.Search{K: 7}) {
		if n.Score != 0 || math.IsNaN(n.Score) {
			t.Errorf("cosine of a vector without length is %v, want 0", n.Score)
		}
	}
}

// Seen from the mean row, king and dog lie on opposite sides of it, as do queen
// and man; as they are, all four look alike.
func TestNearestCentred(t *testing.T) {
	transform := gpt.New(gpt.Config{Vocab: len(words), Context: 5, Width: 4, Layers: 1, Heads: 2}, seed)
	clear(transform.TokenEmbedding()[:len(words)*4])
	copy(transform.TokenEmbedding(), []float32{
		9, 1, 0, 0, // king
		9, 0, 1, 0, // queen
		9, 0, -1, 0, // man
		9, 2, 0, 0, // woman
		9, -3, 0, 0, // dog
		9, 0, 0, 0, // the mean itself
		9, 0, 0, 0,
	})
	m := smallOn(t, transform)
	king, _ := m.TokenVector(m.Token(0))
	for _, tt := range []struct {
		metric embedding.Metric
		want   string
	}{
		{embedding.Cosine, " king 1.000| woman 1.000| queen 0.000| man 0.000|dog 0.000|. 0.000| dog -1.000|"},
		{embedding.Dot, " woman 2.000| king 1.000| queen 0.000| man 0.000|dog 0.000|. 0.000| dog -3.000|"},
		{embedding.Euclidean, " king 0.000| woman 1.000|dog 1.000|. 1.000| queen 1.414| man 1.414| dog 4.000|"},
	} {
		got := ""
		for _, n := range m.Nearest(king, embedding.Search{Metric: tt.metric, K: 7, Centred: true}) {
			got += fmt.Sprintf("%s %.3f|", m.Text(n.ID), n.Score)
		}
		if got != tt.want {
			t.Errorf("%s:\ngot  %s\nwant %s", tt.metric, got, tt.want)
		}
	}
	if n := m.Nearest([]float32{9, 0, 0, 0}, embedding.Search{K: 1, Centred: true})[0]; n.Score != 0 {
		t.Errorf("the mean has cosine %v with a row, want 0: it has no direction", n.Score)
	}
}

// random is a model of so many rows at a random start that leans to one side,
// as those of trained models do. Row i is token i.
func random(t testing.TB, vocab, width int) *embedding.Model {
	t.Helper()
	transform := gpt.New(gpt.Config{Vocab: vocab, Context: 8, Width: width, Layers: 1, Heads: 2}, seed)
	for i := range transform.TokenEmbedding() {
		transform.TokenEmbedding()[i] += float32(i%width) / float32(width) / 50
	}
	p := parts(t, transform)
	p.Tokens, p.Categories, p.Relations = nil, nil, nil
	m, err := embedding.New(p)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// plain are all rows as the definitions have them, in float64 and copied.
func plain(m *embedding.Model, centred bool) [][]float64 {
	rows, mean := make([][]float64, m.Vocab()), make([]float64, m.Dim())
	for row := range rows {
		v, _ := m.TokenVector(m.Token(row))
		for j, x := range v {
			rows[row] = append(rows[row], float64(x))
			mean[j] += float64(x) / float64(m.Vocab())
		}
	}
	for _, v := range rows {
		for j := range v {
			if centred {
				v[j] -= mean[j]
			}
		}
	}
	return rows
}

func product(a, b []float64) float64 {
	var sum float64
	for j := range a {
		sum += a[j] * b[j]
	}
	return sum
}

func cosine(a, b []float64) float64 {
	return product(a, b) / math.Sqrt(product(a, a)*product(b, b))
}

// Large enough to be cut into parts on a machine of several cores.
func TestNearestAgainstTheDefinitions(t *testing.T) {
	m := random(t, 9000, 128)
	for _, centred := range []bool{false, true} {
		rows := plain(m, centred)
		for _, metric := range embedding.Metrics() {
			t.Run(fmt.Sprintf("%s, centred %v", metric, centred), func(t *testing.T) {
				const asked, k = 77, 20
				score := func(row int) float64 {
					switch metric {
					case embedding.Dot:
						return product(rows[asked], rows[row])
					case embedding.Euclidean:
						d := make([]float64, m.Dim())
						for j := range d {
							d[j] = rows[asked][j] - rows[row][j]
						}
						return -math.Sqrt(product(d, d))
					}
					return cosine(rows[asked], rows[row])
				}
				want := make([]int, m.Vocab())
				scores := make([]float64, m.Vocab())
				for row := range want {
					want[row], scores[row] = row, score(row)
				}
				slices.SortStableFunc(want, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
				vector, _ := m.TokenVector(asked)
				got := m.Nearest(vector, embedding.Search{Metric: metric, K: k, Centred: centred})
				if len(got) != k {
					t.Fatalf("%d neighbours, want %d", len(got), k)
				}
				for i, n := range got {
					if int(n.ID) != want[i] || math.Abs(n.Score-math.Abs(scores[want[i]])) > 1e-6 {
						t.Errorf("place %d: row %d with %v, want %d with %v", i+1, n.ID, n.Score, want[i], scores[want[i]])
					}
				}
			})
		}
	}
}

// The scan reads W_E once; GPT-2's size, 154 MB, is the one to bear.
func BenchmarkNearest(b *testing.B) {
	for _, size := range sizes {
		m := random(b, size.vocab, size.width)
		query, _ := m.TokenVector(2000)
		for _, metric := range embedding.Metrics() {
			b.Run(fmt.Sprintf("%dx%d/%s", size.vocab, size.width, metric), func(b *testing.B) {
				search := embedding.Search{Metric: metric, K: 10}
				m.Nearest(query, search)
				b.SetBytes(int64(size.vocab * size.width * 4))
				b.ReportAllocs()
				for b.Loop() {
					m.Nearest(query, search)
				}
			})
		}
	}
}

// sizes are those of the classroom model and of GPT-2.
var sizes = []struct{ vocab, width int }{{3450, 96}, {50257, 768}}

func TestCompareAgreesWithNearest(t *testing.T) {
	m := random(t, 50, 8)
	query, _ := m.TokenVector(7)
	for _, centred := range []bool{false, true} {
		for _, metric := range embedding.Metrics() {
			for _, n := range m.Nearest(query, embedding.Search{Metric: metric, K: 50, Centred: centred}) {
				other, _ := m.TokenVector(n.ID)
				l := m.Compare(query, other, centred)
				got := map[embedding.Metric]float64{embedding.Cosine: l.Cosine, embedding.Euclidean: l.Distance, embedding.Dot: l.Dot}[metric]
				if math.Abs(got-n.Score) > 1e-6 {
					t.Errorf("%s with %d, centred %v: %v, Nearest has %v", metric, n.ID, centred, got, n.Score)
				}
			}
		}
	}
	if l := m.Compare(query, make([]float32, 8), false); l.Cosine != 0 {
		t.Errorf("a vector without length has cosine %v, want 0", l.Cosine)
	}
}
