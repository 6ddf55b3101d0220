package embedding_test

import (
	"fmt"
	"math"
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
		{"none", embedding.Cosine, 0, nil, ""},
		{"less than none", embedding.Cosine, -1, nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			for _, n := range m.Nearest(king, tt.k, tt.metric, tt.skip...) {
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
	for _, n := range m.Nearest(make([]float32, 4), 7, embedding.Cosine) {
		if n.Score != 0 || math.IsNaN(n.Score) {
			t.Errorf("cosine of a vector without length is %v, want 0", n.Score)
		}
	}
}

func TestParseMetric(t *testing.T) {
	for name, want := range map[string]embedding.Metric{
		"": embedding.Cosine, "cosine": embedding.Cosine, "euclidean": embedding.Euclidean,
	} {
		if got, err := embedding.ParseMetric(name); err != nil || got != want {
			t.Errorf("ParseMetric(%q) = %v, %v", name, got, err)
		}
	}
	if _, err := embedding.ParseMetric("manhattan"); err == nil {
		t.Error("manhattan is not offered")
	}
}

// The scan reads W_E once; GPT-2's size, 154 MB, is the one to bear.
func BenchmarkNearest(b *testing.B) {
	for _, size := range []struct{ vocab, width int }{{2000, 64}, {50257, 768}} {
		transform := gpt.New(gpt.Config{Vocab: size.vocab, Context: 8, Width: size.width, Layers: 1, Heads: 4}, seed)
		p := parts(b, transform)
		p.Tokens, p.Categories = nil, nil
		m, err := embedding.New(p)
		if err != nil {
			b.Fatal(err)
		}
		query, _ := m.TokenVector(5822 % embedding.TokenID(size.vocab))
		for _, metric := range []embedding.Metric{embedding.Cosine, embedding.Euclidean} {
			b.Run(fmt.Sprintf("%dx%d/%s", size.vocab, size.width, metric), func(b *testing.B) {
				b.SetBytes(int64(size.vocab * size.width * 4))
				m.Nearest(query, 10, metric)
				for b.Loop() {
					m.Nearest(query, 10, metric)
				}
			})
		}
	}
}
