package descent

import (
	"cmp"
	"math"
	"slices"

	"tokenscape/embedding"
	"tokenscape/embedding/gpt"
)

// reading is what a transformer says at one position.
type reading struct {
	Prediction
	output    []float32             // D numbers
	likeliest []embedding.Candidate // of its k likeliest next tokens
}

// read runs t over the inputs and asks for the targets, both rows of W_E.
func read(m *embedding.Model, t *gpt.Transformer, inputs, targets []int32, k int) []reading {
	run := t.NewRun()
	input := make([]float32, t.Config.Width)
	all := make([]reading, len(inputs))
	for i, row := range inputs {
		copy(input, vector(t, t.TokenEmbedding(), int(row)))
		for j, v := range vector(t, t.PositionEmbedding(), i) {
			input[j] += v
		}
		if err := run.Append(input); err != nil {
			panic(err) // Follow has held the text against the context
		}
		logits := run.Logits()
		probabilities := gpt.Softmax(logits, 1)
		target := logits[targets[i]]
		all[i].Prediction = Prediction{
			Probability: probabilities[targets[i]],
			// −ln p, which stays finite where p is too small for a number.
			Loss: float64(slices.Max(logits)) - float64(target) - math.Log(slices.Max(probabilities)),
			Rank: 1,
		}
		for _, l := range logits {
			if l > target {
				all[i].Rank++
			}
		}
		for _, row := range likeliest(logits, k) {
			all[i].likeliest = append(all[i].likeliest, embedding.Candidate{
				ID: m.Token(row), Probability: probabilities[row], Logit: logits[row],
			})
		}
		all[i].output = slices.Clone(run.Output())
	}
	return all
}

// likeliest are the rows of the k highest logits, the highest first.
func likeliest(logits []float32, k int) []int {
	rows := make([]int, len(logits))
	for row := range rows {
		rows[row] = row
	}
	slices.SortStableFunc(rows, func(a, b int) int { return cmp.Compare(logits[b], logits[a]) })
	return rows[:min(k, len(rows))]
}

// compare notes how far the rows of the text's targets moved, and the others.
func (trace *Trace) compare(m *embedding.Model, from, to *gpt.Transformer, text []int32, before []reading) {
	moved := func(row int) float64 {
		return distance(vector(from, from.TokenEmbedding(), row), vector(to, to.TokenEmbedding(), row))
	}
	for i, row := range text[1:] {
		if slices.Contains(text[1:i+1], row) {
			continue // this target stood before
		}
		trace.Moves = append(trace.Moves, Move{
			ID: m.Token(int(row)), Distance: moved(int(row)),
			CosineBefore: cosine(vector(from, from.TokenEmbedding(), int(row)), before[i].output),
			CosineAfter:  cosine(vector(to, to.TokenEmbedding(), int(row)), before[i].output),
		})
	}
	others := 0
	for row := range from.Config.Vocab {
		if !slices.Contains(text, int32(row)) {
			trace.Others += moved(row)
			others++
		}
	}
	trace.Others /= float64(max(1, others))
}

// vector is one row of W_E or W_P.
func vector(t *gpt.Transformer, matrix []float32, row int) []float32 {
	d := t.Config.Width
	return matrix[row*d : (row+1)*d]
}

func distance(a, b []float32) float64 {
	var square float64
	for i, v := range a {
		d := float64(v) - float64(b[i])
		square += d * d
	}
	return math.Sqrt(square)
}

func cosine(a, b []float32) float64 {
	var ab, aa, bb float64
	for i, v := range a {
		ab += float64(v) * float64(b[i])
		aa += float64(v) * float64(v)
		bb += float64(b[i]) * float64(b[i])
	}
	if aa == 0 || bb == 0 {
		return 0
	}
	return ab / math.Sqrt(aa*bb)
}
